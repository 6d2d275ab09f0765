package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

func newReport(a *app) *cobra.Command {
	c := a.command("report", "report", "mittari report team --out team.xlsx")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newReportTeam(a))
	return c
}

// reportFlags are what a report was told.
type reportFlags struct {
	out, period string
	force       bool
}

func newReportTeam(a *app) *cobra.Command {
	var o reportFlags
	c := a.command("report-team", "team --out FILE.xlsx",
		"mittari report team --out team.xlsx",
		"mittari report team --period 2026Q3 --lang sv --out kvartal.xlsx --force")
	c.Flags().StringVar(&o.out, "out", "", a.loc.T("cli.flag.report-out"))
	c.Flags().StringVar(&o.period, "period", "", a.loc.T("cli.flag.period"))
	c.Flags().BoolVar(&o.force, "force", false, a.loc.T("cli.flag.force"))
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if err := a.needed("out", o.out); err != nil {
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

func (a *app) writeReport(ctx context.Context, desk *casework.Desk, o reportFlags) error {
	res, err := desk.WriteReport(ctx, casework.ReportRequest{
		Period: o.period, Words: a.loc, Path: o.out, Overwrite: o.force, Program: version,
	})
	if err != nil {
		return err
	}
	return a.saved(res.Path, "cli.report.done")
}
