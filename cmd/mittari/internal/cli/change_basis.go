package cli

import (
	"io"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

// printBasis says by what changes were judged.
func (a *app) printBasis(w io.Writer, r changeResult) error {
	p := &page{w: w}
	b := r.Basis
	p.line("%s", a.basisLine(r))
	if b.Several {
		p.line("%s", a.loc.T("cli.change.several"))
	}
	if b.Tag != "" && !instruments.Confidence(b.Tag).Sure() {
		p.line("%s", a.loc.T("cli.change.tag", "tag", a.loc.T("confidence."+b.Tag)))
	}
	if b.CutoffID != "" {
		p.line("%s", a.loc.T("cli.change.cutoff", "value", a.num(b.Cutoff), "id", b.CutoffID))
	}
	return p.err
}

// basisLine is the sentence about the method and its figures.
func (a *app) basisLine(r changeResult) string {
	b := r.Basis
	switch {
	case r.Method == change.MinimalImportant{}.Name():
		return a.loc.T("cli.change.mid", "points", a.num(b.Needed))
	case r.Method == change.Percentage{}.Name():
		return a.loc.T("cli.change.percentage", "percent", a.num(r.Percent))
	case b.SD > 0 && r.Method == change.JacobsonTruax{}.Name():
		return a.loc.T("cli.change.computed", "sd", a.num(b.SD), "sdfrom", b.SDFrom, "r", a.num(b.R), "rfrom", b.RFrom, "needed", a.num(b.Needed))
	case b.SD > 0:
		return a.loc.T("cli.change.cohort", "method", r.Method, "sd", a.num(b.SD), "sdfrom", b.SDFrom, "r", a.num(b.R), "rfrom", b.RFrom)
	case b.Points > 0 && r.Method == change.JacobsonTruax{}.Name():
		return a.loc.T("cli.change.published", "points", a.num(b.Points))
	case b.Points > 0:
		return a.loc.T("cli.change.needs-reliability", "method", r.Method)
	default:
		return a.loc.T("cli.change.nobasis")
	}
}

// printSensitivity shows how far the definitions of an effect size differ in the same pairs.
func (a *app) printSensitivity(w io.Writer, r changeResult) error {
	table := [][]string{a.heads("group", "effect", "value", "interval", "formula", "source-of")}
	for _, g := range r.Groups {
		for _, e := range g.Sensitivity {
			table = append(table, []string{
				a.groupName(g.Group), e.Name, a.signed(e.Value),
				a.between(e.Low, e.High), e.Formula, e.Source,
			})
		}
	}
	if len(table) == 1 {
		return nil
	}
	p := &page{w: w}
	p.line("")
	p.line("%s", a.loc.T("cli.change.sensitivity"))
	if p.err != nil {
		return p.err
	}
	return grid(w, table)
}

func (a *app) groupName(name string) string {
	if name == "" {
		return a.loc.T("cli.change.all")
	}
	return name
}
