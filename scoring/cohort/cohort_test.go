package cohort_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// near compares with a value printed to a number of decimals.
func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %.9g, want %.9g", what, got, want)
	}
}

// The data set `sleep` of R (Student 1908, Biometrika 6:1–25, table of additional hours): ten persons, two drugs.
func TestStatistics_of_the_sleep_data(t *testing.T) {
	first := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	second := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	var p cohort.Pairs
	for i := range first {
		p.Add(first[i], second[i])
	}
	s := p.Statistics()
	near(t, "mean change", s.Change, 1.58, 1e-12)
	near(t, "SD of change", s.ChangeSD, 1.229995, 1e-6)
	near(t, "t", s.T, 4.062128, 1e-6)
	near(t, "r", s.R, .79517, 1e-5)
	near(t, "d_z", s.DZ, 1.284558, 1e-6)
	near(t, "d_av by mean SD", s.DAvMean, 0.833496, 1e-6)
	near(t, "d_av by root mean square", s.DAvRMS, 0.832181, 1e-6)
	near(t, "d by first SD", s.DPre, 0.883170, 1e-6)
	near(t, "J", s.J, 0.913875, 1e-6)
	near(t, "g", s.Gain, 0.883170*0.913875, 2e-6)
	// √((2 × (1 − .79517) + .807107² ÷ 2) ÷ 10) = √(.0735370) = .271177, and .807107 ± 1.96 of it.
	near(t, "standard error of g", s.GainSE, 0.271177, 5e-6)
	near(t, "interval of g, low", s.GainInterval.Low, 0.275610, 2e-5)
	near(t, "interval of g, high", s.GainInterval.High, 1.338604, 2e-5)
	// t.test(sleep) in R prints 0.7001142 to 2.4598858.
	near(t, "interval, low", s.Interval.Low, 0.7001142, 1e-7)
	near(t, "interval, high", s.Interval.High, 2.4598858, 1e-7)
	if s.N != 10 || s.DF != 9 {
		t.Errorf("n = %d, df = %d", s.N, s.DF)
	}
}

// The seven departments of the MOTE documentation, unrounded: the figures were worked out apart from this code.
func TestStatistics_of_seven_departments(t *testing.T) {
	var p cohort.Pairs
	for _, pair := range [][2]float64{{3, 3}, {5, 3}, {9, 6}, {6, 8}, {7, 8}, {5, 2}, {4, 1}} {
		p.Add(pair[0], pair[1])
	}
	s := p.Statistics()
	near(t, "mean change", s.Change, -1.142857, 1e-6)
	near(t, "SD of change", s.ChangeSD, 2.115701, 1e-6)
	near(t, "t", s.T, -1.429179, 1e-6)
	near(t, "d_z", s.DZ, -0.540179, 1e-6)
	near(t, "d_av by mean SD", s.DAvMean, -0.469678, 1e-6)
	near(t, "d_av by root mean square", s.DAvRMS, -0.462009, 1e-6)
	near(t, "d by first SD", s.DPre, -0.574861, 1e-6)
	near(t, "J", s.J, 0.868627, 1e-6)

	turned := s.Better(instruments.HigherWorse)
	near(t, "gain turned", turned.Gain, -s.Gain, 0)
	near(t, "interval turned", turned.Interval.Low, -s.Interval.High, 0)
	if s.Better(instruments.HigherBetter) != s {
		t.Error("a scale on which higher is better must stay as it is")
	}
}

// Hedges 1981, by R: exp(lgamma(v/2) - lgamma((v-1)/2)) / sqrt(v/2), v = n - 1.
func TestHedgesJ(t *testing.T) {
	for n, want := range map[int]float64{5: 0.79788456, 10: 0.91387489, 20: 0.95991035, 50: 0.98460218} {
		near(t, "J", cohort.HedgesJ(n-1), want, 5e-9)
	}
	if cohort.Defined(cohort.HedgesJ(1)) || cohort.Defined(cohort.HedgesJ(-3)) {
		t.Error("without two degrees of freedom there is no correction")
	}
}

func TestHedgesJ_has_no_step_where_the_series_takes_over(t *testing.T) {
	for df := 100; df < 160; df++ {
		lg := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
		v := float64(df)
		near(t, "J", cohort.HedgesJ(df), math.Exp(lg(v/2)-lg((v-1)/2))/math.Sqrt(v/2), 1e-12)
	}
	near(t, "J of a million", cohort.HedgesJ(1_000_000), 1-3.0/(4*1e6-1), 1e-12)
}

// Wilson 1927; the figures agree with Newcombe (1998, Stat Med 17:857–872) where he prints the same cases.
func TestNewShare(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		low, high   float64
	}{
		{0, 10, 0.0000, 0.2775},
		{1, 10, 0.0179, 0.4042},
		{29, 40, 0.5717, 0.8389},
		{3, 3, 0.4385, 1.0000},
		{0, 20, 0, 0.1611},
		{15, 148, 0.0624, 0.1605},
		{3056, 5896, 0.5056, 0.5311},
	} {
		s := cohort.NewShare(c.part, c.whole)
		near(t, "low", s.Interval.Low, c.low, 5e-5)
		near(t, "high", s.Interval.High, c.high, 5e-5)
	}
	for _, s := range []cohort.Share{cohort.NewShare(0, 0), cohort.NewShare(-1, 4), cohort.NewShare(5, 4)} {
		if cohort.Defined(s.Value) || cohort.Defined(s.Interval.Low) {
			t.Errorf("%d of %d must not be defined: %+v", s.Part, s.Whole, s)
		}
	}
}

func TestStatistics_that_are_not_defined_are_never_zero(t *testing.T) {
	var none, single, flat cohort.Pairs
	single.Add(4, 2)
	flat.Add(3, 5)
	flat.Add(3, 6)
	flat.Add(3, 7)
	s := none.Statistics()
	for what, v := range map[string]float64{
		"mean of none": s.FromMean, "change of none": s.Change, "SD of one": single.Statistics().FromSD,
		"interval of one": single.Statistics().Interval.Low, "gain of one": single.Statistics().Gain,
		"d where the first scores do not vary": flat.Statistics().DPre,
		"gain there":                           flat.Statistics().Gain, "r there": flat.Statistics().R,
	} {
		if cohort.Defined(v) {
			t.Errorf("%s = %v", what, v)
		}
	}
	near(t, "change of one", single.Statistics().Change, -2, 0)
	near(t, "change where the first scores do not vary", flat.Statistics().Change, 3, 1e-12)
}

func TestPairs_stay_exact_far_from_zero(t *testing.T) {
	var here, far cohort.Pairs
	for _, pair := range [][2]float64{{1, 3}, {2, 3}, {4, 9}, {7, 8}} {
		here.Add(pair[0], pair[1])
		far.Add(pair[0]+1e8, pair[1]+1e8)
	}
	near(t, "SD", far.Statistics().FromSD, here.Statistics().FromSD, 1e-7)
	near(t, "r", far.Statistics().R, here.Statistics().R, 1e-7)
}

func TestPairs_merged_equal_pairs_gathered_at_once(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Float64Range(-50, 50)
		from := rapid.SliceOfN(score, 0, 30).Draw(t, "from")
		cut := rapid.IntRange(0, len(from)).Draw(t, "cut")
		var whole, left, right cohort.Pairs
		for i, x := range from {
			y := score.Draw(t, "to")
			whole.Add(x, y)
			if i < cut {
				left.Add(x, y)
			} else {
				right.Add(x, y)
			}
		}
		left.Merge(&right)
		a, b := whole.Statistics(), left.Statistics()
		if a.N != b.N || !same(a.Change, b.Change) || !same(a.FromSD, b.FromSD) || !same(a.R, b.R) || !same(a.ChangeSD, b.ChangeSD) {
			t.Fatalf("at once %+v, merged %+v", a, b)
		}
	})
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-7*max(1, math.Abs(a))
}

func TestClasses(t *testing.T) {
	var c, more cohort.Classes
	for _, class := range []change.Class{change.Recovered, change.Improved, change.Improved, change.Unknown} {
		c.Add(change.Result{Class: class})
	}
	more.Add(change.Result{Class: change.Harmed})
	more.Add(change.Result{Class: change.Unchanged, CrossedOnly: true})
	c.Merge(&more)
	if c.Judged() != 5 || c.ReliablyImproved() != 3 || c.ReliablyWorse() != 1 || c.CrossedOnly() != 1 || c.Count(change.Unknown) != 1 {
		t.Errorf("counts are %+v", c)
	}
	if s := c.Share(change.Improved); s.Part != 2 || s.Whole != 5 {
		t.Errorf("share is %d of %d: persons without a class must not be in the whole", s.Part, s.Whole)
	}
}

func TestCompleteness(t *testing.T) {
	c := cohort.Completeness{Referred: 50, Informed: 48, Started: 40, Due: 30}
	c.Merge(cohort.Completeness{Due: 10, Done: 31, Paired: 29})
	if s := c.PairedShare(); s.Part != 29 || s.Whole != 40 {
		t.Errorf("paired is %d of %d", s.Part, s.Whole)
	}
	if s := c.DoneShare(); s.Part != 31 || s.Whole != 40 {
		t.Errorf("done is %d of %d", s.Part, s.Whole)
	}
	if s := c.StartedShare(); s.Part != 40 || s.Whole != 50 {
		t.Errorf("started is %d of %d", s.Part, s.Whole)
	}
}

// BenchmarkPairs is one pair of a cohort of any size.
func BenchmarkPairs(b *testing.B) {
	var p cohort.Pairs
	b.ReportAllocs()
	x := 0.0
	for b.Loop() {
		p.Add(x, 20-x)
		x = math.Mod(x+7, 20)
	}
}
