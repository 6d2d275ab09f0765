package scoring

import (
	"math"

	"github.com/mittari/mittari/instruments"
)

// scale explains one scale: the answers, the missing policy, the rule, the rounding, the tables.
func (e *explainer) scale(index int) ScaleExplanation {
	s, result := &e.scorer.scales[index], &e.w.scales[index]
	e.steps = nil
	e.add(Step{Kind: StepKey, Rule: s.def.Rule.Kind, Evidence: s.def.Evidence})
	s.rule.explainInputs(e)
	e.missing(s, result)
	switch {
	case result.Status == Scored:
		exact, _ := s.rule.value(e.w)
		s.rule.explainValue(e)
		e.add(Step{Kind: StepTotal, Value: exact})
		rounded := RoundHalfUp(exact, s.def.Rounding.Decimals)
		e.add(Step{
			Kind: StepRounded, From: exact, Value: rounded,
			Decimals: s.def.Rounding.Decimals, Final: s.def.Rounding.Score,
		})
		if l := s.def.Rule.Limits; result.Reported != rounded {
			e.add(Step{Kind: StepLimited, From: rounded, Low: l.Min, High: l.Max, Value: result.Reported})
		}
		e.bands(s, result)
		e.cutoffs(result, result.Judged(s.def))
		e.tScore(s, result)
	case result.Reason.Kind != TooFewAnswers && result.Reason.Kind != PartMissing:
		s.rule.explainValue(e)
	}
	return ScaleExplanation{Scale: s.def.ID, Steps: e.steps}
}

func (e *explainer) missing(s *scale, result *ScaleResult) {
	if len(s.parts) > 0 {
		return // the parts say it
	}
	for _, p := range s.needs {
		e.add(Step{Kind: StepNeeded, Part: e.w.scales[p].Scale, Status: e.w.scales[p].Status})
	}
	if result.Reason.Kind == PartMissing {
		return // that is why
	}
	step := Step{
		Kind: StepMissing, Policy: s.def.Missing.Policy, Count: result.Items - result.Answered, Limit: s.limit,
		Status: result.Status, Evidence: s.def.Missing.Evidence,
	}
	if len(s.needs) > 0 {
		step.Limit = step.Count // the scales that are needed decide
	}
	if result.Status == Scored && result.Prorated {
		step.Value = s.rule.meanKnown(e.w)
	}
	e.add(step)
}

// items explains what each item of a rule counts.
func (e *explainer) items(ts terms) {
	for i := range ts {
		t := &ts[i]
		it := &e.scorer.items[t.index]
		code := int(e.responses[t.index].Code)
		switch e.w.states[t.index] {
		case answered:
			step := Step{Kind: StepAnswer, Item: it.number, Code: code, Value: t.of(e.w)}
			if t.reversed {
				step.Kind, step.From = StepReversed, e.w.values[t.index]
				step.Low, step.High = it.smallest, it.largest
			}
			e.add(step)
		case ruledOut:
			e.add(Step{
				Kind: StepRuledOut, Item: it.number, By: earlier(it.def.Asked), Value: t.of(e.w), Evidence: it.def.Asked.Evidence,
			})
		case unanswered, notOnForm:
			e.add(Step{Kind: StepUnanswered, Item: it.number})
		}
	}
}

// earlier lists the items whose answers a condition looks at.
func earlier(c *instruments.Condition) (numbers []int) {
	for _, gate := range c.Gates() {
		numbers = append(numbers, gate.Item)
	}
	return numbers
}

// multiplied explains the last step of sums and means.
func (e *explainer) multiplied(from, factor float64) {
	if factor != 1 {
		e.add(Step{Kind: StepMultiplied, From: from, Factor: factor, Value: factor * from})
	}
}

func (e *explainer) constant(value float64) {
	if value != 0 {
		e.add(Step{Kind: StepConstant, Value: value})
	}
}

func (e *explainer) bands(s *scale, result *ScaleResult) {
	value := result.Judged(s.def)
	found := result.Bands
	for i := range s.bands {
		name := s.bands[i].name
		if len(found) == 0 || found[0].Set.Name != name {
			e.add(Step{Kind: StepNoBand, Table: name, From: value})
			continue
		}
		set, band := found[0].Set, found[0].Band
		found = found[1:]
		e.add(Step{
			Kind: StepBand, Table: name, Band: band.Code, Low: band.Min, High: band.Max, From: value,
			Population: set.Population, Evidence: set.Evidence,
		})
	}
}

func (e *explainer) cutoffs(result *ScaleResult, value float64) {
	for _, c := range result.Cutoffs {
		e.add(Step{
			Kind: StepCutoff, Cutoff: c.Cutoff.ID, Low: c.Cutoff.Value, From: value, Side: c.Cutoff.Clinical,
			Clinical: c.Clinical, Population: c.Cutoff.Population, Evidence: c.Cutoff.Evidence,
		})
	}
}

func (e *explainer) tScore(s *scale, result *ScaleResult) {
	t, ok := s.tScore(result, e.ctx)
	if !ok {
		return
	}
	e.add(stepTScore(t, result.Judged(s.def)))
}

// stepTScore words the comparison of a value with a norm.
func stepTScore(t TScore, from float64) Step {
	return Step{
		Kind: StepTScore, Norm: t.Norm.ID, From: from, Mean: t.Norm.Mean, SD: t.Norm.SD, Value: t.Value,
		Population: t.Norm.Population, Evidence: t.Norm.Evidence,
	}
}

// endOr is an end of a range, infinite with the given sign where it is open.
func endOr(end *float64, sign int) float64 {
	if end == nil {
		return math.Inf(sign)
	}
	return *end
}

func (e *explainer) risk(r *risk) Step {
	found := r.judge(e.w)
	step := Step{
		Kind: StepRisk, Item: r.def.Item, From: e.w.values[r.index], Low: endOr(r.def.AtLeast, -1), High: endOr(r.def.AtMost, 1),
		Risk: found.State, RiskKind: r.def.Kind, Evidence: r.def.Evidence,
	}
	if e.responses[r.index].State == instruments.Answered {
		step.Code = int(e.responses[r.index].Code)
	}
	return step
}
