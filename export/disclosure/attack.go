package disclosure

import (
	"fmt"
	"slices"
	"strings"
)

// verdict is what the attack on one component found.
type verdict struct {
	exposed   []exposure
	programs  int
	fillings  int
	narrowest int64 // width of the narrowest range that fillings leave
}

// exposure is a hidden count that could be told too closely, or not be proven open.
type exposure struct {
	v Var
	// cut lists shown counts of which one at least must be hidden as well: the sums that give the count away hold
	// no others. When it is empty, marks, or else zeros, are what gives it away.
	cut   []Var
	marks []Var // small counts whose marks were used
	zeros []Var // shown zeros that were used
	// unproven: no programme gives the count away, but no whole numbers were found that leave it open.
	unproven bool
}

// attack tries to tell hidden counts more closely than they may be. Every count that it lets pass has been shown to
// be open by fillings: whole numbers that agree with every sum and every mark.
func (s *state) attack() (all verdict) {
	all.narrowest = unlimited
	for _, c := range s.components() {
		v := s.attackOn(c)
		all.exposed = append(all.exposed, v.exposed...)
		all.programs, all.fillings = all.programs+v.programs, all.fillings+v.fillings
		all.narrowest = min(all.narrowest, v.narrowest)
	}
	return all
}

// safe reports whether the attack finds nothing, and stops at the first thing it finds.
func (s *state) safe() bool {
	for _, c := range s.components() {
		key := fmt.Sprint(c.vars)
		v, ok := s.verdicts[key]
		switch {
		case s.unsafe[key] || ok && len(v.exposed) > 0:
			return false
		case ok:
			continue
		}
		c.read(s)
		a := newAttacker(s, c)
		a.hasty = true
		if v = a.run(); len(v.exposed) > 0 {
			s.unsafe[key] = true
			return false
		}
		s.verdicts[key] = v
	}
	return true
}

// attackOn remembers verdicts, as most components stay the same while others are looked at.
func (s *state) attackOn(c *component) *verdict {
	key := fmt.Sprint(c.vars)
	if v, ok := s.verdicts[key]; ok {
		return v
	}
	c.read(s)
	v := newAttacker(s, c).run()
	s.verdicts[key] = v
	return v
}

// attacker works on one component.
type attacker struct {
	*component
	s        *state
	p        *program
	from, to []int64 // reached by fillings
	hasty    bool    // one exposure is enough
	verdict  verdict
}

func newAttacker(s *state, c *component) *attacker {
	return &attacker{component: c, s: s, from: append([]int64(nil), c.truth...), to: append([]int64(nil), c.truth...)}
}

func (a *attacker) run() *verdict {
	p, err := newProgram(a.rows, a.truth, a.low, a.high)
	for i, v := range a.vars {
		if a.hasty && len(a.verdict.exposed) > 0 {
			break
		}
		if err == nil {
			a.p = p
			err = a.open(i)
		}
		if err != nil { // the numbers grew: nothing is proven for this count and those after it
			a.verdict.exposed = append(a.verdict.exposed, exposure{v: v, cut: a.around(), unproven: true})
		}
	}
	if p != nil {
		a.verdict.programs = p.solved
	}
	a.verdict.narrowest = unlimited
	for i, v := range a.vars {
		if a.s.vars[v].unsaid {
			continue
		}
		a.verdict.narrowest = min(a.verdict.narrowest, a.to[i]-a.from[i])
	}
	return &a.verdict
}

// open shows that count i is open, or notes that it is exposed.
func (a *attacker) open(i int) error {
	v := a.vars[i]
	if a.s.vars[v].unsaid {
		return nil
	}
	want, fixed := a.s.interval(v)
	if !fixed {
		return a.openWide(i, int64(a.s.rules.MinCount-2))
	}
	e := exposure{v: v}
	high, err := a.reach(i, 1, want.high, &e)
	if err != nil {
		return err
	}
	low, err := a.reach(i, -1, want.low, &e)
	if err != nil {
		return err
	}
	if !high || !low {
		a.verdict.exposed = append(a.verdict.exposed, e)
	}
	return nil
}

// openWide is for counts that must have a range of some width, wherever it lies.
func (a *attacker) openWide(i int, width int64) error {
	e := exposure{v: a.vars[i]}
	ok, err := a.reach(i, 1, a.from[i]+width, &e)
	if err != nil || ok {
		return err
	}
	ok, err = a.reach(i, -1, a.to[i]-width, &e)
	if err == nil && !ok {
		a.verdict.exposed = append(a.verdict.exposed, e)
	}
	return err
}

// reach finds a filling in which count i is at the goal or beyond; where there is none it notes why.
func (a *attacker) reach(i int, sign, goal int64, e *exposure) (bool, error) {
	if sign*a.to[i] >= sign*goal && sign > 0 || sign*a.from[i] >= sign*goal && sign < 0 {
		return true, nil
	}
	ok, err := a.p.reach(i, sign, goal)
	if err != nil {
		return false, err
	}
	if x, whole := a.p.solution(); whole {
		a.remember(x)
	}
	if !ok {
		a.explain(i, e)
		return false, nil
	}
	if sign > 0 && a.to[i] >= goal || sign < 0 && a.from[i] <= goal {
		return true, nil
	}
	if x, found := a.fill(i, goal); found && a.remember(x) {
		return true, nil
	}
	e.cut, e.unproven = a.around(), true
	return false, nil
}

// remember widens what fillings have reached. Numbers that do not agree with what is published are none.
func (a *attacker) remember(x []int64) bool {
	if !a.fits(x) {
		return false
	}
	a.verdict.fillings++
	for i, v := range x {
		a.from[i], a.to[i] = min(a.from[i], v), max(a.to[i], v)
	}
	return true
}

// explain finds what gives count i away: members of the sums that went into its bound, but for those that cancel.
func (a *attacker) explain(i int, e *exposure) {
	if a.p.rowOf[i] < 0 {
		return // its own mark stops it
	}
	weight := map[Var]int64{}
	var order []Var
	for r, times := range a.p.proof(i) {
		if times == 0 {
			continue
		}
		sign := int64(-1) // the total comes first
		for _, v := range a.s.sums[a.sums[r]].members() {
			if _, seen := weight[v]; !seen {
				order = append(order, v)
			}
			weight[v] += sign * times
			sign = 1
		}
	}
	add := func(to *[]Var, v Var) {
		if !slices.Contains(*to, v) {
			*to = append(*to, v)
		}
	}
	for _, v := range order {
		switch {
		case weight[v] == 0 || v == a.vars[i]:
		case a.s.why[v] == Small:
			add(&e.marks, v)
		case a.s.why[v] != Shown:
		case a.s.vars[v].value == 0:
			add(&e.zeros, v)
		default:
			add(&e.cut, v)
		}
	}
}

// around is every shown count in the sums of the component.
func (a *attacker) around() []Var {
	var out []Var
	seen := map[Var]bool{}
	for _, k := range a.sums {
		for _, v := range a.s.sums[k].members() {
			if a.s.why[v] == Shown && a.s.vars[v].value > 0 && !seen[v] {
				seen[v] = true
				out = append(out, v)
			}
		}
	}
	return out
}

// interval is what must stay possible of a count. Not every count has fixed ends: of the others the range must
// be as wide as that from 1 to MinCount−1.
func (s *state) interval(v Var) (bounds, bool) {
	if s.why[v] == Small {
		return bounds{1, int64(s.rules.MinCount - 1)}, true
	}
	b, ok := s.open[v]
	return b, ok
}

// bounds are the ends of a range.
type bounds struct{ low, high int64 }

// String is for messages to programmers.
func (b bounds) String() string {
	return strings.ReplaceAll(fmt.Sprintf("%d to %d", b.low, b.high), fmt.Sprint(int64(unlimited)), "any")
}
