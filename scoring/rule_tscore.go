package scoring

import (
	"fmt"

	"github.com/mittari/mittari/instruments"
)

// tScoreRule is a T score as a scale of its own: another scale's score in units of the first of its norms that fits
// the person. The limits within which it is reported leave the score itself as it is.
type tScoreRule struct {
	conversion
	norms []*instruments.Norm
}

func newTScoreRule(c *compiler, d *instruments.Scale) (rule, error) {
	of, err := c.part(d.Rule.Of)
	if err != nil {
		return nil, err
	}
	if l := d.Rule.Limits; l != nil && !(l.Min < l.Max) {
		return nil, fmt.Errorf("limits from %v to %v", l.Min, l.Max)
	}
	return &tScoreRule{conversion{of}, compileNorms(c.def, d.Rule.Of)}, nil
}

func (r *tScoreRule) compare(w *work) (TScore, bool) {
	return compareWithNorms(r.norms, w.scales[r.of].Value, w.ctx)
}

func (r *tScoreRule) value(w *work) (float64, ReasonKind) {
	t, ok := r.compare(w)
	if !ok {
		return 0, NoNormFits
	}
	return t.Value, NoneReason
}

func (r *tScoreRule) explainValue(e *explainer) {
	p := &e.w.scales[r.of]
	t, ok := r.compare(e.w)
	if !ok {
		e.add(Step{Kind: StepNoNorm, Part: p.Scale, From: p.Value})
		return
	}
	step := stepTScore(t, p.Value)
	step.Part = p.Scale
	e.add(step)
}
