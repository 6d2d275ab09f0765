package cli

import (
	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/instruments"
)

// newPaper prints a form from installed wording.
func newPaper(a *app) *cobra.Command {
	var o struct {
		lang, informant, out string
		overwrite            bool
	}
	c := a.command("instrument-paper", "paper",
		"mittari instrument paper phq-9 --wording-lang fi --out phq9.xlsx",
		"mittari instrument paper phq-9 --wording-lang fi --out phq9.txt")
	c.Use = "paper " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	a.addWordingLang(c, &o.lang)
	f := c.Flags()
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.wording.informant"))
	f.StringVar(&o.out, "out", "", a.loc.T("cli.flag.paper.out"))
	f.BoolVar(&o.overwrite, "overwrite", false, a.loc.T("cli.flag.overwrite"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.who(o.informant, ""); err != nil {
			return err
		}
		def, err := a.newest(instruments.ID(args[0]))
		if err != nil {
			return err
		}
		tag, err := a.wordingLang(o.lang)
		if err != nil {
			return err
		}
		if o.out == "" {
			o.out = string(def.ID) + "-" + string(tag) + ".xlsx"
		}
		words := a.loc
		if own, ok := lang.Parse(string(tag)); ok { // the few words that are ours, in the language of the rest
			if words, err = lang.New(own); err != nil {
				return err
			}
		}
		return a.atDesk(cmd, func(desk *casework.Desk) error {
			err := desk.WritePaper(cmd.Context(), casework.PaperRequest{
				Instrument: def.ID, Lang: tag, Informant: instruments.Informant(o.informant), Words: words, Path: o.out, Overwrite: o.overwrite,
			})
			if err != nil {
				return err
			}
			a.note("cli.paper.done", "path", o.out)
			return nil
		})
	}
	return c
}
