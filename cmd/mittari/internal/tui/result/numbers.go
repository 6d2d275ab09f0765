package result

import (
	"math"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// numbers is the second part: every figure with what it rests on.
func (m *Model) numbers(width int) []string {
	t, l, d := m.env.Theme, m.env.Lang, m.view.Definition
	lines := []string{t.Title.Render(widget.Truncate("── "+l.T("result.numbers")+" ──", width))}
	lines = append(lines, style(t.Faint, widget.Wrap(l.T("result.numbers.note", "title", l.Text(d.Title)), width))...)
	if !d.Validated {
		lines = append(lines, style(t.Faint, widget.Wrap(l.T("result.numbers.own"), width))...)
	}
	if m.view.Administration.Mode == store.Interpreter {
		lines = append(lines, style(t.Faint, widget.Wrap(l.T("result.numbers.interpreter"), width))...)
	}
	for i := range m.view.Scales {
		s := &m.view.Scales[i]
		lines = append(lines, "", t.Strong.Render(widget.Truncate(l.Text(s.Scale.Title), width)))
		lines = append(lines, widget.Scorecard(t, width, m.facts(s)...)...)
	}
	return lines
}

// facts are the figures of one scale.
func (m *Model) facts(s *casework.ScaleView) []widget.Fact {
	l := m.env.Lang
	if s.Now.Status != scoring.Scored {
		return []widget.Fact{{Label: l.T("result.fact.now"), Value: l.T("result.unscored") + ": " + m.reason(s)}}
	}
	places := s.Scale.Rounding.Decimals
	now := l.T("result.fact.of", "value", l.Number(s.Now.Reported, places),
		"min", l.Number(s.Scale.Range.Min, 0), "max", l.Number(s.Scale.Range.Max, 0),
		"better", l.T("result.direction."+string(s.Scale.Direction)))
	facts := []widget.Fact{{Label: l.T("result.fact.now"), Value: now, Tag: m.tag(s.Scale.Evidence)}}
	if s.Now.Prorated {
		missing := s.Now.Items - s.Now.Answered
		facts = append(facts, widget.Fact{Value: l.N("result.fact.prorated", missing), Tag: m.tag(s.Scale.Missing.Evidence)})
	}
	facts = append(facts, m.comparison("result.fact.before", s.Before, s.Change, s)...)
	facts = append(facts, m.comparison("result.fact.start", s.First, s.Since, s)...)
	if s.Basis != nil && s.Before != nil {
		facts = append(facts, m.basis(s)...)
	}
	if b := s.Now.Band(); b != nil {
		facts = append(facts, widget.Fact{Label: l.T("result.fact.band"), Value: l.Text(b.Band.Title), Tag: m.tag(s.Evidence)})
	}
	return append(facts, m.cutoff(s)...)
}

// comparison is an earlier score, the difference and its class.
func (m *Model) comparison(label string, before *store.ScaleScore, c *change.Result, s *casework.ScaleView) []widget.Fact {
	if before == nil {
		return nil
	}
	l, places := m.env.Lang, s.Scale.Rounding.Decimals
	value := l.T("result.fact.was", "value", l.Number(before.Reported, places),
		"diff", l.Signed(s.Now.Reported-before.Reported, places))
	if c != nil {
		value += " · " + l.T("class."+c.Class.String())
		if c.CrossedOnly {
			value += " · " + l.T("result.fact.crossed")
		}
	}
	return []widget.Fact{{Label: l.T(label), Value: value}}
}

// basis says how large a change has to be and where that figure comes from.
func (m *Model) basis(s *casework.ScaleView) []widget.Fact {
	l, b := m.env.Lang, s.Basis
	var value string
	if b.Points > 0 {
		value = l.T("result.basis.points", "points", plain(l.Number, b.Points))
	} else {
		value = l.T("result.basis.jt", "points", l.Number(change.Smallest(b.SD, b.R, b.Critical), 1),
			"sd", plain(l.Number, b.SD), "sdfrom", b.SDSource, "r", plain(l.Number, b.R), "rfrom", b.RSource)
	}
	return []widget.Fact{{Label: l.T("result.fact.needed"), Value: value + m.sources(b.Evidence), Tag: m.tag(b.Evidence)}}
}

// cutoff is the first border that fits, the side the score is on, and what crossing it would mean.
func (m *Model) cutoff(s *casework.ScaleView) []widget.Fact {
	if len(s.Now.Cutoffs) == 0 {
		return nil
	}
	l, c := m.env.Lang, s.Now.Cutoffs[0]
	side := "result.cutoff.below"
	if c.Clinical {
		side = "result.cutoff.past"
	}
	value := l.T("result.cutoff."+string(c.Cutoff.Clinical), "value", plain(l.Number, c.Cutoff.Value)) +
		" (" + l.Text(c.Cutoff.Meaning) + "); " + l.T(side)
	return []widget.Fact{{Label: l.T("result.fact.cutoff"), Value: value + m.sources(c.Cutoff.Evidence), Tag: m.tag(c.Cutoff.Evidence)}}
}

// tag names how a fact was obtained; facts that are sure need none.
func (m *Model) tag(e instruments.Evidence) string {
	if e.Confidence == "" || e.Confidence.Sure() {
		return ""
	}
	return m.env.Lang.T("confidence." + string(e.Confidence))
}

// sources are the references of a fact.
func (m *Model) sources(e instruments.Evidence) string {
	if len(e.Sources) == 0 {
		return ""
	}
	return "; " + m.env.Lang.T("result.source", "names", strings.Join(e.Sources, ", "))
}

// plain writes a figure with as many decimals as it has, three at most.
func plain(number func(float64, int) string, v float64) string {
	for places := range 3 {
		p := math.Pow10(places)
		if math.Abs(v*p-math.Round(v*p)) < 1e-9 {
			return number(v, places)
		}
	}
	return number(v, 3)
}
