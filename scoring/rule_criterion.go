package scoring

import (
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// criterionRule is the value of the first outcome whose requirements all hold, such as a symptom algorithm.
type criterionRule struct {
	parts     []int // indices into Definition.Scales
	outcomes  []outcome
	otherwise float64
}

// outcome is a compiled instruments.Outcome.
type outcome struct {
	value float64
	all   []requirement
}

// requirement is a compiled instruments.Requirement; an open end is infinite.
type requirement struct {
	part      int // index into Definition.Scales
	low, high float64
}

func newCriterionRule(c *compiler, d *instruments.Scale) (rule, error) {
	if len(d.Rule.Outcomes) == 0 {
		return nil, fmt.Errorf("the rule has no outcomes")
	}
	r := &criterionRule{otherwise: d.Rule.Otherwise}
	for _, o := range d.Rule.Outcomes {
		if len(o.All) == 0 || !isFinite(o.Value) || !isFinite(r.otherwise) {
			return nil, fmt.Errorf("the outcome %v has no requirement, or a value is no number", o.Value)
		}
		compiled := outcome{value: o.Value}
		for _, q := range o.All {
			part, err := c.part(q.Scale)
			if err != nil {
				return nil, err
			}
			compiled.all = append(compiled.all, newRequirement(part, q))
			if !slices.Contains(r.parts, part) {
				r.parts = append(r.parts, part)
			}
		}
		r.outcomes = append(r.outcomes, compiled)
	}
	return r, nil
}

func newRequirement(part int, q instruments.Requirement) requirement {
	return requirement{part: part, low: endOr(q.AtLeast, -1), high: endOr(q.AtMost, 1)}
}

// holds looks at the score itself, not at what is reported.
func (q *requirement) holds(w *work) bool {
	v := w.scales[q.part].Value
	return reaches(v, q.low) && reaches(q.high, v)
}

func (o *outcome) holds(w *work) bool {
	for i := range o.all {
		if !o.all[i].holds(w) {
			return false
		}
	}
	return true
}

func (r *criterionRule) reads() inputs { return inputs{parts: r.parts} }

// meanKnown is never asked for: a criterion needs every part.
func (r *criterionRule) meanKnown(*work) float64 { return 0 }

func (r *criterionRule) value(w *work) (float64, ReasonKind) {
	for i := range r.outcomes {
		if r.outcomes[i].holds(w) {
			return r.outcomes[i].value, NoneReason
		}
	}
	return r.otherwise, NoneReason
}

func (r *criterionRule) explainInputs(e *explainer) {
	for _, part := range r.parts {
		if p := &e.w.scales[part]; p.Status != Scored {
			e.add(Step{Kind: StepPart, Part: p.Scale, Status: p.Status})
		}
	}
}

func (r *criterionRule) explainValue(e *explainer) {
	for i := range r.outcomes {
		o := &r.outcomes[i]
		for k := range o.all {
			q := &o.all[k]
			p := &e.w.scales[q.part]
			e.add(Step{Kind: StepRequirement, Part: p.Scale, From: p.Value, Low: q.low, High: q.high, Holds: q.holds(e.w)})
		}
		if o.holds(e.w) {
			e.add(Step{Kind: StepOutcome, Count: i + 1, Holds: true, Value: o.value})
			return
		}
		e.add(Step{Kind: StepOutcome, Count: i + 1})
	}
	e.add(Step{Kind: StepOtherwise, Value: r.otherwise})
}
