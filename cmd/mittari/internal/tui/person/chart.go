package person

import (
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	minWords = 5  // lines kept for the words below the curve
	maxChart = 24 // lines: a higher curve says no more
)

// chart is the curve, empty when there is no room or words were asked for.
func (m *Model) chart() string {
	if m.text {
		return ""
	}
	s, t, say := m.series(), m.env.Lang.T, m.say()
	trend := widget.Trend{
		Points: m.points(s), Name: who(s), Min: s.Scale.Range.Min, Max: s.Scale.Range.Max, Band: needed(s),
		Number:   func(v float64) string { return say.Number(s, v) },
		BandWord: t("person.band"), EventWord: t("person.event"),
	}
	if s.Cutoff != nil {
		v := s.Cutoff.Value
		trend.Cutoff = &v
		trend.CutoffWord = say.Tagged(t("person.cutoff", "value", say.Number(s, v)), s.Cutoff.Evidence)
	}
	for _, b := range m.beside() {
		other := &m.view.Series[b.Series]
		trend.Others = append(trend.Others, widget.TrendLine{Name: who(other), Points: m.points(other)})
	}
	for _, e := range say.Events(s) {
		trend.Events = append(trend.Events, day(e.Date))
	}
	room := m.height - lipgloss.Height(m.head()) - 3 - max(minWords, min(lipgloss.Height(m.words()), m.height/3))
	return trend.View(m.env.Theme, min(m.width, 110), min(room, maxChart))
}

func (m *Model) points(s *casework.Series) []widget.TrendPoint {
	out := make([]widget.TrendPoint, len(s.Points))
	for i, p := range s.Points {
		out[i] = widget.TrendPoint{
			Label: m.env.Lang.Date(p.Date), Day: day(p.Date), Scored: p.Scored, Value: p.Reported, Wave: m.planned(p.Wave),
		}
	}
	return out
}

// planned is the name of a wave of the plan; occasions outside it need none.
func (m *Model) planned(w store.Wave) string {
	if w == store.AtMeeting || w == store.Extra || w == "" {
		return ""
	}
	return m.env.Lang.T("wave." + string(w))
}

// day is a place in time for the chart.
func day(d store.Date) int { return d.DaysSince(store.Date{Year: 1970, Month: 1, Day: 1}) }

// who is the code of who answered.
func who(s *casework.Series) string { return s.Respondent }
