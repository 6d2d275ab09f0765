package scoring_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// library gives every definition that is part of the program.
func library(tb testing.TB) (*instruments.Catalogue, []*instruments.Definition) {
	tb.Helper()
	c, err := instruments.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	var defs []*instruments.Definition
	for _, ref := range c.Refs() {
		def, err := c.At(ref)
		if err != nil {
			tb.Fatal(err)
		}
		defs = append(defs, def)
	}
	if len(defs) == 0 {
		tb.Fatal("the library is empty")
	}
	return c, defs
}

func TestCases_of_the_library(t *testing.T) {
	catalogue, defs := library(t)
	for _, def := range defs {
		cases, err := catalogue.Cases(def.Ref())
		if err != nil {
			t.Fatal(err)
		}
		if len(cases) == 0 {
			t.Errorf("%s has no cases", def.Ref())
		}
		scorer := compile(t, def)
		for _, c := range cases {
			t.Run(def.Ref().String()+" "+c.ID, func(t *testing.T) {
				ctx := scoring.Context{Informant: c.For(def), Sex: c.Sex, Age: c.AgeOr(-1)}
				responses := c.Responses(def)
				got, err := scorer.Score(responses, ctx)
				if err != nil {
					t.Fatal(err)
				}
				for id, want := range c.Expected {
					checkScale(t, got.Scale(id), id, want)
				}
				checkRisks(t, got.Risks, c.Risks)
				if _, err := scoring.Explain(def, responses, ctx, got); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func checkScale(t *testing.T, got *scoring.ScaleResult, id instruments.ScaleID, want instruments.Expected) {
	t.Helper()
	if got == nil {
		t.Errorf("%s: the result has no such scale", id)
		return
	}
	if string(want.Status) != got.Status.String() {
		t.Errorf("%s is %s (%s), want %s", id, got.Status, got.Reason, want.Status)
		return
	}
	if want.Value != nil && math.Abs(got.Value-*want.Value) > 0.0001 {
		t.Errorf("%s = %v, want %v", id, got.Value, *want.Value)
	}
	if want.Reported != nil && got.Reported != *want.Reported {
		t.Errorf("%s reported as %v, want %v", id, got.Reported, *want.Reported)
	}
	if want.Prorated != nil && got.Prorated != *want.Prorated {
		t.Errorf("%s prorated: %t, want %t", id, got.Prorated, *want.Prorated)
	}
	bands := map[string]string{}
	for _, b := range got.Bands {
		bands[b.Set.Name] = b.Band.Code
	}
	for name, code := range want.Bands {
		found, ok := bands[name]
		if !ok {
			found = instruments.NoBand
		}
		if found != code {
			t.Errorf("%s (%v): band of %s is %q, want %q", id, got.Value, name, found, code)
		}
	}
	sides := map[string]bool{}
	for _, c := range got.Cutoffs {
		sides[c.Cutoff.ID] = c.Clinical
	}
	for cut, clinical := range want.Cutoffs {
		if found, ok := sides[cut]; !ok || found != clinical {
			t.Errorf("%s (%v): cut-off %s clinical: %t (fits: %t), want %t", id, got.Value, cut, found, ok, clinical)
		}
	}
	if want.NoCutoffs && len(sides) > 0 {
		t.Errorf("%s: cut-offs %v fit, want none", id, sides)
	}
}

func checkRisks(t *testing.T, got []scoring.RiskResult, want map[int]instruments.ExpectedRisk) {
	t.Helper()
	for item, state := range want {
		found := ""
		for _, r := range got {
			if r.Rule.Item == item {
				found = r.State.String()
			}
		}
		if found != string(state) {
			t.Errorf("risk of item %d is %q, want %q", item, found, state)
		}
	}
}
