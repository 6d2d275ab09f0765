package person

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/scoring/change"
)

// say puts the person's results into words.
func (m *Model) say() phrase.Person {
	return phrase.Person{L: m.env.Lang, View: m.view, Catalogue: m.env.Catalogue}
}

// needed is the smallest change that counts as reliable, 0 when it is not known.
func needed(s *casework.Series) float64 {
	switch {
	case s.Latest != nil:
		return s.Latest.Needed
	case s.Basis == nil:
		return 0
	case s.Basis.Points > 0:
		return s.Basis.Points
	}
	return change.Smallest(s.Basis.SD, s.Basis.R, s.Basis.Critical)
}

// words says everything that the curve shows. What others answered is told only when it was asked for.
func (m *Model) words() string {
	s, say := m.series(), m.say()
	lines := []string{say.Moved(s)}
	if m.together {
		lines = append(lines, say.Others(m.at)...)
	}
	for _, text := range []string{say.Sure(s), say.Cutoff(s), m.gaps(s)} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	for _, e := range say.Events(s) {
		lines = append(lines, "◆ "+say.Event(e))
	}
	for i := range lines {
		lines[i] = widget.Paragraph(lines[i], min(m.width, textWidth))
	}
	return strings.Join(lines, "\n")
}

// gaps names the occasions that could not be scored, each with its reason.
func (m *Model) gaps(s *casework.Series) string {
	var out []string
	for _, p := range s.Points {
		if !p.Scored {
			out = append(out, "× "+m.env.Lang.Date(p.Date)+": "+m.say().Reason(p))
		}
	}
	return strings.Join(out, "\n")
}

// list is every result in order, for those who read rather than look.
func (m *Model) list() string {
	s, l, say := m.series(), m.env.Lang, m.say()
	lines := []string{m.env.Theme.Faint.Render(row(l.T("person.date"), l.T("person.wave"), l.T("person.value"), l.T("person.meaning")))}
	for _, p := range s.Points {
		value, meaning := say.Value(s, p)
		lines = append(lines, strings.TrimRight(widget.Truncate(row(l.Date(p.Date), say.Wave(p.Wave), value, meaning), m.width), " "))
	}
	return strings.Join(lines, "\n")
}

func row(date, wave, value, meaning string) string {
	return widget.Pad(date, 12) + " " + widget.Pad(wave, 18) + " " + widget.PadLeft(value, 7) + "  " + meaning
}
