package phrase

import (
	"math"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// Fact is a labelled figure, with how it was obtained when it is not sure.
type Fact struct{ Label, Value, Tag string }

// Caveats say what a figure is not.
func (r Result) Caveats() []string {
	l, d := r.L, r.View.Definition
	out := []string{l.T("result.numbers.note", "title", l.Text(d.Title))}
	if !d.Validated {
		out = append(out, l.T("result.numbers.own"))
	}
	if r.interpreted() {
		out = append(out, l.T("result.numbers.interpreter"))
	}
	return out
}

// Facts are the figures of one scale, each with what it rests on.
func (r Result) Facts(s *casework.ScaleView) []Fact {
	l := r.L
	if s.Now.Status != scoring.Scored {
		return []Fact{{Label: l.T("result.fact.now"), Value: l.T("result.unscored") + ": " + r.Reason(s)}}
	}
	places := s.Scale.Rounding.Decimals
	now := l.T("result.fact.of", "value", l.Number(s.Now.Reported, places),
		"min", l.Number(s.Scale.Range.Min, 0), "max", l.Number(s.Scale.Range.Max, 0),
		"better", l.T("result.direction."+string(s.Scale.Direction)))
	facts := []Fact{{Label: l.T("result.fact.now"), Value: now, Tag: tag(l, s.Scale.Evidence)}}
	if s.Now.Prorated {
		missing := s.Now.Items - s.Now.Answered
		facts = append(facts, Fact{Value: l.N("result.fact.prorated", missing), Tag: tag(l, s.Scale.Missing.Evidence)})
	}
	facts = append(facts, r.comparison("result.fact.before", s.Before, s.Change, s)...)
	facts = append(facts, r.comparison("result.fact.start", s.First, s.Since, s)...)
	if s.Basis != nil && s.Before != nil {
		facts = append(facts, r.basis(s))
	}
	if b := s.Now.Band(); b != nil {
		facts = append(facts, Fact{Label: l.T("result.fact.band"), Value: l.Text(b.Band.Title), Tag: tag(l, s.Evidence)})
	}
	return append(facts, r.cutoff(s)...)
}

// comparison is an earlier score, the difference and its class.
func (r Result) comparison(label string, before *store.ScaleScore, c *change.Result, s *casework.ScaleView) []Fact {
	if before == nil {
		return nil
	}
	l, places := r.L, s.Scale.Rounding.Decimals
	value := l.T("result.fact.was", "value", l.Number(before.Reported, places),
		"diff", l.Signed(s.Now.Reported-before.Reported, places))
	if c != nil {
		value += " · " + l.T("class."+c.Class.String())
		if c.CrossedOnly {
			value += " · " + l.T("result.fact.crossed")
		}
	}
	return []Fact{{Label: l.T(label), Value: value}}
}

// basis says how large a change has to be and where that figure comes from.
func (r Result) basis(s *casework.ScaleView) Fact {
	l, b := r.L, s.Basis
	var value string
	if b.Points > 0 {
		value = l.T("result.basis.points", "points", exact(l.Number, b.Points))
	} else {
		value = l.T("result.basis.jt", "points", l.Number(change.Smallest(b.SD, b.R, b.Critical), 1),
			"sd", exact(l.Number, b.SD), "sdfrom", b.SDSource, "r", exact(l.Number, b.R), "rfrom", b.RSource)
	}
	return Fact{Label: l.T("result.fact.needed"), Value: value + r.sources(b.Evidence), Tag: tag(l, b.Evidence)}
}

// cutoff is the first border that fits, the side the score is on, and what crossing it would mean.
func (r Result) cutoff(s *casework.ScaleView) []Fact {
	if len(s.Now.Cutoffs) == 0 {
		return nil
	}
	l, c := r.L, s.Now.Cutoffs[0]
	side := "result.cutoff.below"
	if c.Clinical {
		side = "result.cutoff.past"
	}
	value := l.T("result.cutoff."+string(c.Cutoff.Clinical), "value", exact(l.Number, c.Cutoff.Value)) +
		" (" + l.Text(c.Cutoff.Meaning) + "); " + l.T(side)
	return []Fact{{Label: l.T("result.fact.cutoff"), Value: value + r.sources(c.Cutoff.Evidence), Tag: tag(l, c.Cutoff.Evidence)}}
}

// sources are the references of a fact.
func (r Result) sources(e instruments.Evidence) string {
	if len(e.Sources) == 0 {
		return ""
	}
	return "; " + r.L.T("result.source", "names", strings.Join(e.Sources, ", "))
}

// tag names how a fact was obtained; facts that are sure need none.
func tag(l *lang.Localizer, e instruments.Evidence) string {
	if e.Confidence == "" || e.Confidence.Sure() {
		return ""
	}
	return l.T("confidence." + string(e.Confidence))
}

// exact writes a figure with as many decimals as it has, three at most.
func exact(number func(float64, int) string, v float64) string {
	for places := range 3 {
		p := math.Pow10(places)
		if math.Abs(v*p-math.Round(v*p)) < 1e-9 {
			return number(v, places)
		}
	}
	return number(v, 3)
}
