package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// printScale shows a scale with every figure about it.
func (a *app) printScale(p *page, d *instruments.Definition, s *instruments.Scale) {
	t := a.loc.T
	p.line("\n%s  %s  (%s)", s.ID, a.loc.Text(s.Title), t("cli.direction."+string(s.Direction)))
	p.line("  %s: %s, %s–%s%s", t("cli.show.rule"), a.rule(d, &s.Rule), number(s.Range.Min), number(s.Range.Max), a.evidence(s.Evidence))
	p.line("  %s: %s %s%s", t("cli.show.missing"), s.Missing.Policy, a.allowedMissing(s), a.evidence(s.Missing.Evidence))
	for i := range s.Rule.Tables {
		table := &s.Rule.Tables[i]
		p.line("  %s%s: %s%s", t("cli.show.table"), population(table.Population), tableRows(table), a.evidence(table.Evidence))
	}
	for _, b := range d.BandSets {
		if b.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.bands"), b.Name, population(b.Population), a.bands(b), a.evidence(b.Evidence))
		}
	}
	for _, c := range d.Cutoffs {
		if c.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.cutoff"), c.ID, population(c.Population), number(c.Value), a.evidence(c.Evidence))
		}
	}
	for _, n := range d.Norms {
		if n.Scale == s.ID {
			p.line("  %s %s%s: M %s, SD %s%s%s", t("cli.show.norm"), n.ID, population(n.Population), number(n.Mean), number(n.SD), count(n.N), a.evidence(n.Evidence))
		}
	}
	for _, r := range d.Reliability {
		if r.Scale == s.ID {
			p.line("  %s %s %s%s: %s%s", t("cli.show.reliability"), r.ID, r.Kind, population(r.Population), number(r.Value), a.evidence(r.Evidence))
		}
	}
	for i := range d.Change {
		if f := &d.Change[i]; f.Scale == s.ID {
			p.line("  %s %s%s: %s%s", t("cli.show.change"), f.Kind, population(f.Population), number(d.ChangePoints(f)), a.changeEvidence(d, f))
		}
	}
}

// changeEvidence is the evidence of a figure of change; one that is computed names what it is computed from, and is
// no surer than that.
func (a *app) changeEvidence(d *instruments.Definition, f *instruments.ChangeFigure) string {
	if f.Points != 0 {
		return a.evidence(f.Evidence)
	}
	e := f.Evidence
	e.Confidence = d.ChangeConfidence(f)
	return a.evidence(e) + " " + a.loc.T("cli.show.computed", "norm", f.Norm, "reliability", f.Reliability)
}

// rule is the kind of rule with what it is made of.
func (a *app) rule(d *instruments.Definition, r *instruments.Rule) string {
	parts := []string{string(r.Kind)}
	if len(r.Items) > 0 {
		parts = append(parts, numbers(r.Items))
	}
	for _, w := range r.Weights {
		parts = append(parts, fmt.Sprintf("%s×%d", number(w.Weight), w.Item))
	}
	for _, s := range r.Scales {
		parts = append(parts, fmt.Sprintf("%s×%s", number(s.Weight), s.Scale))
	}
	for _, c := range r.Counts {
		parts = append(parts, fmt.Sprintf("[%s ≥ %s]", numbers(c.Items), number(c.AtLeast)))
	}
	for _, set := range r.Sets {
		parts = append(parts, "max("+numbers(set)+")")
	}
	if r.Of != "" {
		parts = append(parts, string(r.Of))
	}
	for _, o := range r.Outcomes {
		parts = append(parts, outcome(o))
	}
	if len(r.Outcomes) > 0 {
		parts = append(parts, a.loc.T("cli.show.otherwise", "value", number(r.Otherwise)))
	}
	if r.Limits != nil {
		parts = append(parts, a.loc.T("cli.show.limits", "min", number(r.Limits.Min), "max", number(r.Limits.Max)))
	}
	if len(r.Reversed) > 0 {
		parts = append(parts, a.loc.T("cli.show.reversed", "items", numbers(r.Reversed)))
	}
	if r.Multiplier != 0 && r.Multiplier != 1 {
		parts = append(parts, "× "+number(r.Multiplier))
	}
	if r.Constant != 0 {
		parts = append(parts, "+ "+number(r.Constant))
	}
	return strings.Join(parts, " ")
}

func outcome(o instruments.Outcome) string {
	parts := make([]string, len(o.All))
	for i, r := range o.All {
		parts[i] = string(r.Scale)
		if r.AtLeast != nil {
			parts[i] += " ≥ " + number(*r.AtLeast)
		}
		if r.AtMost != nil {
			parts[i] += " ≤ " + number(*r.AtMost)
		}
	}
	return fmt.Sprintf("[%s → %s]", strings.Join(parts, " & "), number(o.Value))
}

func tableRows(t *instruments.Table) string {
	parts := make([]string, len(t.Rows))
	for i, r := range t.Rows {
		parts[i] = number(r.Score) + "→" + number(r.Value)
	}
	return strings.Join(parts, " ")
}

// numbers lists items, with runs shortened: 1–3, 5.
func numbers(items []int) string {
	var parts []string
	for i := 0; i < len(items); {
		j := i
		for j+1 < len(items) && items[j+1] == items[j]+1 {
			j++
		}
		if j > i+1 {
			parts = append(parts, fmt.Sprintf("%d–%d", items[i], items[j]))
			i = j + 1
			continue
		}
		parts = append(parts, strconv.Itoa(items[i]))
		i++
	}
	return strings.Join(parts, ", ")
}

// count is how many people a norm is of, where that is known.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return ", n " + strconv.Itoa(n)
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
		if o.Value != float64(o.Code) {
			out[i] += "=" + number(o.Value)
		}
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
		parts = append(parts, ageSpan(p.AgeFrom, p.AgeTo))
	}
	if len(parts) == 0 {
		return ""
	}
	return " [" + strings.Join(parts, ", ") + "]"
}

// ageSpan is a span of years without words: 4–17, or 16– where there is no upper end.
func ageSpan(from, to int) string {
	if to == 0 {
		return fmt.Sprintf("%d–", from)
	}
	return fmt.Sprintf("%d–%d", from, to)
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

// allowedMissing is how many answers may be missing, or which scales decide it.
func (a *app) allowedMissing(s *instruments.Scale) string {
	if len(s.Missing.Parts) == 0 {
		return strconv.Itoa(s.Missing.Max)
	}
	parts := make([]string, len(s.Missing.Parts))
	for i, id := range s.Missing.Parts {
		parts[i] = string(id)
	}
	return a.loc.T("cli.show.missing-parts", "parts", strings.Join(parts, ", "))
}
