package cohort_test

import (
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
)

func sleep() *cohort.Pairs {
	return gather([][2]float64{
		{0.7, 1.9},
		{-1.6, 0.8},
		{-0.2, 1.1},
		{-1.2, 0.1},
		{-0.1, -0.1},
		{3.4, 4.4},
		{3.7, 5.5},
		{0.8, 1.6},
		{0, 4.6},
		{2, 3.4},
	})
}

func departments() *cohort.Pairs {
	return gather([][2]float64{{3, 3}, {5, 3}, {9, 6}, {6, 8}, {7, 8}, {5, 2}, {4, 1}})
}

func effect(t *testing.T, p *cohort.Pairs, name cohort.EffectName) cohort.Effect {
	t.Helper()
	panel := p.Statistics().Sensitivity()
	e, ok := panel.Effect(name)
	if !ok {
		t.Fatalf("no effect size %s", name)
	}
	return e
}

// The R package MOTE (Buchanan et al., doomlab/MOTE) prints these examples on its data dept_data, from means and SDs
// rounded to two decimals. Its d_av and d_rm take d × √n as noncentral t.
func TestStandardInterval_equals_the_examples_of_MOTE(t *testing.T) {
	for _, c := range []struct {
		what         string
		d, low, high float64
		printed      float64
	}{
		{"d_z", 1.14 / 2.12, -0.2791857, 1.317321, 0.5377358},
		{"d_av", (5.57 - 4.43) / ((1.99 + 2.88) / 2), -0.3334172, 1.2360580, 0.4681725},
		{"d_rm, r = .68", 0.4318412, -0.3623148, 1.194367, 0.4318412},
		{"d from t = 1.43", 1.43 / 2.6457513110645906, -0.2770679, 1.320576, 0.5404892},
	} {
		got := cohort.StandardInterval(c.d, 7)
		near(t, c.what, c.d, c.printed, 5e-8)
		near(t, c.what+", low", got.Low, c.low, 1e-6)
		near(t, c.what+", high", got.High, c.high, 1e-6)
	}
}

// R's data sleep; the values were worked out apart from this code.
func TestSensitivity_of_the_sleep_data(t *testing.T) {
	z := effect(t, sleep(), cohort.EffectDZ)
	// Simpson's rule over the chi distribution with 200 000 steps gives the probability .97500000 of at most t under
	// .4146278 × √10 and .02500000 under 2.1180165 × √10.
	near(t, "d_z, low", z.Interval.Low, 0.4146278, 1e-7)
	near(t, "d_z, high", z.Interval.High, 2.1180165, 1e-7)
	for name, want := range map[cohort.EffectName]float64{
		cohort.EffectDZ: 1.284558, cohort.EffectGZ: 1.173925, cohort.EffectDRM: 0.822177, cohort.EffectDPre: 0.883170,
		cohort.EffectDAvMean: 0.833496, cohort.EffectDAvRMS: 0.832181,
	} {
		near(t, string(name), effect(t, sleep(), name).Value, want, 1e-6)
	}
	// d_b: √(2 × .20483/10 + .883170²/20) = √.0799655 = .282782, and .883170 ± 1.959964 of it.
	b := effect(t, sleep(), cohort.EffectDPre)
	near(t, "d_b, low", b.Interval.Low, 0.328927, 1e-5)
	near(t, "d_b, high", b.Interval.High, 1.437413, 1e-5)
	// t.test(extra ~ group, paired) prints p-value = 0.002833.
	near(t, "p", sleep().Statistics().P, 0.002833, 5e-7)
}

// The seven departments of MOTE, unrounded; worked out apart from this code.
func TestSensitivity_of_seven_departments(t *testing.T) {
	for name, want := range map[cohort.EffectName]float64{
		cohort.EffectDZ: -0.540179, cohort.EffectDAvMean: -0.469678, cohort.EffectDAvRMS: -0.462009,
		cohort.EffectDRM: -0.433371, cohort.EffectDPre: -0.574861, cohort.EffectGZ: -0.469214,
	} {
		e := effect(t, departments(), name)
		near(t, string(name), e.Value, want, 1e-6)
		if !(e.Interval.Low < e.Value && e.Value < e.Interval.High) || e.Formula == "" || e.Source == "" {
			t.Errorf("%s is not complete: %+v", name, e)
		}
	}
	panel := departments().Statistics().Sensitivity()
	near(t, "smallest of the panel", panel.Range().Low, -0.574861, 1e-6)
	// The smallest size is g_rm: -.433371 × .868627.
	near(t, "largest of the panel", panel.Range().High, -0.376438, 1e-6)
}

// Effect sizes of the data sets of the R package clinicalsignificance, worked out apart from this code; 0 stands for
// none given. How far they lie apart on the same persons is why a definition must be printed.
func TestReference_effect_sizes_differ_by_definition(t *testing.T) {
	for _, c := range []struct {
		dataset, person, occasion, score, from, to string

		want [7]float64 // d_z, d_av by mean SD and by root mean square, d_rm, d_b, g_z, r
	}{
		{"claus_2020", "id", "time", "hamd", "1", "4", [7]float64{-1.2520, -1.7871, -1.6619, -1.6197, -2.9565, -1.2277}},
		{"claus_2020", "id", "time", "bdi", "1", "4", [7]float64{-0.8847, -0.9089, -0.8836, -0.8268, -1.1981, 0, 0.5633}},
		{
			"antidepressants", "patient", "measurement", "mom_di", "Before", "After",
			[7]float64{-0.7267, -1.0404, -1.0325, 0, -1.1870, 0, -0.0097},
		},
		{"jacobson_1989", "subject", "time", "das", "pre", "post", [7]float64{0.9939, 1.0601, 1.0311, 0, 1.3925, 0, 0.5177}},
	} {
		t.Run(c.dataset+" "+c.score, func(t *testing.T) {
			f := readFrame(t, c.dataset)
			_, m := f.wide(t, f.column(t, c.person), c.occasion, c.score, c.from, c.to)
			p := gatherPairs(m[0], m[1])
			for i, e := range []cohort.EffectName{
				cohort.EffectDZ, cohort.EffectDAvMean, cohort.EffectDAvRMS, cohort.EffectDRM, cohort.EffectDPre, cohort.EffectGZ,
			} {
				if c.want[i] != 0 {
					near(t, string(e), effect(t, p, e).Value, c.want[i], 5e-5)
				}
			}
			if c.want[6] != 0 {
				near(t, "r", p.Statistics().R, c.want[6], 5e-5)
			}
		})
	}
}

// A parameter of 500 is beyond the series that other programs use. There t ± 1.96 √(1 + t²/2ν) is good to five digits
// (Johnson and Welch 1940, Biometrika 31:362–389).
func TestNoncentralInterval_far_out(t *testing.T) {
	got := cohort.NoncentralInterval(500, 1_000_000)
	near(t, "low", got.Low, 500-1.959964*1.0606602, 2e-3)
	near(t, "high", got.High, 500+1.959964*1.0606602, 2e-3)
	for _, v := range []cohort.Interval{
		cohort.NoncentralInterval(2, 0), cohort.NoncentralInterval(inf(), 5), cohort.NoncentralInterval(-inf(), 5),
		cohort.StandardInterval(.5, 1), cohort.StandardInterval(.5, -3),
	} {
		if v.Defined() {
			t.Errorf("%+v must not be defined", v)
		}
	}
}

// Newcombe (1998, Stat Med 17:873–890 and 2635–2650) prints these, method 10.
func TestNewcombe(t *testing.T) {
	for _, c := range []struct{ a, n, b, m, low, high float64 }{
		{56, 70, 48, 80, .0524, .3339}, {9, 10, 3, 10, .1705, .8090},
	} {
		d := cohort.IndependentDifference(cohort.NewShare(int(c.a), int(c.n)), cohort.NewShare(int(c.b), int(c.m)))
		near(t, "difference", d.Value, c.a/c.n-c.b/c.m, 1e-12)
		near(t, "low", d.Interval.Low, c.low, 5e-5)
		near(t, "high", d.Interval.High, c.high, 5e-5)
	}
	for _, c := range []struct {
		both, first, second, neither int
		low, high                    float64
	}{{36, 12, 2, 0, .0569, .3404}, {18, 12, 2, 18, .0562, .3290}, {53, 0, 0, 1, -.0729, .0729}} {
		d := cohort.PairedDifference(c.both, c.first, c.second, c.neither)
		near(t, "low", d.Interval.Low, c.low, 5e-5)
		near(t, "high", d.Interval.High, c.high, 5e-5)
	}
	for _, d := range []cohort.ShareDifference{
		cohort.PairedDifference(0, 0, 0, 0), cohort.PairedDifference(3, -1, 2, 2),
		cohort.IndependentDifference(cohort.NewShare(1, 2), cohort.NewShare(0, 0)),
	} {
		if cohort.Defined(d.Value) || d.Interval.Defined() {
			t.Errorf("%+v must not be defined", d)
		}
	}
}

// Data of Hollander and Wolfe (1973), as R's own examples have them: depression scores of nine patients before and after,
// V = 40, exact two-sided p = 0.03906; estimate 0.46.
func TestSignedRank_of_nine_patients(t *testing.T) {
	x := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	y := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	w := cohort.SignedRank(minus(x, y))
	near(t, "V", w.Plus, 40, 0)
	near(t, "exact p", w.PExact, 0.0390625, 1e-12)
	near(t, "Hodges–Lehmann", w.HodgesLehmann, 0.46, 1e-9)
	// (40 − 22.5 − ½) ÷ √(9 × 10 × 19/24) = 17 ÷ 8.440972.
	near(t, "z", w.ZContinuity, 2.013986, 1e-6)
	near(t, "size", w.RankBiserial, 35.0/45, 1e-12)
}

// R's sleep: one change is zero, 1.3 is there twice up to the last bits; wilcox.test prints V = 45, p-value = 0.009091.
func TestSignedRank_of_the_sleep_data(t *testing.T) {
	changes := []float64{1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4}
	w := cohort.SignedRank(changes)
	if w.N != 10 || w.NonZero != 9 || cohort.Defined(w.PExact) {
		t.Errorf("%+v: the change of zero is dropped, and then nothing is exact", w)
	}
	near(t, "V", w.Plus, 45, 0)
	near(t, "p", w.PContinuity, 0.009091, 5e-7)
	near(t, "Hodges–Lehmann without zeros", w.PseudoMedian, 1.4, 1e-9)
}

func TestLevelled_makes_equal_decimals_equal(t *testing.T) {
	scores := []float64{0.1, 0.2, 0.3}
	third, second := scores[2]-scores[1], scores[1]-scores[0]
	if third == second {
		t.Fatal("the example shows nothing on this machine")
	}
	got := cohort.Levelled([]float64{third, second, 3, -2.5})
	if got[0] != got[1] || got[2] != 3 || got[3] != -2.5 {
		t.Errorf("levelled to %v", got)
	}
}

// R's ?wilcox.test: permeability of the human chorioamnion (Hollander and Wolfe 1973, p. 69), W = 35. The probability is
// by hand: (35 − 25 − ½) ÷ √(10 × 5 × 16/12) = 1.163508, both tails .2446236.
func TestCompareRanks(t *testing.T) {
	x := []float64{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46}
	y := []float64{1.15, 0.88, 0.90, 0.74, 1.21}
	u := cohort.CompareRanks(x, y)
	near(t, "U", u.U, 35, 0)
	near(t, "p", u.P, 0.2446236, 1e-7)
	near(t, "size", u.RankBiserial, 0.4, 1e-12)
	near(t, "Spearman", cohort.Spearman([]float64{1, 2, 3, 4, 5}, []float64{2, 1, 4, 3, 5}), 1-6*4.0/(5*24), 1e-12)
}

// R's ?t.test on sleep as if the groups were of different persons: t = -1.8608, df = 17.776, p = 0.07939,
// interval -3.3654832 to 0.2054832; with equal variances df = 18, p = 0.07919, -3.363874 to 0.203874.
func TestCompare_two_groups(t *testing.T) {
	a := momentsOf([]float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2})
	b := momentsOf([]float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4})
	d := cohort.Compare(a, b)
	near(t, "t", d.Welch.T, -1.8608, 5e-5)
	near(t, "df", d.Welch.DF, 17.776, 5e-4)
	near(t, "p", d.Welch.P, 0.07939, 5e-6)
	near(t, "low", d.Welch.Interval.Low, -3.3654832, 5e-8)
	near(t, "high", d.Welch.Interval.High, 0.2054832, 5e-8)
	near(t, "Student's p", d.Student.P, 0.07919, 5e-6)
	near(t, "Student's low", d.Student.Interval.Low, -3.363874, 5e-7)
	near(t, "Student's high", d.Student.Interval.High, 0.203874, 5e-7)
	near(t, "d", d.D, -1.8608/2.2360680, 5e-5) // t × √(1/10 + 1/10)
	var none cohort.Moments
	if e := cohort.Compare(a, none); cohort.Defined(e.D) || cohort.Defined(e.Welch.P) || e.DInterval.Defined() {
		t.Errorf("nobody to compare with, and yet %+v", e)
	}
}

func TestBaseline_compares_the_paired_with_the_lost(t *testing.T) {
	var b, more cohort.Baseline
	for _, v := range []float64{10, 12, 14} {
		b.Add(v, true)
	}
	more.Add(20, false)
	more.Add(22, false)
	b.Merge(more)
	d := b.Difference()
	// 12 − 21; variances 4 and 2; pooled (2 × 4 + 2)/3 = 10/3, d = −9/√(10/3).
	near(t, "difference", d.MeanDifference, -9, 1e-12)
	near(t, "d", d.D, -4.929503, 1e-6)
	near(t, "Welch's t", d.Welch.T, -9/1.5275252, 1e-6)
}

func TestFunnel_says_where_persons_are_lost(t *testing.T) {
	steps := cohort.Completeness{Referred: 50, Informed: 48, Started: 40, Due: 36, Done: 31, Paired: 29}.Funnel()
	if len(steps) != 6 || steps[0].Name != cohort.StepReferred || steps[5].Name != cohort.StepPaired {
		t.Fatalf("steps are %+v", steps)
	}
	if s := steps[2]; s.Lost != 8 || s.OfLast.Whole != 48 || s.OfAll.Whole != 50 || s.OfAll.Part != 40 {
		t.Errorf("started: %+v", s)
	}
	if steps[0].Lost != 0 || steps[0].OfLast.Value != 1 {
		t.Errorf("referred: %+v", steps[0])
	}
	near(t, "upper end of 29 of 50", steps[5].OfAll.Interval.High, .7061, 5e-4)
}

// By normal equations in fractions, apart from this code: intercept .8, slope 1.15, group 1.2, residual 6 degrees of freedom.
func TestAdjust(t *testing.T) {
	reference := gather([][2]float64{{1, 2}, {2, 3}, {4, 5}, {5, 7}})
	group := gather([][2]float64{{2, 5}, {3, 5}, {5, 8}, {6, 9}, {4, 6}})
	a := cohort.Adjust(reference, group)[0]
	near(t, "slope", a.Slope, 1.15, 1e-12)
	near(t, "difference", a.Difference, 1.2, 1e-12)
	near(t, "standard error", a.SE, 0.35355339059, 1e-10)
	near(t, "t", a.T, 3.39411254970, 1e-9)
	if a.N != 9 || a.DF != 6 {
		t.Errorf("n = %d, df = %v", a.N, a.DF)
	}
	if e := cohort.Adjust(reference, new(cohort.Pairs))[0]; cohort.Defined(e.Difference) || cohort.Defined(e.P) {
		t.Errorf("an empty group, and yet %+v", e)
	}
}
