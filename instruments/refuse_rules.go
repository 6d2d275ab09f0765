package instruments

import (
	"fmt"
	"slices"
)

// parameter is one key of a rule: whether the file gives it, and which kinds of rule have it or need it.
type parameter struct {
	key   string
	given bool
	has   []RuleKind
	needs bool
}

func parameters(r *Rule) []parameter {
	turned := []RuleKind{RuleLookup, RuleTScore}
	return []parameter{
		{"items", len(r.Items) > 0, []RuleKind{RuleSum, RuleMean}, true},
		{"weights", len(r.Weights) > 0, []RuleKind{RuleWeighted}, true},
		{"scales", len(r.Scales) > 0, []RuleKind{RuleComposite}, true},
		{"counts", len(r.Counts) > 0, []RuleKind{RuleCount}, true},
		{"sets", len(r.Sets) > 0, []RuleKind{RuleHighest}, true},
		{"of", r.Of != "", turned, true},
		{"tables", len(r.Tables) > 0, []RuleKind{RuleLookup}, true},
		{"outcomes", len(r.Outcomes) > 0, []RuleKind{RuleCriterion}, true},
		{"reversed", len(r.Reversed) > 0, []RuleKind{RuleSum, RuleMean, RuleCount}, false},
		{"multiplier", r.Multiplier != 0, []RuleKind{RuleSum, RuleMean}, false},
		{"constant", r.Constant != 0, []RuleKind{RuleWeighted, RuleComposite}, false},
		{"limits", r.Limits != nil, []RuleKind{RuleTScore}, false},
		{"otherwise", r.Otherwise != 0, []RuleKind{RuleCriterion}, false},
	}
}

// rule checks that a rule has the parameters of its kind, no others, and that they name what exists.
func (c *checker) rule(where string, scale int) {
	r := &c.d.Scales[scale].Rule
	oneOf(c, where+".kind", r.Kind, ruleKinds()...)
	for _, p := range parameters(r) {
		c.only(where, p.key, p.given, slices.Contains(p.has, r.Kind), p.needs)
	}
	if r.Multiplier == 0 && c.written(where, "multiplier") {
		c.add(ZeroFactor, where+".multiplier", "a multiplier of 0 makes every score 0", "Leave it out, or write the factor")
	}
	c.ruleItems(where, r)
	for i, part := range r.Scales {
		place := at("%s.scales[%d]", where, i)
		c.part(place+".scale", scale, part.Scale)
		if part.Weight == 0 && c.written(place, "weight") {
			c.add(ZeroFactor, place+".weight", "a weight of 0 takes the part out", "Leave it out for 1, or write the weight")
		}
	}
	if r.Of != "" {
		c.part(where+".of", scale, r.Of)
	}
	for i := range r.Tables {
		c.table(at("%s.tables[%d]", where, i), &r.Tables[i])
	}
	if r.Limits != nil && r.Limits.Min >= r.Limits.Max {
		c.add(NumberOutside, where+".limits", "the limits leave nothing between them", "Give the smallest and the largest value that is reported")
	}
	for i, o := range r.Outcomes {
		c.outcome(at("%s.outcomes[%d]", where, i), scale, o)
	}
}

// ruleItems checks that the items a rule counts exist.
func (c *checker) ruleItems(where string, r *Rule) {
	for i, number := range r.Items {
		c.item(at("%s.items[%d]", where, i), number)
	}
	for i, w := range r.Weights {
		c.item(at("%s.weights[%d].item", where, i), w.Item)
		if w.Weight == 0 {
			c.add(ZeroFactor, at("%s.weights[%d]", where, i), "a weight of 0 takes the item out", "Write the weight, or remove the item")
		}
	}
	for i, part := range r.Counts {
		c.itemList(at("%s.counts[%d].items", where, i), part.Items)
	}
	for i, set := range r.Sets {
		c.itemList(at("%s.sets[%d]", where, i), set)
	}
	all := r.AllItems()
	for i, number := range r.Reversed {
		if !slices.Contains(all, number) {
			c.add(UnknownRef, at("%s.reversed[%d]", where, i), fmt.Sprintf("item %d is reversed but not in the scale", number), "List it under items too")
		}
	}
}

func (c *checker) itemList(where string, numbers []int) {
	if len(numbers) == 0 {
		c.add(ValueMissing, where, "no item is named", "List the items by their numbers")
	}
	for i, number := range numbers {
		c.item(at("%s[%d]", where, i), number)
	}
}

// table checks that the rows of a table can be searched and that its population exists.
func (c *checker) table(where string, t *Table) {
	c.population(where+".population", t.Population)
	if len(t.Rows) == 0 || len(t.Rows) > maxRows {
		c.add(NumberOutside, where+".rows", fmt.Sprintf("a table of %d rows cannot be looked up", len(t.Rows)), fmt.Sprintf("List 1 to %d rows", maxRows))
	}
	for i := 1; i < len(t.Rows); i++ {
		if t.Rows[i].Score <= t.Rows[i-1].Score {
			c.add(TableOrder, at("%s.rows[%d]", where, i), fmt.Sprintf("the row of %v does not come after that of %v", t.Rows[i].Score, t.Rows[i-1].Score),
				"List rows by ascending score, each score once")
		}
	}
}

// outcome checks that a line of a criterion asks something of scales further up.
func (c *checker) outcome(where string, scale int, o Outcome) {
	if len(o.All) == 0 {
		c.add(ValueMissing, where+".all", "the outcome requires nothing and would always hold", "List its requirements; the value for everyone else is otherwise")
	}
	for i, q := range o.All {
		place := at("%s.all[%d]", where, i)
		c.part(place+".scale", scale, q.Scale)
		switch {
		case q.AtLeast == nil && q.AtMost == nil:
			c.add(ValueMissing, place, "the requirement has no end", "Give at_least, at_most or both")
		case q.AtLeast != nil && q.AtMost != nil && *q.AtLeast > *q.AtMost:
			c.add(NumberOutside, place, fmt.Sprintf("nothing is at least %v and at most %v", *q.AtLeast, *q.AtMost), "Swap the two")
		}
	}
}

// part checks that a scale is built from one further up, so that scales can be scored in the order of the file.
func (c *checker) part(where string, scale int, id ScaleID) {
	if !slices.ContainsFunc(c.d.Scales[:scale], func(s Scale) bool { return s.ID == id }) {
		c.add(PartLater, where, fmt.Sprintf("there is no scale %q above this one", id), "Define what a scale is built from before it")
	}
}

// only checks that a parameter is given when its rule kind needs it and not given when the kind has no use for it.
func (c *checker) only(where, key string, given, allowed, needed bool) {
	switch {
	case given && !allowed:
		c.add(RuleParameters, where+"."+key, "this kind of rule has no "+key, "Remove it, or use another kind")
	case !given && allowed && needed:
		c.add(RuleParameters, where, "this kind of rule needs "+key, "Add "+key)
	}
}

// written reports whether a key whose value is 0 stands in the file, rather than being left out. Searching the
// text first, and once, saves parsing it again for every definition that has no zero there.
func (c *checker) written(where, key string) bool {
	if c.zero == nil {
		found := zeroFactor.Match(c.d.files[instrumentFile])
		c.zero = &found
	}
	return *c.zero && c.node(instrumentFile, where+"."+key) != nil
}
