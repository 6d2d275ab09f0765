package disclosure

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
	"pgregory.net/rapid"
)

// cube states a table of up to four dimensions with all its margins and returns every count by its place, where
// "+" stands for all of a dimension.
func cube(p *Problem, name string, size []int, value func(at []int) int) map[string]Var {
	total := map[string]int{}
	at := make([]int, len(size))
	key := func(at []int) string {
		s := name
		for _, i := range at {
			if i < 0 {
				s += "/+"
			} else {
				s += fmt.Sprint("/", i)
			}
		}
		return s
	}
	eachPlace(at, size, 0, func() {
		n := value(at)
		for mask := range 1 << len(size) {
			m := append([]int(nil), at...)
			for d := range m {
				if mask&(1<<d) != 0 {
					m[d] = -1
				}
			}
			total[key(m)] += n
		}
	})
	vars := map[string]Var{}
	margins := make([]int, len(size))
	eachMargin(margins, size, 0, func() { vars[key(margins)] = p.Count(key(margins), total[key(margins)]) })
	eachMargin(margins, size, 0, func() {
		for d := range margins {
			if margins[d] >= 0 {
				continue
			}
			var parts []Var
			for i := range size[d] {
				m := append([]int(nil), margins...)
				m[d] = i
				parts = append(parts, vars[key(m)])
			}
			p.Sum(vars[key(margins)], parts...)
		}
	})
	return vars
}

func eachPlace(at, size []int, d int, f func()) {
	if d == len(size) {
		f()
		return
	}
	for i := range size[d] {
		at[d] = i
		eachPlace(at, size, d+1, f)
	}
}

func eachMargin(at, size []int, d int, f func()) {
	if d == len(size) {
		f()
		return
	}
	for i := -1; i < size[d]; i++ {
		at[d] = i
		eachMargin(at, size, d+1, f)
	}
}

// drawTables draws a table of two to four dimensions and perhaps a second one that shares the first's first margin.
func drawTables(t *rapid.T, most int) *Problem {
	p := New(Default())
	p.work = 100_000
	size := rapid.SampledFrom([][]int{{2, 2}, {3, 2}, {3, 3}, {2, 2, 2}, {3, 2, 2}, {2, 2, 2, 2}}).Draw(t, "size")
	value := func(name string) func([]int) int {
		return func([]int) int { return rapid.IntRange(0, most).Draw(t, name) }
	}
	first := cube(p, "a", size, value("a"))
	if !rapid.Bool().Draw(t, "linked") {
		return p
	}
	// Every class of the first dimension is divided once more, by a trait of two classes.
	for i := range size[0] {
		key := fmt.Sprint("a/", i)
		for range size[1:] {
			key += "/+"
		}
		n := p.vars[first[key]].value
		part := rapid.IntRange(0, n).Draw(t, "part")
		p.Classes(first[key], p.Count(key+"/yes", part), p.Count(key+"/no", n-part))
	}
	return p
}

// What is published leaves every small count its whole range, found by a search that shares nothing with the attack.
func TestTablesOfManyDimensionsLeaveSmallCountsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawTables(t, 30)
		o, err := p.Protect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for v := range p.vars {
			n, why := o.Count(Var(v))
			if why == Shown && n > 0 && n < 5 {
				t.Fatalf("%d is shown", n)
			}
			if why == Secondary && !wide(p, o, Var(v)) {
				t.Fatalf("%s, hidden to protect others, can be told to within three persons", p.vars[v].key)
			}
			if why != Small {
				continue
			}
			for _, x := range []int{1, 4} {
				if !fillable(p, o, Var(v), x) {
					t.Fatalf("%s cannot be %d", p.vars[v].key, x)
				}
			}
		}
	})
}

// wide reports whether two possible values of a count near its own differ by three or more.
func wide(p *Problem, o *Outcome, v Var) bool {
	n := p.vars[v].value
	low, high := n, n
	for d := 1; d <= 12 && high-low < 3; d++ {
		if n-d >= 0 && fillable(p, o, v, n-d) {
			low = n - d
		}
		if fillable(p, o, v, n+d) {
			high = n + d
		}
	}
	return high-low >= 3
}

func TestNothingIsHiddenWhereNothingIsSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := New(Default())
		cube(p, "a", rapid.SliceOfN(rapid.IntRange(2, 3), 2, 3).Draw(t, "size"), func([]int) int {
			return rapid.SampledFrom([]int{0, 5, 6, 9, 40}).Draw(t, "n")
		})
		o, err := p.Protect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for v := range p.vars {
			if n, why := o.Count(Var(v)); why != Shown || n != p.vars[v].value {
				t.Fatalf("%s, %d, is %s", p.vars[v].key, p.vars[v].value, why)
			}
		}
		if proof := o.Proof(); proof.Loss != 0 || !proof.Optimal || proof.Attacked != 0 {
			t.Fatalf("%+v", proof)
		}
	})
}

// The loss is compared with trying every set of counts on tables of one row and of two by two.
func TestLossIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := New(Default())
		grid(p, [][]int{
			rapid.SliceOfN(rapid.IntRange(0, 12), 2, 2).Draw(t, "row"),
			rapid.SliceOfN(rapid.IntRange(0, 12), 2, 2).Draw(t, "row"),
		})
		o, err := p.Protect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		proof := o.Proof()
		if !proof.Optimal || proof.Bound != proof.Loss {
			t.Fatalf("%+v", proof)
		}
		s := newState(p)
		s.free = o.free
		for v, why := range o.counts {
			s.fixed[v] = why == Small || o.free[v]
			s.why[v] = Shown
			if s.fixed[v] {
				s.why[v] = why
			}
		}
		for set := range 1 << len(p.vars) {
			chosen, loss, sensible := cover{}, int64(0), true
			for v := range p.vars {
				if set&(1<<v) == 0 {
					continue
				}
				sensible = sensible && !s.fixed[v] && p.vars[v].value > 0
				chosen[Var(v)] = true
				loss += s.price(Var(v))
			}
			if !sensible || loss >= proof.Loss {
				continue
			}
			s.apply(chosen)
			if len(s.attack().exposed) == 0 {
				t.Fatalf("%v loses %d, not %d", chosen, loss, proof.Loss)
			}
		}
	})
}

// The bounds are compared with those of another solver, in floating point, on tables where it finds any.
func TestBoundsAgreeWithAnotherSolver(t *testing.T) {
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawTables(t, 20)
		s := newState(p)
		for v := range p.vars {
			if rapid.IntRange(0, 2).Draw(t, "hidden") == 0 {
				s.why[v], s.free[v] = Secondary, true
			}
		}
		for _, c := range s.components() {
			c.read(s)
			mine, err := newProgram(c.rows, c.truth, c.low, c.high)
			if err != nil {
				t.Fatal(err)
			}
			for i := range c.vars {
				want, ok := leastBySimplex(c, i)
				if !ok {
					continue
				}
				compared++
				if _, err := mine.reach(i, -1, -1_000_000); err != nil {
					t.Fatal(err)
				}
				got := float64(mine.x[i])
				if r := mine.rowOf[i]; r >= 0 {
					got = float64(mine.scaled[r]) / float64(mine.den)
				}
				if math.Abs(got-want) > 1e-6 {
					t.Fatalf("count %d is at least %v, another solver says %v", i, got, want)
				}
			}
		}
	})
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// leastBySimplex drops equations that follow from others, as that solver wants.
func leastBySimplex(c *component, i int) (float64, bool) {
	var flat, right []float64
	rank := 0
	for r, row := range c.rows {
		next := append([]float64(nil), flat...)
		for _, a := range row {
			next = append(next, float64(a))
		}
		var svd mat.SVD
		if !svd.Factorize(mat.NewDense(rank+1, len(row), append([]float64(nil), next...)), mat.SVDNone) || svd.Rank(1e-9) <= rank {
			continue
		}
		flat, right, rank = next, append(right, float64(c.right[r])), rank+1
	}
	if rank == 0 || rank >= len(c.vars) {
		return 0, false
	}
	cost := make([]float64, len(c.vars))
	cost[i] = 1
	least, _, err := lp.Simplex(cost, mat.NewDense(rank, len(cost), flat), right, 1e-9, nil)
	return least, err == nil
}
