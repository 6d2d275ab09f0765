package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/store"
)

// restored says what was done, for machines.
type restored struct {
	File       string     `json:"file"`
	Kept       string     `json:"kept,omitempty"` // name of the file that was there before
	Families   int        `json:"families"`
	Sheets     int        `json:"administrations"`
	LogEntries int64      `json:"log_entries"`
	Checks     []oneCheck `json:"checks"`
	Done       bool       `json:"done"`
}

type restoreFlags struct {
	to, present string
	yes, anyway bool
}

func newRestore(a *app) *cobra.Command {
	var f restoreFlags
	c := a.command("restore", "restore", "mittari restore /media/stick/mittari-2026-11-21.mittari",
		"mittari restore backup.mittari --to team.mittari --passphrase-file secret.txt --yes")
	c.Use = "restore " + a.loc.T("cli.word.file")
	c.Args = a.arguments(1, 1)
	c.Flags().StringVar(&f.to, "to", "", a.loc.T("cli.flag.restore-to"))
	c.Flags().StringVar(&f.present, "present-passphrase-file", "", a.loc.T("cli.flag.present-passphrase"))
	c.Flags().BoolVar(&f.yes, "yes", false, a.loc.T("cli.flag.restore-yes"))
	c.Flags().BoolVar(&f.anyway, "anyway", false, a.loc.T("cli.flag.restore-anyway"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if f.to != "" {
			if cmd.Flags().Changed(config.Workspace) {
				return a.usage("cli.usage.to-or-workspace")
			}
			a.cfg.Workspace = f.to
		}
		return a.restore(cmd.Context(), args[0], f)
	}
	return c
}

func (a *app) restore(ctx context.Context, from string, f restoreFlags) error {
	cat, err := a.definitions()
	if err != nil {
		return err
	}
	secret, present, err := a.restoreSecrets(ctx, f)
	if err != nil {
		return err
	}
	r, err := a.door().Bring(ctx, from, casework.Secret{Text: secret}, present, func(ctx context.Context, rec casework.Record) (casework.Proof, error) {
		return casework.Prove(ctx, rec, cat)
	})
	if err != nil {
		return err
	}
	if err := a.printRestoring(a.std.Err, r); err != nil {
		return errors.Join(err, r.Drop())
	}
	if err := r.Proof.Err(); err != nil && !f.anyway {
		a.note("cli.restore.not-whole")
		return errors.Join(err, r.Drop())
	}
	if err := a.confirmRestore(ctx, r, f.yes); err != nil {
		a.note("cli.restore.nothing")
		return errors.Join(err, r.Drop())
	}
	kept, err := r.Commit(ctx)
	if err != nil {
		return err
	}
	return a.show(restoredOf(a.cfg.Workspace, kept, r), func(w io.Writer) error { return a.printRestored(w, kept) })
}

// restoreSecrets are the backup's secret and, when its file was named, that of the file that is there now.
func (a *app) restoreSecrets(ctx context.Context, f restoreFlags) (secret, present string, err error) {
	secret, given, err := a.givenPassphrase()
	if err == nil && !given {
		secret, err = a.hidden(ctx, a.loc.T("cli.ask.backup-secret"))
	}
	if err != nil || f.present == "" {
		return secret, "", err
	}
	present, err = secretOf(f.present)
	return secret, present, err
}

func (a *app) confirmRestore(ctx context.Context, r *cabinet.Restoring, yes bool) error {
	if yes {
		return nil
	}
	if !isTerminal(a.std.In) {
		return a.usage("cli.usage.needs-yes")
	}
	ask := "cli.ask.restore"
	if r.Present != nil {
		ask = "cli.ask.restore-over"
	}
	return a.confirm(ctx, a.loc.T(ask, "path", a.cfg.Workspace))
}

// printRestoring puts what the backup holds beside what the file in its place holds.
func (a *app) printRestoring(w io.Writer, r *cabinet.Restoring) error {
	head := append([]string{""}, a.heads("in-backup", "in-present")...)
	table := [][]string{head}
	var present *casework.Contents
	if r.Present != nil {
		present = r.Present.Contents
	}
	for _, row := range []struct {
		name string
		of   func(*casework.Contents) string
	}{
		{"changed", func(c *casework.Contents) string { return a.moment(c) }},
		{"families", func(c *casework.Contents) string { return fmt.Sprint(c.Families) }},
		{"administrations", func(c *casework.Contents) string { return fmt.Sprint(c.Administrations) }},
		{"drafts", func(c *casework.Contents) string { return fmt.Sprint(c.Drafts) }},
		{"log", func(c *casework.Contents) string { return fmt.Sprint(c.LogEntries) }},
	} {
		line := []string{a.loc.T("contents." + row.name), row.of(&r.Backup), "–"}
		if present != nil {
			line[2] = row.of(present)
		}
		table = append(table, line)
	}
	if err := grid(w, table); err != nil {
		return err
	}
	switch {
	case r.Present == nil:
		a.note("cli.restore.no-present", "path", a.cfg.Workspace)
	case present == nil:
		a.note("cli.restore.present-shut", "path", r.Present.Path,
			"date", a.loc.Date(store.DateOf(r.Present.Modified)), "kilobytes", a.loc.Number(float64(r.Present.Bytes)/1000, 0))
	case present.LogEntries > r.Backup.LogEntries:
		a.note("cli.restore.newer")
	}
	return a.printProof(w, r.Proof)
}

func (a *app) moment(c *casework.Contents) string {
	if c.Changed.IsZero() {
		return "–"
	}
	at := c.Changed.In(a.host.clock().Location())
	return a.loc.Date(store.DateOf(at)) + " " + at.Format("15:04")
}

func (a *app) printRestored(w io.Writer, kept string) error {
	text := a.loc.T("cli.restore.done", "path", a.cfg.Workspace)
	if kept != "" {
		text += "\n" + a.loc.T("cli.restore.kept", "path", kept)
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

func restoredOf(path, kept string, r *cabinet.Restoring) restored {
	return restored{
		File: path, Kept: kept, Families: r.Backup.Families, Sheets: r.Backup.Administrations,
		LogEntries: r.Backup.LogEntries, Checks: verifiedOf(path, r.Proof).Checks, Done: true,
	}
}
