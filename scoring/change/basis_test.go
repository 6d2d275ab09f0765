package change_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// mood is an invented form with every kind of figure.
func mood() *instruments.Definition {
	girls := instruments.Population{Sex: instruments.Female, AgeFrom: 11, AgeTo: 16}
	return &instruments.Definition{
		ID: "mood", Version: 1,
		Scales: []instruments.Scale{
			{ID: "total", Direction: instruments.HigherWorse},
			{ID: "energy", Direction: instruments.HigherBetter},
			{ID: "bare", Direction: instruments.HigherWorse},
		},
		Norms: []instruments.Norm{
			{ID: "norm-energy", Scale: "energy", Mean: 12, SD: 4, Evidence: instruments.Evidence{Confidence: instruments.Verified, Sources: []string{"A"}}},
			{ID: "norm-girls", Scale: "total", Mean: 9, SD: 5, Population: girls},
		},
		Reliability: []instruments.Reliability{
			{ID: "alpha-energy", Scale: "energy", Value: .84, Evidence: instruments.Evidence{Confidence: instruments.Recalled, Sources: []string{"B", "A"}}},
			{ID: "alpha-total", Scale: "total", Value: .91},
		},
		Change: []instruments.ChangeFigure{
			{Scale: "total", Kind: instruments.MinimalImportant, Points: 3},
			{Scale: "total", Kind: instruments.ReliableChange, Norm: "norm-girls", Reliability: "alpha-total", Population: girls},
			{Scale: "total", Kind: instruments.ReliableChange, Points: 6},
		},
		Cutoffs: []instruments.Cutoff{
			{ID: "cut-girls", Scale: "total", Value: 14, Clinical: instruments.AtOrAbove, Population: girls},
			{ID: "cut", Scale: "total", Value: 11, Clinical: instruments.AtOrAbove},
		},
	}
}

func TestBasisFor(t *testing.T) {
	for _, c := range []struct {
		name  string
		scale instruments.ScaleID
		ctx   scoring.Context
		want  change.Basis
		ok    bool
	}{
		{
			"the figure made for her", "total",
			scoring.Context{Sex: instruments.Female, Age: 13},
			change.Basis{
				Direction: instruments.HigherWorse, SD: 5, R: .91, Critical: 1.96, SDSource: "norm-girls", RSource: "alpha-total",
				Description: change.FromNorm, Cutoff: &change.Cutoff{Value: 14, Side: instruments.AtOrAbove, ID: "cut-girls"},
			},
			true,
		},
		{
			"unknown sex takes no split figure", "total",
			scoring.Context{Age: 13},
			change.Basis{
				Direction: instruments.HigherWorse, Points: 6, Critical: 1.96,
				Description: change.Published, Cutoff: &change.Cutoff{Value: 11, Side: instruments.AtOrAbove, ID: "cut"},
			},
			true,
		},
		{
			"norm and reliability without a figure", "energy",
			scoring.Context{Age: -1},
			change.Basis{
				Direction: instruments.HigherBetter, SD: 4, R: .84, Critical: 1.96, SDSource: "norm-energy", RSource: "alpha-energy",
				Description: change.FromNorm,
				Evidence:    instruments.Evidence{Confidence: instruments.Recalled, Sources: []string{"B", "A"}},
			},
			true,
		},
		{"nothing to go by", "bare", scoring.Context{}, change.Basis{Direction: instruments.HigherWorse, Critical: 1.96}, false},
		{"no such scale", "nowhere", scoring.Context{}, change.Basis{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := change.BasisFor(mood(), c.scale, c.ctx)
			if d := cmp.Diff(c.want, got); d != "" || ok != c.ok {
				t.Errorf("ok = %t\n%s", ok, d)
			}
		})
	}
}

func TestMinimalFor(t *testing.T) {
	m, _, ok := change.MinimalFor(mood(), "total", scoring.Context{})
	if !ok || m.Better != 3 {
		t.Errorf("%+v, %t", m, ok)
	}
	if _, _, ok := change.MinimalFor(mood(), "energy", scoring.Context{}); ok {
		t.Error("energy has no minimal important difference")
	}
}

func TestCompareResults_needs_two_scores(t *testing.T) {
	scale := &instruments.Scale{ID: "total", Direction: instruments.HigherWorse}
	scored := &scoring.ScaleResult{Status: scoring.Scored, Value: 15.5556, Reported: 15.6}
	later := &scoring.ScaleResult{Status: scoring.Scored, Value: 9.6, Reported: 9.6}
	unscored := &scoring.ScaleResult{}
	b := change.Basis{Direction: instruments.HigherWorse, Points: 6}
	for _, pair := range [][2]*scoring.ScaleResult{{nil, later}, {scored, nil}, {unscored, later}, {scored, unscored}} {
		if _, ok := change.CompareResults(scale, pair[0], pair[1], b); ok {
			t.Errorf("compared %+v", pair)
		}
	}
	r, ok := change.CompareResults(scale, scored, later, b)
	if !ok || r.Class != change.Improved {
		t.Errorf("15.6 to 9.6 is six points as people read it: %+v, %t", r, ok)
	}
	exact := &instruments.Scale{BandsOn: "exact"}
	if r, _ := change.CompareResults(exact, scored, later, b); r.Class != change.Unchanged {
		t.Errorf("exact values differ by 5.9556: %+v", r)
	}
}

// What is derived may be shown without its tag and what was seen in part may not: the tag must not get lost.
func TestBasisFor_is_as_sure_as_its_least_sure_fact(t *testing.T) {
	for _, c := range []struct{ norm, reliability, want instruments.Confidence }{
		{instruments.Verified, instruments.Recalled, instruments.Recalled},
		{instruments.Partial, instruments.Derived, instruments.Partial},
		{instruments.Derived, instruments.Partial, instruments.Partial},
		{instruments.Verified, instruments.Verified, instruments.Verified},
		{instruments.Verified, "", ""},
	} {
		def := mood()
		def.Norms[0].Evidence.Confidence, def.Reliability[0].Evidence.Confidence = c.norm, c.reliability
		b, _ := change.BasisFor(def, "energy", scoring.Context{})
		if b.Evidence.Confidence != c.want {
			t.Errorf("%s and %s give %q", c.norm, c.reliability, b.Evidence.Confidence)
		}
	}
}
