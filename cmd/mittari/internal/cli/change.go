package cli

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/sheet"
)

// changeFlags are what change was told.
type changeFlags struct {
	instrument, in, out, method, scale string
	person, occasion, value, group     string
	from, to, informant, sex           string
	higherIs, cutoff                   string
	options                            string // file with further flags
	reliability, sd, normMean, normSD  float64
	mid, percent                       float64
	decimalComma, sensitivity          bool
}

func newChange(a *app) *cobra.Command {
	var o changeFlags
	c := a.command("change", "change --in FILE",
		"mittari change --instrument phq-9 --in long.csv --from start --to end --out classes.csv",
		"mittari change --in scores.csv --higher-is worse --reliability 0.88 --cutoff c --norm-mean 6.3 --norm-sd 4.1 --group arm",
		"mittari change --in scores.csv --options scale.yaml --method ha --sensitivity")
	f := c.Flags()
	for _, s := range []struct {
		to   *string
		name string
	}{
		{&o.instrument, "instrument"},
		{&o.in, "in"},
		{&o.out, "out"},
		{&o.scale, "scale"},
		{&o.person, "person"},
		{&o.occasion, "occasion"},
		{&o.value, "value"},
		{&o.group, "group"},
		{&o.from, "from"},
		{&o.to, "to"},
		{&o.informant, "informant"},
		{&o.sex, "sex"},
		{&o.higherIs, "higher-is"},
		{&o.cutoff, "cutoff"},
		{&o.options, "options"},
	} {
		f.StringVar(s.to, s.name, "", a.loc.T("cli.flag.change."+s.name))
	}
	f.StringVar(&o.method, "method", change.JacobsonTruax{}.Name(), a.loc.T("cli.flag.change.method", "names", strings.Join(methodNames(), ", ")))
	for _, n := range []struct {
		to   *float64
		name string
	}{{&o.reliability, "reliability"}, {&o.sd, "sd"}, {&o.normMean, "norm-mean"}, {&o.normSD, "norm-sd"}, {&o.mid, "mid"}, {&o.percent, "percent"}} {
		f.Float64Var(n.to, n.name, 0, a.loc.T("cli.flag.change."+n.name))
	}
	f.BoolVar(&o.decimalComma, "decimal-comma", false, a.loc.T("cli.flag.decimal-comma"))
	f.BoolVar(&o.sensitivity, "sensitivity", false, a.loc.T("cli.flag.change.sensitivity"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		if o.options != "" {
			if err := a.flagsFromFile(cmd, o.options); err != nil {
				return err
			}
		}
		return a.change(cmd.Context(), o)
	}
	return c
}

func (a *app) change(ctx context.Context, o changeFlags) (err error) {
	opts, err := a.changeOptions(o)
	if err != nil {
		return err
	}
	in, err := a.openTable(ctx, o.in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()

	found := &problems{}
	opts.Problem = found.add
	opts.Progress = a.rowsRead
	var sum sheet.ChangeSummary
	text, err := a.writeTable(o.out, func(w io.Writer) (err error) {
		if in.rows != nil {
			sum, err = sheet.ChangeRows(ctx, in.rows, w, opts)
		} else {
			sum, err = sheet.Change(ctx, in.text, w, opts)
		}
		return err
	})
	var option *sheet.OptionError
	if errors.As(err, &option) {
		return a.usage("cli.usage.option-" + string(option.Option))
	}
	whole := fileProblem(err, found)
	if err != nil && !whole {
		return err
	}
	if err := a.printProblems(found); err != nil {
		return err
	}
	if whole {
		return &warned{exitFailed}
	}
	if err := a.showChange(sum, text, o); err != nil {
		return err
	}
	if found.any() {
		return &warned{exitWarned}
	}
	return nil
}

// changeOptions turns flags into options and refuses those that contradict one another.
func (a *app) changeOptions(o changeFlags) (sheet.ChangeOptions, error) {
	none := sheet.ChangeOptions{}
	if err := a.needed("in", o.in); err != nil {
		return none, err
	}
	if err := a.who(o.informant, o.sex); err != nil {
		return none, err
	}
	opts := sheet.ChangeOptions{
		File: o.in, Format: sheet.Format{DecimalComma: o.decimalComma && !a.flags.json},
		Person: o.person, Occasion: o.occasion, Value: o.value, Group: o.group, From: o.from, To: o.to,
		Scale: instruments.ScaleID(o.scale), Informant: instruments.Informant(o.informant), Sex: instruments.Sex(o.sex),
		Reliability: o.reliability, SD: o.sd, NormMean: o.normMean, NormSD: o.normSD,
	}
	if o.instrument != "" {
		def, err := a.definition(o.instrument)
		if err != nil {
			return none, err
		}
		a.warnUnchecked(def)
		if opts.Scorer, err = scoring.Compile(def); err != nil {
			return none, err
		}
	} else if err := a.needed("instrument | --higher-is", o.higherIs); err != nil {
		return none, err
	}
	if o.higherIs != "" {
		if err := a.oneOf("higher-is", o.higherIs, "better", "worse"); err != nil {
			return none, err
		}
		opts.Direction = instruments.Direction("higher-is-" + o.higherIs)
	}
	var err error
	if opts.Cutoff, err = a.cutoff(o.cutoff); err != nil {
		return none, err
	}
	opts.Method, err = a.method(o)
	return opts, err
}

func (a *app) cutoff(text string) (sheet.CutoffChoice, error) {
	switch kind := sheet.CutoffKind(text); kind {
	case sheet.CutoffOfInstrument, sheet.CutoffA, sheet.CutoffB, sheet.CutoffC, sheet.NoCutoff:
		return sheet.CutoffChoice{Kind: kind}, nil
	case sheet.CutoffAt:
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return sheet.CutoffChoice{}, a.oneOf("cutoff", text, "a", "b", "c", "none", a.loc.T("cli.word.number"))
	}
	return sheet.CutoffChoice{Kind: sheet.CutoffAt, Value: v}, nil
}
