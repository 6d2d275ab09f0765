package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// countRule is how many items reach the threshold of the part they are in.
type countRule struct {
	terms
	atLeast []float64 // one for each term
}

func newCountRule(c *compiler, d *instruments.Scale) (rule, error) {
	r := &countRule{}
	var numbers []int
	for _, part := range d.Rule.Counts {
		if !isFinite(part.AtLeast) {
			return nil, fmt.Errorf("threshold %v", part.AtLeast)
		}
		for _, number := range part.Items {
			numbers = append(numbers, number)
			r.atLeast = append(r.atLeast, part.AtLeast)
		}
	}
	var err error
	r.terms, err = c.terms(numbers, d.Rule.Reversed)
	return r, err
}

func (r *countRule) value(w *work) (float64, ReasonKind) {
	n := 0
	for i := range r.terms {
		if reaches(r.terms[i].of(w), r.atLeast[i]) {
			n++
		}
	}
	return float64(n), NoneReason
}

func (r *countRule) explainValue(e *explainer) {
	for i := range r.terms {
		t := &r.terms[i]
		step := Step{Kind: StepCounted, Item: e.scorer.items[t.index].number, From: t.of(e.w), Low: r.atLeast[i]}
		if step.Holds = reaches(step.From, step.Low); step.Holds {
			step.Value = 1
		}
		e.add(step)
	}
}
