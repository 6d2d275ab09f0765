package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// newInit makes a workspace without the app: for an administrator who prepares laptops.
func newInit(a *app) *cobra.Command {
	var first casework.First
	c := a.command("init", "init",
		"mittari init --region ES --region-name Etelä-Savo --team ES-T --team-name Tiimi --worker T1",
		"mittari init --passphrase-file secret.txt --region ES --team ES-T --worker T1 --workspace team.mittari")
	f := c.Flags()
	f.StringVar(&first.RegionCode, "region", "", a.loc.T("cli.flag.region"))
	f.StringVar(&first.RegionName, "region-name", "", a.loc.T("cli.flag.region-name"))
	f.StringVar(&first.TeamCode, "team", "", a.loc.T("cli.flag.team"))
	f.StringVar(&first.TeamName, "team-name", "", a.loc.T("cli.flag.team-name"))
	f.StringVar(&first.WorkerCode, "worker", "", a.loc.T("cli.flag.worker"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		for _, need := range []struct{ flag, value string }{
			{"region", first.RegionCode}, {"team", first.TeamCode}, {"worker", first.WorkerCode},
		} {
			if need.value == "" {
				return a.usage("cli.usage.needed", "flag", need.flag)
			}
		}
		if !store.IsRegionCode(first.RegionCode) {
			return a.usage("cli.usage.region")
		}
		if first.RegionName == "" {
			first.RegionName = first.RegionCode
		}
		if first.TeamName == "" {
			first.TeamName = first.TeamCode
		}
		first.Lang = a.loc.Lang()
		return a.initialise(cmd.Context(), first)
	}
	return c
}

// initialise asks for the secrets, shows the recovery code, has it confirmed when a person is there, and only
// then makes the file.
func (a *app) initialise(ctx context.Context, first casework.First) error {
	d := a.door()
	if d.Exists() {
		return &problem{key: "file-exists", pairs: []any{"path", d.Path()}}
	}
	pass, err := a.newPassphrase(ctx)
	if err != nil {
		return err
	}
	code, err := a.showCode(ctx)
	if err != nil {
		return err
	}
	rec, err := d.Create(ctx, pass, code)
	if err != nil {
		return err
	}
	if err := casework.SetUp(ctx, rec, first, a.host.clock); err != nil {
		return errors.Join(err, rec.Close())
	}
	if err := rec.Close(); err != nil {
		return fmt.Errorf("close the workspace: %w", err)
	}
	a.note("cli.init.done", "path", d.Path())
	return nil
}

// confirmCode asks for the last group, which nobody types who has not written the code down.
func (a *app) confirmCode(ctx context.Context, code string) error {
	last := code[strings.LastIndexByte(code, '-')+1:]
	typed, err := a.asker().line(ctx, a.loc.T("cli.ask.recovery"))
	if err != nil {
		return fmt.Errorf("confirm the recovery code: %w", err)
	}
	if !strings.EqualFold(typed, last) {
		return &problem{key: "recovery-differs"}
	}
	return nil
}
