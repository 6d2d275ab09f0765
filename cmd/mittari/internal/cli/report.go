package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export"
)

func newReport(a *app) *cobra.Command {
	c := a.command("report", "report", "mittari report team --out team.xlsx", "mittari report annex --period 2026H1 --lang sv --out bilaga.xlsx")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	for _, k := range export.Kinds() {
		c.AddCommand(newReportKind(a, k))
	}
	c.AddCommand(newReportText(a), newReportFreeze(a), newReportFrozen(a), newReportCompare(a))
	return c
}

// reportFlags are what a report was told.
type reportFlags struct {
	kind        export.Kind
	out, period string
	from, to    string
	force       bool
}

func newReportKind(a *app, k export.Kind) *cobra.Command {
	o := reportFlags{kind: k}
	name := string(k)
	c := a.command("report-"+name, name+" [--out FILE]",
		"mittari report "+name+" --out "+name+".xlsx",
		"mittari report "+name+" --period 2026Q3 --lang sv --out kvartal.xlsx --force",
		"mittari report "+name+" --from 2026-01-01 --to 2026-06-30 --json")
	f := c.Flags()
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.report-out"))
	f.StringVar(&o.period, "period", "", a.loc.T("cli.flag.period"))
	f.StringVar(&o.from, "from", "", a.loc.T("cli.flag.report-from"))
	f.StringVar(&o.to, "to", "", a.loc.T("cli.flag.report-to"))
	f.BoolVar(&o.force, "force", false, a.loc.T("cli.flag.force"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if err := a.rangeOf(&o); err != nil {
			return err
		}
		desk, _, err := a.desk(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(cmd.Context())) }()
		return a.writeReport(cmd.Context(), desk, o)
	}
	return c
}

// rangeOf makes a period of two days.
func (a *app) rangeOf(o *reportFlags) error {
	if o.from == "" && o.to == "" {
		return nil
	}
	if err := a.needed("from", o.from, "to", o.to); err != nil {
		return err
	}
	from, err := a.date("from", o.from)
	if err != nil {
		return err
	}
	to, err := a.date("to", o.to)
	if err != nil {
		return err
	}
	o.period = export.RangeKey(from, to)
	return nil
}

// writeReport writes a file, or without one prints the report: as data for programs, or as text.
func (a *app) writeReport(ctx context.Context, desk *casework.Desk, o reportFlags) error {
	replace, err := a.mayReplace(ctx, o.out, o.force)
	if err != nil {
		return err
	}
	request := casework.ReportRequest{
		Kind: o.kind, Period: o.period, Words: a.loc, Path: o.out, Overwrite: replace, Program: version,
	}
	if o.out == "" {
		return desk.PrintReport(ctx, a.std.Out, request, a.flags.json)
	}
	res, err := desk.WriteReport(ctx, request)
	if err != nil {
		return err
	}
	return a.saved(res.Path, "cli.report.done")
}
