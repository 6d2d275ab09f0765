package scoring

import (
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// rule computes one scale.
type rule interface {
	// value is the exact score, or why there is none. It is asked only when the missing policy allows a score, and when
	// at least one item is known; an item that is still unanswered counts the mean of the known ones.
	value(w *work) (float64, ReasonKind)
	// reads says what the rule is built from.
	reads() inputs
	// meanKnown is what an unanswered item counts.
	meanKnown(w *work) float64
	// explainInputs adds the steps of what goes in, explainValue those of the arithmetic, up to the exact score or to
	// why there is none.
	explainInputs(e *explainer)
	explainValue(e *explainer)
}

// inputs are what a rule reads: items of the sheet, or other scales.
type inputs struct {
	items []int // indices into Definition.Items
	parts []int // indices into Definition.Scales
}

// ruleKind is one kind of rule with the function that builds it from a definition.
type ruleKind struct {
	kind  instruments.RuleKind
	build func(*compiler, *instruments.Scale) (rule, error)
}

// ruleKinds lists every kind of rule there is. A new kind is one file and one line here.
func ruleKinds() [9]ruleKind {
	return [...]ruleKind{
		{instruments.RuleSum, newSumRule},
		{instruments.RuleMean, newMeanRule},
		{instruments.RuleWeighted, newWeightedRule},
		{instruments.RuleComposite, newCompositeRule},
		{instruments.RuleCount, newCountRule},
		{instruments.RuleHighest, newHighestRule},
		{instruments.RuleLookup, newLookupRule},
		{instruments.RuleTScore, newTScoreRule},
		{instruments.RuleCriterion, newCriterionRule},
	}
}

func (c *compiler) rule(d *instruments.Scale) (rule, error) {
	for _, k := range ruleKinds() {
		if k.kind == d.Rule.Kind {
			return k.build(c, d)
		}
	}
	return nil, fmt.Errorf("unknown kind of rule %q", d.Rule.Kind)
}

// term is one item inside a rule.
type term struct {
	index    int
	reversed bool
	mirror   float64 // smallest + largest value of the response set
}

// of is what the item counts in the rule. What a ruled-out item counts is final and is not reversed.
func (t *term) of(w *work) float64 {
	v := w.values[t.index]
	if t.reversed && w.states[t.index] == answered {
		return t.mirror - v
	}
	return v
}

// terms are the items of a rule.
type terms []term

// known adds up what the known items count and says how many they are.
func (ts terms) known(w *work) (sum float64, n int) {
	for i := range ts {
		t := &ts[i]
		if !w.known(t.index) {
			continue
		}
		sum += t.of(w)
		n++
	}
	return sum, n
}

func (ts terms) meanKnown(w *work) float64 {
	sum, n := ts.known(w)
	return sum / float64(n)
}

func (ts terms) explainInputs(e *explainer) { e.items(ts) }

// explainSum adds the step that adds up the known items.
func (ts terms) explainSum(e *explainer) (sum float64, n int) {
	sum, n = ts.known(e.w)
	e.add(Step{Kind: StepSum, Count: n, Of: len(ts), Value: sum})
	return sum, n
}

func (ts terms) reads() inputs {
	in := inputs{items: make([]int, 0, len(ts))}
	for _, t := range ts {
		in.items = append(in.items, t.index)
	}
	return in
}

// terms compiles item numbers, each of which must exist and be named once.
func (c *compiler) terms(numbers, reversed []int) (terms, error) {
	if len(numbers) == 0 {
		return nil, fmt.Errorf("the rule names no items")
	}
	ts := make(terms, 0, len(numbers))
	for i, number := range numbers {
		index := indexOf(c.items, number)
		if index < 0 {
			return nil, fmt.Errorf("unknown item %d", number)
		}
		if slices.Contains(numbers[:i], number) {
			return nil, fmt.Errorf("item %d is counted twice", number)
		}
		it := &c.items[index]
		ts = append(ts, term{index: index, reversed: slices.Contains(reversed, number), mirror: it.smallest + it.largest})
	}
	for _, number := range reversed {
		if !slices.Contains(numbers, number) {
			return nil, fmt.Errorf("reversed item %d is not an item of the scale", number)
		}
	}
	return ts, nil
}

// multiplier is the rule's multiplier, 1 when absent.
func multiplier(r *instruments.Rule) (float64, error) {
	if r.Multiplier == 0 {
		return 1, nil
	}
	if !isFinite(r.Multiplier) {
		return 0, fmt.Errorf("multiplier %v", r.Multiplier)
	}
	return r.Multiplier, nil
}

// part finds a scale that another one is built from.
func (c *compiler) part(id instruments.ScaleID) (int, error) {
	index := slices.IndexFunc(c.def.Scales, func(s instruments.Scale) bool { return s.ID == id })
	if index < 0 {
		return 0, fmt.Errorf("unknown scale %q", id)
	}
	return index, nil
}
