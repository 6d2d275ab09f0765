package change_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// The example worked in Jacobson & Truax 1991: clinical mean 40, functional mean 60, SD 7.5 in both, r .80.
func paper() change.Basis {
	return change.Basis{Direction: instruments.HigherBetter, SD: 7.5, R: .80}
}

func TestCompare_repeats_the_example_of_the_paper(t *testing.T) {
	b := paper()
	b.Cutoff = &change.Cutoff{Value: change.CutoffC(40, 7.5, 60, 7.5), ID: "c"}
	near(t, "S_diff", change.SDiff(7.5, .80), 4.74, 0.005)
	near(t, "cut-off a", change.CutoffA(40, 7.5, instruments.HigherBetter), 55, 0)
	near(t, "cut-off b", change.CutoffB(60, 7.5, instruments.HigherBetter), 45, 0)
	near(t, "cut-off c", b.Cutoff.Value, 50, 1e-12)
	r := change.Compare(32.5, 47.5, b)
	near(t, "index", r.Index, 3.16, 0.005)
	near(t, "needed", r.Needed, 9.297096, 1e-6)
	// A test of the R package CECPfuns prints this for the unrounded point of the normal distribution.
	near(t, "needed at 1.959964", change.Smallest(7.5, .80, 1.959963984540054), 9.296925484568419, 1e-12)
	if r.Class != change.Improved || r.Crossing != change.StayedClinical {
		t.Errorf("class %s, crossing %d: 47.5 is still below 50", r.Class, r.Crossing)
	}
}

// Where the two groups spread differently, b takes the functional SD and c both, each mean weighted by the other's SD.
func TestCutoffs_with_unequal_spread(t *testing.T) {
	near(t, "a", change.CutoffA(60, 5, instruments.HigherWorse), 50, 0)
	near(t, "b", change.CutoffB(30, 2, instruments.HigherWorse), 34, 0)
	near(t, "c, equal", change.CutoffC(60, 5, 30, 5), 45, 1e-12)
	near(t, "c", change.CutoffC(60, 5, 30, 2), (2*60+5*30)/7.0, 1e-12) // 38.571428…
}

// Published to three figures in PMC8944273; rounded there at each step, hence the tolerance.
func TestSmallest_repeats_a_published_table(t *testing.T) {
	for _, row := range []struct{ r, sd, diff, needed float64 }{
		{.79, 7.30, 4.73, 9.27},
		{.91, 12.90, 5.47, 10.73},
		{.73, 7.19, 5.28, 10.36},
	} {
		near(t, "S_diff", change.SDiff(row.sd, row.r), row.diff, 0.011)
		near(t, "needed", change.Smallest(row.sd, row.r, change.CriticalValue), row.needed, 0.03)
	}
}

func TestCompare_classes(t *testing.T) {
	published := change.Basis{
		Direction: instruments.HigherWorse, Points: 6,
		Cutoff: &change.Cutoff{Value: 10, Side: instruments.AtOrAbove},
	}
	for _, c := range []struct {
		name        string
		from, to    float64
		class       change.Class
		crossing    change.Crossing
		crossedOnly bool
	}{
		{"reached and crossed", 15, 9, change.Recovered, change.ToNonClinical, false},
		{"reached, the border is clinical", 16, 10, change.Improved, change.StayedClinical, false},
		{"one short", 15, 9.5, change.Unchanged, change.ToNonClinical, true},
		{"crossed back within error", 9, 11, change.Unchanged, change.ToClinical, true},
		{"no change", 12, 12, change.Unchanged, change.StayedClinical, false},
		{"worse, clinical before", 12, 18, change.Deteriorated, change.StayedClinical, false},
		{"worse and crossed", 4, 10, change.Harmed, change.ToClinical, false},
		{"worse, still below", 1, 7, change.Deteriorated, change.StayedNonClinical, false},
		{"better, healthy before", 9, 2, change.Improved, change.StayedNonClinical, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := change.Compare(c.from, c.to, published)
			if r.Class != c.class || r.Crossing != c.crossing || r.CrossedOnly != c.crossedOnly {
				t.Errorf("%v to %v: %s, crossing %d, crossed only %t", c.from, c.to, r.Class, r.Crossing, r.CrossedOnly)
			}
			if r.HasIndex || r.Needed != 6 || r.Better != c.from-c.to {
				t.Errorf("%+v", r)
			}
		})
	}
}

// A computed change must exceed 1.96 standard errors, a published one need only be reached.
func TestCompare_at_the_very_border(t *testing.T) {
	computed := paper()
	needed := change.Smallest(7.5, .80, change.CriticalValue)
	if r := change.Compare(20, 20+needed, computed); r.Class != change.Unchanged {
		t.Errorf("exactly 1.96 standard errors is %s", r.Class)
	}
	if r := change.Compare(20, 20+needed+1e-6, computed); r.Class != change.Improved {
		t.Errorf("a little more is %s", r.Class)
	}
	points := change.Basis{Direction: instruments.HigherWorse, Points: 0.3}
	if r := change.Compare(0.7, 0.4, points); r.Class != change.Improved { // in binary 0.7 − 0.4 is 0.29999999999999993
		t.Errorf("exactly the published points is %s", r.Class)
	}
	if r := change.Compare(0.7, 0.41, points); r.Class != change.Unchanged {
		t.Errorf("a little less is %s", r.Class)
	}
}

// As in the reference figures: before, a score on a computed border is not clinical; after, it is not functional.
func TestCompare_on_a_computed_border(t *testing.T) {
	b := paper()
	b.Cutoff = &change.Cutoff{Value: 50, ID: "c"}
	for _, c := range []struct {
		from, to float64
		class    change.Class
	}{
		{50, 70, change.Improved},
		{30, 50, change.Improved},
		{70, 50, change.Harmed},
		{50, 30, change.Harmed},
		{30, 51, change.Recovered},
	} {
		if r := change.Compare(c.from, c.to, b); r.Class != c.class {
			t.Errorf("%v to %v is %s, want %s", c.from, c.to, r.Class, c.class)
		}
	}
}

func TestCompare_without_a_usable_basis_tells_only_the_crossing(t *testing.T) {
	for _, b := range []change.Basis{
		{},
		{SD: 5, R: 1},
		{SD: 5, R: -0.2},
		{SD: 0, R: .8},
		{SD: math.NaN(), R: .8},
		{SD: math.Inf(1), R: .8},
		{SD: 5, R: math.NaN()},
	} {
		b.Direction = instruments.HigherWorse
		b.Cutoff = &change.Cutoff{Value: 10, Side: instruments.AtOrAbove}
		r := change.Compare(12, 3, b)
		if r.Class != change.Unknown || r.HasIndex || r.Crossing != change.ToNonClinical || r.CrossedOnly {
			t.Errorf("%+v gave %+v", b, r)
		}
	}
	if r := change.Compare(math.NaN(), 3, paper()); r.Class != change.Unknown || r.Raw != 0 {
		t.Errorf("%+v", r)
	}
}

func TestMethods_minimal_and_percentage(t *testing.T) {
	b := change.Basis{Direction: instruments.HigherWorse}
	mid := change.MinimalImportant{Better: 8, Worse: 5}
	half := change.Percentage{Better: .5}
	for _, c := range []struct {
		m        change.Method
		from, to float64
		want     change.Class
	}{
		{mid, 20, 12, change.Improved},
		{mid, 20, 13, change.Unchanged},
		{mid, 20, 25, change.Deteriorated},
		{mid, 20, 24, change.Unchanged},
		{change.MinimalImportant{}, 20, 1, change.Unknown},
		{half, 20, 10, change.Improved},
		{half, 20, 11, change.Unchanged},
		{half, 20, 30, change.Deteriorated},
		{half, -4, -6, change.Improved},
		{half, 0, 30, change.Unknown},
		{half, 0, 0, change.Unknown},
		{change.Percentage{Better: 1e300}, 1e300, 2, change.Unknown},
		{change.Percentage{Better: math.Inf(1)}, 3, 2, change.Unknown},
		{change.MinimalImportant{Better: 8, Worse: -1}, 20, 1, change.Unknown},
		{change.Percentage{Better: .3, Worse: .2}, 10, 12, change.Deteriorated},
	} {
		if r := change.CompareBy(c.m, c.from, c.to, b); r.Class != c.want {
			t.Errorf("%s %+v: %v to %v is %s, want %s", c.m.Name(), c.m, c.from, c.to, r.Class, c.want)
		}
	}
}

// Turning scores and direction around changes nothing but the sign of the raw numbers.
func TestCompare_is_the_same_seen_from_the_other_end(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Map(rapid.IntRange(0, 200), func(n int) float64 { return float64(n) / 4 })
		from, to, cut := score.Draw(t, "from"), score.Draw(t, "to"), score.Draw(t, "cut")
		b := change.Basis{Direction: instruments.HigherWorse, SD: 4, R: .8, Cutoff: &change.Cutoff{Value: cut}}
		m := change.Basis{Direction: instruments.HigherBetter, SD: 4, R: .8, Cutoff: &change.Cutoff{Value: -cut}}
		if rapid.Bool().Draw(t, "sided") {
			b.Cutoff.Side, m.Cutoff.Side = instruments.AtOrAbove, instruments.AtOrBelow
		}
		got, mirrored := change.Compare(from, to, b), change.Compare(-from, -to, m)
		if got.Class != mirrored.Class || got.Crossing != mirrored.Crossing || got.Better != mirrored.Better {
			t.Fatalf("%+v and %+v", got, mirrored)
		}
	})
}

func TestClass_String(t *testing.T) {
	want := []string{"unknown", "recovered", "improved", "unchanged", "deteriorated", "harmed", "unknown"}
	for i, w := range want {
		if got := change.Class(i).String(); got != w {
			t.Errorf("class %d is %q, want %q", i, got, w)
		}
	}
}

func TestCrossing_String(t *testing.T) {
	want := []string{"", "stayed-non-clinical", "stayed-clinical", "to-non-clinical", "to-clinical", ""}
	for i, w := range want {
		if got := change.Crossing(i).String(); got != w {
			t.Errorf("crossing %d is %q, want %q", i, got, w)
		}
	}
}

func TestCompare_without_a_usable_border_or_scores_too_far_apart(t *testing.T) {
	b := paper()
	b.Cutoff = &change.Cutoff{Value: math.NaN()}
	if r := change.Compare(20, 70, b); r.Class != change.Improved || r.Crossing != change.NoCutoff {
		t.Errorf("a border that is no number: %+v", r)
	}
	if r := change.Compare(-math.MaxFloat64, math.MaxFloat64, b); r.Class != change.Unknown || r.Raw != 0 {
		t.Errorf("%+v", r)
	}
	b.Critical = math.MaxFloat64
	if r := change.Compare(20, 70, b); r.Class != change.Unknown || r.Needed != 0 {
		t.Errorf("%+v", r)
	}
}

func TestTrajectory_compares_over_gaps_and_shows_them(t *testing.T) {
	b := change.Basis{Direction: instruments.HigherWorse, Points: 5}
	points := []change.Point{
		{Date: "2026-06-01", Status: scoring.Scored, Value: 7},
		{Date: "2026-01-10", Status: scoring.Scored, Value: 18},
		{Date: "2026-03-02", Reason: scoring.Reason{Kind: scoring.TooFewAnswers, Missing: 4, Limit: 2}},
		{Date: "2026-04-15", Status: scoring.Scored, Value: 11},
	}
	steps := change.Trajectory(points, b)
	var got []string
	for _, s := range steps {
		line := s.Date
		if s.SinceFirst != nil {
			line += " " + s.SinceFirst.Class.String()
		}
		if s.SincePrevious != nil {
			line += " " + s.SincePrevious.Class.String()
		}
		got = append(got, line)
	}
	want := []string{"2026-01-10", "2026-03-02", "2026-04-15 improved improved", "2026-06-01 improved unchanged"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if points[0].Value != 7 {
		t.Error("the points given were changed")
	}
	if p := steps[3].SincePrevious; p.From != 11 || p.To != 7 {
		t.Errorf("the previous of the last point is %v", p.From)
	}
}
