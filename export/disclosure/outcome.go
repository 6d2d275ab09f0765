package disclosure

// Outcome is what may be shown of a problem.
type Outcome struct {
	rules  Rules
	vars   []variable
	counts []Reason
	free   []bool
	stats  []Reason
	proof  Proof
}

// Proof is what the attack on the protected report found. There is no outcome without a proof.
type Proof struct {
	Counts    int // counts in the report
	Sums      int // sums that readers know, over all tables
	Primary   int // hidden for their own sake: small, of a group that is all alike, or little changed since an earlier report
	Secondary int // hidden to protect them
	Attacked  int // hidden counts that the attack tried to tell, which is all of them
	Earlier   int // earlier reports that were taken into account

	Components int // groups of hidden counts that hang together through sums
	Largest    int // counts in the largest of them
	Programs   int // linear programmes solved
	Fillings   int // different ways of filling in hidden counts that agree with all that is published
	Narrowest  int // the hidden count that the fillings leave least open can differ by this many persons

	Loss    int64 // persons in counts hidden to protect others, those of more weight times 10 or 100
	Bound   int64 // no safe way of hiding loses less; 0 when that is not known
	Optimal bool  // Loss is proven to be the least; otherwise at most Loss − Bound too much
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
