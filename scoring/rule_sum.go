package scoring

import "github.com/mittari/mittari/instruments"

// sumRule is multiplier × sum of the item values.
type sumRule struct {
	terms
	multiplier float64
}

func newSumRule(c *compiler, d *instruments.Scale) (rule, error) {
	ts, err := c.terms(d.Rule.Items, d.Rule.Reversed)
	if err != nil {
		return nil, err
	}
	m, err := multiplier(&d.Rule)
	return &sumRule{ts, m}, err
}

func (r *sumRule) value(w *work) (float64, ReasonKind) {
	sum, n := r.known(w)
	if n < len(r.terms) {
		// First multiply, then divide: whole numbers stay exact as long as they can.
		sum = sum * float64(len(r.terms)) / float64(n)
	}
	return r.multiplier * sum, NoneReason
}

func (r *sumRule) explainValue(e *explainer) {
	sum, n := r.explainSum(e)
	if n < len(r.terms) {
		filled := sum * float64(len(r.terms)) / float64(n)
		e.add(Step{Kind: StepFilled, From: sum, Count: n, Of: len(r.terms), Value: filled})
		sum = filled
	}
	e.multiplied(sum, r.multiplier)
}
