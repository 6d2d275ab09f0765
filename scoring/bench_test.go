package scoring_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// BenchmarkScoreSheet is the budget of one sheet of 25 items and five scales (and a total): at most 1 µs, nothing allocated.
func BenchmarkScoreSheet(b *testing.B) {
	s := compile(b, fiveScales())
	responses := sheet(2, 2, 0, 1, 2, 1, 1, 1, 1, 0, 2, 0, 0, 1, 1, -1, 0, 1, 2, 1, 0, 2, 1, 1, 2)
	ctx := scoring.Context{Informant: instruments.Parent, Age: 9}
	var r scoring.Result
	b.ReportAllocs()
	for b.Loop() {
		if err := s.ScoreInto(&r, responses, ctx); err != nil {
			b.Fatal(err)
		}
	}
}
