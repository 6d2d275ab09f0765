package widget

import (
	"strings"
)

// Line is the path alone, in width cells.
func (p *FilePicker) Line(width int) string {
	p.input.Width = max(width-3, 4)
	return "> " + p.input.View()
}

// Blurred is the path where the cursor is elsewhere: its end, which says most.
func (p *FilePicker) Blurred(width int) string {
	return "> " + TruncateLeft(Clean(p.Value()), max(width-2, 1))
}

// Below is what stands under the path, at most most lines: the names that fit, or a word about what is typed.
func (p *FilePicker) Below(width, most int) []string {
	all := p.fitting()
	if text := p.word(len(all)); text != "" {
		lines := Wrap(text, width)
		if len(lines) > most {
			lines = lines[:most]
		}
		for i := range lines {
			lines[i] = p.theme.Faint.Render(lines[i])
		}
		return lines
	}
	shown := all
	first := 0
	if len(all) > most {
		first = max(0, min(p.chosen-(most-2)/2, len(all)-(most-1)))
		shown = all[first : first+most-1]
	}
	var out []string
	for i, n := range shown {
		name := Clean(n.Name)
		if n.Dir {
			name += separators()[:1]
		}
		line := "  " + Truncate(name, max(width-2, 1))
		if first+i == p.chosen {
			line = p.theme.Selected.Render("▸ " + Truncate(name, max(width-2, 1)))
		}
		out = append(out, line)
	}
	if rest := len(all) - len(shown); rest > 0 {
		out = append(out, p.theme.Faint.Render("  "+Truncate(p.Words.More(rest), max(width-2, 1))))
	}
	return out
}

// word is what there is to say of what is typed, when that is more than a list of names says.
func (p *FilePicker) word(fitting int) string {
	_, folder, typed := p.parts()
	switch {
	case folder == "" && typed == "":
		return p.Words.Hint
	case !p.known || folder != p.folder:
		return ""
	case p.failed:
		return "! " + p.Words.NoFolder
	case p.Use == SaveFile && p.There():
		return "! " + p.Words.Exists
	case fitting == 0 && typed != "" && p.Use != SaveFile && !p.There() && !strings.ContainsAny(typed, "*?["):
		return "! " + p.Words.Missing
	}
	return ""
}
