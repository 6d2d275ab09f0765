package result

import (
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/scoring"
)

// say puts the result into words.
func (m *Model) say() phrase.Result { return phrase.Result{L: m.env.Lang, View: &m.view} }

// scaleWords tells one scale without numbers: what it asks about, where things are, how they moved, how sure that is.
func (m *Model) scaleWords(s *casework.ScaleView, width int) []string {
	t, l, say := m.env.Theme, m.env.Lang, m.say()
	lines := style(t.Text, widget.Wrap(l.Text(s.Scale.Plain), width))
	if s.Now.Status != scoring.Scored {
		lines = append(lines, style(t.Warn, widget.Wrap("– "+l.T("result.unscored"), width))...)
		return append(lines, widget.Wrap(say.Reason(s), width)...)
	}
	lines = append(lines, widget.Wrap(say.Place(s), width)...)
	lines = append(lines, m.ruler(s, width)...)
	if s.Before == nil {
		lines = append(lines, widget.Wrap("· "+l.T("result.moved.first"), width)...)
	} else {
		lines = append(lines, m.moved(say.Moves(s, phrase.SinceLast), width)...)
	}
	if s.First != nil {
		lines = append(lines, m.moved(say.Moves(s, phrase.SinceStart), width)...)
	}
	return lines
}

// ruler draws now and before on the scale, the better end always at the right.
func (m *Model) ruler(s *casework.ScaleView, width int) []string {
	turn := func(v float64) float64 { return v * s.Scale.Direction.Sign() }
	lo, hi := turn(s.Scale.Range.Min), turn(s.Scale.Range.Max)
	var marks []widget.Mark
	words := []string{"● " + m.env.Lang.T("result.mark.now")}
	if s.First != nil {
		marks = append(marks, widget.Mark{Value: turn(s.First.Reported), Rune: '◇'})
	}
	if s.Before != nil {
		marks = append(marks, widget.Mark{Value: turn(s.Before.Reported), Rune: '○'})
		words = append(words, "○ "+m.env.Lang.T("result.mark.before"))
	}
	if s.First != nil {
		words = append(words, "◇ "+m.env.Lang.T("result.mark.start"))
	}
	marks = append(marks, widget.Mark{Value: turn(s.Now.Reported), Rune: '●'})
	legend := " " + m.env.Lang.T("result.mark.better")
	for _, w := range words {
		legend += "  " + w
	}
	const length = 36
	line := widget.Ruler(m.env.Theme, min(lo, hi), max(lo, hi), min(length, width), marks...)
	if lipgloss.Width(legend)+length <= width {
		return []string{line + m.env.Theme.Faint.Render(legend)}
	}
	return append([]string{line}, style(m.env.Theme.Faint, widget.Wrap(legend, width))...)
}

// moved is how a scale moved, and how sure that is. Better and worse have the same form; only sign, word and colour
// differ.
func (m *Model) moved(c phrase.Moved, width int) []string {
	t := m.env.Theme
	sign, look := "=", t.Text
	switch c.Way {
	case phrase.Better:
		sign, look = "▲", t.Good
	case phrase.Worse:
		sign, look = "▼", t.Bad
	case phrase.Same:
	}
	lines := style(look, widget.Wrap(sign+" "+c.Text, width))
	return append(lines, indent(widget.Wrap(c.Sure, width-2))...)
}

func indent(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "  " + l
	}
	return out
}
