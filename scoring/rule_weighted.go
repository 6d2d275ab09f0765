package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// weightedRule is constant + sum of weight × item value.
type weightedRule struct {
	terms
	weights  []float64 // one for each term
	constant float64
}

func newWeightedRule(c *compiler, d *instruments.Scale) (rule, error) {
	r := &weightedRule{constant: d.Rule.Constant}
	numbers := make([]int, 0, len(d.Rule.Weights))
	for _, w := range d.Rule.Weights {
		if !isFinite(w.Weight) {
			return nil, fmt.Errorf("item %d has weight %v", w.Item, w.Weight)
		}
		numbers = append(numbers, w.Item)
		r.weights = append(r.weights, w.Weight)
	}
	if !isFinite(r.constant) {
		return nil, fmt.Errorf("constant %v", r.constant)
	}
	var err error
	r.terms, err = c.terms(numbers, d.Rule.Reversed)
	return r, err
}

func (r *weightedRule) value(w *work) float64 {
	sum, n := r.known(w)
	mean := sum / float64(n)
	value := r.constant
	for i := range r.terms {
		t := &r.terms[i]
		if w.states[t.index] == unanswered {
			value += r.weights[i] * mean
			continue
		}
		value += r.weights[i] * t.of(w)
	}
	return value
}
