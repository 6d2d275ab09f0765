package disclosure

// statistics decides about means and the like. The mean of a hidden group follows from the total and the other
// groups, since mean × n adds up: so wherever groups under the limit are hidden, those hidden together must
// hold at least the limit, and be at least two. Sums of several tables taken together are looked at as well: mean × n
// of every group is an unknown, every sum an equation, and no group under the limit may follow from them.
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
		again = s.hideLinked()
		for _, sm := range s.sums {
			if s.tied(sm) && !s.hiddenTogether(sm) {
				again = s.hideOneMore(sm) || again
			}
		}
	}
}

// hideLinked hides one more statistic for each that follows from several sums together. It reports whether it did.
func (s *state) hideLinked() (again bool) {
	for _, sums := range s.statisticsTold() {
		best, found := Var(0), false
		for _, k := range sums {
			for _, v := range s.sums[k].members() {
				if s.stats[v] == Shown && (!found || s.vars[v].value < s.vars[best].value) {
					best, found = v, true
				}
			}
		}
		if found {
			s.stats[best], again = Linked, true
		}
	}
	return again
}

// statisticsTold lists, for every small group or union of groups whose mean × n follows from shown ones, the sums that
// tell it. Elimination leaves one equation for each: a row with one unknown tells that one, a row of several with
// one sign their common mean.
func (s *state) statisticsTold() (told [][]int) {
	var unknown []Var
	at := map[Var]int{}
	var sums []int
	for k := range s.sums {
		if !s.describedWhole(&s.sums[k]) {
			continue
		}
		sums = append(sums, k)
		for _, v := range s.sums[k].members() {
			if _, seen := at[v]; !seen && s.stats[v] != Shown && s.stats[v] != Empty {
				at[v] = len(unknown)
				unknown = append(unknown, v)
			}
		}
	}
	n := len(unknown)
	rows := make([][]int64, len(sums))
	for r, k := range sums {
		rows[r] = make([]int64, n)
		for i, v := range s.sums[k].members() {
			if j, ok := at[v]; ok && i == 0 {
				rows[r][j]--
			} else if ok {
				rows[r][j]++
			}
		}
	}
	p, err := newProgram(rows, make([]int64, n), make([]int64, n), make([]int64, n))
	if err != nil {
		return [][]int{sums} // too large to tell: hide more
	}
	for _, row := range p.cells {
		if persons, one := s.together(unknown, row[:n]); one && persons < s.rules.MinStatistic {
			var from []int
			for r, k := range sums {
				if row[n+r] != 0 {
					from = append(from, k)
				}
			}
			told = append(told, from)
		}
	}
	return told
}

// together adds up the persons of the unknowns of a row, and reports whether all stand in it with one sign and size.
func (s *state) together(unknown []Var, row []int64) (persons int, one bool) {
	size := int64(0)
	for j, c := range row {
		switch {
		case c == 0:
			continue
		case size != 0 && c != size:
			return 0, false
		}
		size = c
		persons += s.vars[unknown[j]].value
	}
	return persons, size != 0
}

// describedWhole reports whether statistics of all members of a sum are wanted, those of nobody apart.
func (s *state) describedWhole(sm *sum) bool {
	for _, v := range sm.members() {
		if !s.vars[v].described && s.vars[v].value > 0 {
			return false
		}
	}
	return true
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
