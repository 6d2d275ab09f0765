package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
)

// mergedLine is what came of one bundle, for machines.
type mergedLine struct {
	File            string `json:"file"`
	Sender          string `json:"sender,omitempty"`
	Signer          string `json:"signer,omitempty"`
	NewSender       bool   `json:"new_sender,omitempty"`
	Already         bool   `json:"already,omitempty"`
	Versions        int    `json:"versions"`
	Changed         int    `json:"changed"`
	Administrations int    `json:"administrations"`
	Known           int    `json:"known"`
	Erased          int    `json:"erased"`
	Error           string `json:"error,omitempty"`
}

// mergedView is what came of a merge, for machines.
type mergedView struct {
	Files     []mergedLine `json:"files"`
	Waiting   int          `json:"waiting"`
	Conflicts int          `json:"conflicts"`
}

type mergeFlags struct {
	witness, secretFile string
	accept              []string
}

func newMerge(a *app) *cobra.Command {
	var f mergeFlags
	c := a.command("merge", "merge", "mittari merge /media/stick/*.bundle --witness T5", "mittari merge week-47.bundle --witness T5 --json")
	c.Use = "merge " + a.loc.T("cli.word.file") + "…"
	c.Args = a.arguments(1, mostBundles)
	c.Flags().StringVar(&f.witness, "witness", "", a.loc.T("cli.flag.witness"))
	c.Flags().StringVar(&f.secretFile, "bundle-passphrase-file", "", a.loc.T("cli.flag.bundle-passphrase"))
	c.Flags().StringArrayVar(&f.accept, "accept-signer", nil, a.loc.T("cli.flag.accept-signer"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return a.atDesk(cmd, func(desk *casework.Desk) error { return a.merge(cmd.Context(), desk, args, f) })
	}
	return c
}

// mostBundles is how many bundles one command takes.
const mostBundles = 1000

func (a *app) merge(ctx context.Context, desk *casework.Desk, paths []string, f mergeFlags) (err error) {
	o := casework.MergeOrder{Witness: f.witness, Accept: f.accept, Progress: a.mergeProgress()}
	if o.Passphrase, err = bundleSecret(f.secretFile); err != nil {
		return err
	}
	if o.Witness == "" {
		if !isTerminal(a.std.In) {
			return a.usage("cli.usage.needed", "flag", "witness")
		}
		if o.Witness, err = a.asker().line(ctx, a.loc.T("cli.ask.witness")); err != nil {
			return fmt.Errorf("ask for the second person: %w", err)
		}
	}
	if isTerminal(a.std.In) {
		o.Confirm = a.compared
	}
	var done func() error
	if o.Files, done, err = casework.OpenBundles(paths); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	v, err := desk.Merge(ctx, o)
	if err != nil {
		return err
	}
	if err := a.showMerged(v); err != nil {
		return err
	}
	if v.Failed() {
		return &warned{exitWarned}
	}
	return nil
}

// compared asks whether the fingerprint of a new sender is the right one.
func (a *app) compared(ctx context.Context, unknown *casework.SignerError) (bool, error) {
	err := a.confirm(ctx, a.loc.T("cli.ask.signer", "sender", printable(unknown.Sender), "mark", unknown.Mark.String()))
	var no *problem
	if errors.As(err, &no) {
		return false, nil
	}
	return err == nil, err
}

// mergeProgress prints one line on a terminal that is written over, and nothing elsewhere.
func (a *app) mergeProgress() func(casework.MergeStep) {
	tell := a.progress("cli.merge.progress")
	if tell == nil {
		return nil
	}
	last := -1
	return func(s casework.MergeStep) {
		const parts = 100
		if now := int(s.Done * parts / max(s.Of, 1)); now != last {
			last = now
			tell(now, parts)
		}
	}
}

func (a *app) showMerged(v casework.MergeView) error {
	out := mergedView{Waiting: v.Total.Waiting, Conflicts: len(v.Conflicts)}
	table := [][]string{a.heads("file", "sender", "new", "changed", "known", "erased", "outcome")}
	for _, f := range v.Files {
		line := mergedLine{
			File: f.Name, Sender: f.Manifest.Sender, NewSender: f.NewSender, Already: f.Already, Versions: f.Brought.Versions, Changed: f.Changed,
			Administrations: f.Brought.Administrations, Known: f.Brought.Known, Erased: f.Brought.Erased,
		}
		outcome := a.loc.T("cli.merge.taken")
		switch {
		case f.Err != nil:
			line.Error = a.loc.Err(f.Err).String()
			outcome = a.loc.T("cli.merge.refused")
		case f.Already:
			outcome = a.loc.T("cli.merge.already")
		}
		if f.Mark.Hex != "" {
			line.Signer = f.Mark.String()
		}
		out.Files = append(out.Files, line)
		table = append(table, []string{
			filepath.Base(f.Name), line.Sender, strconv.Itoa(line.Versions - line.Changed + line.Administrations), strconv.Itoa(line.Changed),
			strconv.Itoa(line.Known), strconv.Itoa(line.Erased), outcome,
		})
	}
	if err := a.show(out, func(w io.Writer) error { return grid(w, table) }); err != nil {
		return err
	}
	a.mergeNotes(v, out)
	return nil
}

// mergeNotes says what a person has to look at.
func (a *app) mergeNotes(v casework.MergeView, out mergedView) {
	for i, f := range v.Files {
		if f.Err != nil {
			a.note("cli.merge.why", "file", f.Name, "why", out.Files[i].Error)
		}
		if f.NewSender {
			a.note("cli.merge.new-sender", "sender", f.Manifest.Sender, "mark", f.Mark.String())
		}
	}
	if out.Waiting > 0 {
		a.note("cli.merge.waiting", "n", out.Waiting)
	}
	if out.Conflicts > 0 {
		a.note("cli.merge.conflicts", "n", out.Conflicts)
	}
}
