package change_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// allMethods lists every method there is, with facts and thresholds.
func allMethods(f change.Facts, better, worse float64) []change.Method {
	all := append(change.Methods(), change.MinimalImportant{Better: better, Worse: worse}, change.Percentage{Better: better, Worse: worse})
	for _, m := range change.CohortMethods() {
		all = append(all, m.With(f))
	}
	return all
}

// Seen in a mirror, where every score has its sign changed and the direction is the other one, every method finds
// the same; with only the direction turned, better and worse change places.
func TestMethods_mirror(t *testing.T) {
	swapped := map[change.ReliableChange]change.ReliableChange{
		change.CannotTell: change.CannotTell, change.NoReliableChange: change.NoReliableChange,
		change.ReliablyBetter: change.ReliablyWorse, change.ReliablyWorse: change.ReliablyBetter,
	}
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Map(rapid.IntRange(0, 160), func(n int) float64 { return float64(n) / 4 })
		spread := rapid.Map(rapid.IntRange(1, 60), func(n int) float64 { return float64(n) / 4 })
		share := rapid.Map(rapid.IntRange(0, 99), func(n int) float64 { return float64(n) / 100 })
		from, to, cut := score.Draw(t, "from"), score.Draw(t, "to"), score.Draw(t, "cut")
		f := change.Facts{
			FromMean: score.Draw(t, "M1"), FromSD: spread.Draw(t, "s1"), ToMean: score.Draw(t, "M2"), ToSD: spread.Draw(t, "s2"),
			R: share.Draw(t, "r"), ToReliability: share.Draw(t, "r2"),
		}
		b := change.Basis{Direction: worse, SD: spread.Draw(t, "SD"), R: share.Draw(t, "r_xx"), Cutoff: &change.Cutoff{Value: cut}}
		mirror := f
		mirror.FromMean, mirror.ToMean = -f.FromMean, -f.ToMean
		other := b
		other.Direction, other.Cutoff = better, &change.Cutoff{Value: -cut}
		points := spread.Draw(t, "points")
		turned := b
		turned.Direction = better
		seen, inMirror := allMethods(f, points, 0), allMethods(mirror, points, 0)
		for i, m := range seen {
			got, back := change.CompareBy(m, from, to, b), change.CompareBy(inMirror[i], -from, -to, other)
			if got.Class != back.Class || got.Crossing != back.Crossing || got.Better != back.Better || got.Index != -back.Index {
				t.Fatalf("%s: %+v and in the mirror %+v", m.Name(), got, back)
			}
			if v, w := m.Judge(from, to, b), m.Judge(from, to, turned); w.Change != swapped[v.Change] || w.Index != v.Index {
				t.Fatalf("%s: %+v and turned %+v", m.Name(), v, w)
			}
		}
	})
}

// Classes and crossings never contradict one another, and a later score that is better is never a worse class.
func TestMethods_hold_together(t *testing.T) {
	rank := map[change.ReliableChange]int{change.ReliablyWorse: 0, change.NoReliableChange: 1, change.ReliablyBetter: 2}
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Float64Range(0, 40)
		from, to := score.Draw(t, "from"), score.Draw(t, "to")
		f := change.Facts{
			FromMean: score.Draw(t, "M1"), FromSD: rapid.Float64Range(1, 15).Draw(t, "s1"), ToMean: score.Draw(t, "M2"),
			ToSD: rapid.Float64Range(1, 15).Draw(t, "s2"), R: rapid.Float64Range(-1, 1).Draw(t, "r"),
		}
		b := change.Basis{
			Direction: better, SD: rapid.Float64Range(1, 15).Draw(t, "SD"), R: rapid.Float64Range(0, .99).Draw(t, "r_xx"),
			Cutoff: &change.Cutoff{Value: score.Draw(t, "cut")},
		}
		more := to + rapid.Float64Range(0, 40).Draw(t, "more")
		for _, m := range allMethods(f, 5, 3) {
			r := change.CompareBy(m, from, to, b)
			if r.Class == change.Recovered && r.Crossing != change.ToNonClinical || r.Class == change.Harmed && r.Crossing != change.ToClinical {
				t.Fatalf("%s: %+v", m.Name(), r)
			}
			if r.CrossedOnly && r.Class != change.Unchanged {
				t.Fatalf("%s: %+v", m.Name(), r)
			}
			v, w := m.Judge(from, to, b), m.Judge(from, more, b)
			if v.Change != change.CannotTell && rank[w.Change] < rank[v.Change] {
				t.Fatalf("%s: %v to %v is %+v, to %v is %+v", m.Name(), from, to, v, more, w)
			}
		}
	})
}

// FuzzCompare looks for input that makes a method give something that is not a number.
func FuzzCompare(f *testing.F) {
	f.Add(26.0, 18.0, 5.0, .84, 20.0, 5.0, 15.0, 6.0, .5, .5, 17.0, 1.96)
	f.Add(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
	f.Add(math.MaxFloat64, -math.MaxFloat64, 5e-324, .999999999, 1e308, 1e308, -1e308, 1e-308, -1.0, .99, 1e308, 1e300)
	f.Add(1e-320, 2.0, 1e200, .5, 1.0, 1e-200, 2.0, 1e200, 1.0, 0.0, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, from, to, sd, r, m1, s1, m2, s2, r12, r2, cut, extra float64) {
		facts := change.Facts{FromMean: m1, FromSD: s1, ToMean: m2, ToSD: s2, R: r12, ToReliability: r2}
		for _, d := range []instruments.Direction{instruments.HigherBetter, instruments.HigherWorse} {
			for _, points := range []float64{0, extra} {
				b := change.Basis{Direction: d, SD: sd, R: r, Points: points, Critical: extra, Cutoff: &change.Cutoff{Value: cut}}
				for _, m := range allMethods(facts, extra, r2) {
					checkFinite(t, m, change.CompareBy(m, from, to, b))
				}
			}
		}
		if c, ok := change.XmR([]float64{from, to, sd, r, m1, s1, m2, s2, cut}, r > 0); ok {
			finite(t, "chart", c.Mean, c.MeanRange, c.Low, c.High)
		}
		one, other := change.View{Score: from, Mean: m1, SD: s1, R: r}, change.View{Score: to, Mean: m2, SD: s2, R: r2}
		if d, ok := change.Disagree(one, other, instruments.HigherWorse); ok {
			finite(t, "disagreement", d.Difference, d.Index, d.Needed)
		}
	})
}

func finite(t *testing.T, what string, numbers ...float64) {
	t.Helper()
	for _, v := range numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("%s: %v", what, numbers)
		}
	}
}

func checkFinite(t *testing.T, m change.Method, r change.Result) {
	t.Helper()
	finite(t, m.Name(), r.Raw, r.Better, r.Index, r.Needed)
	if !r.HasIndex && r.Index != 0 {
		t.Fatalf("%s has an index it does not have: %+v", m.Name(), r)
	}
	if r.Class > change.Harmed || r.Crossing > change.ToClinical {
		t.Fatalf("%s: %+v", m.Name(), r)
	}
}

// BenchmarkMillionPairs is the facts of a cohort of a million pairs and the classes of everyone in it.
func BenchmarkMillionPairs(b *testing.B) {
	pairs := make([]change.Pair, 1_000_000)
	x := uint64(1)
	for i := range pairs {
		x = x*6364136223846793005 + 1442695040888963407
		pairs[i] = change.Pair{From: float64(x >> 40 % 41), To: float64(x >> 50 % 41)}
	}
	for _, name := range []string{"jt", "ha"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var gathered cohort.Pairs
				for _, p := range pairs {
					gathered.Add(p.From, p.To)
				}
				s := gathered.Statistics()
				facts := change.Facts{FromMean: s.FromMean, FromSD: s.FromSD, ToMean: s.ToMean, ToSD: s.ToSD, R: s.R}
				basis := change.Basis{Direction: worse, SD: s.FromSD, R: .8, Cutoff: &change.Cutoff{Value: 17}}
				var m change.Method = change.JacobsonTruax{}
				if name == "ha" {
					m = change.HagemanArrindell{Facts: facts}
				}
				var classes cohort.Classes
				for _, p := range pairs {
					classes.Add(change.CompareBy(m, p.From, p.To, basis))
				}
				if classes.Judged() != len(pairs) {
					b.Fatal(classes.Judged())
				}
			}
		})
	}
}
