package instrument

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

func (m *Model) scale(s *instruments.Scale, width int) []string {
	t, l := m.env.Lang.T, m.env.Lang
	number := func(v float64) string { return l.Number(v, s.Rounding.Decimals) }
	head := t("instrument.scale", "name", l.Text(s.Title), "min", number(s.Range.Min), "max", number(s.Range.Max)) +
		" " + t("person.direction."+string(s.Direction))
	lines := []string{widget.Paragraph("• "+m.tagged(head, s.Evidence), width)}
	lines = append(lines, m.sources(s.Evidence, width)...)
	for i := range m.def.Cutoffs {
		c := &m.def.Cutoffs[i]
		if c.Scale == s.ID {
			text := t("person.cutoff.words", "value", number(c.Value), "meaning", l.Text(c.Meaning)) + m.population(c.Population)
			lines = append(lines, indent(m.tagged(text, c.Evidence), width))
			lines = append(lines, m.sources(c.Evidence, width)...)
		}
	}
	for i := range m.def.Norms {
		n := &m.def.Norms[i]
		if n.Scale == s.ID {
			text := t("instrument.norm", "mean", l.Number(n.Mean, 1), "sd", l.Number(n.SD, 1)) + m.population(n.Population)
			lines = append(lines, indent(m.tagged(text, n.Evidence), width))
			lines = append(lines, m.sources(n.Evidence, width)...)
		}
	}
	for i := range m.def.Change {
		f := &m.def.Change[i]
		if f.Scale == s.ID && f.Kind == instruments.ReliableChange && f.Points > 0 {
			text := t("instrument.reliable", "points", l.Number(f.Points, 1)) + m.population(f.Population)
			lines = append(lines, indent(m.tagged(text, f.Evidence), width))
			lines = append(lines, m.sources(f.Evidence, width)...)
		}
	}
	return lines
}

// population names whom a figure is for; empty: everybody.
func (m *Model) population(p instruments.Population) string {
	t := m.env.Lang.T
	var parts []string
	if p.Informant != "" {
		parts = append(parts, t("informant."+string(p.Informant)))
	}
	if p.Sex != "" {
		parts = append(parts, t("gender."+string(p.Sex)))
	}
	switch {
	case p.AgeFrom > 0 && p.AgeTo > 0:
		parts = append(parts, t("instrument.ages.range", "from", p.AgeFrom, "to", p.AgeTo))
	case p.AgeFrom > 0:
		parts = append(parts, t("instrument.ages.from", "from", p.AgeFrom))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func indent(text string, width int) string {
	return "    " + strings.Join(widget.Wrap(text, width-4), "\n    ")
}

// howToImport says what can be done about the wording; empty for forms of our own.
func (m *Model) howToImport() string {
	t := m.env.Lang.T
	switch m.def.Rights.Class {
	case instruments.PaperOnly:
		return t("instrument.import.paper")
	case instruments.Own:
		return ""
	case instruments.Open, instruments.Permission:
	}
	return t("instrument.import.here") + " " + t("instrument.import.how", "id", string(m.def.ID))
}

// sources is where a fact comes from, by the ids of the list at the end of the page.
func (m *Model) sources(e instruments.Evidence, width int) []string {
	if len(e.Sources) == 0 {
		return nil
	}
	text := m.env.Lang.T("instrument.source", "ids", strings.Join(e.Sources, ", "))
	return []string{m.env.Theme.Faint.Render(indent(text, width))}
}
