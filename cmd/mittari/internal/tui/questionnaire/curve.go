package questionnaire

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// curveHeight is the height of one curve with its axis.
const curveHeight = 10

// curve shows the respondent's own answers over time, as a picture and in words. There are no cut-offs, no norms and no
// names of scales: what they mean is for the talk with the worker.
func (m *Model) curve(p *page) {
	t, w := m.env.Theme, m.words
	p.text(t.Question, widget.Wrap(w.T("ask.curve"), m.column()))
	p.add("")
	shown := 0
	for i := range m.curves {
		scored := phrase.Scored(&m.curves[i])
		if len(scored) == 0 {
			continue
		}
		if shown++; shown > 1 {
			p.add("")
		}
		if len(m.curves) > 1 {
			p.text(t.Strong, widget.Wrap(w.Text(m.curves[i].Scale.Title), m.column()))
		}
		if len(scored) > 1 {
			p.add(m.picture(&m.curves[i])...)
		}
		p.text(t.Text, widget.Wrap(phrase.Own(w, &m.curves[i]), m.column()))
	}
	if shown == 0 {
		p.text(t.Text, widget.Wrap(w.T("ask.curve.none"), m.column()))
	}
	p.add("")
	p.text(t.Faint, widget.Wrap(w.T("ask.curve.note"), m.column()))
}

// picture draws the curve on the scale's whole range, so that small moves look small.
func (m *Model) picture(s *casework.Series) []string {
	c := widget.Trend{Min: s.Scale.Range.Min, Max: s.Scale.Range.Max, Number: func(v float64) string { return m.words.Number(v, 0) }}
	for _, pt := range s.Points {
		c.Points = append(c.Points, widget.TrendPoint{
			Label: m.words.Date(pt.Date), Day: pt.Date.DaysSince(store.Date{Year: 2000, Month: 1, Day: 1}), Scored: pt.Scored, Value: pt.Reported,
		})
	}
	view := c.View(m.env.Theme, m.column(), min(curveHeight, max(m.room()-8, 0)))
	if view == "" {
		return nil
	}
	return append(strings.Split(strings.TrimRight(view, "\n "), "\n"), "")
}
