package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

// say prints a line of results.
func (a *app) say(line string) { _, _ = fmt.Fprintln(a.std.Out, line) }

// note prints a line beside the results: progress, a warning.
func (a *app) note(key string, pairs ...any) { _, _ = fmt.Fprintln(a.std.Err, a.loc.T(key, pairs...)) }

// show prints results: the value for machines, or what text prints for people.
func (a *app) show(value any, text func(io.Writer) error) error {
	if !a.flags.json {
		return text(a.std.Out)
	}
	e := json.NewEncoder(a.std.Out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// grid prints rows in columns; the first row is the header.
func grid(w io.Writer, rows [][]string) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, r := range rows {
		if _, err := fmt.Fprintln(t, strings.Join(r, "\t")); err != nil {
			return err
		}
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// heads words the headers of a table.
func (a *app) heads(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = a.loc.T("cli.head." + k)
	}
	return out
}

// writeFile writes a file whole or not at all: beside its place first, then under its name. With replace it takes
// the place of an older file, without it an existing one is fs.ErrExist.
func writeFile(path string, replace bool, write func(io.Writer) error) (err error) {
	if !replace {
		if _, err := os.Lstat(path); err == nil {
			return &problem{key: "file-exists", pairs: []any{"path", path}}
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
