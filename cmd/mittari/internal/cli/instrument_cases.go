package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// caseLine is one worked example for machines.
type caseLine struct {
	Instrument string   `json:"instrument"`
	Case       string   `json:"case"`
	Passed     bool     `json:"passed"`
	Failures   []string `json:"failures,omitempty"`
}

func newInstrumentTest(a *app) *cobra.Command {
	c := a.command("instrument-test", "test", "mittari instrument test sdq", "mittari instrument test ./own/mood/1", "mittari instrument test --all --mutations")
	c.Use = "test " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(0, 1)
	all := c.Flags().Bool("all", false, a.loc.T("cli.flag.test.all"))
	mutations := c.Flags().Bool("mutations", false, a.loc.T("cli.flag.test.mutations"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if *all == (len(args) == 1) {
			return a.usage("cli.usage.test-what", "use", cmd.UseLine())
		}
		sources, problems := a.tested(args)
		if *mutations {
			return errors.Join(a.testMutations(cmd.Context(), sources), problems)
		}
		return errors.Join(a.testCases(cmd.Context(), sources), problems)
	}
	return c
}

// tested gives the definition that is named, or every one there is. Those that cannot be read are in the error; the
// others are tested all the same.
func (a *app) tested(args []string) ([]source, error) {
	if len(args) == 1 {
		src, err := a.withCases(args[0])
		if err != nil {
			return nil, err
		}
		return []source{src}, nil
	}
	cat, err := a.definitions()
	if err != nil {
		return nil, err
	}
	var all []source
	var problems []error
	for _, ref := range cat.Refs() {
		src, err := a.withCases(ref.String())
		if err != nil {
			problems = append(problems, err)
			continue
		}
		all = append(all, src)
	}
	return all, errors.Join(problems...)
}

func (a *app) testCases(ctx context.Context, sources []source) error {
	lines := []caseLine{}
	p := &page{w: a.std.Out}
	total := 0
	for _, src := range sources {
		if err := ctx.Err(); err != nil {
			return err
		}
		own, failed, err := tryCases(src)
		if err != nil {
			return err
		}
		lines, total = append(lines, own...), total+failed
		if !a.flags.json {
			a.printCases(p, src.def, own, failed)
		}
	}
	return a.tried(lines, p.err, total)
}

// tried prints the lines for machines, if wanted, and ends the command with the code of a wrong definition when
// anything failed.
func (a *app) tried(lines any, err error, failed int) error {
	if err == nil && a.flags.json {
		err = a.show(lines, func(io.Writer) error { return nil })
	}
	if err == nil && failed > 0 {
		return &warned{exitDefinition}
	}
	return err
}

// tryCases scores the worked examples of a definition and counts those that failed.
func tryCases(src source) (lines []caseLine, failed int, err error) {
	scorer, err := scoring.Compile(src.def)
	if err != nil {
		return nil, 0, fmt.Errorf("compile the definition: %w", err)
	}
	for i := range src.cases {
		wrong, err := scorer.CheckCase(&src.cases[i])
		if err != nil {
			return nil, 0, fmt.Errorf("case %s: %w", src.cases[i].ID, err)
		}
		line := caseLine{Instrument: src.def.Ref().String(), Case: src.cases[i].ID, Passed: len(wrong) == 0}
		for _, m := range wrong {
			line.Failures = append(line.Failures, m.String())
		}
		if !line.Passed {
			failed++
		}
		lines = append(lines, line)
	}
	return lines, failed, nil
}

func (a *app) printCases(p *page, def *instruments.Definition, lines []caseLine, failed int) {
	for _, l := range lines {
		for _, f := range l.Failures {
			p.line("%s: %s", l.Case, f)
		}
	}
	p.line("%s", a.loc.T("cli.test.done", "ref", def.Ref(), "passed", len(lines)-failed, "failed", failed))
}
