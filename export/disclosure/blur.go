package disclosure

import (
	"fmt"
	"iter"
	"maps"
)

func keys(c cover) iter.Seq[Var] { return maps.Keys(c) }

// blur is for counts that marks give away with nothing left to hide: 1 + 1 = 2 hides all three, yet marks "<5" on
// them say that each part is 3 at most. A total takes the mark that says nothing of its size, or else the count
// itself, any other small count, or a zero.
func (s *state) blur(e exposure) error {
	for _, v := range e.marks {
		if v != e.v && s.isTotal(v) {
			s.hideFreely(v)
			return nil
		}
	}
	if s.why[e.v] == Small {
		s.hideFreely(e.v)
		return nil
	}
	for _, v := range append(e.marks, e.zeros...) {
		s.hideFreely(v)
		return nil
	}
	if s.fixed[e.v] && !s.free[e.v] { // hidden again for an earlier report, and not small
		s.free[e.v] = true
		return nil
	}
	return fmt.Errorf("%w: %s", ErrUnsafe, s.vars[e.v].key)
}

func (s *state) isTotal(v Var) bool {
	for _, k := range s.in[v] {
		if s.sums[k].total == v {
			return true
		}
	}
	return false
}

// hideFreely gives a count the mark that says nothing of its size, and with it those that are plainly equal to it:
// the only part of a sum that is not zero, or its total.
func (s *state) hideFreely(v Var) {
	s.why[v], s.free[v], s.fixed[v] = Secondary, true, true
	for _, k := range s.in[v] {
		for _, c := range s.sums[k].members() {
			if s.why[c] == Small && s.vars[c].value == s.vars[s.sums[k].total].value && s.vars[v].value == s.vars[c].value {
				s.hideFreely(c)
			}
		}
	}
}
