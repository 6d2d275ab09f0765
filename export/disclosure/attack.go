package disclosure

import (
	"math"
	"slices"
)

// bounds is what an attacker can tell of a hidden count.
type bounds struct{ low, high float64 }

// slack absorbs the noise of floating point; counts are whole numbers.
const slack = 1e-6

// attack returns the small counts that can be told more closely than from 1 to MinCount−1, in order. Sums are
// looked at one by one first, which finds most; only when each holds alone are they solved together.
func (s *state) attack() []Var {
	if exposed := s.exposedBySingleSums(); len(exposed) > 0 {
		return exposed
	}
	var exposed []Var
	s.solved = 0
	for _, c := range s.components() {
		a := newAttacker(s, c)
		for i, v := range c {
			if s.sensitive(v) && !s.safeTogether(a, i, v) {
				exposed = append(exposed, v)
			}
		}
		s.solved += a.solved
	}
	return exposed
}

// exposedBySingleSums looks at the covers too: one that follows from another sum covers nothing.
func (s *state) exposedBySingleSums() []Var {
	var exposed []Var
	for v := range s.vars {
		if s.why[v] == Shown {
			continue
		}
		for _, k := range s.in[v] {
			if s.tooTight(Var(v), s.within(k, Var(v))) {
				exposed = append(exposed, Var(v))
				break
			}
		}
	}
	return exposed
}

// sensitive: the counts that hiding is for.
func (s *state) sensitive(v Var) bool { return s.why[v] == Small || s.free[v] }

// within are the bounds of a hidden count by one sum alone.
func (s *state) within(k int, v Var) bounds {
	a := attackerOf(s, s.hiddenIn(k), []int{k})
	return a.single(a.index(v))
}

// safeTogether solves for the bounds of a count, unless solutions found before show already that it is free.
func (s *state) safeTogether(a *attacker, i int, v Var) bool {
	if len(a.rows) < 2 {
		return true // looked at alone before
	}
	if !s.tooTight(v, a.reached[i]) {
		return true
	}
	b, ok := a.program(i)
	return ok && !s.tooTight(v, b)
}

// tooTight tells whether bounds are too close for a hidden count: a small count must stay anything from 1 to MinCount−1. Any other must
// stay as open as that.
func (s *state) tooTight(v Var, b bounds) bool {
	if s.why[v] == Small {
		return b.low > 1+slack || b.high < float64(s.rules.MinCount-1)-slack
	}
	if open, ok := s.open[v]; ok {
		return b.low > open.low+slack || b.high < open.high-slack
	}
	return b.high-b.low < float64(s.rules.MinCount-2)-slack
}

// components groups hidden counts that hang together through sums. A count hidden alone is a component too.
func (s *state) components() [][]Var {
	seen := make([]bool, len(s.vars))
	var out [][]Var
	for v := range s.vars {
		if s.why[v] == Shown || seen[v] {
			continue
		}
		var c []Var
		seen[v] = true
		for queue := []Var{Var(v)}; len(queue) > 0; queue = queue[1:] {
			c = append(c, queue[0])
			for _, k := range s.in[queue[0]] {
				for _, w := range s.hiddenIn(k) {
					if !seen[w] {
						seen[w] = true
						queue = append(queue, w)
					}
				}
			}
		}
		out = append(out, c)
	}
	return out
}

func (s *state) hiddenIn(k int) []Var {
	var out []Var
	if s.why[s.sums[k].total] != Shown {
		out = append(out, s.sums[k].total)
	}
	for _, v := range s.sums[k].parts {
		if s.why[v] != Shown {
			out = append(out, v)
		}
	}
	return out
}

// known is what the marks tell about a hidden count: small ones are 1 to MinCount−1. The others are at least
// MinCount, which an attacker who knows the method can guess, but for those whose mark was blurred on purpose.
func (s *state) known(v Var) bounds {
	if s.why[v] == Small {
		return bounds{1, float64(s.rules.MinCount - 1)}
	}
	if s.free[v] {
		return bounds{0, math.Inf(1)}
	}
	return bounds{float64(s.rules.MinCount), math.Inf(1)}
}

// attacker solves for the counts of one component.
type attacker struct {
	vars    []Var
	known   []bounds
	reached []bounds    // by the solutions seen so far
	rows    [][]float64 // Σ rows[i][j]·x[j] = right[i]
	right   []float64
	solved  int
}

func newAttacker(s *state, component []Var) *attacker {
	var sums []int
	done := map[int]bool{}
	for _, v := range component {
		for _, k := range s.in[v] {
			if !done[k] {
				done[k] = true
				sums = append(sums, k)
			}
		}
	}
	return attackerOf(s, component, sums)
}

func attackerOf(s *state, vars []Var, sums []int) *attacker {
	a := &attacker{vars: vars}
	at := make(map[Var]int, len(vars))
	for i, v := range vars {
		at[v] = i
		a.known = append(a.known, s.known(v))
		a.reached = append(a.reached, bounds{math.Inf(1), math.Inf(-1)})
	}
	for _, k := range sums {
		a.equation(s, s.sums[k], at)
	}
	return a
}

func (a *attacker) index(v Var) int { return slices.Index(a.vars, v) }

func (a *attacker) equation(s *state, sm sum, at map[Var]int) {
	row := make([]float64, len(a.vars))
	right := 0.0
	put := func(v Var, sign float64) {
		if i, hidden := at[v]; hidden {
			row[i] += sign
			return
		}
		right -= sign * float64(s.vars[v].value)
	}
	put(sm.total, -1)
	for _, v := range sm.parts {
		put(v, 1)
	}
	a.rows, a.right = append(a.rows, row), append(a.right, right)
}

// single solves one equation by hand: a count is largest when the others are as small as they can be.
func (a *attacker) single(i int) bounds {
	row := a.rows[0]
	if row[i] == 0 {
		return a.known[i]
	}
	low, high := a.right[0], a.right[0]
	for j, c := range row {
		switch {
		case j == i || c == 0:
		case c > 0:
			low, high = low-c*a.known[j].high, high-c*a.known[j].low
		default:
			low, high = low-c*a.known[j].low, high-c*a.known[j].high
		}
	}
	low, high = low/row[i], high/row[i]
	if row[i] < 0 {
		low, high = high, low
	}
	return bounds{max(low, a.known[i].low), min(high, a.known[i].high)}
}
