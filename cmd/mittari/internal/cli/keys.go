package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store/vault"
)

// keyCommand makes a command that changes a key: it asks for one that opens the file now, sits down and changes.
func (a *app) keyCommand(c *cobra.Command, change func(ctx context.Context, desk *casework.Desk, known string) error) *cobra.Command {
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		ctx := cmd.Context()
		known, err := a.knock(ctx)
		if err != nil {
			return err
		}
		desk, _, err := a.deskWith(ctx, known)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(ctx)) }()
		return change(ctx, desk, known)
	}
	return c
}

func newPassphraseCommand(a *app) *cobra.Command {
	var file string
	c := a.command("passphrase", "passphrase", "mittari passphrase", "mittari passphrase --passphrase-file old.txt --new-passphrase-file new.txt")
	c.Flags().StringVar(&file, "new-passphrase-file", "", a.loc.T("cli.flag.new-passphrase-file"))
	return a.keyCommand(c, func(ctx context.Context, desk *casework.Desk, known string) error {
		next, err := a.freshPassphrase(ctx, file, "cli.ask.new-passphrase")
		if err != nil {
			return err
		}
		if err := desk.ChangeKey(ctx, known, casework.Secret{Kind: casework.KeyPassphrase, Text: next}); err != nil {
			return err
		}
		a.note("cli.passphrase.done")
		return nil
	})
}

func newRecovery(a *app) *cobra.Command {
	c := a.command("recovery", "recovery", "mittari recovery")
	return a.keyCommand(c, func(ctx context.Context, desk *casework.Desk, known string) error {
		code, err := a.showCode(ctx)
		if err != nil {
			return err
		}
		if err := desk.ChangeKey(ctx, known, casework.Secret{Kind: casework.KeyRecovery, Text: code}); err != nil {
			return err
		}
		a.note("cli.recovery.done")
		return nil
	})
}

// showCode makes a recovery code, shows it once and has it confirmed when a person is there.
func (a *app) showCode(ctx context.Context) (string, error) {
	code, err := a.door().NewRecoveryCode()
	if err != nil {
		return "", fmt.Errorf("make a recovery code: %w", err)
	}
	a.note("cli.init.recovery")
	a.say(code)
	if !isTerminal(a.std.In) {
		return code, nil
	}
	return code, a.confirmCode(ctx, code)
}

func newSecond(a *app) *cobra.Command {
	var file string
	var remove bool
	c := a.command("second", "second", "mittari second", "mittari second --remove")
	c.Flags().StringVar(&file, "new-passphrase-file", "", a.loc.T("cli.flag.new-passphrase-file"))
	c.Flags().BoolVar(&remove, "remove", false, a.loc.T("cli.flag.remove-second"))
	return a.keyCommand(c, func(ctx context.Context, desk *casework.Desk, known string) error {
		if remove {
			if err := desk.RemoveSecond(ctx, known); err != nil {
				return err
			}
			a.note("cli.second.removed")
			return nil
		}
		next, err := a.freshPassphrase(ctx, file, "cli.ask.second")
		if err != nil {
			return err
		}
		if err := desk.ChangeKey(ctx, known, casework.Secret{Kind: casework.KeySecond, Text: next}); err != nil {
			return err
		}
		a.note("cli.second.done")
		return nil
	})
}

// opened is what unlock-test found, for machines.
type opened struct {
	File string           `json:"file"`
	Key  casework.KeyKind `json:"key"`
}

// unlockTries is how often a person may type a secret in one run; each wrong one is followed by a longer pause.
const unlockTries = 5

func newUnlockTest(a *app) *cobra.Command {
	c := a.command("unlock-test", "unlock-test", "mittari unlock-test", "mittari unlock-test --workspace /media/stick/mittari-2026-11-21.mittari")
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		kind, err := a.tryKeys(cmd.Context())
		if err != nil {
			return err
		}
		return a.show(opened{File: a.cfg.Workspace, Key: kind}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, a.loc.T("cli.unlock-test.done", "key", a.loc.T("key."+string(kind))))
			return err
		})
	}
	return c
}

// tryKeys asks until a key fits. What comes from a file is tried once.
func (a *app) tryKeys(ctx context.Context) (casework.KeyKind, error) {
	for n := 1; ; n++ {
		secret, err := a.knock(ctx)
		if err != nil {
			return "", err
		}
		kind, err := a.door().Try(casework.Secret{Text: secret})
		again := errors.Is(err, vault.ErrWrongSecret) && isTerminal(a.std.In) && a.flags.passphraseFile == "" && a.flags.passphraseFD < 0
		if err == nil || !again || n == unlockTries {
			return kind, err
		}
		wait := time.Second << n
		a.note("cli.unlock-test.wrong", "seconds", int(wait.Seconds()))
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}
