package instruments

import (
	"fmt"
	"math"
	"slices"
)

// maxSituations bounds how many combinations of scores a criterion is tried on.
const maxSituations = 100_000

// criterion tries a criterion on every combination of scores that its requirements can tell apart. What no
// combination reaches can never happen, for scales that share items can only do less than independent ones.
type criterion struct {
	rule  *Rule
	parts []ScaleID
	kinds [][]float64 // of each part: one score of each kind that the requirements tell apart
}

// criterion prepares the trial. It is nil when the scores are not known or there is too much to try.
func (c *checker) criterion(r *Rule) *criterion {
	t := &criterion{rule: r, parts: r.Parts()}
	situations := 1
	for _, id := range t.parts {
		of := c.reach(id)
		if !of.known {
			return nil
		}
		kinds := t.apart(id, of.values)
		situations *= len(kinds)
		if situations > maxSituations {
			return nil
		}
		t.kinds = append(t.kinds, kinds)
	}
	return t
}

// apart keeps one score of each kind: those that meet the same requirements are of one kind.
func (t *criterion) apart(id ScaleID, values []float64) []float64 {
	seen := map[string]bool{}
	var kinds []float64
	for _, v := range values {
		met := ""
		for _, o := range t.rule.Outcomes {
			for _, q := range o.All {
				if q.Scale == id {
					met += map[bool]string{true: "1", false: "0"}[q.Meets(v)]
				}
			}
		}
		if !seen[met] {
			seen[met] = true
			kinds = append(kinds, v)
		}
	}
	return kinds
}

func (t *criterion) holds(o *Outcome, scores []float64) bool {
	for i := range o.All {
		if q := &o.All[i]; !q.Meets(scores[slices.Index(t.parts, q.Scale)]) {
			return false
		}
	}
	return true
}

// try reports for each outcome whether it can hold at all and whether it can be the first that does; the last entry
// of first is for none holding.
func (t *criterion) try() (can, first []bool) {
	outcomes := t.rule.Outcomes
	can, first = make([]bool, len(outcomes)), make([]bool, len(outcomes)+1)
	scores := make([]float64, len(t.parts))
	var next func(part int)
	next = func(part int) {
		if part < len(t.parts) {
			for _, v := range t.kinds[part] {
				scores[part] = v
				next(part + 1)
			}
			return
		}
		winner := len(outcomes)
		for i := range outcomes {
			if t.holds(&outcomes[i], scores) {
				can[i] = true
				winner = min(winner, i)
			}
		}
		first[winner] = true
	}
	next(0)
	return can, first
}

// decided lists the values a criterion can have.
func (c *checker) decided(r *Rule) []float64 {
	values := []float64{r.Otherwise}
	t := c.criterion(r)
	if t == nil {
		for _, o := range r.Outcomes {
			values = append(values, o.Value)
		}
		return values
	}
	_, first := t.try()
	if !first[len(r.Outcomes)] {
		values = nil
	}
	for i, o := range r.Outcomes {
		if first[i] {
			values = append(values, o.Value)
		}
	}
	return values
}

// outcomes checks that each line of a criterion can decide something.
func (c *checker) outcomes(where string, s *Scale) {
	t := c.criterion(&s.Rule)
	if t == nil {
		return
	}
	can, first := t.try()
	for i, o := range s.Rule.Outcomes {
		place := at("%s.outcomes[%d]", where, i)
		switch {
		case !can[i]:
			c.add(OutcomeNever, place, fmt.Sprintf("no scores meet all the requirements for %v", o.Value), "Correct the ends, or remove the outcome")
		case !first[i]:
			c.add(OutcomeShadowed, place, fmt.Sprintf("whenever %v would hold, an outcome above it holds too", o.Value), "Put the narrower outcome first, or remove it")
		}
	}
}

// counts checks that each threshold of a count tells answers apart.
func (c *checker) counts(where string, s *Scale) {
	for i, part := range s.Rule.Counts {
		for _, n := range part.Items {
			values := c.d.itemValues(n, slices.Contains(s.Rule.Reversed, n))
			low, high := slices.Min(values), slices.Max(values)
			if part.AtLeast > low+tolerance && part.AtLeast <= high+tolerance {
				continue
			}
			c.add(CountPointless, at("%s.counts[%d].at_least", where, i),
				fmt.Sprintf("item %d counts %v to %v, so a threshold of %v is met by all answers or by none", n, low, high, part.AtLeast),
				"Write the value from which an answer is counted")
		}
	}
}

// risks checks that each risk rule tells answers apart.
func (c *checker) risks() {
	for i := range c.d.Risks {
		r := &c.d.Risks[i]
		values := c.d.itemValues(r.Item, false)
		if low, high := r.Meets(slices.Min(values)), r.Meets(slices.Max(values)); low == high {
			c.add(RiskPointless, at("risks[%d]", i), fmt.Sprintf("item %d counts %v to %v, so the rule holds for every answer or for none", r.Item, slices.Min(values), slices.Max(values)),
				"Write the value from which, or up to which, an answer raises the prompt")
		}
	}
}

// conversions checks what rules that are not plain arithmetic of items may get wrong.
func (c *checker) conversions(where string, s *Scale) {
	switch s.Rule.Kind {
	case RuleCount:
		c.counts(where, s)
	case RuleLookup:
		c.tables(where, s)
	case RuleCriterion:
		c.outcomes(where, s)
	case RuleTScore:
		if !slices.ContainsFunc(c.d.Norms, func(n Norm) bool { return n.Scale == s.Rule.Of }) {
			c.add(TScoreNoNorm, where+".of", fmt.Sprintf("there is no norm of %s to compare with", s.Rule.Of), "Add the mean and SD of a sample under norms")
		}
	case RuleSum, RuleMean, RuleWeighted, RuleComposite, RuleHighest:
	}
}

// tables checks the tables of a lookup: for whom they are, that they rise or fall throughout, and that they have a row
// for each score there can be and for no other.
func (c *checker) tables(where string, s *Scale) {
	of := c.reach(s.Rule.Of)
	seen := map[Population]bool{}
	for i := range s.Rule.Tables {
		t, place := &s.Rule.Tables[i], at("%s.tables[%d]", where, i)
		c.described(place+".population", t.Population, "table")
		people := t.Population
		people.Text, people.Country = "", ""
		if seen[people] {
			c.add(TableTwice, place, "a table above is for the same people and is used instead", "Remove one of the two, or say for whom each is")
		}
		seen[people] = true
		c.slope(place, t)
		c.rows(place, t, of)
	}
}

// slope checks that a table rises throughout or falls throughout; level parts are allowed.
func (c *checker) slope(where string, t *Table) {
	direction := 0.0
	for i := 1; i < len(t.Rows); i++ {
		step := t.Rows[i].Value - t.Rows[i-1].Value
		if step*direction < 0 {
			c.add(TableUneven, at("%s.rows[%d]", where, i), fmt.Sprintf("at %v the table turns round: %v comes after %v", t.Rows[i].Score, t.Rows[i].Value, t.Rows[i-1].Value),
				"Compare the row with the source; a table rises or falls throughout")
		}
		if step != 0 {
			direction = math.Copysign(1, step)
		}
	}
}

func (c *checker) rows(where string, t *Table, of reachable) {
	if !of.known {
		return
	}
	for i, row := range t.Rows {
		if !holdsNearly(of.values, row.Score) {
			c.add(TableRowUnmet, at("%s.rows[%d]", where, i), fmt.Sprintf("no sheet of answers has the score %v", row.Score), "Correct or remove the row")
		}
	}
	for _, v := range of.values {
		if !slices.ContainsFunc(t.Rows, func(row Row) bool { return nearly(row.Score, v) }) {
			c.add(TableRowMissing, where+".rows", fmt.Sprintf("the score %v has no row", v), "Add the row; nothing is drawn between rows")
		}
	}
}
