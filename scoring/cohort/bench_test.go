package cohort_test

import (
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
)

const million = 1_000_000

// drawn is a run of whole scores from 0 to 40 that repeats after a long time.
func drawn(n int) []float64 {
	out := make([]float64, n)
	state := uint64(1)
	for i := range out {
		state = state*6364136223846793005 + 1442695040888963407
		out[i] = float64(state >> 33 % 41)
	}
	return out
}

// BenchmarkMillionPairs is every statistic of moments over a million pairs in one pass, the sensitivity panel included.
func BenchmarkMillionPairs(b *testing.B) {
	scores := drawn(million + 1)
	b.ReportAllocs()
	for b.Loop() {
		var p cohort.Pairs
		for i := range million {
			p.Add(scores[i], scores[i+1])
		}
		if panel := p.Statistics().Sensitivity(); !cohort.Defined(panel.Effects[0].Interval.Low) {
			b.Fatal("not defined")
		}
	}
}

// BenchmarkMillionChanges_by_rank has to sort.
func BenchmarkMillionChanges_by_rank(b *testing.B) {
	changes := minus(drawn(million), drawn(2 * million)[million:])
	for b.Loop() {
		if w := cohort.SignedRank(changes); !cohort.Defined(w.HodgesLehmann) {
			b.Fatal("not defined")
		}
	}
}

// BenchmarkMillionSheets_of_items gathers what alpha of 25 items needs.
func BenchmarkMillionSheets_of_items(b *testing.B) {
	answers := drawn(million + 25)
	b.ReportAllocs()
	for b.Loop() {
		it := cohort.NewItems(25, 0, 40)
		for i := range million {
			it.Add(answers[i : i+25])
		}
		if !cohort.Defined(it.Reliability().Alpha) {
			b.Fatal("not defined")
		}
	}
}

// BenchmarkSensitivity is the panel of one group in a table.
func BenchmarkSensitivity(b *testing.B) {
	s := sleep().Statistics()
	for b.Loop() {
		s.Sensitivity()
	}
}
