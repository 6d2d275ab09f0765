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

func (r *weightedRule) value(w *work) (float64, ReasonKind) {
	mean := r.meanKnown(w)
	value := r.constant
	for i := range r.terms {
		t := &r.terms[i]
		if !w.known(t.index) {
			value += r.weights[i] * mean
			continue
		}
		value += r.weights[i] * t.of(w)
	}
	return value, NoneReason
}

func (r *weightedRule) explainValue(e *explainer) {
	mean := r.meanKnown(e.w)
	e.constant(r.constant)
	for i := range r.terms {
		t := &r.terms[i]
		from := mean
		if e.w.known(t.index) {
			from = t.of(e.w)
		}
		number := e.scorer.items[t.index].number
		e.add(Step{Kind: StepWeighted, Item: number, From: from, Factor: r.weights[i], Value: r.weights[i] * from})
	}
}
