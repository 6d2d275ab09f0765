package scoring

import "github.com/mittari/mittari/instruments"

// highestRule adds up the highest value of each set of items, as where several questions describe one symptom.
type highestRule struct {
	terms
	sets []terms // the same items, set by set
}

func newHighestRule(c *compiler, d *instruments.Scale) (rule, error) {
	var numbers []int
	for _, set := range d.Rule.Sets {
		numbers = append(numbers, set...)
	}
	all, err := c.terms(numbers, nil) // together, so that an item of two sets is noticed
	if err != nil {
		return nil, err
	}
	r := &highestRule{terms: all}
	for _, set := range d.Rule.Sets {
		ts, err := c.terms(set, nil)
		if err != nil {
			return nil, err
		}
		r.sets = append(r.sets, ts)
	}
	return r, nil
}

// highest is the term of a set that counts most; the first of several.
func (ts terms) highest(w *work) *term {
	best := &ts[0]
	for i := range ts {
		if ts[i].of(w) > best.of(w) {
			best = &ts[i]
		}
	}
	return best
}

func (r *highestRule) value(w *work) (float64, ReasonKind) {
	sum := 0.0
	for _, set := range r.sets {
		sum += set.highest(w).of(w)
	}
	return sum, NoneReason
}

func (r *highestRule) explainValue(e *explainer) {
	for _, set := range r.sets {
		best := set.highest(e.w)
		e.add(Step{Kind: StepHighest, Item: e.scorer.items[best.index].number, Of: len(set), Value: best.of(e.w)})
	}
}
