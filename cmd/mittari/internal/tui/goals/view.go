package goals

import (
	"errors"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// View draws the three goals, the field, and earlier goals.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	if !m.read {
		return t("form.wait")
	}
	width := m.textWidth()
	out := []string{m.intro()}
	for i, g := range m.open {
		out = append(out, m.slot(i, g, width)...)
	}
	if m.field != nil {
		out = append(out, "", m.field.View(width))
	}
	switch {
	case m.saving:
		out = append(out, t("form.saving"))
	case m.failed != nil:
		out = append(out, th.Warn.Render(widget.Paragraph("! "+m.problem(), width)))
	}
	return strings.Join(append(out, m.earlier(width, m.height-len(out)-5)...), "\n")
}

func (m *Model) textWidth() int { return min(m.width, 90) }

// intro is the sentence above the goals, with an empty line.
func (m *Model) intro() string {
	return widget.Paragraph(m.env.Lang.T("goals.intro"), m.textWidth()) + "\n"
}

func (m *Model) slot(i int, g store.Goal, width int) []string {
	t, th := m.env.Lang.T, m.env.Theme
	mark, style := "  ", th.Text
	if i == m.at {
		mark, style = "▸ ", th.Selected
	}
	text, note := g.Text, ""
	if text == "" {
		text = t("goals.none")
	} else {
		note = t("goals.set", "date", m.env.Lang.Date(g.Set))
	}
	lines := widget.Wrap(text, width-6)
	out := []string{style.Render(mark + t("goals.n", "n", i+1) + " " + lines[0])}
	for _, l := range lines[1:] {
		out = append(out, "     "+l)
	}
	if note != "" {
		out = append(out, th.Faint.Render("     "+note))
	}
	return out
}

// earlier lists closed goals, newest last, as many as fit.
func (m *Model) earlier(width, room int) []string {
	if len(m.old) == 0 || m.field != nil || room < 2 {
		return nil
	}
	t, th := m.env.Lang.T, m.env.Theme
	out := []string{"", th.Title.Render(t("goals.earlier", "n", len(m.old)))}
	for i, g := range m.old {
		if i == room-2 && len(m.old) > room-1 {
			return append(out, th.Faint.Render("  "+m.env.Lang.N("rows.below", len(m.old)-i)))
		}
		out = append(out, "  "+widget.Truncate(m.env.Lang.Date(g.Set)+"–"+m.env.Lang.Date(g.Closed)+"  "+g.Text, width))
	}
	return out
}

// problem says kindly which part of a text looks like it tells who somebody is.
func (m *Model) problem() string {
	var free *store.FreeTextError
	if !errors.As(m.failed, &free) {
		return m.env.Lang.Err(m.failed).String()
	}
	text := strings.TrimSpace(m.field.Value()) // as it was handed over
	var parts []string
	for _, f := range free.Findings {
		parts = append(parts, m.env.Lang.T("goals.found."+string(f.Kind), "text", text[f.Start:f.End]))
	}
	return m.env.Lang.T("goals.guard", "what", strings.Join(parts, ", "))
}
