package disclosure

import "slices"

// component is hidden counts that hang together through sums, as an attacker sees them.
type component struct {
	vars      []Var
	sums      []int     // every sum that holds one of them
	rows      [][]int64 // over vars: 1 for a part, −1 for a total
	in        [][]int   // the places of each row that are not 0, of which there are few
	right     []int64   // what the shown counts of each sum leave for the hidden ones
	low, high []int64   // what the marks tell of each
	truth     []int64
}

// components groups hidden counts that hang together. A count hidden alone is a component too.
func (s *state) components() []*component {
	seen := make([]bool, len(s.vars))
	var out []*component
	for v := range s.vars {
		if s.why[v] == Shown || seen[v] {
			continue
		}
		c := &component{}
		inC := map[int]bool{}
		seen[v] = true
		for queue := []Var{Var(v)}; len(queue) > 0; queue = queue[1:] {
			c.vars = append(c.vars, queue[0])
			for _, k := range s.in[queue[0]] {
				if inC[k] {
					continue
				}
				inC[k] = true
				c.sums = append(c.sums, k)
				for _, w := range s.hiddenIn(k) {
					if !seen[w] {
						seen[w] = true
						queue = append(queue, w)
					}
				}
			}
		}
		slices.Sort(c.vars)
		slices.Sort(c.sums)
		out = append(out, c)
	}
	return out
}

// members are the total and the parts of a sum.
func (sm *sum) members() []Var { return append([]Var{sm.total}, sm.parts...) }

func (s *state) hiddenIn(k int) []Var {
	var out []Var
	for _, v := range s.sums[k].members() {
		if s.why[v] != Shown {
			out = append(out, v)
		}
	}
	return out
}

// read fills in the equations and what the marks tell.
func (c *component) read(s *state) {
	at := make(map[Var]int, len(c.vars))
	for i, v := range c.vars {
		at[v] = i
		low, high := s.known(v)
		c.low, c.high, c.truth = append(c.low, low), append(c.high, high), append(c.truth, int64(s.vars[v].value))
	}
	for _, k := range c.sums {
		row, right := make([]int64, len(c.vars)), int64(0)
		for i, v := range s.sums[k].members() {
			sign := int64(1)
			if i == 0 {
				sign = -1
			}
			if j, hidden := at[v]; hidden {
				row[j] += sign
			} else {
				right -= sign * int64(s.vars[v].value)
			}
		}
		var in []int
		for j, a := range row {
			if a != 0 {
				in = append(in, j)
			}
		}
		c.rows, c.in, c.right = append(c.rows, row), append(c.in, in), append(c.right, right)
	}
}

// known is what the marks tell about a hidden count: small ones are 1 to MinCount−1. The others are at least
// MinCount, which an attacker who knows the method can guess, but for those whose mark was blurred on purpose.
func (s *state) known(v Var) (low, high int64) {
	switch {
	case s.why[v] == Small:
		return 1, int64(s.rules.MinCount - 1)
	case s.free[v]:
		return 0, unlimited
	}
	return int64(s.rules.MinCount), unlimited
}

// fits reports whether whole numbers agree with every sum and every mark.
func (c *component) fits(x []int64) bool {
	for i, v := range x {
		if v < c.low[i] || v > c.high[i] {
			return false
		}
	}
	for r, row := range c.rows {
		got := int64(0)
		for _, j := range c.in[r] {
			got += row[j] * x[j]
		}
		if got != c.right[r] {
			return false
		}
	}
	return true
}
