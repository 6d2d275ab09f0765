package person

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

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

// words says everything that the curve shows.
func (m *Model) words() string {
	s := m.series()
	lines := append([]string{m.moved(s)}, m.others(s)...)
	if text := m.sure(s); text != "" {
		lines = append(lines, text)
	}
	if s.Cutoff != nil {
		meaning := m.env.Lang.Text(s.Cutoff.Meaning)
		text := m.env.Lang.T("person.cutoff.words", "value", m.number(s, s.Cutoff.Value), "meaning", meaning)
		lines = append(lines, m.tagged(text, s.Cutoff.Evidence))
	}
	if gaps := m.gaps(s); gaps != "" {
		lines = append(lines, gaps)
	}
	for _, e := range m.events(s) {
		lines = append(lines, "◆ "+m.env.Lang.Date(e.Date)+" "+m.env.Lang.T("event."+string(e.Kind)))
	}
	for i := range lines {
		lines[i] = widget.Paragraph(lines[i], min(m.width, textWidth))
	}
	return strings.Join(lines, "\n")
}

func scored(s *casework.Series) []casework.Point {
	var out []casework.Point
	for _, p := range s.Points {
		if p.Scored {
			out = append(out, p)
		}
	}
	return out
}

// moved says where the person started and is now, and which way that is.
func (m *Model) moved(s *casework.Series) string {
	l := m.env.Lang
	points := scored(s)
	if len(points) == 0 {
		return l.T("person.noscore")
	}
	first, last := points[0], points[len(points)-1]
	direction := l.T("person.direction." + string(s.Scale.Direction))
	if len(points) == 1 {
		return l.T("person.once", "value", m.number(s, first.Reported), "date", l.Date(first.Date)) + " " + direction
	}
	raw := last.Reported - first.Reported
	text := l.T("person.moved", "first", m.number(s, first.Reported), "from", l.Date(first.Date),
		"last", m.number(s, last.Reported), "to", l.Date(last.Date), "raw", l.Signed(raw, s.Scale.Rounding.Decimals))
	if s.Latest != nil {
		text += " " + sign(s.Latest.Class) + " " + l.T("class."+s.Latest.Class.String()) + "."
	}
	return text + " " + direction
}

// sign differs in shape, so that better and worse are told apart without colour.
func sign(c change.Class) string {
	switch c {
	case change.Recovered, change.Improved:
		return "▲"
	case change.Deteriorated, change.Harmed:
		return "▼"
	case change.Unchanged:
		return "■"
	case change.Unknown:
	}
	return "?"
}

// sure says how certain the change is and on what that rests.
func (m *Model) sure(s *casework.Series) string {
	l := m.env.Lang
	if len(scored(s)) < 2 {
		return ""
	}
	if s.Latest == nil || s.Basis == nil {
		return l.T("person.sure.unknown")
	}
	id := "person.sure.no"
	switch s.Latest.Class {
	case change.Recovered, change.Improved, change.Deteriorated, change.Harmed:
		id = "person.sure.yes"
	case change.Unchanged, change.Unknown:
	}
	text := l.T(id, "needed", l.Number(s.Latest.Needed, 1))
	if s.Latest.CrossedOnly {
		text += " " + l.T("person.sure.crossed")
	}
	return m.tagged(text, s.Basis.Evidence)
}

// gaps names the occasions that could not be scored, each with its reason.
func (m *Model) gaps(s *casework.Series) string {
	var out []string
	for _, p := range s.Points {
		if !p.Scored {
			out = append(out, "× "+m.env.Lang.Date(p.Date)+": "+m.reason(p))
		}
	}
	return strings.Join(out, "\n")
}

func (m *Model) reason(p casework.Point) string {
	switch p.Reason {
	case "too-few-answers":
		return m.env.Lang.T("person.reason.few")
	case "part-missing":
		return m.env.Lang.T("person.reason.part")
	case "not-in-table":
		return m.env.Lang.T("person.reason.no-row")
	case "no-table-fits", "no-norm-fits":
		return m.env.Lang.T("person.reason.no-norm")
	}
	return m.env.Lang.T("person.reason.other")
}

// list is every result in order, for those who read rather than look.
func (m *Model) list() string {
	s, l := m.series(), m.env.Lang
	lines := []string{m.env.Theme.Faint.Render(row(l.T("person.date"), l.T("person.wave"), l.T("person.value"), l.T("person.meaning")))}
	for _, p := range s.Points {
		value, meaning := "–", l.T("person.unscored")+": "+m.reason(p)
		if p.Scored {
			value, meaning = m.number(s, p.Reported), m.band(s, p.Band)
			if p.Prorated {
				meaning = strings.TrimPrefix(meaning+", "+l.T("person.prorated"), ", ")
			}
		}
		lines = append(lines, strings.TrimRight(widget.Truncate(row(l.Date(p.Date), m.wave(p.Wave), value, meaning), m.width), " "))
	}
	return strings.Join(lines, "\n")
}

func row(date, wave, value, meaning string) string {
	return widget.Pad(date, 12) + " " + widget.Pad(wave, 18) + " " + widget.PadLeft(value, 7) + "  " + meaning
}

func (m *Model) wave(w store.Wave) string {
	if w == "" {
		return "–"
	}
	return m.env.Lang.T("wave." + string(w))
}

// band is the title of a band, with its tag; empty when no band fits the person.
func (m *Model) band(s *casework.Series, code string) string {
	def, err := m.env.Catalogue.At(s.Ref)
	if err != nil || code == "" {
		return code
	}
	for _, set := range def.BandSets {
		if set.Scale != s.Scale.ID {
			continue
		}
		for _, b := range set.Bands {
			if b.Code == code {
				return m.tagged(m.env.Lang.Text(b.Title), set.Evidence)
			}
		}
	}
	return code
}
