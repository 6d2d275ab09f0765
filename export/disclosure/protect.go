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
	for v, why := range s.why {
		s.fixed[v] = why != Shown
	}
	if ctx.Value(bare{}) == nil {
		if err := s.secondary(ctx); err != nil {
			return nil, err
		}
		if err := s.prove(); err != nil {
			return nil, err
		}
	}
	s.statistics()
	return s.outcome(), nil
}

// bare is the key of a context in which nothing is hidden to protect other counts and nothing is proven. Only tests
// of this package can make one: they show that the attack on finished workbooks can succeed.
type bare struct{}

// prove attacks what is going to be published, from the start.
func (s *state) prove() error {
	s.verdicts = map[string]*verdict{}
	s.proven = s.attack()
	for _, e := range s.proven.exposed {
		return fmt.Errorf("%w: %s", ErrUnsafe, s.vars[e.v].key)
	}
	return nil
}

// state is a protection in the making.
type state struct {
	*Problem
	why   []Reason
	free  []bool         // sensitive, with a mark that tells nothing of its size: it may even be 0
	open  map[Var]bounds // what must stay possible of a count for its difference to an earlier report
	fixed []bool         // hidden for its own sake
	in    [][]int        // sums each count is in
	stats []Reason

	verdicts    map[string]*verdict // of components attacked so far, by their counts
	unsafe      map[string]bool     // components found exposed in haste
	proven      verdict
	loss, bound int64
	inexact     bool
}

func newState(p *Problem) *state {
	n := len(p.vars)
	s := &state{
		Problem: p, why: make([]Reason, n), free: make([]bool, n), fixed: make([]bool, n), in: make([][]int, n),
		open: map[Var]bounds{}, verdicts: map[string]*verdict{}, unsafe: map[string]bool{},
	}
	for i := range s.why {
		s.why[i] = Shown
		if p.vars[i].unsaid {
			s.why[i], s.free[i] = Unjudged, true
		}
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
		if s.small(Var(v)) && !s.vars[v].unsaid {
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

func (s *state) outcome() *Outcome {
	o := &Outcome{rules: s.rules, vars: s.vars, counts: s.why, free: s.free, stats: s.stats}
	o.proof = Proof{
		Sums: len(s.sums), Programs: s.proven.programs, Fillings: s.proven.fillings,
		Loss: s.loss, Bound: s.bound, Optimal: s.loss == s.bound && !s.inexact, Earlier: len(s.earlier),
	}
	if s.inexact {
		o.proof.Bound = 0
	}
	for v, w := range s.why {
		if s.vars[v].unsaid {
			continue
		}
		o.proof.Counts++
		switch {
		case w == Shown:
			continue
		case s.fixed[v]:
			o.proof.Primary++
		default:
			o.proof.Secondary++
		}
		o.proof.Attacked++
	}
	for _, c := range s.components() {
		hidden := 0
		for _, v := range c.vars {
			if !s.vars[v].unsaid {
				hidden++
			}
		}
		if hidden > 0 {
			o.proof.Components++
		}
		o.proof.Largest = max(o.proof.Largest, hidden)
	}
	if o.proof.Attacked > 0 {
		o.proof.Narrowest = int(s.proven.narrowest)
	}
	return o
}
