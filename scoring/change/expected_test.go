package change_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

// Ten who started below 10 and ended at 1…10; four who started from 10 up. In R quantile(1:10, c(.1, .5, .9)) is
// 1.9, 5.5, 9.1.
func elevenths() []change.Pair {
	pairs := []change.Pair{{From: 10, To: 20}, {From: 12, To: 22}, {From: 30, To: 21}, {From: 11, To: 23}}
	for i := 10; i >= 1; i-- {
		pairs = append(pairs, change.Pair{From: float64(i) / 2, To: float64(i)})
	}
	return pairs
}

func TestExpect_bands(t *testing.T) {
	pairs := elevenths()
	e, err := change.Expect(pairs, change.ExpectOptions{Edges: []float64{10}, Minimum: 5})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "10 %", e.Bands[0].Low, 1.9, 1e-12)
	near(t, "median", e.Bands[0].Median, 5.5, 1e-12)
	near(t, "90 %", e.Bands[0].High, 9.1, 1e-12)
	want := change.ExpectedBand{From: 10, To: math.Inf(1), N: 4}
	if d := cmp.Diff(want, e.Bands[1]); d != "" || len(e.Bands) != 2 || !e.Bands[0].Known || e.Bands[0].N != 10 {
		t.Errorf("%+v\n%s", e.Bands, d)
	}
	if pairs[0].To != 20 || e.Evidence.Confidence != instruments.Proposed {
		t.Errorf("first pair %+v, evidence %+v", pairs[0], e.Evidence)
	}
}

// By hand, 1…10 each left out in turn. Band of the nine others: without 1 it is 2.8 to 9.2, without 2 it is 2.6 …, so
// only 1 and 10 are outside by far, and 2 lies below 2.6 as 9 lies above 8.4: covered are 3…8, six of ten. Median of
// the others is 6 for 1…5 and 5 for 6…10: distances 5 4 3 2 1 and 1 2 3 4 5, mean 3. There is one known band, so
// that knowing the first score gains nothing.
func TestExpect_fit_leaves_out_the_one_it_judges(t *testing.T) {
	e, err := change.Expect(elevenths(), change.ExpectOptions{Edges: []float64{10}, Minimum: 5})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "nominal", e.Fit.Nominal, .8, 1e-12)
	near(t, "covered", e.Fit.Covered, .6, 1e-12)
	near(t, "miss", e.Fit.Miss, 3, 1e-12)
	near(t, "gain", e.Fit.Gain, 0, 1e-12)
	if e.Fit.Pairs != 10 || e.Fit.Left != 4 {
		t.Errorf("%+v", e.Fit)
	}
}

// Two bands that end far apart: 0 0 0 and 10 10 10. The median of all others is 10 for a 0 and 0 for a 10.
func TestExpect_gain_of_knowing_the_first_score(t *testing.T) {
	var pairs []change.Pair
	for range 3 {
		pairs = append(pairs, change.Pair{From: 1, To: 0}, change.Pair{From: 9, To: 10})
	}
	e, err := change.Expect(pairs, change.ExpectOptions{Edges: []float64{5}, Minimum: 3})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "gain", e.Fit.Gain, 1, 1e-12)
	near(t, "covered", e.Fit.Covered, 1, 1e-12)
}

func TestExpect_says_nothing_of_too_few(t *testing.T) {
	e, err := change.Expect(elevenths(), change.ExpectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if e.Bands[0].Known || e.Bands[0].N != 14 || e.Fit != (change.Fit{Left: 14}) {
		t.Errorf("fourteen pairs are fewer than thirty: %+v", e)
	}
	if p, _ := e.Place(5, 5, instruments.HigherWorse); p != change.NotPlaced {
		t.Errorf("placed %s", p)
	}
}

func TestExpect_places_by_direction(t *testing.T) {
	e, err := change.Expect(elevenths(), change.ExpectOptions{Edges: []float64{10}, Minimum: 5})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to float64
		d        instruments.Direction
		want     change.Placing
		name     string
	}{
		{4, 1, instruments.HigherWorse, change.BetterThanExpected, "better-than-expected"},
		{4, 1, instruments.HigherBetter, change.WorseThanExpected, "worse-than-expected"},
		{4, 9.5, instruments.HigherBetter, change.BetterThanExpected, "better-than-expected"},
		{4, 1.9, instruments.HigherWorse, change.AsExpected, "as-expected"},
		{4, 9.1, instruments.HigherWorse, change.AsExpected, "as-expected"},
		{10, 1, instruments.HigherWorse, change.NotPlaced, "not-placed"},
		{4, math.NaN(), instruments.HigherWorse, change.NotPlaced, "not-placed"},
		{math.NaN(), 4, instruments.HigherWorse, change.NotPlaced, "not-placed"},
	} {
		if got, _ := e.Place(c.from, c.to, c.d); got != c.want || got.String() != c.name {
			t.Errorf("%v to %v, %s: %s", c.from, c.to, c.d, got)
		}
	}
}

func TestExpect_refuses(t *testing.T) {
	for _, o := range []change.ExpectOptions{
		{Edges: []float64{2, 1}},
		{Edges: []float64{1, 1}},
		{Edges: []float64{math.NaN()}},
		{Low: .9, High: .1},
		{Low: -.1, High: .5},
		{Low: .1, High: 1.1},
		{Minimum: 1},
		{Minimum: -3},
	} {
		if _, err := change.Expect(nil, o); !errors.Is(err, change.ErrExpectOptions) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, p := range []change.Pair{{From: math.NaN()}, {To: math.Inf(1)}} {
		if _, err := change.Expect([]change.Pair{p}, change.ExpectOptions{}); !errors.Is(err, change.ErrNotFinite) {
			t.Errorf("%+v: %v", p, err)
		}
	}
}

// Bands hold everyone once, whatever the order of the pairs, and the share inside is what the percentiles promise.
func TestExpect_holds_everyone_once(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		score := rapid.Float64Range(0, 40)
		pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) change.Pair {
			return change.Pair{From: score.Draw(t, "from"), To: score.Draw(t, "to")}
		}), 0, 60).Draw(t, "pairs")
		o := change.ExpectOptions{Edges: []float64{10, 20}, Minimum: 5}
		e, err := change.Expect(pairs, o)
		if err != nil {
			t.Fatal(err)
		}
		shuffled, err := change.Expect(rapid.Permutation(pairs).Draw(t, "shuffled"), o)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(e.Bands, shuffled.Bands); d != "" {
			t.Fatal(d)
		}
		n := 0
		for _, b := range e.Bands {
			n += b.N
			if !(b.Low <= b.Median && b.Median <= b.High) || !b.Known && b.Median != 0 {
				t.Fatalf("%+v", b)
			}
		}
		if n != len(pairs) || e.Fit.Pairs+e.Fit.Left != n || e.Fit.Covered < 0 || e.Fit.Covered > 1 || e.Fit.Gain > 1 {
			t.Fatalf("%d of %d, %+v", n, len(pairs), e.Fit)
		}
	})
}
