package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/config"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

func newWording(a *app) *cobra.Command {
	c := a.command("wording", "wording", "mittari instrument wording import phq-9 --lang en phq9.json", "mittari instrument wording list")
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	c.AddCommand(newWordingImport(a), newWordingList(a))
	return c
}

// wordingLine is one installed wording for machines.
type wordingLine struct {
	Instrument string `json:"instrument"`
	Lang       string `json:"lang"`
	Holder     string `json:"holder"`
	Licence    string `json:"licence"`
	Source     string `json:"source"`
	Hash       string `json:"hash"`
}

func newWordingList(a *app) *cobra.Command {
	c := a.command("wording-list", "list", "mittari instrument wording list")
	c.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		rec, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rec.Close()) }()
		packs, err := rec.Wordings(cmd.Context())
		if err != nil {
			return fmt.Errorf("list wordings: %w", err)
		}
		lines := make([]wordingLine, len(packs))
		table := [][]string{a.heads("instrument", "lang", "holder", "source")}
		for i, w := range packs {
			lines[i] = wordingLine{string(w.Instrument), string(w.Lang), w.Holder, w.Licence, w.Source, w.Hash}
			table = append(table, []string{string(w.Instrument), string(w.Lang), w.Holder, w.Source})
		}
		return a.show(lines, func(w io.Writer) error { return grid(w, table) })
	}
	return c
}

// wordingImport is what the user said on the command line.
type wordingImport struct {
	lang, holder, licence string
	yes                   bool
}

// newWordingImport has a --lang of its own: the language of the file, not that of the program.
func newWordingImport(a *app) *cobra.Command {
	var in wordingImport
	c := a.command("wording-import", "import",
		"mittari instrument wording import phq-9 --lang en phq9.json",
		"mittari instrument wording import phq-9 --lang de --holder 'Pfizer Inc.' --licence 'free of charge' --yes phq9-de.json")
	c.Use = "import " + a.loc.T("cli.word.instrument") + " " + a.loc.T("cli.word.file")
	c.Args = a.arguments(2, 2)
	f := c.Flags()
	f.StringVar(&in.lang, config.Lang, "", a.loc.T("cli.flag.wording-lang"))
	f.StringVar(&in.holder, "holder", "", a.loc.T("cli.flag.holder"))
	f.StringVar(&in.licence, "licence", "", a.loc.T("cli.flag.licence"))
	f.BoolVar(&in.yes, "yes", false, a.loc.T("cli.flag.yes"))
	c.Annotations = map[string]string{ownLang: "yes"}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if in.lang == "" {
			return a.usage("cli.usage.needed", "flag", config.Lang)
		}
		return a.importWording(cmd.Context(), instruments.ID(args[0]), args[1], in)
	}
	return c
}

// ownLang marks a command whose --lang is not the program's language.
const ownLang = "own-lang"

func (a *app) importWording(ctx context.Context, id instruments.ID, path string, in wordingImport) (err error) {
	cat, err := a.definitions()
	if err != nil {
		return err
	}
	match, err := matchWording(cat, id, path, instruments.Lang(in.lang))
	if err != nil {
		return err
	}
	if err := a.printMatch(match); err != nil {
		return err
	}
	def := match.Definition
	if in.holder == "" {
		in.holder = def.Rights.Holder
	}
	if in.licence == "" {
		in.licence = a.loc.Text(def.Rights.Terms)
	}
	w, err := match.Wording(in.holder, in.licence, filepath.Base(path))
	if err != nil {
		return err
	}
	if !in.yes {
		if err := a.confirm(ctx, a.loc.T("cli.wording.confirm")); err != nil {
			return err
		}
	}
	desk, _, err := a.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, desk.Leave(ctx)) }()
	if err := desk.ImportWording(ctx, w); err != nil {
		return err
	}
	a.note("cli.wording.done", "ref", def.Ref(), "lang", w.Lang, "hash", w.Hash[:12])
	return nil
}

func matchWording(cat *instruments.Catalogue, id instruments.ID, path string, tag instruments.Lang) (_ *importer.Match, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the wording: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return casework.MatchWording(cat, casework.WordingFile{Instrument: id, Lang: tag, Content: f, Beside: os.DirFS(filepath.Dir(path))})
}

// printMatch shows the pairs for a person to compare with the paper, and what is in doubt.
func (a *app) printMatch(m *importer.Match) error {
	p := &page{w: a.std.Out}
	cues := m.Definition.Cues[a.loc.Lang()]
	p.line("%s", a.loc.T("cli.wording.match", "title", m.Title, "ref", m.Definition.Ref(), "lang", m.Lang))
	for _, i := range m.Items {
		p.line("%3d  %-30s  %s  (%s)", i.Number, cues.Items[i.Number], i.Text, a.loc.T("cli.basis."+string(i.Basis)))
	}
	for _, o := range m.Options {
		p.line("%3d  %-30s  %s  (%s)", o.Code, o.Set, o.Text, a.loc.T("cli.basis."+string(o.Basis)))
	}
	for _, n := range m.MissingItems {
		p.line("%s", a.loc.T("cli.wording.missing", "what", strconv.Itoa(n)))
	}
	for _, o := range m.MissingOptions {
		p.line("%s", a.loc.T("cli.wording.missing", "what", o.Set+" "+strconv.Itoa(o.Code)))
	}
	for _, d := range m.Doubts {
		p.line("? %s", a.loc.T("cli.doubt."+string(d.Kind), "item", d.Item, "option", d.Option.Code, "text", d.Text, "other", d.Other))
	}
	return p.err
}

// confirm asks a person for yes. Without one nothing is assumed.
func (a *app) confirm(ctx context.Context, question string) error {
	answer, err := a.asker().line(ctx, question)
	if errors.Is(err, io.EOF) {
		return a.usage("cli.usage.confirm")
	}
	if err != nil {
		return err
	}
	if slices.Contains([]string{"k", "kyllä", "j", "ja", "y", "yes"}, answer) {
		return nil
	}
	return &problem{key: "not-confirmed"}
}
