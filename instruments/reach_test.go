package instruments_test

import (
	"math"
	"slices"
	"testing"

	"github.com/mittari/mittari/instruments"
)

// tenths is a form of four lines read in tenths: sums that are equal on paper differ by rounding errors.
func tenths() (*instruments.Definition, []instruments.Case) {
	codes := make([]int, 101)
	for i := range codes {
		codes[i] = i
	}
	d, cases := instruments.Scaffold("lines", 4, codes...)
	for i := range d.ResponseSets[0].Options {
		d.ResponseSets[0].Options[i].Value = float64(i) * 0.1
	}
	total := &d.Scales[0]
	total.Range, total.Rounding.Decimals = instruments.Range{Max: 40}, 1
	d.BandSets = []instruments.BandSet{{Name: "alliance", Scale: total.ID, Bands: []instruments.Band{
		{Code: "talk", Max: 36}, {Code: "fine", Min: 36.1, Max: 40},
	}}}
	return d, cases
}

func TestReachable_is_the_same_every_time(t *testing.T) {
	d, _ := tenths()
	first := d.Reachable("total")
	if len(first) != 401 {
		t.Fatalf("%d sums of four lines in tenths, want 401", len(first))
	}
	for i, v := range first {
		if math.Abs(v-float64(i)/10) > 1e-9 {
			t.Fatalf("the sum %d is %v", i, v)
		}
	}
	for range 10 {
		if !slices.Equal(first, d.Reachable("total")) {
			t.Fatal("the sums differ from one time to the next")
		}
	}
}

// Sums of tenths that come out a hair below an edge lie on it: 36.1 belongs to the upper band.
func TestLint_puts_a_sum_of_tenths_where_scoring_does(t *testing.T) {
	d, _ := tenths()
	at := func(id string, code int, last int, value float64, band string) instruments.Case {
		answers := map[int]*int{1: &code, 2: &code, 3: &code, 4: &last}
		return instruments.Case{ID: id, Source: "added up", Answers: answers, Expected: map[instruments.ScaleID]instruments.Expected{
			"total": {Status: instruments.ExpectScored, Value: &value, Bands: map[string]string{"alliance": band}},
		}}
	}
	cases := []instruments.Case{
		at("lowest", 0, 0, 0, "talk"), at("36.0", 90, 90, 36, "talk"), at("36.1", 90, 91, 36.1, "fine"), at("highest", 100, 100, 40, "fine"),
	}
	for _, f := range instruments.Lint(d, cases) {
		if f.Code == instruments.CaseBandEdge {
			t.Error(f)
		}
	}
	found := 0
	for _, f := range instruments.Lint(d, slices.Delete(cases, 2, 3)) {
		if f.Code == instruments.CaseBandEdge {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d edges are asked for without the case at 36.1, want 1", found)
	}
}
