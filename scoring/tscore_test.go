package scoring_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// Worked by hand from the means and SDs of the parent norms of the strengths and difficulties form (UK boys 9.1 and
// 6.0, girls 7.8 and 5.5, as the definition states them with its source).
func TestTScore_of_a_total_by_parent_norms(t *testing.T) {
	c, _ := library(t)
	def, err := c.Get("sdq")
	if err != nil {
		t.Fatal(err)
	}
	s := compile(t, def)
	girl := scoring.Context{Informant: instruments.Parent, Sex: instruments.Female, Age: 8}
	boy := scoring.Context{Informant: instruments.Parent, Sex: instruments.Male, Age: 8}
	for _, c := range []struct {
		value float64
		ctx   scoring.Context
		norm  string
		want  float64
	}{
		{20, boy, "uk-parent-boys-total", 50 + 10*10.9/6.0},   // 68.1667
		{20, girl, "uk-parent-girls-total", 50 + 10*12.2/5.5}, // 72.1818
		{9.1, boy, "uk-parent-boys-total", 50},                // the mean itself
		{3.1, boy, "uk-parent-boys-total", 40},                // one SD below it
		{20, scoring.Context{Informant: instruments.Teacher, Age: -1}, "uk-teacher-total", 50 + 10*13.4/6.0},
		{20, scoring.Context{Informant: instruments.Parent, Age: 8}, "uk-parent-pooled", 50 + 10*11.6/5.8}, // sex unknown: no split table
		{20, scoring.Context{Informant: instruments.Parent, Age: -1}, "", 0},
		{20, scoring.Context{Age: -1}, "", 0},
	} {
		r := scoring.ScaleResult{Scale: "total", Status: scoring.Scored, Value: c.value, Reported: c.value}
		got, ok := s.TScore(&r, c.ctx)
		switch {
		case ok != (c.norm != ""):
			t.Errorf("%v %+v: a norm fits is %v", c.value, c.ctx, ok)
		case ok && (got.Norm.ID != c.norm || math.Abs(got.Value-c.want) > 1e-9):
			t.Errorf("%v %+v = %v by %s, want %v by %s", c.value, c.ctx, got.Value, got.Norm.ID, c.want, c.norm)
		}
	}
}

func TestTScore_needs_a_score_and_a_norm_that_can_be_used(t *testing.T) {
	def := fiveScales()
	def.Norms = []instruments.Norm{
		{ID: "flat", Scale: "a", Mean: 3},
		{ID: "other", Scale: "b", Mean: 3, SD: 2},
		{ID: "endless", Scale: "a", Mean: 3, SD: math.Inf(1)},
		{ID: "good", Scale: "a", Mean: 3, SD: 2},
	}
	s := compile(t, def)
	ctx := scoring.Context{Age: -1}
	got, ok := s.TScore(&scoring.ScaleResult{Scale: "a", Status: scoring.Scored, Value: 7, Reported: 7}, ctx)
	if !ok || got.Norm.ID != "good" || got.Value != 70 {
		t.Errorf("%+v %v", got, ok)
	}
	for name, r := range map[string]scoring.ScaleResult{
		"not scored": {Scale: "a", Value: 7, Reported: 7},
		"no norm":    {Scale: "total", Status: scoring.Scored, Value: 7, Reported: 7},
		"no scale":   {Scale: "nowhere", Status: scoring.Scored},
	} {
		if got, ok := s.TScore(&r, ctx); ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestTScore_looks_at_the_value_bands_look_at(t *testing.T) {
	def := fiveScales()
	def.Norms = []instruments.Norm{{ID: "n", Scale: "a", Mean: 3, SD: 2}}
	r := scoring.ScaleResult{Scale: "a", Status: scoring.Scored, Value: 4.4, Reported: 4}
	if got, _ := compile(t, def).TScore(&r, scoring.Context{}); got.Value != 55 {
		t.Error(got.Value)
	}
	def.Scales[0].BandsOn = instruments.BandsOnExact
	if got, _ := compile(t, def).TScore(&r, scoring.Context{}); math.Abs(got.Value-57) > 1e-9 {
		t.Error(got.Value)
	}
}

// A T score is a change of unit: differences of T are differences of scores × 10 ÷ SD, and order is kept.
func TestTScore_is_linear(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sd := rapid.Float64Range(.1, 50).Draw(rt, "sd")
		def := fiveScales()
		def.Norms = []instruments.Norm{{ID: "n", Scale: "a", Mean: rapid.Float64Range(-50, 50).Draw(rt, "mean"), SD: sd}}
		s, err := scoring.Compile(def)
		if err != nil {
			rt.Fatal(err)
		}
		of := func(x float64) float64 {
			got, ok := s.TScore(&scoring.ScaleResult{Scale: "a", Status: scoring.Scored, Reported: x}, scoring.Context{})
			if !ok {
				rt.Fatal("no T")
			}
			return got.Value
		}
		x, y := rapid.Float64Range(-100, 100).Draw(rt, "x"), rapid.Float64Range(-100, 100).Draw(rt, "y")
		if d := of(x) - of(y) - 10*(x-y)/sd; math.Abs(d) > 1e-6 {
			rt.Fatal(d)
		}
	})
}

// Over the whole range of every scale that a shipped norm is for, T scores are numbers, rise with the score, and are 50 at
// the mean of the sample.
func TestTScore_of_every_norm_in_the_library(t *testing.T) {
	_, defs := library(t)
	seen := 0
	for _, def := range defs {
		s := compile(t, def)
		for _, n := range def.Norms {
			sc := def.Scale(n.Scale)
			ctx := scoring.Context{Informant: n.Population.Informant, Sex: n.Population.Sex, Age: max(n.Population.AgeFrom, 0)}
			of := func(x float64) float64 {
				r := scoring.ScaleResult{Scale: n.Scale, Status: scoring.Scored, Value: x, Reported: x}
				got, ok := s.TScore(&r, ctx)
				if !ok || math.IsNaN(got.Value) || math.IsInf(got.Value, 0) {
					t.Errorf("%s, norm %s: %v has no T score", def.ID, n.ID, x)
				}
				if at := 50 + 10*(x-got.Norm.Mean)/got.Norm.SD; math.Abs(got.Value-at) > 1e-9 {
					t.Errorf("%s, norm %s: %v, want %v", def.ID, n.ID, got.Value, at)
				}
				return got.Value
			}
			if low, high := of(sc.Range.Min), of(sc.Range.Max); low >= high {
				t.Errorf("%s, norm %s: T does not rise", def.ID, n.ID)
			}
			seen++
		}
	}
	if seen == 0 {
		t.Fatal("the library has no norms")
	}
}

func TestExplain_of_a_T_score(t *testing.T) {
	def := fiveScales()
	known := instruments.Evidence{Confidence: instruments.Verified, Sources: []string{"S1"}}
	def.Norms = []instruments.Norm{
		{ID: "elsewhere", Scale: "total", Mean: 1, SD: 1, Population: instruments.Population{Sex: instruments.Male}},
		{ID: "everybody", Scale: "total", Mean: 9, SD: 4, Evidence: known},
	}
	answers := make([]int, 25)
	for i := range answers {
		answers[i] = 1
	}
	e := explain(t, def, sheet(answers...), scoring.Context{Age: -1})
	var found []scoring.Step
	for _, scale := range e.Scales {
		for _, s := range scale.Steps {
			if s.Kind == scoring.StepTScore {
				found = append(found, s)
			}
		}
	}
	// Twenty ones: 50 + 10 × (20 − 9) ÷ 4.
	if len(found) != 1 || found[0].From != 20 || found[0].Mean != 9 || found[0].SD != 4 || found[0].Value != 77.5 ||
		found[0].Norm != "everybody" || found[0].Evidence.Confidence != instruments.Verified {
		t.Errorf("%+v", found)
	}
}
