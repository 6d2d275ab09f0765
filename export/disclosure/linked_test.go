package disclosure

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Two means are hidden in every row and column, and yet one follows: the first two rows less the third and fourth
// columns leave the upper left group and shown ones. Groups of 30, the small one of 8; the pattern is that of the case
// of sdcTable below.
func TestMeanThatFollowsFromSeveralTables(t *testing.T) {
	p := New(Default())
	cells := [][]int{{30, 8, 30, 30}, {30, 30, 30, 30}, {30, 30, 30, 30}, {30, 30, 30, 30}}
	vars := grid(p, cells)
	for _, row := range vars {
		for _, v := range row {
			p.Describe(v)
		}
	}
	s := newState(p)
	s.stats = make([]Reason, len(p.vars))
	for v := range s.stats {
		s.stats[v] = Shown
	}
	for _, at := range [][2]int{{0, 0}, {0, 2}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 1}, {3, 3}} {
		s.stats[vars[at[0]][at[1]]] = Linked
	}
	s.stats[vars[0][1]] = FewCases
	if len(s.statisticsTold()) != 1 {
		t.Fatalf("told: %v", s.statisticsTold())
	}
	if !s.hideLinked() || len(s.statisticsTold()) != 0 {
		t.Error("the mean of eight still follows")
	}
}

// Whatever the sizes of the groups, no small group's mean follows from the others.
func TestNoMeanOfASmallGroupFollows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := New(Default())
		p.work = 50_000
		vars := cube(p, "a", []int{3, 3}, func([]int) int { return rapid.SampledFrom([]int{0, 5, 7, 9, 10, 20, 40}).Draw(t, "n") })
		for _, v := range vars {
			p.Describe(v)
		}
		o, err := p.Protect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s := newState(p)
		s.stats = o.stats
		if told := s.statisticsTold(); len(told) > 0 {
			t.Fatalf("told by sums %v", told)
		}
	})
}

// A table built like sdcTable's microdata1: four regions by gender, of which one cell alone is small. The methods of
// that package that look for the least loss hide the small cell and its neighbour, and both cells of the third
// region, which has the fewest persons in a region that can protect them.
func TestTableOfRegionsLosesAsLittleAsInSdcTable(t *testing.T) {
	p := New(Default())
	vars := grid(p, [][]int{{18, 2}, {19, 14}, {12, 10}, {6, 19}})
	o := protect(t, p)
	var got [][]string
	for _, row := range vars {
		got = append(got, marks(o, row))
	}
	want := [][]string{{"x", "<5", "20"}, {"19", "14", "33"}, {"x", "x", "22"}, {"6", "19", "25"}, {"55", "45", "100"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if proof := o.Proof(); proof.Loss != 18+12+10 || !proof.Optimal {
		t.Errorf("%+v", proof)
	}
}

// A count within another is known to readers, though what is left over needs no protection: here nobody is left over,
// so the cover of a small count would follow, and another is found.
func TestCountsWithinOthersAreKnown(t *testing.T) {
	p := New(Default())
	left, total := row(p, map[string]int{"a": 40, "b": 30, "c": 3}, "a", "b", "c")
	asked := []Var{p.Count("asked a", 40), p.Count("asked b", 28), p.Count("asked c", 3)}
	all := p.Count("asked", 71)
	p.Sum(all, asked...)
	for i := range left {
		p.Within(left[i], asked[i])
	}
	p.Within(total, all)
	o := protect(t, p)
	if _, why := o.Count(asked[2]); why != Small {
		t.Errorf("asked c is %s", why)
	}
	for _, e := range o.Published() {
		if e.Key == "a besides asked a" {
			t.Error("what is left over is printed")
		}
	}
	if proof := o.Proof(); proof.Counts != 8 || proof.Attacked != proof.Primary+proof.Secondary {
		t.Errorf("%+v", proof)
	}
}
