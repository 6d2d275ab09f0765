package disclosure

import (
	"context"
	"fmt"
	"slices"
)

// Limits of the search for the least loss. They count work, not time, so that every machine gives the same report.
const (
	searchRounds = 60
	searchWork   = 4_000_000
)

// search looks for the cheapest counts to hide besides those that must be.
type search struct {
	*state
	clauses []clause
	inexact bool // a clause may ask for more than is needed
	barred  cover
	best    cover
	cost    int64
	bound   int64
	work    budget
}

// secondary hides further counts until every hidden one is open, and as few and as small ones as can be. It works
// with clauses: each failed attack shows which counts gave something away, of which one must be hidden. The
// cheapest way of meeting all clauses so far costs no more than the best safe report, and is it when it is safe.
func (s *state) secondary(ctx context.Context) error {
	for {
		f := &search{state: s, barred: cover{}, cost: -1, work: budget{s.work}}
		again, err := f.run(ctx)
		if err != nil {
			return err
		}
		if !again {
			s.apply(f.best)
			s.loss, s.bound, s.inexact = f.cost, f.bound, f.inexact
			return nil
		}
		clear(s.verdicts)
		clear(s.unsafe)
	}
}

// run searches until the best is known or the work is used up. It asks to be run again when marks had to be blurred.
func (f *search) run(ctx context.Context) (again bool, err error) {
	for range searchRounds {
		if err := ctx.Err(); err != nil {
			return false, fmt.Errorf("protect the report: %w", err)
		}
		chosen, bound := cheapest(f.clauses, f.price, &f.work)
		f.bound = max(f.bound, bound)
		if f.cost >= 0 && (f.bound >= f.cost || f.work.left <= 0) {
			return false, nil
		}
		again, err := f.complete(chosen)
		if again || err != nil {
			return again, err
		}
	}
	return false, nil
}

// complete hides more than a cover until it is safe, learning a clause from every exposure, and keeps the result
// when it is the best so far.
func (f *search) complete(chosen cover) (again bool, err error) {
	for {
		f.apply(chosen)
		exposed := f.attack().exposed
		if len(exposed) == 0 {
			break
		}
		done := cover{}
		for _, e := range exposed {
			again, err := f.learn(e, chosen, done)
			if again || err != nil {
				return again, err
			}
		}
	}
	if f.cost < 0 || f.sum(chosen) < f.cost {
		f.tidy(chosen)
	}
	if cost := f.sum(chosen); f.cost < 0 || cost < f.cost {
		f.best, f.cost = chosen, cost
	}
	return false, nil
}

// learn adds the clause of an exposure and hides its cheapest count, unless this round has hidden one of it.
func (f *search) learn(e exposure, chosen, done cover) (again bool, err error) {
	c := clause{unless: none}
	if chosen[e.v] {
		c.unless = e.v
	}
	for _, v := range e.cut {
		if !f.barred[v] {
			c.of = append(c.of, v)
		}
	}
	f.inexact = f.inexact || e.unproven
	if len(c.of) == 0 {
		if c.unless == none {
			return true, f.blur(e)
		}
		f.barred[e.v] = true // it would always be told too closely, so it is no cover
		delete(chosen, e.v)
		f.clauses = without(f.clauses, e.v)
		return false, nil
	}
	f.clauses = append(f.clauses, c)
	if !slices.ContainsFunc(c.of, func(v Var) bool { return done[v] }) {
		v := slices.MinFunc(c.of, f.cheaper)
		chosen[v], done[v] = true, true
	}
	return false, nil
}

// without takes a count out of all clauses.
func without(clauses []clause, v Var) []clause {
	var out []clause
	for _, c := range clauses {
		if c.unless == v {
			continue
		}
		out = append(out, clause{c.unless, slices.DeleteFunc(slices.Clone(c.of), func(w Var) bool { return w == v })})
	}
	return out
}

func (f *search) cheaper(v, w Var) int {
	if a, b := f.price(v), f.price(w); a != b {
		return int(max(-1, min(1, a-b)))
	}
	return int(v - w)
}

// tidy shows again what need not be hidden, the dearest first.
func (f *search) tidy(chosen cover) {
	for _, v := range slices.Backward(slices.SortedFunc(keys(chosen), f.cheaper)) {
		delete(chosen, v)
		f.apply(chosen)
		if !f.safe() {
			chosen[v] = true
		}
	}
	f.apply(chosen)
}

func (f *search) sum(chosen cover) (sum int64) {
	for v := range chosen {
		sum += f.price(v)
	}
	return sum
}

// price is the loss of hiding a count: its persons, times ten for each step of weight.
func (s *state) price(v Var) int64 {
	price := int64(s.vars[v].value)
	for range s.vars[v].kept {
		price *= 10
	}
	return price
}

// apply hides a cover and shows what else is not hidden for its own sake.
func (s *state) apply(chosen cover) {
	for v := range s.why {
		switch {
		case s.fixed[v]:
		case chosen[Var(v)]:
			s.why[v] = Secondary
		default:
			s.why[v] = Shown
		}
	}
}
