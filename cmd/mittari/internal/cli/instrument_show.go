package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mittari/mittari/instruments"
)

func newInstrumentShow(a *app) *cobra.Command {
	c := a.command("instrument-show", "show", "mittari instrument show yp-core", "mittari instrument show sdq@1 --json")
	c.Use = "show " + a.loc.T("cli.word.instrument")
	c.Args = a.arguments(1, 1)
	c.RunE = func(_ *cobra.Command, args []string) error {
		def, err := a.definition(args[0])
		if err != nil {
			return err
		}
		return a.show(def, func(w io.Writer) error { return a.printDefinition(w, def) })
	}
	return c
}

// printDefinition shows facts with how sure they are. Items are shown as our own cues, never as official wording.
func (a *app) printDefinition(w io.Writer, d *instruments.Definition) error {
	t := a.loc.T
	p := &page{w: w}
	p.line("%s  %s", d.Ref(), a.loc.Text(d.Title))
	p.line("%s: %s", t("cli.show.construct"), a.loc.Text(d.Construct))
	p.line("%s: %s, %s", t("cli.show.rights"), d.Rights.Holder, t("instrument.class."+string(d.Rights.Class)))
	p.line("%s: %s", t("instrument.terms"), a.loc.Text(d.Rights.Terms))
	p.line("%s: %s", t("cli.show.hash"), d.Hash)
	p.line("\n%s", t("cli.show.items"))
	cues := d.Cues[a.loc.Lang()]
	for _, item := range d.Items {
		p.line("  %2d  %s  [%s]", item.Number, cues.Items[item.Number], codes(d, item))
	}
	for i := range d.Scales {
		a.printScale(p, d, &d.Scales[i])
	}
	p.line("\n%s", t("cli.show.sources"))
	for _, s := range d.Sources {
		p.line("  %s  %s", s.ID, s.Ref)
	}
	return p.err
}

func (a *app) printScale(p *page, d *instruments.Definition, s *instruments.Scale) {
	t := a.loc.T
	p.line("\n%s  %s  (%s)", s.ID, a.loc.Text(s.Title), t("cli.direction."+string(s.Direction)))
	p.line("  %s: %s, %s–%s%s", t("cli.show.rule"), s.Rule.Kind, number(s.Range.Min), number(s.Range.Max), a.tag(s.Evidence))
	p.line("  %s: %s %d%s", t("cli.show.missing"), s.Missing.Policy, s.Missing.Max, a.tag(s.Missing.Evidence))
	for _, b := range d.BandSets {
		if b.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.bands"), b.Name, population(b.Population), a.bands(b), a.tag(b.Evidence))
		}
	}
	for _, c := range d.Cutoffs {
		if c.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.cutoff"), c.ID, population(c.Population), number(c.Value), a.tag(c.Evidence))
		}
	}
	for _, n := range d.Norms {
		if n.Scale == s.ID {
			p.line("  %s %s%s: M %s, SD %s, n %d%s", t("cli.show.norm"), n.ID, population(n.Population), number(n.Mean), number(n.SD), n.N, a.tag(n.Evidence))
		}
	}
	for _, r := range d.Reliability {
		if r.Scale == s.ID {
			p.line("  %s %s %s: %s%s", t("cli.show.reliability"), r.ID, r.Kind, number(r.Value), a.tag(r.Evidence))
		}
	}
	for i := range d.Change {
		if f := &d.Change[i]; f.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.change"), f.Kind, population(f.Population), number(d.ChangePoints(f)), a.tag(f.Evidence))
		}
	}
}

func (a *app) bands(b instruments.BandSet) string {
	parts := make([]string, len(b.Bands))
	for i, band := range b.Bands {
		parts[i] = fmt.Sprintf("%s–%s %s", number(band.Min), number(band.Max), a.loc.Text(band.Title))
	}
	return strings.Join(parts, " · ")
}

// tag says how sure a fact is, where it is less than sure.
func (a *app) tag(e instruments.Evidence) string {
	if e.Confidence.Sure() || e.Confidence == "" {
		return ""
	}
	return " (" + a.loc.T("confidence."+string(e.Confidence)) + ")"
}

func codes(d *instruments.Definition, item instruments.Item) string {
	set := d.Set(item.Set)
	out := make([]string, len(set.Options))
	for i, o := range set.Options {
		out[i] = strconv.Itoa(o.Code)
	}
	return strings.Join(out, " ")
}

func population(p instruments.Population) string {
	var parts []string
	for _, s := range []string{string(p.Informant), string(p.Sex), p.Country} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if p.AgeFrom != 0 || p.AgeTo != 0 {
		parts = append(parts, fmt.Sprintf("%d–%d", p.AgeFrom, p.AgeTo))
	}
	if len(parts) == 0 {
		return ""
	}
	return " [" + strings.Join(parts, ", ") + "]"
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// page writes lines until one fails.
type page struct {
	w   io.Writer
	err error
}

func (p *page) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
