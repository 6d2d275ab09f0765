package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// importedDefinition is what import did, for machines.
type importedDefinition struct {
	Folder    string         `json:"folder"`
	Ref       string         `json:"ref"`
	Format    string         `json:"format"`
	Items     int            `json:"items"`
	Scales    int            `json:"scales"`
	Langs     []string       `json:"languages"`
	Decisions []decisionLine `json:"decisions"`
	Warnings  []string       `json:"warnings,omitempty"`
}

type decisionLine struct {
	Kind  string `json:"kind"`
	Item  int    `json:"item,omitempty"`
	Scale string `json:"scale,omitempty"`
	Text  string `json:"text"` // the decision in words
}

// decisionsFile lies beside the definition until everything in it has been decided.
const decisionsFile = "decisions.txt"

func newInstrumentImport(a *app) *cobra.Command {
	var o struct{ id, out, column, idColumn, sheet, form string }
	c := a.command("instrument-import", "import",
		"mittari instrument import phq9.json --id phq-own",
		"mittari instrument import form.xlsx --id mood --out ./own",
		"mittari instrument import dictionary.csv --form phq9 --id phq-own",
		"mittari instrument import scale.osd --id mood && mittari instrument check mood")
	c.Use = "import " + a.loc.T("cli.word.file")
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.StringVar(&o.id, "id", "", a.loc.T("cli.flag.import.id"))
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.new.out"))
	f.StringVar(&o.column, "column", "", a.loc.T("cli.flag.wording.column"))
	f.StringVar(&o.idColumn, "id-column", "", a.loc.T("cli.flag.wording.id-column"))
	f.StringVar(&o.sheet, "sheet", "", a.loc.T("cli.flag.wording.sheet"))
	f.StringVar(&o.form, "form", "", a.loc.T("cli.flag.form"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.needed("id", o.id); err != nil {
			return err
		}
		id := instruments.ID(o.id)
		if err := a.freeID(id); err != nil {
			return err
		}
		in := wordingImport{column: o.column, idColumn: o.idColumn, sheet: o.sheet}
		var draft *importer.Draft
		err := a.whichForm(cmd.Context(), o.form, func(form string) (err error) {
			draft, err = readDraft(cmd.Context(), args[0], form, in.columns(a.loc.Lang()))
			return err
		})
		if err != nil {
			return err
		}
		def, decisions := draft.Definition(id)
		if len(def.Items) == 0 {
			return &problem{key: "no-items", pairs: []any{"n", len(draft.Items)}}
		}
		emptyTexts(def)
		lines := make([]decisionLine, len(decisions))
		var text bytes.Buffer
		for i, d := range decisions {
			lines[i] = decisionLine{string(d.Kind), d.Item, string(d.Scale), a.decision(d)}
			_, _ = fmt.Fprintf(&text, "[ ] %s\n", lines[i].Text) // a buffer takes everything
		}
		dir, err := a.writeDefinition(o.out, def, nil, map[string][]byte{decisionsFile: text.Bytes()})
		if err != nil {
			return err
		}
		v := importedDefinition{
			Folder: dir, Ref: def.Ref().String(), Format: string(draft.Format), Items: len(def.Items), Scales: len(def.Scales),
			Langs: texts(draft.Langs()), Decisions: lines,
		}
		for _, w := range draft.Warnings {
			v.Warnings = append(v.Warnings, a.warning(w))
		}
		if err := a.show(v, func(w io.Writer) error { return a.printImported(w, v) }); err != nil {
			return err
		}
		a.note("cli.import.next", "path", dir, "id", o.id, "file", decisionsFile)
		a.noteOwnFolder(o.out)
		return nil
	}
	return c
}

func readDraft(ctx context.Context, path, form string, columns *importer.Columns) (_ *importer.Draft, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the questionnaire: %w", err)
	}
	defer func() { _ = f.Close() }() // opened for reading only
	return casework.ReadDraft(ctx, casework.WordingFile{
		Name: filepath.Base(path), Content: f, Beside: os.DirFS(filepath.Dir(path)), Form: form, Columns: columns,
	})
}

// whichForm reads a file that may hold several forms. Where it has not been said which one is meant, a person at a
// terminal is asked; elsewhere the forms are in the error.
func (a *app) whichForm(ctx context.Context, form string, read func(form string) error) error {
	err := read(form)
	var several *casework.FormsError
	if !errors.As(err, &several) || several.Asked != "" || !isTerminal(a.std.In) {
		return err
	}
	for i, name := range several.Names {
		_, _ = fmt.Fprintf(a.std.Err, "%3d  %s\n", i+1, printable(name))
	}
	if form, err = a.asker().line(ctx, a.loc.T("cli.ask.form")); err != nil {
		return fmt.Errorf("ask which form is meant: %w", err)
	}
	return read(form)
}

func (a *app) decision(d importer.Decision) string {
	key := "cli.decision." + string(d.Kind)
	if unsaid := key + ".unsaid"; strings.TrimSpace(d.Text) == "" && a.loc.Has(unsaid) {
		return a.loc.T(unsaid)
	}
	return a.loc.T(key, "item", d.Item, "scale", string(d.Scale), "text", printable(d.Text), "other", printable(d.Other))
}

func (a *app) printImported(w io.Writer, v importedDefinition) error {
	p := &page{w: w}
	p.line("%s", a.loc.T("cli.import.done", "ref", v.Ref, "format", v.Format, "items", v.Items, "scales", v.Scales))
	p.line("%s", v.Folder)
	p.line("\n%s", a.loc.T("cli.import.decide", "n", len(v.Decisions)))
	for _, d := range v.Decisions {
		p.line("  [ ] %s", d.Text)
	}
	for _, text := range v.Warnings {
		p.line("  ! %s", text)
	}
	return p.err
}
