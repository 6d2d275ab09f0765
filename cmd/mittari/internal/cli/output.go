package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
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

// writeFile writes a file whole or not at all; without replace an existing one is left as it is.
func writeFile(path string, replace bool, write func(io.Writer) error) error {
	err := casework.WriteFile(path, replace, write)
	if errors.Is(err, casework.ErrFileExists) {
		return &problem{key: "file-exists", pairs: []any{"path", path}}
	}
	return err
}
