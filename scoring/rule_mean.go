package scoring

import "github.com/mittari/mittari/instruments"

// meanRule is multiplier × mean of the item values. Replacing an unanswered item by the mean of the known
// ones leaves the mean as it is, so both policies that allow missing answers give the same value.
type meanRule struct {
	terms
	multiplier float64
}

func newMeanRule(c *compiler, d *instruments.Scale) (rule, error) {
	ts, err := c.terms(d.Rule.Items, d.Rule.Reversed)
	if err != nil {
		return nil, err
	}
	m, err := multiplier(&d.Rule)
	return &meanRule{ts, m}, err
}

func (r *meanRule) value(w *work) (float64, ReasonKind) {
	sum, n := r.known(w)
	return r.multiplier * sum / float64(n), NoneReason
}

func (r *meanRule) explainValue(e *explainer) {
	sum, n := r.explainSum(e)
	mean := sum / float64(n)
	e.add(Step{Kind: StepMean, From: sum, Count: n, Value: mean})
	e.multiplied(mean, r.multiplier)
}
