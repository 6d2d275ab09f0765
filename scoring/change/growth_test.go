package change_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/internal/reference"
)

// six are persons made up for comparing with lme4: different numbers of occasions at different times.
func six() []change.Course {
	return []change.Course{
		{"a", []float64{0, 1, 2, 3}, []float64{20, 17, 15, 10}},
		{"b", []float64{0, 2, 4}, []float64{18, 18, 16}},
		{"c", []float64{0, 1, 3, 6}, []float64{25, 21, 19, 8}},
		{"d", []float64{0, 1, 2, 3, 4}, []float64{15, 16, 14, 15, 17}},
		{"e", []float64{0, 3, 5}, []float64{22, 13, 9}},
		{"f", []float64{1, 2, 4, 7}, []float64{19, 20, 16, 15}},
	}
}

// four are made up so that the estimates lie on the border: intercepts and slopes correlate by exactly −1.
func four() []change.Course {
	times := []float64{0, 1, 2, 3}
	return []change.Course{
		{"a", times, []float64{10, 12, 9, 13}},
		{"b", times, []float64{14, 10, 13, 11}},
		{"c", times, []float64{9, 12, 10, 11}},
		{"d", times, []float64{13, 11, 14, 12}},
	}
}

// hamdCourses are all occasions of everyone in claus_2020.
func hamdCourses(t *testing.T) []change.Course {
	t.Helper()
	var out []change.Course
	for _, row := range reference.Rows(t, "datasets", "claus_2020.csv") {
		i := slices.IndexFunc(out, func(c change.Course) bool { return c.ID == row["id"] })
		if i < 0 {
			i = len(out)
			out = append(out, change.Course{ID: row["id"]})
		}
		if row["hamd"] != "" {
			out[i].Times = append(out[i].Times, number(t, row["time"]))
			out[i].Values = append(out[i].Values, number(t, row["hamd"]))
		}
	}
	return out
}

// fitted is what lme4 found: intercept, slope, the covariance of both (11, 21, 22), residual variance, criterion;
// of each person the slope, the deviation and its variance.
type fitted struct {
	model   [7]float64
	persons map[string][3]float64
}

// Each from lme4 (R), with the optimiser told to go on to the last digits:
//
//	lmer(y ~ t + (t | id), REML = TRUE, control = lmerControl(optimizer = "bobyqa",
//	     optCtrl = list(rhobeg = .02, rhoend = 1e-11, maxfun = 1e6)))
//	fixef; VarCorr; sigma^2; REMLcrit; coef()$id[, 2]; ranef(condVar = TRUE)$id[, 2]; attr(, "postVar")[2, 2, ]
func growthOfR() (unbalanced, onBorder, hamd fitted) {
	unbalanced = fitted{
		[7]float64{20.00316759561, -1.55173497685, 10.657986643493, -3.485922559988, 1.793816587599, 1.628741556267, 101.8624868567},
		map[string][3]float64{
			"a": {-2.8681020978362, -1.3163671209860, 0.27224793843299},
			"b": {-0.6063116276842, 0.9454233491660, 0.18281654438372},
			"c": {-2.6170533070786, -1.0653183302283, 0.07394762129362},
			"d": {0.1426528626396, 1.6943878394899, 0.14929955017540},
			"e": {-2.5684304907019, -1.0166955138516, 0.11830621641120},
			"f": {-0.7931652004401, 0.7585697764102, 0.07134903182374},
		},
	}
	onBorder = fitted{
		[7]float64{11.35, .1, 0.95506831354307, -0.26846418360854, 0.07546373056104, 2.48817243929, 59.79015996196},
		map[string][3]float64{
			"a": {0.22048085902831, 0.1204808590283, 0.04531742952276},
			"b": {-0.03869399763846, -0.1386939976385, 0.04531742952276},
			"c": {0.27721573292107, 0.1772157329211, 0.04531742952276},
			"d": {-0.05900259431092, -0.1590025943109, 0.04531742952276},
		},
	}
	hamd = fitted{
		[7]float64{26.7125, -3.24, 0.03857831048814, -0.36093373875341, 3.37684998065186, 11.80411804067, 934.3942059525},
		map[string][3]float64{
			"1":  {-3.85252823318176, -0.61252823318174, 0.3758841962304},
			"2":  {-4.99791241043474, -1.75791241043472, 0.3758841962304},
			"5":  {-0.32667132470384, 2.91332867529618, 0.3758841962304},
			"18": {-0.05709791590938, 3.18290208409063, 0.3758841962304},
			"23": {-4.43032569505201, -1.19032569505199, 0.3758841962304}, // index −1.9415, just unchanged
			"34": {-3.29295992261780, -0.05295992261779, 0.3758841962304},
			"43": {-2.29439005699021, 0.94560994300980, 0.3758841962304},
		},
	}
	return unbalanced, onBorder, hamd
}

func compareGrowth(t *testing.T, courses []change.Course, want fitted) *change.Growth {
	t.Helper()
	g, err := change.FitGrowth(courses)
	if err != nil {
		t.Fatal(err)
	}
	got := [7]float64{g.Intercept, g.Slope, g.Covariance[0][0], g.Covariance[1][0], g.Covariance[1][1], g.Residual, g.Criterion}
	worst := 0.0
	for i, name := range []string{"intercept", "slope", "G11", "G21", "G22", "residual", "criterion"} {
		near(t, name, got[i], want.model[i], 1e-6)
		worst = max(worst, math.Abs(got[i]-want.model[i]))
	}
	for id, w := range want.persons {
		l, ok := g.Line(id)
		if !ok {
			t.Errorf("person %s is missing", id)
		}
		for i, v := range []float64{l.Slope, l.Deviation, l.SE * l.SE} {
			near(t, fmt.Sprintf("person %s, %d", id, i), v, w[i], 1e-6)
			worst = max(worst, math.Abs(v-w[i]))
		}
	}
	t.Logf("largest difference from lme4: %.1e", worst)
	return g
}

func TestFitGrowth_equals_lme4(t *testing.T) {
	unbalanced, onBorder, _ := growthOfR()
	compareGrowth(t, six(), unbalanced)
	compareGrowth(t, four(), onBorder)
}

// Counts as the package documents them for its method HLM; those of the plain slopes divided by the same error would
// be 33, 7 and 0, so that the index is of the deviation from the cohort.
func TestFitGrowth_hamd_equals_lme4_and_the_package(t *testing.T) {
	courses := hamdCourses(t)
	_, _, want := growthOfR()
	g := compareGrowth(t, courses, want)
	if g.Persons != 40 || g.Left != 3 || g.Observations != 160 {
		t.Errorf("%d persons, %d left out, %d observations", g.Persons, g.Left, g.Observations)
	}
	s := claus("hamd", worse, .80, 8, 8)
	basis := s.basis(factsOf(s.couples(t)))
	var n counts
	for _, c := range courses {
		if r, ok := g.Change(c.ID, basis); ok {
			n[r.Class-change.Recovered]++
		}
	}
	if want := (counts{10, 1, 20, 9, 0}); n != want || n.three() != [3]int{11, 20, 9} {
		t.Errorf("%v, the package has %v", n, want)
	}
}

// From the table above: a lost faster than the others, index −1.3163671209860 ÷ √0.27224793843299 = −2.522869; b lost
// two points as well, but less than the others. Borders are looked at with the first and the last score.
func TestGrowth_Change_tells_who_differs_from_the_cohort(t *testing.T) {
	g, err := change.FitGrowth(six())
	if err != nil {
		t.Fatal(err)
	}
	basis := change.Basis{Direction: worse, Cutoff: &change.Cutoff{Value: 12}}
	for id, want := range map[string]change.Result{
		"a": {From: 20, To: 10, Raw: -10, Better: 10, Index: -2.522869, Class: change.Recovered, Crossing: change.ToNonClinical},
		"b": {From: 18, To: 16, Raw: -2, Better: 2, Index: 2.211152, Class: change.Deteriorated, Crossing: change.StayedClinical},
	} {
		got, ok := g.Change(id, basis)
		near(t, id, got.Index, want.Index, 2e-6)
		if got.Index = want.Index; !ok || !got.HasIndex || got.Class != want.Class || got.Crossing != want.Crossing || got.From != want.From || got.To != want.To {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	basis.Direction = better
	if r, _ := g.Change("a", basis); r.Class != change.Harmed {
		t.Errorf("turned: %+v", r)
	}
	if r, ok := g.Change("nobody", basis); ok {
		t.Errorf("%+v", r)
	}
}

func TestFitGrowth_takes_the_order_of_time_and_leaves_short_courses_out(t *testing.T) {
	want, err := change.FitGrowth(six())
	if err != nil {
		t.Fatal(err)
	}
	courses := six()
	for i := range courses {
		slices.Reverse(courses[i].Times)
		slices.Reverse(courses[i].Values)
	}
	courses = append(courses, change.Course{ID: "short", Times: []float64{1, 1, 2}, Values: []float64{9, 8, 7}})
	got, err := change.FitGrowth(courses)
	if err != nil {
		t.Fatal(err)
	}
	if got.Left != 1 || got.Persons != 6 || got.Observations != 23 || got.Slope != want.Slope || courses[0].Times[0] != 3 {
		t.Errorf("%+v", got)
	}
	if _, ok := got.Line("short"); ok {
		t.Error("two times tell no error")
	}
}

func TestFitGrowth_refuses(t *testing.T) {
	with := func(c change.Course) []change.Course { return append(six(), c) }
	lines := six()
	for i := range lines {
		for k, at := range lines[i].Times {
			lines[i].Values[k] = 10 - float64(i)*at
		}
	}
	level := six()
	for i := range level {
		for k := range level[i].Values {
			level[i].Values[k] = 5
		}
	}
	for name, c := range map[string]struct {
		courses []change.Course
		want    error
	}{
		"nobody":         {nil, change.ErrFewCourses},
		"two persons":    {six()[:2], change.ErrFewCourses},
		"twice":          {with(six()[0]), change.ErrCourse},
		"lengths":        {with(change.Course{ID: "g", Times: []float64{1}}), change.ErrCourse},
		"not a number":   {with(change.Course{ID: "g", Times: []float64{1}, Values: []float64{math.NaN()}}), change.ErrNotFinite},
		"too far apart":  {with(change.Course{ID: "g", Times: []float64{1, 2, 3}, Values: []float64{0, 1e308, -1e308}}), change.ErrNoGrowthModel},
		"without error":  {lines, change.ErrNoGrowthModel},
		"no one differs": {level, change.ErrNoGrowthModel},
	} {
		if g, err := change.FitGrowth(c.courses); !errors.Is(err, c.want) || g != nil {
			t.Errorf("%s: %v, %v", name, g, err)
		}
	}
}

// Everyone has the same scores: no slope differs from another, nobody deviates, and that is no finding.
func TestGrowth_without_different_slopes_tells_nothing(t *testing.T) {
	var same []change.Course
	for _, id := range []string{"a", "b", "c", "d"} {
		same = append(same, change.Course{ID: id, Times: []float64{0, 1, 2, 3}, Values: []float64{9, 7, 8, 5}})
	}
	g, err := change.FitGrowth(same)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", g.Slope, -1.1, 1e-9) // (−1.5·9 − .5·7 + .5·8 + 1.5·5) ÷ 5 by hand
	r, ok := g.Change("a", change.Basis{Direction: worse})
	if !ok || r.HasIndex || r.Class != change.Unknown || r.Raw != -4 {
		t.Errorf("%+v", r)
	}
}

// Another zero or another size of points and of time changes no one's index, and slopes in proportion only.
func TestFitGrowth_shift_and_scale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		persons := rapid.IntRange(3, 8).Draw(t, "persons")
		shift, size := float64(rapid.IntRange(-50, 50).Draw(t, "shift")), float64(rapid.IntRange(1, 20).Draw(t, "size"))/4
		later, pace := float64(rapid.IntRange(-30, 30).Draw(t, "later")), float64(rapid.IntRange(1, 20).Draw(t, "pace"))/4
		var plain, moved []change.Course
		for i := range persons {
			c := change.Course{ID: fmt.Sprint(i)}
			m := change.Course{ID: c.ID}
			for k := range rapid.IntRange(3, 6).Draw(t, "occasions") {
				v := float64(rapid.IntRange(0, 40).Draw(t, "value"))
				c.Times, c.Values = append(c.Times, float64(k)), append(c.Values, v)
				m.Times, m.Values = append(m.Times, later+pace*float64(k)), append(m.Values, shift+size*v)
			}
			plain, moved = append(plain, c), append(moved, m)
		}
		a, errA := change.FitGrowth(plain)
		b, errB := change.FitGrowth(moved)
		if errA != nil || errB != nil {
			if !errors.Is(errA, change.ErrNoGrowthModel) || !errors.Is(errB, change.ErrNoGrowthModel) {
				t.Fatalf("%v, moved: %v", errA, errB)
			}
			return
		}
		for _, c := range plain {
			p, _ := a.Line(c.ID)
			q, _ := b.Line(c.ID)
			for _, v := range []float64{p.Slope, p.Deviation, p.SE, a.Criterion, a.Intercept, a.Residual, a.Covariance[0][0]} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%+v of %+v", p, a)
				}
			}
			if math.Abs(p.Slope*size/pace-q.Slope) > 1e-4*size/pace || math.Abs(p.SE*size/pace-q.SE) > 1e-4*size/pace {
				t.Fatalf("%+v, moved: %+v", p, q)
			}
		}
	})
}
