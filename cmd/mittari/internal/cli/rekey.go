package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// rekeyed says what was done, for machines.
type rekeyed struct {
	File string `json:"file"`
	Kept string `json:"kept"` // name of the old file
}

func newRekey(a *app) *cobra.Command {
	var file, second string
	c := a.command("rekey", "rekey", "mittari rekey", "mittari rekey --passphrase-file old.txt --new-passphrase-file new.txt")
	c.Flags().StringVar(&file, "new-passphrase-file", "", a.loc.T("cli.flag.new-passphrase-file"))
	c.Flags().StringVar(&second, "second-passphrase-file", "", a.loc.T("cli.flag.second-passphrase-file"))
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		rec, err := a.open(ctx)
		if err != nil {
			return err
		}
		secrets, err := a.allSecrets(ctx, file, second, rec.Keys())
		if err != nil {
			return errors.Join(err, rec.Close())
		}
		kept, err := a.door().Rekey(ctx, rec, secrets)
		if err != nil {
			return err
		}
		return a.show(rekeyed{File: a.cfg.Workspace, Kept: kept}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, a.loc.T("cli.rekey.done", "path", a.cfg.Workspace, "kept", kept))
			return err
		})
	}
	return c
}

// allSecrets asks for every key anew: none of the old ones opens the new file.
func (a *app) allSecrets(ctx context.Context, file, second string, have []casework.KeyKind) ([]casework.Secret, error) {
	pass, err := a.freshPassphrase(ctx, file, "cli.ask.new-passphrase")
	if err != nil {
		return nil, err
	}
	out := []casework.Secret{{Kind: casework.KeyPassphrase, Text: pass}}
	hadSecond := casework.KeepingView{Keys: have}.Has(casework.KeySecond)
	switch {
	case second != "" || hadSecond && isTerminal(a.std.In):
		text, err := a.freshPassphrase(ctx, second, "cli.ask.second")
		if err != nil {
			return nil, err
		}
		out = append(out, casework.Secret{Kind: casework.KeySecond, Text: text})
	case hadSecond:
		a.note("cli.rekey.second-dropped")
	}
	code, err := a.showCode(ctx)
	return append(out, casework.Secret{Kind: casework.KeyRecovery, Text: code}), err
}
