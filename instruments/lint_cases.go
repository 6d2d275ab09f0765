package instruments

import (
	"fmt"
	"slices"
)

// cases checks that the worked examples reach every place where a scoring key goes wrong: the ends of each scale,
// both sides of each band edge, and both sides of the limit of missing answers.
func (c *checker) cases(cases []Case) {
	for i := range cases {
		if cases[i].Source == "" {
			c.addIn(casesFile, CaseNoSource, at("cases[%d]", i), fmt.Sprintf("case %q does not say how it was worked out", cases[i].ID), "Name the source, or write out the sum")
		}
	}
	for i := range c.d.Scales {
		s := &c.d.Scales[i]
		c.ends(s, cases)
		c.missingLimits(s, cases)
		for j := range c.d.BandSets {
			if c.d.BandSets[j].Scale == s.ID {
				c.bandEdges(s, &c.d.BandSets[j], cases)
			}
		}
	}
	for _, rule := range c.d.Risks {
		for _, state := range []ExpectedRisk{ExpectFlagged, ExpectNoRisk, ExpectUnanswered} {
			if !slices.ContainsFunc(cases, func(one Case) bool { return one.Risks[rule.Item] == state }) {
				c.lacks(CaseRisk, fmt.Sprintf("no case expects the risk rule of item %d to be %s", rule.Item, state), "Add one")
			}
		}
	}
}

func (c *checker) lacks(code FindingCode, problem, mend string) {
	c.findings = append(c.findings, Finding{Code: code, File: casesFile, Where: "cases", Problem: problem, Mend: mend})
}

// values lists the scores that cases expect of a scale.
func values(s *Scale, cases []Case, where func(*Case) bool) []float64 {
	var all []float64
	for i := range cases {
		e, ok := cases[i].Expected[s.ID]
		if ok && e.Status == ExpectScored && e.Value != nil && where(&cases[i]) {
			all = append(all, *e.Value)
		}
	}
	return all
}

func anyCase(*Case) bool { return true }

func (c *checker) ends(s *Scale, cases []Case) {
	all := values(s, cases, anyCase)
	if !slices.ContainsFunc(all, func(v float64) bool { return nearly(v, s.Range.Min) }) {
		c.lacks(CaseFloor, fmt.Sprintf("no case reaches the lowest score %v of %s", s.Range.Min, s.ID), "Add a sheet that does")
	}
	if !slices.ContainsFunc(all, func(v float64) bool { return nearly(v, s.Range.Max) }) {
		c.lacks(CaseCeiling, fmt.Sprintf("no case reaches the highest score %v of %s", s.Range.Max, s.ID), "Add a sheet that does")
	}
}

// bandEdges asks for the lowest and the highest reachable score of every band, for respondents the set fits.
func (c *checker) bandEdges(s *Scale, set *BandSet, cases []Case) {
	reach := c.reach(s.ID)
	fits := func(one *Case) bool { return set.Population.Fits(one.For(c.d), one.Sex, one.AgeOr(-1)) }
	for i := range set.Bands {
		band := &set.Bands[i]
		expects := func(one *Case) bool { return fits(one) && one.Expected[s.ID].Bands[set.Name] == band.Code }
		all := values(s, cases, expects)
		for _, edge := range edges(reach, set, band) {
			if !slices.ContainsFunc(all, func(v float64) bool { return nearly(v, edge) }) {
				c.lacks(CaseBandEdge, fmt.Sprintf("no case expects %v of %s to be %s in the set %s%s", edge, s.ID, band.Code, set.Name, who(set.Population)),
					"Add a sheet with this score and expect the band")
			}
		}
	}
}

func who(p Population) string {
	if p.Informant == "" {
		return ""
	}
	return " for " + string(p.Informant)
}

// edges gives the lowest and the highest score of a band that a complete sheet can have.
func edges(reach reachable, set *BandSet, band *Band) []float64 {
	var inside []float64
	for _, v := range reach.values {
		if bandOf(set, v) == band {
			inside = append(inside, v)
		}
	}
	if len(inside) == 0 {
		return nil
	}
	return slices.Compact([]float64{inside[0], inside[len(inside)-1]})
}

// missingLimits asks for a sheet with as many unanswered items as the policy allows, and one with one more.
func (c *checker) missingLimits(s *Scale, cases []Case) {
	limit := s.Missing.Max
	at, past := false, false
	for i := range cases {
		e, ok := cases[i].Expected[s.ID]
		if !ok {
			continue
		}
		if len(s.Rule.Parts()) > 0 {
			at = at || e.Status == ExpectScored
			past = past || e.Status == ExpectCannotBeScored
			continue
		}
		blank := c.unanswered(s, &cases[i])
		if len(s.Missing.Parts) > 0 {
			at = at || e.Status == ExpectScored && blank > 0
			past = past || e.Status == ExpectCannotBeScored
			continue
		}
		at = at || e.Status == ExpectScored && blank == limit
		past = past || e.Status == ExpectCannotBeScored && blank == limit+1
	}
	if !at {
		c.lacks(CaseMissingLimit, fmt.Sprintf("no case scores %s with %d unanswered", s.ID, limit), "Add a sheet at the limit")
	}
	if !past {
		c.lacks(CaseMissingPast, fmt.Sprintf("no case leaves %s without a score because %d are unanswered", s.ID, limit+1), "Add a sheet one past the limit")
	}
}

// unanswered counts the items of a scale that a case leaves open and no earlier answer rules out.
func (c *checker) unanswered(s *Scale, one *Case) int {
	r := one.Responses(c.d)
	blank := 0
	for _, n := range s.Rule.AllItems() {
		i := c.d.ItemIndex(n)
		if r[i].State != Answered && !c.d.RuledOut(r, i) {
			blank++
		}
	}
	return blank
}
