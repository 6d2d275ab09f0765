package disclosure

// Outcome is what may be shown of a problem.
type Outcome struct {
	rules  Rules
	vars   []variable
	counts []Reason
	stats  []Reason
	proof  Proof
}

// Proof is the result of the attack on the protected report.
type Proof struct {
	Counts    int // counts in the report
	Primary   int // hidden because small, or because a group is all alike
	Secondary int // hidden to protect them
	Attacked  int // hidden small counts whose bounds were solved
	Programs  int // linear programmes solved
	Sums      int // sums the attacker knows
}

// Proof tells what was hidden and tested.
func (o *Outcome) Proof() Proof { return o.proof }

// Rules are the limits that were used.
func (o *Outcome) Rules() Rules { return o.rules }

// Count is a count and whether it may be shown; n is 0 when it may not.
func (o *Outcome) Count(v Var) (n int, why Reason) {
	if o.counts[v] != Shown {
		return 0, o.counts[v]
	}
	return o.vars[v].value, Shown
}

// Statistic says whether a mean, a deviation or an effect size of the counted persons may be shown.
func (o *Outcome) Statistic(v Var) Reason { return o.stats[v] }

// Share says whether part ÷ whole may be shown.
func (o *Outcome) Share(part, whole Var) Reason {
	p, w := o.vars[part].value, o.vars[whole].value
	switch {
	case o.counts[whole] == Small:
		return FewCases
	case o.counts[whole] != Shown:
		return o.counts[whole]
	case w == 0:
		return Empty
	case o.counts[part] == Small:
		return SmallPart
	case o.counts[part] != Shown:
		return o.counts[part]
	case w < o.rules.MinWhole, p > 0 && p < o.rules.MinCount:
		return FewCases
	}
	return Shown
}
