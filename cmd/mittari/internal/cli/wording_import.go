package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

// wordingImport is what the user said on the command line.
type wordingImport struct {
	lang, informant, holder, licence string
	column, idColumn, sheet, form    string
	options                          []string
	yes, acceptDoubts                bool
}

func newWordingImport(a *app) *cobra.Command {
	var in wordingImport
	c := a.command("wording-import", "import",
		"mittari instrument wording import phq-9 --wording-lang en phq9.json",
		"mittari instrument wording import phq-9 --wording-lang de --holder 'Pfizer Inc.' --licence 'free of charge' --yes phq9-de.json",
		"mittari instrument wording import mood --wording-lang fi --column suomi mood.xlsx",
		"mittari instrument wording import mood --wording-lang fi --option 'often:0=ei lainkaan' --option 'often:1=joskus' mood.txt")
	c.Use = "import " + a.loc.T("cli.word.instrument") + " " + a.loc.T("cli.word.file")
	c.Args = a.arguments(2, 2)
	a.addWordingLang(c, &in.lang)
	f := c.Flags()
	f.StringVar(&in.informant, "informant", "", a.loc.T("cli.flag.wording.informant"))
	f.StringVar(&in.holder, "holder", "", a.loc.T("cli.flag.holder"))
	f.StringVar(&in.licence, "licence", "", a.loc.T("cli.flag.licence"))
	f.StringVar(&in.column, "column", "", a.loc.T("cli.flag.wording.column"))
	f.StringVar(&in.idColumn, "id-column", "", a.loc.T("cli.flag.wording.id-column"))
	f.StringVar(&in.sheet, "sheet", "", a.loc.T("cli.flag.wording.sheet"))
	f.StringVar(&in.form, "form", "", a.loc.T("cli.flag.form"))
	f.StringArrayVar(&in.options, "option", nil, a.loc.T("cli.flag.wording.option"))
	f.BoolVar(&in.yes, "yes", false, a.loc.T("cli.flag.wording.yes"))
	f.BoolVar(&in.acceptDoubts, "accept-doubts", false, a.loc.T("cli.flag.wording.accept-doubts"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.who(in.informant, ""); err != nil {
			return err
		}
		return a.importWording(cmd, instruments.ID(args[0]), args[1], in)
	}
	return c
}

// importWording matches before it asks for the passphrase, so that a wrong file is told at once; where the holder has
// to be asked, the permission comes before the words are shown.
func (a *app) importWording(cmd *cobra.Command, id instruments.ID, path string, in wordingImport) error {
	def, err := a.newest(id)
	if err != nil {
		return err
	}
	tag, err := a.wordingLang(in.lang)
	if err != nil {
		return err
	}
	if def.Rights.Class == instruments.Permission {
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			if err := desk.MayShow(cmd.Context(), def); err != nil {
				return err
			}
			w, err := a.confirmedWording(cmd.Context(), id, path, tag, in)
			if err != nil {
				return err
			}
			return a.storeWording(cmd.Context(), desk, def, w)
		})
	}
	w, err := a.confirmedWording(cmd.Context(), id, path, tag, in)
	if err != nil {
		return err
	}
	return a.atDesk(cmd, func(desk *casework.Desk) error { return a.storeWording(cmd.Context(), desk, def, w) })
}

func (a *app) newest(id instruments.ID) (*instruments.Definition, error) {
	cat, err := a.definitions()
	if err != nil {
		return nil, err
	}
	return cat.Get(id)
}

func (a *app) storeWording(ctx context.Context, desk *casework.Desk, def *instruments.Definition, w instruments.Wording) error {
	if err := desk.ImportWording(ctx, w); err != nil {
		return err
	}
	a.note("cli.wording.done", "ref", def.Ref(), "lang", w.Lang, "hash", shortHash(w.Hash))
	return nil
}

// confirmedWording shows the match and has a person settle it.
func (a *app) confirmedWording(ctx context.Context, id instruments.ID, path string, tag instruments.Lang, in wordingImport) (instruments.Wording, error) {
	none := instruments.Wording{}
	var match *importer.Match
	err := a.whichForm(ctx, in.form, func(form string) (err error) {
		match, err = matchWording(ctx, a.catalogue, path, casework.WordingFile{Instrument: id, Lang: tag, Form: form, Columns: in.columns(tag)})
		return err
	})
	if err != nil {
		return none, err
	}
	if err := a.keyedOptions(match, in.options); err != nil {
		return none, err
	}
	if err := a.rightsOf(match, &in); err != nil {
		return none, err
	}
	if err := a.printMatch(match); err != nil {
		return none, err
	}
	ask := a.asker()
	if err := a.settle(ctx, ask, match, in); err != nil {
		return none, err
	}
	w, err := casework.TakeOver(match, instruments.Informant(in.informant), in.holder, in.licence, filepath.Base(path))
	if err != nil || in.yes {
		return w, err
	}
	return w, a.sure(ask.line(ctx, a.loc.T("cli.wording.confirm")))
}

// rightsOf fills in whose the words are and on what terms: as said on the command line, else as the definition or else
// the file has it. Words of nobody, on no terms, are not taken over.
func (a *app) rightsOf(m *importer.Match, in *wordingImport) error {
	in.holder = cmp.Or(in.holder, m.Definition.Rights.Holder, m.Draft.Publisher)
	in.licence = cmp.Or(in.licence, a.loc.Text(m.Definition.Rights.Terms), m.Draft.Copyright)
	return a.needed("holder", in.holder, "licence", in.licence)
}

// columns are what a person said about a table; nil: nothing.
func (in *wordingImport) columns(tag instruments.Lang) *importer.Columns {
	if in.column == "" && in.idColumn == "" && in.sheet == "" {
		return nil
	}
	c := &importer.Columns{Sheet: in.sheet, ID: in.idColumn}
	if in.column != "" {
		c.Texts = map[instruments.Lang]string{tag: in.column}
	}
	return c
}

func matchWording(ctx context.Context, cat *instruments.Catalogue, path string, file casework.WordingFile) (_ *importer.Match, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the wording: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	file.Name, file.Content, file.Beside = filepath.Base(path), f, os.DirFS(filepath.Dir(path))
	return casework.MatchWording(ctx, cat, file)
}

// keyedOptions takes over the words of answers from the command line: SET:CODE=TEXT.
func (a *app) keyedOptions(m *importer.Match, given []string) error {
	for _, one := range given {
		key, text, ok := strings.Cut(one, "=")
		set, code, named := strings.Cut(key, ":")
		n, err := strconv.Atoi(code)
		if !ok || !named || err != nil || !casework.SetOption(m, importer.OptionKey{Set: set, Code: n}, strings.TrimSpace(text)) {
			return a.usage("cli.usage.wording-option", "value", one)
		}
	}
	return nil
}

// settle has a person decide what is in doubt, and key in from the paper the answers that the file does not word.
func (a *app) settle(ctx context.Context, ask *asker, m *importer.Match, in wordingImport) error {
	if in.yes && len(m.Doubts) > 0 && !in.acceptDoubts {
		return &problem{key: "doubts", pairs: []any{"n", len(m.Doubts)}}
	}
	for _, key := range slices.Clone(m.MissingOptions) {
		if in.yes || len(m.MissingItems) > 0 {
			break // what is missing is said by the match
		}
		text, err := ask.line(ctx, a.loc.T("cli.wording.key-in", "set", key.Set, "code", key.Code))
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if !casework.SetOption(m, key, printable(text)) {
			break
		}
	}
	if in.acceptDoubts || !m.Complete() {
		return nil
	}
	return a.askDoubts(ctx, ask, m)
}
