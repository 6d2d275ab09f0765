package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// verified is what verify found, for machines.
type verified struct {
	File        string     `json:"file"`
	Pages       string     `json:"pages"` // "whole", "damaged"
	LogEntries  int64      `json:"log_entries"`
	LogMark     string     `json:"log_mark,omitempty"` // as `mittari log --check` takes it
	Checks      []oneCheck `json:"checks"`
	NotScored   int        `json:"definition_unknown"`
	Differences int        `json:"score_differences"`
}

type oneCheck struct {
	Check  string `json:"check"`
	Result string `json:"result"` // "holds", "fails", "not-made"
	N      int64  `json:"n"`
}

func newVerify(a *app) *cobra.Command {
	c := a.command("verify", "verify", "mittari verify", "mittari verify --workspace backup.mittari")
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		rec, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rec.Close()) }()
		cat, err := a.definitions()
		if err != nil {
			return err
		}
		proof, err := casework.Prove(cmd.Context(), rec, cat)
		if err != nil {
			return fmt.Errorf("verify the file: %w", err)
		}
		if err := a.show(verifiedOf(a.cfg.Workspace, proof), func(w io.Writer) error { return a.printProof(w, proof) }); err != nil {
			return err
		}
		return proof.Err()
	}
	return c
}

func verifiedOf(path string, p casework.Proof) verified {
	v := verified{
		File: path, Pages: "whole", LogEntries: p.Check(casework.CheckLog).N,
		NotScored: p.Unknown, Differences: len(p.Differences),
	}
	if p.Check(casework.CheckPages).Err != nil {
		v.Pages = "damaged"
	}
	for _, c := range p.Checks {
		v.Checks = append(v.Checks, oneCheck{Check: string(c.Name), Result: checkResult(c), N: c.N})
	}
	return v
}

func checkResult(c casework.Check) string {
	switch {
	case !c.Made:
		return "not-made"
	case c.Err != nil:
		return "fails"
	}
	return "holds"
}

// printProof prints the checks as a table, and the results that differ below it.
func (a *app) printProof(w io.Writer, p casework.Proof) error {
	table := [][]string{a.heads("check", "result", "looked-at")}
	for _, c := range p.Checks {
		table = append(table, []string{
			a.loc.T("check." + string(c.Name)), a.loc.T("check.result." + checkResult(c)), a.lookedAt(c),
		})
	}
	if err := grid(w, table); err != nil {
		return err
	}
	if p.Unknown > 0 {
		if _, err := fmt.Fprintln(w, a.loc.N("cli.verify.unknown", p.Unknown)); err != nil {
			return err
		}
	}
	if len(p.Differences) > 0 {
		return a.printDifferences(w, p.Differences)
	}
	return nil
}

func (a *app) lookedAt(c casework.Check) string {
	switch {
	case !c.Made:
		return "–"
	case c.Name == casework.CheckPages:
		return a.loc.T("check.all-pages")
	}
	return a.loc.N("check.n."+string(c.Name), int(c.N))
}
