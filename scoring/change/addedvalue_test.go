package change_test

import (
	"errors"
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

// Coefficients of sdqinfo.com/e10.html, recalled. By hand: 2.3 + .8·20 + .2·4 − .3·6 − 15 = 2.3 and
// 2.3 + .8·15 + .2·0 − .3·2 − 16 = −2.3 and 2.3 + .8·25 + .2·10 − .3·10 − 15 = 6.3; their mean is 2.1.
func TestAddedValue_worked_by_hand(t *testing.T) {
	var a change.AddedValue
	for _, p := range []change.SDQPair{
		{Total: 20, Impact: 4, Emotion: 6, LaterTotal: 15},
		{Total: 15, Impact: 0, Emotion: 2, LaterTotal: 16},
		{Total: 25, Impact: 10, Emotion: 10, LaterTotal: 15},
	} {
		if err := a.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	r, err := a.Group()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "points", r.Points, 2.1, 1e-12)
	near(t, "effect size", r.EffectSize, .42, 1e-12)
	near(t, "margin", r.Margin, 10/math.Sqrt(3), 1e-12)
	near(t, "margin of the effect size", r.EffectMargin, 2/math.Sqrt(3), 1e-12)
	if r.N != 3 || r.Beyond() || r.Evidence.Confidence != instruments.Recalled {
		t.Errorf("%+v", r)
	}
}

func TestAddedValue_is_never_of_one_child(t *testing.T) {
	var a change.AddedValue
	for range 2 {
		if r, err := a.Group(); !errors.Is(err, change.ErrOneChild) || r.N != 0 || r.Points != 0 {
			t.Errorf("%+v, %v", r, err)
		}
		if err := a.Add(change.SDQPair{Total: 20, Impact: 4, Emotion: 6, LaterTotal: 8}); err != nil {
			t.Fatal(err)
		}
	}
	for range 98 {
		if err := a.Add(change.SDQPair{Total: 20, Impact: 4, Emotion: 6, LaterTotal: 16}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := a.Group()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "margin of a hundred", r.Margin, 1, 1e-12) // as the source says
	near(t, "points", r.Points, (2*9.3+98*1.3)/100, 1e-9)
	if !r.Beyond() {
		t.Errorf("%v ± %v leaves out 0", r.Points, r.Margin)
	}
}

func TestAddedValue_refuses_what_no_sdq_can_have(t *testing.T) {
	var a change.AddedValue
	for _, p := range []change.SDQPair{
		{Total: 41}, {LaterTotal: 41}, {Impact: 11}, {Emotion: -1}, {Total: math.NaN()}, {LaterTotal: math.Inf(1)},
	} {
		if err := a.Add(p); !errors.Is(err, change.ErrSDQRange) {
			t.Errorf("%+v: %v", p, err)
		}
	}
	if _, err := a.Group(); err == nil {
		t.Error("something was counted")
	}
}
