package disclosure

import (
	"cmp"
	"slices"
)

// clause says that one of its counts at least must be hidden, when count unless is.
type clause struct {
	unless Var // none for always
	of     []Var
}

// none is no count.
const none Var = -1

// cover is a set of counts to hide.
type cover map[Var]bool

// budget is how much work is left, in clauses looked at. Work is counted, not timed, so that every machine gives
// the same cover.
type budget struct{ left int }

// cheapest finds the cover of least cost that meets all clauses, by branch and bound on each group of clauses that
// share counts. The bound is what no cover can undercut; it equals the cost when the budget was enough.
func cheapest(clauses []clause, cost func(Var) int64, work *budget) (chosen cover, bound int64) {
	chosen = cover{}
	for _, group := range apart(clauses) {
		b := newBrancher(group, cost, work)
		least := b.packing()
		b.branch(0)
		if work.left > 0 {
			least = b.best
		}
		bound += least
		for _, v := range b.found {
			chosen[v] = true
		}
	}
	return chosen, bound
}

// apart divides clauses into groups that share no count.
func apart(clauses []clause) [][]clause {
	parent := map[Var]Var{}
	var root func(Var) Var
	root = func(v Var) Var {
		p, ok := parent[v]
		if !ok || p == v {
			parent[v] = v
			return v
		}
		r := root(p)
		parent[v] = r
		return r
	}
	for _, c := range clauses {
		for _, v := range c.all() {
			parent[root(v)] = root(c.all()[0])
		}
	}
	at := map[Var]int{}
	var groups [][]clause
	for _, c := range clauses {
		r := root(c.all()[0])
		i, ok := at[r]
		if !ok {
			i = len(groups)
			at[r] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

func (c clause) all() []Var {
	if c.unless == none {
		return c.of
	}
	return append([]Var{c.unless}, c.of...)
}

// brancher searches one group. Everything is done in a fixed order, so that the same clauses give the same cover.
type brancher struct {
	clauses              []clause
	cost                 func(Var) int64
	work                 *budget
	chosen, barred, used []bool // by count
	path, found          []Var
	best                 int64 // cost of found, −1 for none yet
}

func newBrancher(clauses []clause, cost func(Var) int64, work *budget) *brancher {
	last := Var(0)
	for _, c := range clauses {
		last = max(last, slices.Max(c.all()))
	}
	n := last + 1
	return &brancher{
		clauses: clauses, cost: cost, work: work, best: -1,
		chosen: make([]bool, n), barred: make([]bool, n), used: make([]bool, n),
	}
}

func (b *brancher) branch(spent int64) {
	if b.work.left <= 0 || b.best >= 0 && spent+b.packing() >= b.best {
		return
	}
	open, ok := b.tightest()
	if !ok {
		b.found, b.best = slices.Clone(b.path), spent
		return
	}
	ways := b.left(open)
	for _, v := range ways {
		b.chosen[v] = true
		b.path = append(b.path, v)
		b.branch(spent + b.cost(v))
		b.path = b.path[:len(b.path)-1]
		b.chosen[v] = false
		b.barred[v] = true // what holds it has been looked at
	}
	for _, v := range ways {
		b.barred[v] = false
	}
}

// met reports whether a clause holds with what is chosen.
func (b *brancher) met(c clause) bool {
	b.work.left--
	if c.unless != none && !b.chosen[c.unless] {
		return true
	}
	for _, v := range c.of {
		if b.chosen[v] {
			return true
		}
	}
	return false
}

// left lists the counts of a clause that may still be hidden, the cheapest first.
func (b *brancher) left(c clause) []Var {
	var out []Var
	for _, v := range c.of {
		if !b.barred[v] {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(v, w Var) int { return cmp.Or(cmp.Compare(b.cost(v), b.cost(w)), cmp.Compare(v, w)) })
	return out
}

// tightest is the clause not met that leaves the fewest ways.
func (b *brancher) tightest() (clause, bool) {
	best, ways := clause{}, -1
	for _, c := range b.clauses {
		if b.met(c) {
			continue
		}
		n := 0
		for _, v := range c.of {
			if !b.barred[v] {
				n++
			}
		}
		if ways < 0 || n < ways {
			best, ways = c, n
		}
	}
	return best, ways >= 0
}

// packing is a cost that the clauses not met must add: each of some that share no count needs its cheapest.
func (b *brancher) packing() (sum int64) {
	clear(b.used)
	for _, c := range b.clauses {
		if b.met(c) {
			continue
		}
		least, free := int64(-1), true
		for _, v := range c.of {
			free = free && !b.used[v]
			if !b.barred[v] && (least < 0 || b.cost(v) < least) {
				least = b.cost(v)
			}
		}
		if !free || least < 0 {
			continue
		}
		sum += least
		for _, v := range c.of {
			b.used[v] = true
		}
	}
	return sum
}
