package disclosure

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// row states parts that add up to a total.
func row(p *Problem, parts map[string]int, order ...string) (vars []Var, total Var) {
	sum := 0
	for _, k := range order {
		vars = append(vars, p.Count(k, parts[k]))
		sum += parts[k]
	}
	total = p.Count("total", sum)
	p.Sum(total, vars...)
	return vars, total
}

// Worked by hand: a report has been frozen, the next is on the same groups.
func TestDifferenceFromAnEarlierReport(t *testing.T) {
	order := []string{"a", "b", "c"}
	for _, c := range []struct {
		name      string
		then, now map[string]int
		want      []string
	}{
		{"unchanged: the same marks", map[string]int{"a": 3, "b": 24, "c": 90}, map[string]int{"a": 3, "b": 24, "c": 90}, []string{"<5", "x", "90", "117"}},
		{"grown by many: as if alone", map[string]int{"a": 30, "b": 24, "c": 90}, map[string]int{"a": 37, "b": 30, "c": 90}, []string{"37", "30", "90", "157"}},
		// b is 2 more, so b and the total are hidden; c covers nothing, since the total is free.
		{"two more in one group", map[string]int{"a": 30, "b": 24, "c": 90}, map[string]int{"a": 30, "b": 26, "c": 90}, []string{"30", "x", "90", "x"}},
		// The total has grown by 9, which may be known; a has two of them and b, the smallest other, covers it.
		{"two of nine", map[string]int{"a": 30, "b": 24, "c": 90}, map[string]int{"a": 32, "b": 24, "c": 97}, []string{"x", "x", "97", "153"}},
		// b protected a; now b is the larger of the others and c would be chosen.
		{"what protected stays hidden", map[string]int{"a": 3, "b": 24, "c": 25}, map[string]int{"a": 3, "b": 29, "c": 20}, []string{"<5", "x", "20", "52"}},
	} {
		first := New(Default())
		row(first, c.then, order...)
		text, err := json.Marshal(protect(t, first).Published())
		if err != nil {
			t.Fatal(err)
		}
		var frozen []Published
		if err := json.Unmarshal(text, &frozen); err != nil {
			t.Fatal(err)
		}
		p := New(Default())
		vars, total := row(p, c.now, order...)
		p.Earlier(frozen)
		if d := cmp.Diff(c.want, marks(protect(t, p), append(vars, total))); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestMeanOfTheFewWhoCameIsNotGiven(t *testing.T) {
	for _, c := range []struct {
		then, now int
		want      Reason
	}{{40, 40, Shown}, {40, 45, Shown}, {40, 43, Secondary}, {8, 12, Secondary}, {8, 13, Shown}, {40, 35, Shown}, {40, 38, Secondary}} {
		first := New(Default())
		first.Describe(first.Count("n", c.then))
		p := New(Default())
		n := p.Count("n", c.now)
		p.Describe(n)
		p.Earlier(protect(t, first).Published())
		if got := protect(t, p).Statistic(n); got != c.want {
			t.Errorf("%d after %d: %s, want %s", c.now, c.then, got, c.want)
		}
	}
}

// In the first report b is the smallest that can protect the mean of a; in the second c is. As a is the same, either
// shown mean would give that of a away with the other report.
func TestMeanThatProtectedStaysHidden(t *testing.T) {
	state := func(a, b, c int) (*Problem, []Var) {
		p := New(Default())
		vars, total := row(p, map[string]int{"a": a, "b": b, "c": c}, "a", "b", "c")
		for _, v := range append(vars, total) {
			p.Describe(v)
		}
		return p, vars
	}
	first, _ := state(8, 20, 26)
	second, vars := state(8, 26, 20)
	second.Earlier(protect(t, first).Published())
	out := protect(t, second)
	if got := []Reason{out.Statistic(vars[0]), out.Statistic(vars[1])}; got[0] != FewCases || got[1] != Linked {
		t.Errorf("statistics are %v", got)
	}
}
