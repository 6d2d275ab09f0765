package change_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// By hand: a parent at (18 − 8) ÷ 5 = 2 and a young person at (12 − 10) ÷ 4 = .5 are 1.5 SD apart; error is
// √(2 − .82 − .74) = √.44 = .663325, so 2.26 errors; 1.96·.663325 = 1.300117 SD are needed.
func TestDisagree_worked_by_hand(t *testing.T) {
	parent := change.View{Score: 18, Mean: 8, SD: 5, R: .82}
	young := change.View{Score: 12, Mean: 10, SD: 4, R: .74}
	d, ok := change.Disagree(parent, young, instruments.HigherWorse)
	if !ok || !d.Beyond {
		t.Fatalf("%+v, %t", d, ok)
	}
	near(t, "difference", d.Difference, -1.5, 1e-12) // the parent sees it as worse
	near(t, "index", d.Index, -2.261335, 1e-6)
	near(t, "needed", d.Needed, 1.300117, 1e-6)

	back, _ := change.Disagree(young, parent, instruments.HigherWorse)
	turned, _ := change.Disagree(parent, young, instruments.HigherBetter)
	near(t, "the other way round", back.Difference, 1.5, 1e-12)
	near(t, "the other direction", turned.Difference, 1.5, 1e-12)

	young.Score = 14 // 1 SD from its mean: 1 SD apart is within error
	if d, ok := change.Disagree(parent, young, instruments.HigherWorse); !ok || d.Beyond {
		t.Errorf("%+v, %t", d, ok)
	}
}

func TestDisagree_refuses_views_without_figures(t *testing.T) {
	good := change.View{Score: 18, Mean: 8, SD: 5, R: .82}
	for _, bad := range []change.View{
		{},
		{Score: 18, Mean: 8, R: .8},
		{Score: 18, Mean: 8, SD: 5, R: 1},
		{Score: math.NaN(), Mean: 8, SD: 5, R: .8},
		{Score: 18, Mean: math.Inf(1), SD: 5, R: .8},
		{Score: 18, Mean: 8, SD: 1e-320, R: .8},
	} {
		if d, ok := change.Disagree(good, bad, instruments.HigherWorse); ok {
			t.Errorf("%+v gave %+v", bad, d)
		}
	}
}

func TestViewFor_takes_the_norm_of_the_informant(t *testing.T) {
	seen := instruments.Evidence{Confidence: instruments.Verified}
	def := &instruments.Definition{
		Norms: []instruments.Norm{
			{ID: "parents", Scale: "total", Mean: 8, SD: 5, Population: instruments.Population{Informant: "parent"}, Evidence: seen},
			{ID: "young", Scale: "total", Mean: 10, SD: 4, Population: instruments.Population{Informant: "self"}, Evidence: seen},
		},
		Reliability: []instruments.Reliability{
			{ID: "alpha", Scale: "total", Value: .8, Evidence: instruments.Evidence{Confidence: instruments.Recalled}},
		},
	}
	v, ok := change.ViewFor(def, "total", scoring.Context{Informant: "self"}, 12)
	if !ok || v.NormID != "young" || v.RSource != "alpha" || v.Mean != 10 || v.SD != 4 || v.R != .8 || v.Score != 12 {
		t.Errorf("%+v, %t", v, ok)
	}
	if v.Evidence.Confidence != instruments.Recalled {
		t.Errorf("evidence is %+v", v.Evidence)
	}
	if v, ok := change.ViewFor(def, "total", scoring.Context{Informant: "teacher"}, 12); ok {
		t.Errorf("there is no norm for teachers: %+v", v)
	}
}
