package cohort_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/cohort"
)

// wholePairs draws pairs of whole scores that vary, so that every effect size is defined.
func wholePairs(t *rapid.T) [][2]float64 {
	score := rapid.IntRange(0, 60)
	n := rapid.IntRange(4, 40).Draw(t, "n")
	out := make([][2]float64, n)
	for i := range out {
		out[i] = [2]float64{float64(score.Draw(t, "from")), float64(score.Draw(t, "to"))}
	}
	s := gather(out).Statistics()
	if s.FromSD == 0 || s.ToSD == 0 || s.ChangeSD == 0 || math.Abs(s.R) > 0.999999 {
		t.Skip("no spread")
	}
	return out
}

func mapped(pairs [][2]float64, f func(x float64) float64) [][2]float64 {
	out := make([][2]float64, len(pairs))
	for i, p := range pairs {
		out[i] = [2]float64{f(p[0]), f(p[1])}
	}
	return out
}

func changesOf(pairs [][2]float64) []float64 {
	out := make([]float64, len(pairs))
	for i, p := range pairs {
		out[i] = p[1] - p[0]
	}
	return out
}

func samePanels(t *rapid.T, a, b cohort.Sensitivity, sign float64) {
	t.Helper()
	for i, e := range a.Effects {
		o := b.Effects[i]
		low, high := o.Interval.Low, o.Interval.High
		if sign < 0 {
			low, high = -high, -low
		}
		if !same(e.Value, sign*o.Value) || !same(e.Interval.Low, low) || !same(e.Interval.High, high) {
			t.Fatalf("%s: %+v and %+v", e.Name, e, o)
		}
	}
}

func TestEffect_sizes_do_not_know_the_unit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := wholePairs(t)
		shift, scale := rapid.Float64Range(-100, 100).Draw(t, "shift"), rapid.Float64Range(.01, 100).Draw(t, "scale")
		a := gather(pairs).Statistics()
		b := gather(mapped(pairs, func(x float64) float64 { return shift + scale*x })).Statistics()
		samePanels(t, a.Sensitivity(), b.Sensitivity(), 1)
		if !same(a.T, b.T) || !same(a.P, b.P) || !same(a.Change*scale, b.Change) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func TestTurning_a_scale_turns_every_sign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := wholePairs(t)
		a := gather(pairs).Statistics()
		turned := gather(mapped(pairs, func(x float64) float64 { return 60 - x }))
		samePanels(t, a.Sensitivity(), turned.Statistics().Sensitivity(), -1)
		samePanels(t, a.Sensitivity(), a.Better(instruments.HigherWorse).Sensitivity(), -1)
		better, same, worse := gather(pairs).Directions(instruments.HigherBetter)
		if b, s, w := turned.Directions(instruments.HigherWorse); b != better || s != same || w != worse {
			t.Fatalf("better %d %d, same %d %d, worse %d %d", better, b, same, s, worse, w)
		}
	})
}

func TestOrder_of_persons_does_not_matter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := wholePairs(t)
		shuffled := rapid.Permutation(pairs).Draw(t, "shuffled")
		samePanels(t, gather(pairs).Statistics().Sensitivity(), gather(shuffled).Statistics().Sensitivity(), 1)
		if a, b := cohort.SignedRank(changesOf(pairs)), cohort.SignedRank(changesOf(shuffled)); a.Plus != b.Plus || a.HodgesLehmann != b.HodgesLehmann {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func TestIntervals_hold_the_value_they_are_about(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := gather(wholePairs(t)).Statistics()
		for _, e := range s.Sensitivity().Effects {
			if !(e.Interval.Low <= e.Value && e.Value <= e.Interval.High) {
				t.Fatalf("%+v", e)
			}
		}
		if !(s.Interval.Low <= s.Change && s.Change <= s.Interval.High) || !(s.P >= 0 && s.P <= 1) {
			t.Fatalf("%+v", s)
		}
	})
}

// The noncentral t of gonum goes by a series, ours by integration.
func TestNoncentralInterval_agrees_with_another_way_to_compute_it(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, df := rapid.Float64Range(-25, 25).Draw(t, "t"), rapid.IntRange(2, 2000).Draw(t, "df")
		i := cohort.NoncentralInterval(at, df)
		if math.Abs(i.Low) > 35 || math.Abs(i.High) > 35 {
			t.Skip("beyond the series")
		}
		for mu, want := range map[float64]float64{i.Low: .975, i.High: .025} {
			if got := (distuv.NoncentralT{Nu: float64(df), Mu: mu}).CDF(at); math.Abs(got-want) > 1e-8 {
				t.Fatalf("t = %v, df = %d, parameter %v: %v", at, df, mu, got)
			}
		}
	})
}

func TestNoncentralInterval_rises_with_t(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(-1e6, 1e6).Draw(t, "t")
		df := rapid.IntRange(1, 1_000_000).Draw(t, "df")
		step := rapid.Float64Range(1e-3, 10).Draw(t, "step")
		a, b := cohort.NoncentralInterval(at, df), cohort.NoncentralInterval(at+step, df)
		if !a.Defined() || !b.Defined() || !(a.Low < a.High) || !(a.Low < b.Low) || !(a.High < b.High) {
			t.Fatalf("%+v at %v, %+v at %v", a, at, b, at+step)
		}
		if m := cohort.NoncentralInterval(-at, df); !same(m.Low, -a.High) || !same(m.High, -a.Low) {
			t.Fatalf("%+v at %v, %+v at %v", a, at, m, -at)
		}
	})
}

func TestSignedRank_against_every_mean_and_every_sign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := rapid.SliceOfN(rapid.Map(rapid.IntRange(-40, 40), func(i int) float64 { return float64(i) / 4 }), 1, 12).Draw(t, "changes")
		w := cohort.SignedRank(changes)
		var means []float64
		for i, a := range changes {
			for _, b := range changes[i:] {
				means = append(means, a/2+b/2)
			}
		}
		if want := cohort.Median(means); w.HodgesLehmann != want {
			t.Fatalf("Hodges–Lehmann %v, want %v", w.HodgesLehmann, want)
		}
		if n := float64(w.NonZero); w.Plus+w.Minus != n*(n+1)/2 {
			t.Fatalf("ranks add up to %v", w.Plus+w.Minus)
		}
		if cohort.Defined(w.PExact) {
			checkExact(t, len(changes), w)
		}
		turned := make([]float64, len(changes))
		for i, d := range changes {
			turned[i] = -d
		}
		if o := cohort.SignedRank(turned); o.Plus != w.Minus || o.HodgesLehmann != -w.HodgesLehmann || !same(o.PContinuity, w.PContinuity) {
			t.Fatalf("%+v, turned %+v", w, o)
		}
	})
}

func checkExact(t *rapid.T, n int, w cohort.Wilcoxon) {
	t.Helper()
	as := 0
	for signs := range 1 << n {
		var plus float64
		for rank := range n {
			if signs>>rank&1 == 1 {
				plus += float64(rank + 1)
			}
		}
		if plus <= min(w.Plus, w.Minus) {
			as++
		}
	}
	if want := min(1, 2*float64(as)/float64(int(1)<<n)); !same(w.PExact, want) {
		t.Fatalf("exact p %v, want %v", w.PExact, want)
	}
}

// sheetsOf draws answers of three items, 0 to 4, some missing.
func sheetsOf(t *rapid.T) [][]float64 {
	answer := rapid.Map(rapid.IntRange(-1, 4), func(i int) float64 {
		if i < 0 {
			return math.NaN()
		}
		return float64(i)
	})
	return rapid.SliceOfN(rapid.SliceOfN(answer, 3, 3), 0, 30).Draw(t, "sheets")
}

func TestHalves_merged_equal_the_whole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := sheetsOf(t)
		cut := rapid.IntRange(0, len(rows)).Draw(t, "cut")
		items := func(part [][]float64) *cohort.Items {
			it := cohort.NewItems(3, 0, 4)
			for _, r := range part {
				it.Add(r)
			}
			return it
		}
		occasions := func(part [][]float64) *cohort.Repeated {
			o := cohort.NewRepeated(3)
			for _, r := range part {
				o.Add(r)
			}
			return o
		}
		shape := func(part [][]float64) cohort.Shape {
			var s cohort.Shape
			for _, r := range part {
				for _, v := range there(r) {
					s.Add(v)
				}
			}
			return s
		}
		i, j := items(rows), items(rows[:cut])
		j.Merge(items(rows[cut:]))
		a, b := i.Reliability(), j.Reliability()
		if !same(a.Alpha, b.Alpha) || !same(a.AlphaPairwise, b.AlphaPairwise) || !same(a.SEM, b.SEM) || i.Missing() != j.Missing() || i.Floor().Part != j.Floor().Part {
			t.Fatalf("at once %+v, merged %+v", a, b)
		}
		o, p := occasions(rows), occasions(rows[:cut])
		p.Merge(occasions(rows[cut:]))
		if !same(o.Friedman().ChiSquare, p.Friedman().ChiSquare) || !same(o.Variance().PartialEtaSquared, p.Variance().PartialEtaSquared) {
			t.Fatalf("at once %+v, merged %+v", o.Variance(), p.Variance())
		}
		s, u := shape(rows), shape(rows[:cut])
		u.Merge(shape(rows[cut:]))
		if !same(s.Skew(), u.Skew()) || !same(s.Kurtosis(), u.Kurtosis()) || !same(s.Max(), u.Max()) || s.N() != u.N() {
			t.Fatalf("at once %+v, merged %+v", s, u)
		}
	})
}

func TestAlpha_does_not_know_the_order_of_items_or_the_unit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := sheetsOf(t)
		a, b := cohort.NewItems(3, 0, 4), cohort.NewItems(3, 10, 18)
		for _, r := range rows {
			a.Add(r)
			b.Add([]float64{10 + 2*r[2], 10 + 2*r[0], 10 + 2*r[1]})
		}
		x, y := a.Reliability(), b.Reliability()
		if !same(x.Alpha, y.Alpha) || !same(x.AlphaPairwise, y.AlphaPairwise) || !same(x.AlphaStandard, y.AlphaStandard) || !same(2*x.SEM, y.SEM) {
			t.Fatalf("%+v and %+v", x, y)
		}
		if x.Alpha > 1+1e-12 {
			t.Fatalf("alpha = %v", x.Alpha)
		}
	})
}

func TestShares_and_their_differences_stay_in_range(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(0, 200)
		a, b, c, d := count.Draw(t, "both"), count.Draw(t, "first"), count.Draw(t, "second"), count.Draw(t, "neither")
		if a+b+c+d == 0 {
			t.Skip("nobody")
		}
		p, turned := cohort.PairedDifference(a, b, c, d), cohort.PairedDifference(a, c, b, d)
		if !(p.Interval.Low >= -1 && p.Interval.Low <= p.Value && p.Value <= p.Interval.High && p.Interval.High <= 1) {
			t.Fatalf("%+v", p)
		}
		if !same(p.Interval.Low, -turned.Interval.High) {
			t.Fatalf("%+v and the other way round %+v", p, turned)
		}
		if b+c == 0 && p.Value != 0 {
			t.Fatalf("nobody changed sides, and yet %+v", p)
		}
	})
}

func TestLevelled_twice_is_levelled_once(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Float64Range(-1e6, 1e6)).Draw(t, "values")
		once := cohort.Levelled(values)
		if !slices.Equal(once, cohort.Levelled(once)) {
			t.Fatalf("%v and %v", once, cohort.Levelled(once))
		}
	})
}
