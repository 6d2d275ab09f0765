package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// verified is what verify found, for machines.
type verified struct {
	File       string `json:"file"`
	Pages      string `json:"pages"` // "whole"
	LogEntries int64  `json:"log_entries"`
}

func newVerify(a *app) *cobra.Command {
	c := a.command("verify", "verify", "mittari verify", "mittari verify --workspace backup.mittari")
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		rec, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rec.Close()) }()
		if err := rec.Vault().Verify(cmd.Context()); err != nil {
			return fmt.Errorf("verify the file: %w", err)
		}
		n, err := rec.VerifyLog(cmd.Context())
		if err != nil {
			return fmt.Errorf("verify the access log: %w", err)
		}
		return a.show(verified{File: a.cfg.Workspace, Pages: "whole", LogEntries: n}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, a.loc.T("cli.verify.done", "n", n))
			return err
		})
	}
	return c
}
