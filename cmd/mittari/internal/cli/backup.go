package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/store"
)

// saved says where a file was written, for machines.
type saved struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

func newBackup(a *app) *cobra.Command {
	c := a.command("backup", "backup", "mittari backup /media/stick/2026-11-21.mittari")
	c.Use = "backup " + a.loc.T("cli.word.file")
	c.Args = a.arguments(1, 1)
	c.RunE = func(cmd *cobra.Command, args []string) (err error) {
		rec, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rec.Close()) }()
		s, err := rec.Settings(cmd.Context())
		if err != nil {
			return fmt.Errorf("read the settings: %w", err)
		}
		// Logged first, so that the copy says it was made; a copy that fails leaves a line about the try.
		e := store.LogEntry{At: a.host.clock().UTC(), Worker: s.Worker, Action: store.ActExport, Object: "backup"}
		if err := rec.Append(cmd.Context(), e); err != nil {
			return fmt.Errorf("write the access log: %w", err)
		}
		if err := rec.Vault().BackupTo(cmd.Context(), args[0]); err != nil {
			return err
		}
		return a.saved(args[0], "cli.backup.done")
	}
	return c
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
