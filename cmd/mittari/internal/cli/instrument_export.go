package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/definition"
	"github.com/mittari/mittari/instruments"
)

// exportFlags are what instrument export was told.
type exportFlags struct {
	format, out, lang, informant string
	overwrite                    bool
}

func newInstrumentExport(a *app) *cobra.Command {
	var o exportFlags
	c := a.command("instrument-export", "export",
		"mittari instrument export who-5 --format fhir --out who5.json",
		"mittari instrument export sdq --format redcap --informant parent --out sdq.csv",
		"mittari instrument export who-5 --format xlsform --wording-lang fi --out who5.xlsx")
	c.Use = "export " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.StringVar(&o.format, "format", "", a.loc.T("cli.flag.export.format"))
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.export.out"))
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.wording.informant"))
	f.StringVar(&o.lang, wordingLangFlag, "", a.loc.T("cli.flag.export.wording-lang"))
	f.BoolVar(&o.overwrite, "overwrite", false, a.loc.T("cli.flag.overwrite"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.needed("format", o.format, "out", o.out); err != nil {
			return err
		}
		if err := a.oneOf("format", o.format, "fhir", "redcap", "xlsform"); err != nil {
			return err
		}
		if err := a.who(o.informant, ""); err != nil {
			return err
		}
		def, err := a.definition(args[0])
		if err != nil {
			return err
		}
		opts := definition.Options{Informant: instruments.Informant(o.informant), Words: []export.Words{a.loc}}
		for _, l := range lang.Languages() {
			if l == a.loc.Lang() {
				continue
			}
			words, err := lang.New(l)
			if err != nil {
				return err
			}
			opts.Words = append(opts.Words, words)
		}
		if o.lang != "" {
			if opts.Wording, err = a.exportedWording(cmd, def, o); err != nil {
				return err
			}
		}
		if err := writeFile(o.out, o.overwrite, func(w io.Writer) error { return writeAs(cmd.Context(), w, o.format, def, opts) }); err != nil {
			return err
		}
		a.note("cli.export.done", "ref", def.Ref(), "path", o.out)
		return nil
	}
	return c
}

func writeAs(ctx context.Context, w io.Writer, format string, def *instruments.Definition, opts definition.Options) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch format {
	case "redcap":
		return definition.REDCap(w, def, opts)
	case "xlsform":
		return definition.XLSForm(w, def, opts)
	}
	return definition.FHIR(w, def, opts)
}

// exportedWording is the installed wording that goes into the file.
func (a *app) exportedWording(cmd *cobra.Command, def *instruments.Definition, o exportFlags) (*instruments.Wording, error) {
	if own, ok := def.Own[instruments.Lang(o.lang)]; ok {
		return &own, nil
	}
	var found *instruments.Wording
	err := a.atDesk(cmd, func(desk *casework.Desk) error {
		var err error
		found, err = desk.WordingFor(cmd.Context(), def, instruments.Lang(o.lang), instruments.Informant(o.informant))
		return err
	})
	return found, err
}
