package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
)

// showFlags are whom the figures are to fit.
type showFlags struct {
	informant, sex string
	age            int
}

// shown is one instrument for machines: its definition, and what may be done with it.
type shown struct {
	*instruments.Definition
	Off        string                  `json:"off,omitempty"`
	WordingOff string                  `json:"wording_off,omitempty"`
	Wordings   []string                `json:"wordings"` // null: no workspace was opened
	Fits       []fitLine               `json:"fits,omitempty"`
	Checks     []casework.KeyCheckView `json:"checks,omitempty"`
}

func newInstrumentShow(a *app) *cobra.Command {
	o := showFlags{age: -1}
	c := a.command("instrument-show", "show", "mittari instrument show yp-core", "mittari instrument show yp-core --age 15 --sex female",
		"mittari instrument show sdq@1 --json", "mittari instrument show ./own/mood/1")
	c.Use = "show " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	f := c.Flags()
	f.StringVar(&o.informant, "informant", "", a.loc.T("cli.flag.informant"))
	f.StringVar(&o.sex, "sex", "", a.loc.T("cli.flag.sex"))
	f.IntVar(&o.age, "age", -1, a.loc.T("cli.flag.show.age"))
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.who(o.informant, o.sex); err != nil {
			return err
		}
		s, opened, err := a.standing(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		fits := o.fits(s.Definition)
		v := shown{Definition: s.Definition, Fits: fits, Checks: s.Checks}
		if s.Off != nil {
			v.Off = a.loc.Err(s.Off).String()
		}
		if opened {
			v.Wordings = append([]string{}, texts(s.Langs())...)
			if s.WordingOff != nil {
				v.WordingOff = a.loc.Err(s.WordingOff).String()
			}
		}
		return a.show(v, func(w io.Writer) error {
			p := &page{w: w}
			a.printStanding(p, &s, opened)
			a.printFacts(p, s.Definition)
			a.printFits(p, fits)
			return p.err
		})
	}
	return c
}

// standing finds an instrument and, where a passphrase is given, what the record says about it.
func (a *app) standing(ctx context.Context, name string) (_ casework.Standing, opened bool, err error) {
	def, err := a.definition(name)
	if err != nil {
		return casework.Standing{}, false, err
	}
	if !a.secretGiven() {
		return casework.StandingOf(def), false, nil
	}
	desk, _, err := a.desk(ctx)
	if err != nil {
		return casework.Standing{}, false, err
	}
	defer func() { err = errors.Join(err, desk.Leave(ctx)) }()
	s, err := desk.StandingOf(ctx, def)
	return s, true, err
}

// printStanding is for whom the instrument is and what may be done with it.
func (a *app) printStanding(p *page, s *casework.Standing, opened bool) {
	t, d := a.loc.T, s.Definition
	p.line("%s  %s", d.Ref(), a.loc.Text(d.Title))
	for _, row := range [][2]string{
		{t("cli.show.construct"), a.loc.Text(d.Construct)},
		{t("instrument.informants"), a.informants(d)},
		{t("instrument.ages"), a.ages(d) + a.evidence(d.Ages.Evidence)},
		{t("instrument.minutes"), a.loc.Number(d.Minutes, 0)},
		{t("instrument.recall"), a.loc.Text(d.Recall.Text) + a.evidence(d.Recall.Evidence)},
		{t("instrument.langs"), a.showLangs(s, opened)},
		{t("cli.show.rights"), d.Rights.Holder + ", " + t("instrument.class."+string(d.Rights.Class)) + a.evidence(d.Rights.Evidence)},
		{t("instrument.terms"), a.loc.Text(d.Rights.Terms)},
		{t("cli.show.hash"), d.Hash},
	} {
		p.line("%s: %s", row[0], row[1])
	}
	if s.Off != nil {
		p.line("× %s", a.loc.Err(s.Off))
	}
	for _, k := range s.Checks {
		key := "cli.show.checked"
		if !k.Fits {
			key = "cli.show.checked-not"
		}
		p.line("  %s", t(key, "who", k.Checker, "against", k.Against, "day", a.loc.Date(k.Date), "ref", k.Definition.String()))
	}
	if opened && s.WordingOff != nil {
		p.line("× %s", a.loc.Err(s.WordingOff))
	}
}

func (a *app) showLangs(s *casework.Standing, opened bool) string {
	langs := strings.Join(texts(s.Langs()), ", ")
	switch {
	case langs != "":
		return langs
	case opened:
		return a.loc.T("instrument.langs.none")
	}
	return a.loc.T("cli.show.closed")
}

// printFacts shows every constant with its source and how sure it is. Items are shown as our own cues, never as official
// wording.
func (a *app) printFacts(p *page, d *instruments.Definition) {
	t := a.loc.T
	p.line("\n%s", t("cli.show.items"))
	cues, ok := d.Cues[a.loc.Lang()]
	if !ok {
		cues = d.Cues[instruments.Finnish]
	}
	for i := range d.Items {
		item := &d.Items[i]
		p.line("  %2d  %s  [%s]%s", item.Number, cues.Items[item.Number], codes(d, *item), a.condition(item))
	}
	for i := range d.Scales {
		a.printScale(p, d, &d.Scales[i])
	}
	if len(d.Risks) > 0 {
		p.line("\n%s", t("cli.show.risks"))
	}
	for _, r := range d.Risks {
		p.line("  %s%s", t("cli.show.risk", "item", r.Item, "range", a.end(r), "kind", t("risk.kind."+string(r.Kind))), a.evidence(r.Evidence))
	}
	p.line("\n%s", t("cli.show.sources"))
	for _, s := range d.Sources {
		text := s.Ref
		if s.URL != "" {
			text += " " + s.URL
		}
		if !s.Seen {
			text += " (" + t("cli.show.unseen") + ")"
		}
		p.line("  %s  %s", s.ID, text)
	}
	for _, n := range d.Notes {
		p.line("  · %s", n)
	}
}

func (a *app) condition(item *instruments.Item) string {
	if item.Asked == nil {
		return ""
	}
	var gates []string
	for _, g := range item.Asked.Gates() {
		gates = append(gates, a.loc.T("cli.show.gate", "item", g.Item, "codes", strings.Trim(fmt.Sprint(g.Codes), "[]")))
	}
	when := strings.Join(gates, " "+a.loc.T("cli.show.or")+" ")
	return "  " + a.loc.T("cli.show.asked", "when", when, "otherwise", number(item.Asked.Otherwise)) + a.evidence(item.Asked.Evidence)
}

// end words the one end of a risk rule.
func (a *app) end(r instruments.RiskRule) string {
	if r.AtMost != nil {
		return a.loc.T("cli.explain.range.to", "high", number(*r.AtMost))
	}
	return a.loc.T("cli.explain.range.from", "low", number(*r.AtLeast))
}

// evidence is how sure a fact is and where it comes from, whatever the confidence: nothing goes without it.
func (a *app) evidence(e instruments.Evidence) string {
	if e.Confidence == "" {
		return ""
	}
	text := a.loc.T("confidence." + string(e.Confidence))
	if len(e.Sources) > 0 {
		text += ": " + strings.Join(e.Sources, ", ")
	}
	if e.Note != "" {
		text += "; " + e.Note
	}
	return " (" + text + ")"
}
