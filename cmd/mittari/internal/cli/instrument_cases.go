package cli

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// caseLine is one worked example for machines.
type caseLine struct {
	Case     string   `json:"case"`
	Passed   bool     `json:"passed"`
	Failures []string `json:"failures,omitempty"`
}

func newInstrumentTest(a *app) *cobra.Command {
	c := a.command("instrument-test", "test", "mittari instrument test sdq", "mittari instrument test ./own/mood/1")
	c.Use = "test " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	c.RunE = func(_ *cobra.Command, args []string) error {
		src, err := a.withCases(args[0])
		if err != nil {
			return err
		}
		scorer, err := scoring.Compile(src.def)
		if err != nil {
			return fmt.Errorf("compile the definition: %w", err)
		}
		lines := make([]caseLine, len(src.cases))
		failed := 0
		for i, example := range src.cases {
			failures, err := tryCase(scorer, example)
			if err != nil {
				return fmt.Errorf("case %s: %w", example.ID, err)
			}
			lines[i] = caseLine{Case: example.ID, Passed: len(failures) == 0, Failures: failures}
			if len(failures) > 0 {
				failed++
			}
		}
		err = a.show(lines, func(w io.Writer) error { return a.printCases(w, src.def, lines, failed) })
		if err == nil && failed > 0 {
			return &warned{exitDefinition}
		}
		return err
	}
	return c
}

func (a *app) printCases(w io.Writer, def *instruments.Definition, lines []caseLine, failed int) error {
	p := &page{w: w}
	for _, l := range lines {
		for _, f := range l.Failures {
			p.line("%s: %s", l.Case, f)
		}
	}
	p.line("%s", a.loc.T("cli.test.done", "ref", def.Ref(), "passed", len(lines)-failed, "failed", failed))
	return p.err
}

// tryCase scores a worked example and lists where the result is not the expected one.
func tryCase(scorer *scoring.Scorer, c instruments.Case) ([]string, error) {
	def := scorer.Definition()
	got, err := scorer.Score(c.Responses(def), scoring.Context{Informant: c.For(def), Sex: c.Sex, Age: c.AgeOr(-1)})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, id := range slices.Sorted(maps.Keys(c.Expected)) {
		out = append(out, compareScale(got.Scale(id), id, c.Expected[id])...)
	}
	for _, item := range slices.Sorted(maps.Keys(c.Risks)) {
		found := "none of this item"
		for _, r := range got.Risks {
			if r.Rule.Item == item {
				found = r.State.String()
			}
		}
		if found != string(c.Risks[item]) {
			out = append(out, fmt.Sprintf("risk of item %d is %s, not %s", item, found, c.Risks[item]))
		}
	}
	return out, nil
}

// caseTolerance is how exactly a worked example is met.
const caseTolerance = 0.0001

func compareScale(got *scoring.ScaleResult, id instruments.ScaleID, want instruments.Expected) []string {
	if got == nil {
		return []string{fmt.Sprintf("there is no scale %s", id)}
	}
	if got.Status.String() != string(want.Status) {
		return []string{fmt.Sprintf("%s is %s, not %s", id, got.Status, want.Status)}
	}
	var out []string
	differs := func(what string, is, should any) {
		out = append(out, fmt.Sprintf("%s: %s is %v, not %v", id, what, is, should))
	}
	if want.Value != nil && math.Abs(got.Value-*want.Value) > caseTolerance {
		differs("the value", got.Value, *want.Value)
	}
	if want.Reported != nil && got.Reported != *want.Reported {
		differs("the reported value", got.Reported, *want.Reported)
	}
	if want.Prorated != nil && got.Prorated != *want.Prorated {
		differs("prorated", got.Prorated, *want.Prorated)
	}
	for _, name := range slices.Sorted(maps.Keys(want.Bands)) {
		found := instruments.NoBand
		for _, b := range got.Bands {
			if b.Set.Name == name {
				found = b.Band.Code
			}
		}
		if found != want.Bands[name] {
			differs("the band of "+name, found, want.Bands[name])
		}
	}
	return append(out, compareCutoffs(got, id, want)...)
}

func compareCutoffs(got *scoring.ScaleResult, id instruments.ScaleID, want instruments.Expected) []string {
	var out []string
	sides := map[string]bool{}
	for _, c := range got.Cutoffs {
		sides[c.Cutoff.ID] = c.Clinical
	}
	for _, name := range slices.Sorted(maps.Keys(want.Cutoffs)) {
		if clinical, fits := sides[name]; !fits || clinical != want.Cutoffs[name] {
			out = append(out, fmt.Sprintf("%s: cut-off %s: fits %t, clinical %t; expected clinical %t", id, name, fits, clinical, want.Cutoffs[name]))
		}
	}
	if want.NoCutoffs && len(sides) > 0 {
		out = append(out, fmt.Sprintf("%s: %d cut-offs fit, not none", id, len(sides)))
	}
	return out
}
