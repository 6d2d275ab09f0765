package cli

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// fitLine says whether a figure may be used for the person asked about.
type fitLine struct {
	Kind       string `json:"kind"` // norm, bands, cut-off, change, table
	ID         string `json:"id,omitempty"`
	Scale      string `json:"scale"`
	Population string `json:"population"`
	Fits       bool   `json:"fits"`
}

// fits looks at every figure that is for some people only. It is empty when nobody was asked about.
func (o *showFlags) fits(d *instruments.Definition) []fitLine {
	if o.informant == "" && o.sex == "" && o.age < 0 {
		return nil
	}
	who := instruments.Informant(o.informant)
	if who == "" {
		who = d.Informants[0]
	}
	var out []fitLine
	add := func(kind, id string, scale instruments.ScaleID, p *instruments.Population) {
		text := strings.TrimSpace(strings.Join([]string{population(*p), p.Text}, " "))
		out = append(out, fitLine{kind, id, string(scale), text, p.Fits(who, instruments.Sex(o.sex), o.age)})
	}
	for i := range d.Scales {
		for j := range d.Scales[i].Rule.Tables {
			add("table", "", d.Scales[i].ID, &d.Scales[i].Rule.Tables[j].Population)
		}
	}
	for i := range d.BandSets {
		add("bands", d.BandSets[i].Name, d.BandSets[i].Scale, &d.BandSets[i].Population)
	}
	for i := range d.Cutoffs {
		add("cutoff", d.Cutoffs[i].ID, d.Cutoffs[i].Scale, &d.Cutoffs[i].Population)
	}
	for i := range d.Norms {
		add("norm", d.Norms[i].ID, d.Norms[i].Scale, &d.Norms[i].Population)
	}
	for i := range d.Change {
		add("change", string(d.Change[i].Kind), d.Change[i].Scale, &d.Change[i].Population)
	}
	return out
}

func (a *app) printFits(p *page, fits []fitLine) {
	if len(fits) == 0 {
		return
	}
	t := a.loc.T
	p.line("\n%s", t("cli.fit.title"))
	for _, f := range fits {
		verdict := "× " + t("cli.fit.no")
		if f.Fits {
			verdict = "● " + t("cli.fit.yes")
		}
		name := strings.TrimSpace(t("cli.show."+f.Kind) + " " + f.ID)
		p.line("  %s  %s %s: %s", verdict, f.Scale, name, orDash(f.Population))
	}
}
