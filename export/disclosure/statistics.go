package disclosure

// statistics decides about means and the like. The mean of a hidden group follows from the total and the other
// groups, since mean × n adds up: so wherever groups under the limit are hidden, those hidden together must
// hold at least the limit, and be at least two.
func (s *state) statistics() {
	s.stats = make([]Reason, len(s.vars))
	for v := range s.vars {
		switch n := s.vars[v].value; {
		case n == 0:
			s.stats[v] = Empty
		case s.why[v] != Shown:
			s.stats[v] = s.why[v] // the width of an interval tells n
		case n < s.rules.MinStatistic:
			s.stats[v] = FewCases
		case s.keptBack(Var(v)):
			s.stats[v] = Linked
		default:
			s.stats[v] = Shown
		}
	}
	for again := true; again; {
		again = false
		for _, sm := range s.sums {
			if s.tied(sm) && !s.hiddenTogether(sm) {
				again = s.hideOneMore(sm) || again
			}
		}
	}
}

// tied reports whether statistics of all members of a sum are published.
func (s *state) tied(sm sum) bool {
	if !s.vars[sm.total].described || s.stats[sm.total] != Shown {
		return false
	}
	for _, v := range sm.parts {
		if !s.vars[v].described {
			return false
		}
	}
	return true
}

func (s *state) hiddenTogether(sm sum) bool {
	groups, persons := 0, 0
	for _, v := range sm.parts {
		if s.stats[v] != Shown && s.stats[v] != Empty {
			groups++
			persons += s.vars[v].value
		}
	}
	return groups == 0 || groups > 1 && persons >= s.rules.MinStatistic
}

// hideOneMore hides the smallest group still shown, or the total when there is none.
func (s *state) hideOneMore(sm sum) bool {
	best, found := Var(0), false
	for _, v := range sm.parts {
		if s.stats[v] == Shown && (!found || s.vars[v].value < s.vars[best].value) {
			best, found = v, true
		}
	}
	if !found {
		best = sm.total
	}
	if s.stats[best] != Shown {
		return false
	}
	s.stats[best] = Linked
	return true
}
