package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// newApprove records that somebody has compared a recalled key with the original form.
func newApprove(a *app) *cobra.Command {
	var n casework.NewKeyCheck
	var date, why string
	var withdraw bool
	c := a.command("instrument-approve", "approve",
		"mittari instrument show pss-10",
		"mittari instrument approve pss-10 --checked-by 'Evaluator E' --against 'Cohen 1983, table 2'",
		"mittari instrument approve pss-10 --withdraw --why 'compared with another edition'")
	c.Use = "approve " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.StringVar(&n.Checker, "checked-by", "", a.loc.T("cli.flag.approve.checked-by"))
	f.StringVar(&n.Against, "against", "", a.loc.T("cli.flag.approve.against"))
	f.StringVar(&date, "date", "", a.loc.T("cli.flag.approve.date"))
	f.BoolVar(&withdraw, "withdraw", false, a.loc.T("cli.flag.approve.withdraw"))
	f.StringVar(&why, "why", "", a.loc.T("cli.flag.why"))
	c.RunE = func(cmd *cobra.Command, args []string) (err error) {
		def, err := a.definition(args[0])
		if err != nil {
			return err
		}
		n.Definition = def.Ref()
		if withdraw {
			if err := a.needed("why", why); err != nil {
				return err
			}
			return a.atDesk(cmd, func(desk *casework.Desk) error { return a.withdrawChecks(cmd.Context(), desk, n, why) })
		}
		if err := a.needed("checked-by", n.Checker, "against", n.Against); err != nil {
			return err
		}
		if n.Date, err = a.date("date", date); err != nil {
			return err
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			k, err := desk.ApproveKey(cmd.Context(), n)
			if err != nil {
				return err
			}
			a.note("cli.approve.done", "ref", k.Definition.String(), "hash", shortHash(k.Hash))
			return nil
		})
	}
	return c
}

// withdrawChecks takes back every check that switches the definition on.
func (a *app) withdrawChecks(ctx context.Context, desk *casework.Desk, n casework.NewKeyCheck, why string) error {
	checks, err := desk.KeyChecks(ctx, n.Definition.ID)
	if err != nil {
		return err
	}
	found := false
	for _, k := range checks {
		if k.Definition != n.Definition || !k.Fits {
			continue
		}
		found = true
		if err := desk.WithdrawKeyCheck(ctx, k.ID, why); err != nil {
			return err
		}
	}
	if !found {
		return &problem{key: "no-check", pairs: []any{"ref", n.Definition.String()}}
	}
	a.note("cli.approve.withdrawn", "ref", n.Definition.String())
	return nil
}
