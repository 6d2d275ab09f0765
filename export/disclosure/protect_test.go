package disclosure

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// grid states a table of counts with both margins and returns the counts by row and column, margins last.
func grid(p *Problem, cells [][]int) [][]Var {
	rows, cols := len(cells), len(cells[0])
	vars := make([][]Var, rows+1)
	sums := make([]int, cols+1)
	for r := range cells {
		total := 0
		for c, n := range cells[r] {
			vars[r] = append(vars[r], p.Count(fmt.Sprintf("%d/%d", r, c), n))
			total += n
			sums[c] += n
		}
		sums[cols] += total
		vars[r] = append(vars[r], p.Count(fmt.Sprintf("%d/total", r), total))
		p.Sum(vars[r][cols], vars[r][:cols]...)
	}
	for c := range cols + 1 {
		vars[rows] = append(vars[rows], p.Count(fmt.Sprintf("total/%d", c), sums[c]))
		var column []Var
		for r := range rows {
			column = append(column, vars[r][c])
		}
		p.Sum(vars[rows][c], column...)
	}
	p.Sum(vars[rows][cols], vars[rows][:cols]...)
	return vars
}

func protect(t *testing.T, p *Problem) *Outcome {
	t.Helper()
	o, err := p.Protect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func marks(o *Outcome, vars []Var) []string {
	var out []string
	for _, v := range vars {
		n, why := o.Count(v)
		switch why {
		case Shown:
			out = append(out, fmt.Sprint(n))
		case Small:
			out = append(out, "<5")
		default:
			out = append(out, "x")
		}
	}
	return out
}

// Worked by hand: the smallest other part that leaves 1–4 open is hidden, totals last.
func TestOneRow(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts []int
		want  []string // parts, then the total
	}{
		{"nothing small", []int{12, 30, 0}, []string{"12", "30", "0", "42"}},
		{"next smallest goes too", []int{3, 24, 92, 8}, []string{"<5", "24", "92", "x", "127"}},
		{"5 would leave 1 and 2 only", []int{2, 5, 60}, []string{"<5", "5", "x", "67"}},
		{"two small ones that add up to 7 are 3 and 4", []int{3, 4, 20}, []string{"<5", "<5", "x", "27"}},
		{"no part left: the total goes", []int{2, 4}, []string{"<5", "<5", "x"}},
		{"zero is shown", []int{0, 3, 40, 50}, []string{"0", "<5", "x", "50", "93"}},
	} {
		p := New(Default())
		var parts []Var
		sum := 0
		for i, n := range c.parts {
			parts = append(parts, p.Count(fmt.Sprint(i), n))
			sum += n
		}
		total := p.Count("total", sum)
		p.Sum(total, parts...)
		got := marks(protect(t, p), append(parts, total))
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestClassesOfAGroupThatIsAllAlikeAreHidden(t *testing.T) {
	p := New(Default())
	a, b, total := p.Count("better", 12), p.Count("worse", 0), p.Count("all", 12)
	p.Classes(total, a, b)
	if d := cmp.Diff([]string{"x", "x", "12"}, marks(protect(t, p), []Var{a, b, total})); d != "" {
		t.Error(d)
	}
	p = New(Default())
	a, b, total = p.Count("better", 3), p.Count("worse", 0), p.Count("all", 3)
	p.Classes(total, a, b)
	if d := cmp.Diff([]string{"x", "x", "<5"}, marks(protect(t, p), []Var{a, b, total})); d != "" {
		t.Errorf("the mark of a small class must not differ from that of an empty one:\n%s", d)
	}
}

func TestShareTellsTheRest(t *testing.T) {
	p := New(Default())
	done, due := p.Count("done", 97), p.Count("due", 100)
	p.Share(done, due)
	o := protect(t, p)
	if got := o.Share(done, due); got == Shown {
		t.Error("97 of 100 is shown though the other three follow from it")
	}
	p = New(Default())
	done, due = p.Count("done", 5), p.Count("due", 9)
	if got := protect(t, p).Share(done, due); got != FewCases {
		t.Errorf("share of 9 is %s", got)
	}
}

func TestStatisticsOfSmallGroups(t *testing.T) {
	for _, c := range []struct {
		groups []int
		want   []Reason // groups, then all
	}{
		{[]int{43, 24, 61}, []Reason{Shown, Shown, Shown, Shown}},
		{[]int{43, 8, 61}, []Reason{Linked, FewCases, Shown, Shown}},  // 8 alone would follow from the total
		{[]int{43, 9, 7}, []Reason{Shown, FewCases, FewCases, Shown}}, // 16 together: their common mean may be known
		{[]int{43, 8, 0}, []Reason{Linked, FewCases, Empty, Shown}},
		{[]int{8, 0, 0}, []Reason{FewCases, Empty, Empty, FewCases}},
	} {
		p := New(Default())
		var vars []Var
		sum := 0
		for i, n := range c.groups {
			vars = append(vars, p.Count(fmt.Sprint(i), n))
			sum += n
		}
		all := p.Count("all", sum)
		p.Sum(all, vars...)
		for _, v := range append(vars, all) {
			p.Describe(v)
		}
		o := protect(t, p)
		var got []Reason
		for _, v := range append(vars, all) {
			got = append(got, o.Statistic(v))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%v:\n%s", c.groups, d)
		}
	}
}

func TestContradictionsAreRefused(t *testing.T) {
	p := New(Default())
	p.Count("a", 5)
	p.Count("a", 6)
	if _, err := p.Protect(t.Context()); err == nil {
		t.Error("one count with two values passes")
	}
	p = New(Default())
	p.Sum(p.Count("total", 7), p.Count("a", 5), p.Count("b", 1))
	if _, err := p.Protect(t.Context()); err == nil || errors.Is(err, ErrUnsafe) {
		t.Errorf("parts that do not add up: %v", err)
	}
}

// Small tables are checked by trying every way of filling in the hidden cells: each small count must
// take 1 and 4 in some filling that agrees with everything published.
func TestEveryFillingLeavesSmallCountsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(1, 3).Draw(t, "rows"), rapid.IntRange(2, 3).Draw(t, "cols")
		cells := make([][]int, rows)
		for r := range cells {
			cells[r] = rapid.SliceOfN(rapid.IntRange(0, 14), cols, cols).Draw(t, "row")
		}
		p := New(Default())
		vars := grid(p, cells)
		o, err := p.Protect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for r := range vars {
			for c, v := range vars[r] {
				n, why := o.Count(v)
				if why == Shown && n > 0 && n < 5 {
					t.Fatalf("%d is shown", n)
				}
				if why == Shown {
					continue
				}
				if why == Secondary {
					open := 0
					for x := range 30 {
						if fillable(p, o, v, x) {
							open++
						}
					}
					if n := p.vars[v].value; n > 0 && n < 5 && open < 4 {
						t.Fatalf("%v: cell %d,%d has %d possible values", cells, r, c, open)
					}
					continue
				}
				for _, x := range []int{1, 4} {
					if !fillable(p, o, v, x) {
						t.Fatalf("%v: cell %d,%d cannot be %d: %v", cells, r, c, x, o.counts)
					}
				}
			}
		}
	})
}
