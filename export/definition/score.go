package definition

import (
	"fmt"
	"math"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// left says why a score is not written.
type left int

const (
	written      left = iota
	leftKind          // a rule other than a sum or mean of items, or one that needs the scores of other scales
	leftForm          // some of its items are not on this form
	leftNegative      // programs round negative halves in different ways
)

// score is a scale of the form, with what its expression is made of.
type score struct {
	*instruments.Scale
	left  left
	terms []term
	least int // items that must be known
}

// term is one item of a score.
type term struct {
	item   *item
	values []float64 // by option, turned where the item is reversed
	// direct is set when the value is the code, or first minus the code where the item is reversed.
	direct, turned bool
	span           float64 // smallest plus largest value of the set
	// otherwise is what the item counts when an earlier answer rules it out.
	otherwise float64
}

// takeScores gathers the scales of the form.
func (f *form) takeScores(who instruments.Informant) error {
	for i := range f.def.Scales {
		scale := &f.def.Scales[i]
		if !scale.On(who) {
			continue
		}
		one, err := f.score(scale)
		if err != nil {
			return fmt.Errorf("write %s, scale %s: %w", f.def.Ref(), scale.ID, err)
		}
		f.scores = append(f.scores, one)
	}
	return nil
}

func (f *form) score(scale *instruments.Scale) (score, error) {
	s := score{Scale: scale}
	switch {
	case scale.Rule.Kind != instruments.RuleSum && scale.Rule.Kind != instruments.RuleMean, len(scale.Missing.Parts) > 0:
		s.left = leftKind
		return s, nil
	case scale.Range.Min < 0:
		s.left = leftNegative
		return s, nil
	}
	for _, number := range scale.Rule.Items {
		found := f.item(number)
		if found == nil || found.Asked != nil && f.asked(found) == nil {
			s.left, s.terms = leftForm, nil
			return s, nil
		}
		s.terms = append(s.terms, newTerm(found, slices.Contains(scale.Rule.Reversed, number)))
	}
	s.least = max(1, len(s.terms))
	switch scale.Missing.Policy {
	case instruments.MissingNone:
	case instruments.MissingProrate, instruments.MissingMean:
		s.least = max(1, len(s.terms)-scale.Missing.Max)
	default:
		return s, fmt.Errorf("unknown missing policy %q", scale.Missing.Policy)
	}
	return s, nil
}

func newTerm(it *item, reversed bool) term {
	t := term{item: it, direct: true, turned: reversed}
	low, high := math.Inf(1), math.Inf(-1)
	for _, o := range it.set.Options {
		low, high = min(low, o.Value), max(high, o.Value)
		t.direct = t.direct && o.Value == float64(o.Code)
	}
	t.span = low + high
	turn := func(v float64) float64 {
		if reversed {
			return t.span - v
		}
		return v
	}
	for _, o := range it.set.Options {
		t.values = append(t.values, turn(o.Value))
	}
	if it.Asked != nil {
		t.otherwise = it.Asked.Otherwise // final: what is ruled out is not turned
	}
	return t
}

// whole reports whether the score is a whole number by itself, so that nothing is to be rounded.
func (s *score) whole() bool {
	isWhole := func(v float64) bool { return v == math.Trunc(v) }
	if s.Rule.Kind != instruments.RuleSum || s.least < len(s.terms) || !isWhole(s.factor()) {
		return false
	}
	for _, t := range s.terms {
		if !isWhole(t.otherwise) || slices.ContainsFunc(t.values, func(v float64) bool { return !isWhole(v) }) {
			return false
		}
	}
	return true
}

// factor is the multiplier of the rule.
func (s *score) factor() float64 {
	if s.Rule.Multiplier == 0 {
		return 1
	}
	return s.Rule.Multiplier
}
