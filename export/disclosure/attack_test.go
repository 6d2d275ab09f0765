package disclosure

import (
	"slices"
	"testing"
)

// tellable is the whole range that an attacker can give for a count.
func tellable(t *testing.T, s *state, v Var) (b bounds) {
	t.Helper()
	for _, c := range s.components() {
		i := slices.Index(c.vars, v)
		if i < 0 {
			continue
		}
		c.read(s)
		p, err := newProgram(c.rows, c.truth, c.low, c.high)
		if err != nil {
			t.Fatal(err)
		}
		for _, sign := range []int64{-1, 1} {
			if ok, err := p.reach(i, sign, sign*1_000_000); ok || err != nil {
				t.Fatalf("no bound: %v, %v", ok, err)
			}
			x, _ := p.solution()
			if sign < 0 {
				b.low = x[i]
			} else {
				b.high = x[i]
			}
		}
	}
	return b
}

// The attack case in the tests of the R package sdcTable: every row and column has two hidden cells or more, yet
// one of them follows exactly; with one more hidden, it can be anything from 0 to 78.
func TestAttackOnTheCaseOfSdcTable(t *testing.T) {
	cells := [][]int{{30, 47, 64, 89}, {90, 124, 5, 31}, {92, 100, 59, 85}, {800, 991, 651, 685}}
	hidden := [][2]int{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 1}, {3, 3}}
	solve := func(hidden [][2]int) bounds {
		p := New(Default())
		vars := grid(p, cells)
		s := newState(p)
		for _, h := range hidden {
			s.why[vars[h[0]][h[1]]], s.free[vars[h[0]][h[1]]] = Secondary, true
		}
		return tellable(t, s, vars[0][1])
	}
	if b := solve(hidden); b != (bounds{47, 47}) {
		t.Errorf("before: %v, want exactly 47", b)
	}
	if b := solve(append(hidden, [2]int{1, 3})); b != (bounds{0, 78}) {
		t.Errorf("after: %v, want 0 to 78", b)
	}
}

func TestWithoutSecondaryHidingTheAttackSucceeds(t *testing.T) {
	p := New(Default())
	grid(p, [][]int{{3, 20, 30}, {12, 15, 18}})
	s := newState(p)
	s.primary()
	if len(s.attack().exposed) == 0 {
		t.Error("a lone hidden count was not found")
	}
}

// fillable searches for whole numbers that fit all sums with v at x. It narrows ranges by the sums and tries
// values where ranges are still open; it shares no code with the attack.
func fillable(p *Problem, o *Outcome, v Var, x int) bool {
	low, high := make([]int, len(p.vars)), make([]int, len(p.vars))
	for i := range p.vars {
		switch o.counts[i] {
		case Small:
			low[i], high[i] = 1, 4
		case Shown:
			low[i], high[i] = p.vars[i].value, p.vars[i].value
		default:
			low[i], high[i] = 5, 400
			if o.free[i] {
				low[i] = 0
			}
		}
	}
	low[v], high[v] = x, x
	return fill(p, low, high)
}

func fill(p *Problem, low, high []int) bool {
	for again := true; again; {
		again = false
		for _, sm := range p.sums {
			lo, hi := 0, 0
			for _, w := range sm.parts {
				lo, hi = lo+low[w], hi+high[w]
			}
			narrow := func(w Var, l, h int) {
				if l > low[w] {
					low[w], again = l, true
				}
				if h < high[w] {
					high[w], again = h, true
				}
			}
			narrow(sm.total, lo, hi)
			for _, w := range sm.parts {
				narrow(w, low[sm.total]-(hi-high[w]), high[sm.total]-(lo-low[w]))
			}
			for _, w := range append([]Var{sm.total}, sm.parts...) {
				if low[w] > high[w] {
					return false
				}
			}
		}
	}
	for w := range low {
		for x := low[w]; low[w] < high[w] && x <= high[w]; x++ {
			l, h := append([]int(nil), low...), append([]int(nil), high...)
			l[w], h[w] = x, x
			if fill(p, l, h) {
				return true
			}
			if x == high[w] {
				return false
			}
		}
	}
	return true
}
