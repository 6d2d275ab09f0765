package result

import (
	"fmt"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// scaleWords tells one scale without numbers: what it asks about, where things are, how they moved, how sure that is.
func (m *Model) scaleWords(s *casework.ScaleView, width int) []string {
	t, l := m.env.Theme, m.env.Lang
	lines := style(t.Text, widget.Wrap(l.Text(s.Scale.Plain), width))
	if s.Now.Status != scoring.Scored {
		lines = append(lines, style(t.Warn, widget.Wrap("– "+l.T("result.unscored"), width))...)
		return append(lines, widget.Wrap(m.reason(s), width)...)
	}
	lines = append(lines, widget.Wrap(l.T("result.now."+place(s)), width)...)
	lines = append(lines, m.ruler(s, width)...)
	lines = append(lines, m.moved(s.Before, s.Change, s, "last", width)...)
	if s.First != nil {
		lines = append(lines, m.moved(s.First, s.Since, s, "start", width)...)
	}
	return lines
}

// place says where on the scale the value lies, in thirds: a place on a line, not a judgement.
func place(s *casework.ScaleView) string {
	r := s.Scale.Range
	if r.Max <= r.Min {
		return "middle"
	}
	share := (s.Now.Reported - r.Min) / (r.Max - r.Min)
	if s.Scale.Direction == instruments.HigherWorse {
		share = 1 - share
	}
	switch {
	case share >= 2.0/3:
		return "good"
	case share > 1.0/3:
		return "middle"
	}
	return "heavy"
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

// moved is how a scale moved since last time or since the start, and how sure that is. Better and worse have
// the same form; only sign, word and colour differ.
func (m *Model) moved(before *store.ScaleScore, c *change.Result, s *casework.ScaleView, since string, width int) []string {
	t, l := m.env.Theme, m.env.Lang
	if before == nil {
		return widget.Wrap("· "+l.T("result.moved.first"), width)
	}
	better := (s.Now.Reported - before.Reported) * s.Scale.Direction.Sign()
	key, sign, look := "same", "=", t.Text
	switch {
	case better > 0:
		key, sign, look = "better", "▲", t.Good
	case better < 0:
		key, sign, look = "worse", "▼", t.Bad
	}
	text := sign + " " + l.T("result.moved."+since+"."+key)
	lines := style(look, widget.Wrap(text, width))
	return append(lines, indent(widget.Wrap(m.sureness(c, key), width-2))...)
}

// sureness says whether the change is more than the ordinary wavering of answers.
func (m *Model) sureness(c *change.Result, key string) string {
	l := m.env.Lang
	if c == nil || c.Class == change.Unknown {
		return l.T("result.sure.unknown")
	}
	switch c.Class {
	case change.Recovered, change.Improved, change.Deteriorated, change.Harmed:
		return l.T("result.sure.yes")
	case change.Unchanged, change.Unknown:
	}
	if key == "same" {
		return l.T("result.sure.same")
	}
	return l.T("result.sure.no")
}

// reason says why a scale cannot be scored.
func (m *Model) reason(s *casework.ScaleView) string {
	l, r := m.env.Lang, s.Now.Reason
	switch r.Kind {
	case scoring.TooFewAnswers:
		return l.N("result.reason.few", r.Missing, "limit", r.Limit)
	case scoring.PartMissing:
		part := string(r.Part)
		if p := m.view.Definition.Scale(r.Part); p != nil {
			part = l.Text(p.Title)
		}
		return l.T("result.reason.part", "part", part)
	case scoring.NotInTable:
		return l.T("result.reason.no-row")
	case scoring.NoTableFits, scoring.NoNormFits:
		return l.T("result.reason.no-norm")
	case scoring.NoneReason:
	}
	return l.T("result.reason.other")
}

// cue is the number of an item with our own label.
func (m *Model) cue(number int) string {
	for _, tag := range []instruments.Lang{m.env.Lang.Lang(), instruments.Finnish, instruments.English} {
		if c := m.view.Definition.Cues[tag].Items[number]; c != "" {
			return fmt.Sprintf("%d %s", number, c)
		}
	}
	return fmt.Sprint(number)
}

// answer is the label of an answer, or its code where there is none.
func (m *Model) answer(number int, r instruments.Response) string {
	if r.State != instruments.Answered {
		return "–"
	}
	for _, it := range m.view.Definition.Items {
		if it.Number != number {
			continue
		}
		if o := m.view.Definition.Cues[m.env.Lang.Lang()].Options[it.Set][int(r.Code)]; o != "" {
			return o
		}
	}
	return fmt.Sprint(r.Code)
}

func indent(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "  " + l
	}
	return out
}
