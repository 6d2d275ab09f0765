package disclosure

import (
	"context"
	"errors"
	"fmt"
)

// ErrUnsafe: no way of hiding was found that protects every small count. Nothing may be published.
var ErrUnsafe = errors.New("the report cannot be protected")

// Protect hides what must be hidden and attacks the result. It fails with ErrUnsafe when a hidden count can still
// be bounded, and with the reasons when the problem contradicts itself.
func (p *Problem) Protect(ctx context.Context) (*Outcome, error) {
	if err := errors.Join(p.errs...); err != nil {
		return nil, fmt.Errorf("state what is published: %w", err)
	}
	s := newState(p)
	s.primary()
	s.sinceEarlier()
	if err := s.secondary(ctx); err != nil {
		return nil, err
	}
	s.statistics()
	return s.outcome(), nil
}

// state is a protection in the making.
type state struct {
	*Problem
	why    []Reason
	free   []bool         // sensitive, with a mark that tells nothing of its size: it may even be 0
	open   map[Var]bounds // what must stay possible of a count for its difference to an earlier report
	in     [][]int        // sums each count is in
	stats  []Reason
	solved int
}

func newState(p *Problem) *state {
	s := &state{Problem: p, why: make([]Reason, len(p.vars)), free: make([]bool, len(p.vars)), open: map[Var]bounds{}, in: make([][]int, len(p.vars))}
	for i := range s.why {
		s.why[i] = Shown
	}
	for k, sm := range p.sums {
		s.in[sm.total] = append(s.in[sm.total], k)
		for _, v := range sm.parts {
			s.in[v] = append(s.in[v], k)
		}
	}
	return s
}

func (s *state) small(v Var) bool { return s.vars[v].value > 0 && s.vars[v].value < s.rules.MinCount }

func (s *state) primary() {
	for v := range s.vars {
		if s.small(Var(v)) {
			s.why[v] = Small
		}
	}
	for _, sm := range s.sums {
		if !sm.classes || !s.allAlike(sm) {
			continue
		}
		for _, v := range sm.parts {
			s.free[v], s.why[v] = true, Secondary // one mark for all: "<5" would tell which class it is
		}
	}
}

// hide hides a count with a mark that tells nothing of its size, and says what must stay possible.
func (s *state) hide(v Var, open bounds) {
	s.why[v], s.free[v] = Secondary, true
	if was, ok := s.open[v]; ok {
		open = bounds{min(was.low, open.low), max(was.high, open.high)}
	}
	s.open[v] = open
}

// allAlike reports whether one class holds everybody.
func (s *state) allAlike(sm sum) bool {
	total := s.vars[sm.total].value
	if total == 0 || len(sm.parts) < 2 {
		return false
	}
	for _, v := range sm.parts {
		if s.vars[v].value == total {
			return true
		}
	}
	return false
}

// secondary hides more until the attack finds nothing. Each round hides at least one more count, so it ends.
func (s *state) secondary(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("protect the report: %w", err)
		}
		exposed := s.attack()
		if len(exposed) == 0 {
			return nil
		}
		if !s.hideFor(exposed) {
			return fmt.Errorf("%w: %s", ErrUnsafe, s.vars[exposed[0]].key)
		}
	}
}

// hideFor hides something for the exposed counts; false when nothing is left to hide.
func (s *state) hideFor(exposed []Var) bool {
	done := map[Var]bool{} // one more count is enough for all that it covers in this round
	for _, v := range exposed {
		c, ok := s.cover(v, done)
		if !ok {
			return len(done) > 0 || s.blur(v)
		}
		if s.why[c] == Shown {
			s.why[c] = Secondary
		}
		done[c] = true
	}
	return true
}

// cover finds a count to hide for an exposed one: the smallest other part of a sum that exposes it, a total only
// when no part is left, and counts of less weight before others. Zeros stay: hiding them protects nothing
// that an attacker cannot guess.
func (s *state) cover(v Var, done map[Var]bool) (Var, bool) {
	sums := s.exposing(v)
	for _, k := range sums {
		if c, ok := s.hiddenNow(k, done); ok {
			return c, true
		}
	}
	for _, kept := range []Weight{Light, Main, Key} {
		for _, totals := range []bool{false, true} {
			if c, ok := s.cheapest(sums, totals, kept); ok {
				return c, true
			}
		}
	}
	return 0, false
}

// blur is for sums all of whose members are hidden: 1 + 1 = 2 has nothing left to hide, yet three marks "<5" say that
// each part is 3 at most. The total, or else the count itself, takes the mark that says nothing about its size;
// at last any small count or zero that hangs together with it does.
func (s *state) blur(v Var) bool {
	sums := s.exposing(v)
	for _, k := range sums {
		if t := s.sums[k].total; t != v && s.why[t] == Small {
			return s.hideFreely(t)
		}
	}
	if s.why[v] == Small {
		return s.hideFreely(v)
	}
	for seen := map[Var]bool{}; len(sums) > 0; sums = s.further(sums, seen) {
		for _, k := range sums {
			for _, c := range append([]Var{s.sums[k].total}, s.sums[k].parts...) {
				if s.why[c] == Small || s.why[c] == Shown {
					return s.hideFreely(c)
				}
			}
		}
	}
	return false
}

// hideFreely gives a count the mark that says nothing of its size, and with it those that are plainly equal to it:
// the only part of a sum that is not zero, or its total.
func (s *state) hideFreely(v Var) bool {
	s.why[v], s.free[v] = Secondary, true
	for _, k := range s.in[v] {
		for _, c := range append([]Var{s.sums[k].total}, s.sums[k].parts...) {
			if s.why[c] == Small && s.vars[c].value == s.vars[s.sums[k].total].value && s.vars[v].value == s.vars[c].value {
				s.hideFreely(c)
			}
		}
	}
	return true
}

// exposing lists the sums that alone bound a count too tightly, or all it is in when only several together do.
func (s *state) exposing(v Var) []int {
	var tight []int
	for _, k := range s.in[v] {
		if b := s.within(k, v); s.tooTight(v, b) {
			tight = append(tight, k)
		}
	}
	if len(tight) > 0 {
		return tight
	}
	return s.in[v]
}

// hiddenNow finds a member of a sum that this round has hidden already.
func (s *state) hiddenNow(k int, done map[Var]bool) (Var, bool) {
	for _, c := range s.sums[k].parts {
		if done[c] {
			return c, true
		}
	}
	return s.sums[k].total, done[s.sums[k].total]
}

// cheapest is the smallest count still shown of a weight among the parts, or the totals, of sums.
func (s *state) cheapest(sums []int, totals bool, kept Weight) (Var, bool) {
	best, found := Var(0), false
	for _, k := range sums {
		members := s.sums[k].parts
		if totals {
			members = []Var{s.sums[k].total}
		}
		for _, c := range members {
			n := s.vars[c].value
			if s.why[c] == Shown && s.vars[c].kept == kept && n > 0 && (!found || n < s.vars[best].value) {
				best, found = c, true
			}
		}
	}
	return best, found
}

// further lists the sums that the hidden members of sums are in as well.
func (s *state) further(sums []int, seen map[Var]bool) []int {
	var next []int
	for _, k := range sums {
		for _, c := range s.hiddenIn(k) {
			if !seen[c] {
				seen[c] = true
				next = append(next, s.in[c]...)
			}
		}
	}
	return next
}

func (s *state) outcome() *Outcome {
	o := &Outcome{rules: s.rules, vars: s.vars, counts: s.why, stats: s.stats}
	o.proof = Proof{Counts: len(s.vars), Sums: len(s.sums), Programs: s.solved}
	for v, w := range s.why {
		switch {
		case w == Small || w == Secondary && s.free[v]:
			o.proof.Primary++
		case w == Secondary:
			o.proof.Secondary++
		}
		if w == Small {
			o.proof.Attacked++
		}
	}
	return o
}
