package scoring_test

import (
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
				mismatches, err := scorer.CheckCase(&c)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range mismatches {
					t.Error(m)
				}
				got, err := scorer.Score(responses, ctx)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := scoring.Explain(def, responses, ctx, got); err != nil {
					t.Error(err)
				}
			})
		}
	}
}
