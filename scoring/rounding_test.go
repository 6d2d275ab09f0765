package scoring_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/scoring"
)

func TestRoundHalfUp(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     float64
	}{
		{math.Copysign(0, -1), 0, 0},
		{0.5, 0, 1},
		{1.5, 0, 2},
		{2.5, 0, 3}, // to even would be 2
		{2.4999999, 0, 2},
		{-0.5, 0, 0},
		{-1.5, 0, -1}, // up, not away from zero
		{-1.51, 0, -2},
		{-2.5, 0, -2},
		{6.666666666666667, 0, 7},
		{15.55555, 1, 15.6},
		{15.55555, 4, 15.5556},
		{140.0 / 9, 1, 15.6},
		{15.55, 1, 15.6}, // 15.55 is a hair below in binary
		{1.005, 2, 1.01}, // so is 1.005
		{2.675, 2, 2.68},
		{-1.005, 2, -1},
		{0.285, 2, 0.29},
		{10.0 / 3 * 3, 0, 10},
		{1.1, 1, 1.1},
		{40, 1, 40},
		{0.05, 1, 0.1},
		{0.049999, 1, 0},
		{1e18, 2, 1e18},
		{3.14159, -1, 3},
	} {
		got := scoring.RoundHalfUp(c.x, c.decimals)
		if got != c.want || math.Signbit(got) != math.Signbit(c.want) {
			t.Errorf("%v at %d decimals is %v, want %v", c.x, c.decimals, got, c.want)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := scoring.RoundHalfUp(x, 2); !(math.IsNaN(x) && math.IsNaN(got)) && got != x {
			t.Errorf("%v became %v", x, got)
		}
	}
}

func TestRoundHalfUp_of_whole_halves_and_of_rounded_values(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-100_000, 100_000).Draw(t, "n")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		unit := math.Pow(10, -float64(decimals))
		if got, want := scoring.RoundHalfUp((float64(n)+0.5)*unit, decimals), float64(n+1)*unit; math.Abs(got-want) > 1e-9 {
			t.Fatalf("%d and a half units at %d decimals is %v, want %v", n, decimals, got, want)
		}
		once := scoring.RoundHalfUp(rapid.Float64Range(-1e4, 1e4).Draw(t, "x"), decimals)
		if twice := scoring.RoundHalfUp(once, decimals); twice != once {
			t.Fatalf("%v rounded again is %v", once, twice)
		}
	})
}
