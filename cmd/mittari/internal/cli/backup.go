package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// saved says where a file was written, for machines.
type saved struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

func newBackup(a *app) *cobra.Command {
	var check bool
	var every int
	c := a.command("backup", "backup", "mittari backup", "mittari backup /media/stick", "mittari backup /media/stick/team.mittari --check", "mittari backup --remind 14")
	c.Use = "backup [" + a.loc.T("cli.word.file-or-folder") + "]"
	c.Args = a.arguments(0, 1)
	c.Flags().BoolVar(&check, "check", false, a.loc.T("cli.flag.check-backup"))
	c.Flags().IntVar(&every, "remind", 0, a.loc.T("cli.flag.remind"))
	c.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if cmd.Flags().Changed("remind") && (every < 1 || every > 90) {
			return a.usage("cli.usage.remind")
		}
		ctx := cmd.Context()
		secret, err := a.knock(ctx)
		if err != nil {
			return err
		}
		desk, _, err := a.deskWith(ctx, secret)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, desk.Leave(ctx)) }()
		if every > 0 {
			if err := desk.RemindOfBackup(ctx, every); err != nil || len(args) == 0 {
				return err
			}
		}
		to := "."
		if len(args) > 0 {
			to = args[0]
		}
		path, err := desk.Backup(ctx, to)
		if err != nil {
			return err
		}
		if err := a.saved(path, "cli.backup.done"); err != nil || !check {
			return err
		}
		return a.checkBackup(ctx, path, secret)
	}
	return c
}

// checkBackup opens a backup as a person would who needs it, and checks everything in it.
func (a *app) checkBackup(ctx context.Context, path, secret string) (err error) {
	cat, err := a.definitions()
	if err != nil {
		return err
	}
	rec, err := cabinet.NewDoor(path, a.host.kdf, a.host.clock).Open(ctx, secret, false)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	defer func() { err = errors.Join(err, rec.Close()) }()
	proof, err := casework.Prove(ctx, rec, cat)
	if err != nil {
		return err
	}
	if err := a.printProof(a.std.Err, proof); err != nil {
		return err
	}
	return proof.Err()
}

// saved tells where a file was written.
func (a *app) saved(path, key string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at the file written: %w", err)
	}
	return a.show(saved{File: path, Bytes: info.Size()}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, a.loc.T(key, "path", path, "kilobytes", a.loc.Number(float64(info.Size())/1000, 0)))
		return err
	})
}
