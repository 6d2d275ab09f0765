package scoring

import (
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// compositeRule is constant + sum of weight × score of another scale. Where that scale's definition rounds
// the score itself, the rounded score is what counts.
type compositeRule struct {
	parts    []int // indices into Definition.Scales
	weights  []float64
	constant float64
}

func newCompositeRule(c *compiler, d *instruments.Scale) (rule, error) {
	if len(d.Rule.Scales) == 0 {
		return nil, fmt.Errorf("the rule names no scales")
	}
	if !isFinite(d.Rule.Constant) {
		return nil, fmt.Errorf("constant %v", d.Rule.Constant)
	}
	r := &compositeRule{constant: d.Rule.Constant}
	for _, part := range d.Rule.Scales {
		index, err := c.part(part.Scale)
		if err != nil {
			return nil, err
		}
		if slices.Contains(r.parts, index) {
			return nil, fmt.Errorf("scale %q is counted twice", part.Scale)
		}
		weight := part.Weight
		if weight == 0 {
			weight = 1
		}
		if !isFinite(weight) {
			return nil, fmt.Errorf("scale %q has weight %v", part.Scale, weight)
		}
		r.parts, r.weights = append(r.parts, index), append(r.weights, weight)
	}
	return r, nil
}

func (r *compositeRule) reads() inputs { return inputs{parts: r.parts} }

func (r *compositeRule) value(w *work) (float64, ReasonKind) {
	value := r.constant
	for i, part := range r.parts {
		value += r.weights[i] * w.scales[part].Value
	}
	return value, NoneReason
}

// meanKnown is never asked for: a composite needs every part.
func (r *compositeRule) meanKnown(*work) float64 { return 0 }

func (r *compositeRule) explainInputs(e *explainer) {
	for i, part := range r.parts {
		p := &e.w.scales[part]
		step := Step{Kind: StepPart, Part: p.Scale, Status: p.Status}
		if p.Status == Scored {
			step.From, step.Factor, step.Value = p.Value, r.weights[i], r.weights[i]*p.Value
		}
		e.add(step)
	}
}

func (r *compositeRule) explainValue(e *explainer) { e.constant(r.constant) }
