package export

import (
	"strings"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
)

// method says how every figure was made, from which constants, and where its limits are, with the numbers of
// this very report.
func (b *builder) method() *draftSection {
	s := Section{Key: methodKey, Title: Msg("report.sheet.method"), Landscape: true}
	for _, k := range []string{"pairs", "change", "effect", "reliable", "share", "count", "mean", "completeness", "hidden", "versions"} {
		s.Paragraphs = append(s.Paragraphs, Msg("report.method."+k))
	}
	return &draftSection{
		Section: s,
		tables:  []*draftTable{b.instrumentTable(), b.constants()},
		quotes: func(out *disclosure.Outcome, s *Section) {
			s.Closing = append(s.Closing, Msg("report.limits.title"), Msg("report.limits.nocontrol"))
			for _, m := range b.series {
				if m.main() {
					s.Closing = append(s.Closing, b.sayDropout(out, m)...)
					s.Closing = append(s.Closing, b.sayRegression(out, m)...)
				}
			}
			s.Closing = append(s.Closing, Msg("report.limits.several"), b.kindOfData())
		},
	}
}

func (b *builder) kindOfData() Label {
	if b.x.data.Demo {
		return Msg("report.limits.demo")
	}
	return Msg("report.limits.real")
}

// used lists the definitions that stand behind a figure, in order.
func (b *builder) used() []*instruments.Definition {
	seen := map[instruments.Ref]bool{}
	var out []*instruments.Definition
	for _, s := range b.series {
		if !seen[s.key.ref] {
			seen[s.key.ref] = true
			out = append(out, s.def)
		}
	}
	return out
}

// instrumentTable has its wide columns where the table of constants has them, so that both fit one page.
func (b *builder) instrumentTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "instruments", Caption: Msg("report.method.instruments"), Notes: []Label{Msg("report.method.instruments.note")},
		Columns: append([]Column{wide(Msg("report.head.instrument"))},
			heads("subscale", "version", "rule", "missing", "confidence", "validated", "fingerprint")...),
	}}
	t.Columns[1].Wide, t.Columns[4].Wide = true, true
	seen := map[seriesKey]bool{}
	for _, s := range b.series {
		k := seriesKey{ref: s.key.ref, scale: s.key.scale}
		if seen[k] {
			continue
		}
		seen[k] = true
		validated := Msg("report.no")
		if s.def.Validated {
			validated = Msg("report.yes")
		}
		t.row(
			text(TextOf(s.def.Title)), text(TextOf(s.scale.Title)), constant(float64(s.def.Version), 0),
			text(Msg("report.rule."+string(s.scale.Rule.Kind))), text(missingLabel(s.scale)),
			text(confidenceLabel(weakest(s.scale.Evidence, s.scale.Missing.Evidence))), text(validated), text(Name(shortHash(s.def.Hash))),
		)
	}
	return t
}

func shortHash(h string) string { return h[:min(12, len(h))] }

func missingLabel(s *instruments.Scale) Label {
	if len(s.Missing.Parts) > 0 {
		return Msg("report.missing.parts")
	}
	return Msg("report.missing."+string(s.Missing.Policy), "max", s.Missing.Max)
}

// weakest is the less sure of two facts.
func weakest(a, b instruments.Evidence) instruments.Evidence {
	if a.Confidence.Sure() && b.Confidence != "" {
		return b
	}
	return a
}

// constants lists the cut-offs, norms and reliabilities of the instruments used, with source and confidence.
func (b *builder) constants() *draftTable {
	t := &draftTable{Table: Table{
		Key: "constants", Caption: Msg("report.method.constants"), Notes: []Label{Msg("report.method.constants.note")},
		Columns: []Column{
			wide(Msg("report.head.instrument")), wide(Msg("report.head.constant")),
			{Label: Msg("report.head.value")},
			{Label: Msg("report.head.population")},
			wide(Msg("report.head.source")),
			{Label: Msg("report.head.confidence")},
		},
	}}
	for _, def := range b.used() {
		add := func(scale instruments.ScaleID, what Label, v float64, decimals int, p instruments.Population, e instruments.Evidence) {
			t.row(text(b.scaleLabel(def, scale)), text(what), constant(v, decimals), text(populationLabel(p)),
				text(Name(sourceTexts(def, e))), text(confidenceLabel(e)))
		}
		for _, c := range def.Cutoffs {
			add(c.Scale, Msg("report.constant.cutoff"), c.Value, 1, c.Population, c.Evidence)
		}
		for _, n := range def.Norms {
			add(n.Scale, Msg("report.constant.mean"), n.Mean, 2, n.Population, n.Evidence)
			add(n.Scale, Msg("report.constant.sd"), n.SD, 2, n.Population, n.Evidence)
		}
		for _, r := range def.Reliability {
			add(r.Scale, Msg("report.constant."+string(r.Kind)), r.Value, 2, r.Population, r.Evidence)
		}
		for _, c := range def.Change {
			if c.Points > 0 {
				add(c.Scale, Msg("report.constant."+string(c.Kind)), c.Points, 1, c.Population, c.Evidence)
			}
		}
	}
	return t
}

func (b *builder) scaleLabel(def *instruments.Definition, id instruments.ScaleID) Label {
	for i := range def.Scales {
		if def.Scales[i].ID == id && len(def.Scales) > 1 {
			return Join(" · ", b.x.short(def), TextOf(def.Scales[i].Title))
		}
	}
	return b.x.short(def)
}

// populationLabel says for whom a fact was made.
func populationLabel(p instruments.Population) Label {
	var parts []Label
	if p.Informant != "" {
		parts = append(parts, Msg("informant."+string(p.Informant)))
	}
	if p.Sex != "" {
		parts = append(parts, Msg("gender."+string(p.Sex)))
	}
	switch {
	case p.AgeTo > 0:
		parts = append(parts, Msg("report.ages", "from", p.AgeFrom, "to", p.AgeTo))
	case p.AgeFrom > 0:
		parts = append(parts, Msg("report.ages.from", "from", p.AgeFrom))
	}
	if p.Country != "" {
		parts = append(parts, Name(strings.ToUpper(p.Country)))
	}
	if len(parts) == 0 {
		return Msg("report.population.any")
	}
	return Join(", ", parts...)
}

// sourceTexts cites the publications behind a fact.
func sourceTexts(def *instruments.Definition, e instruments.Evidence) string {
	var refs []string
	for _, id := range e.Sources {
		for i := range def.Sources {
			if s := &def.Sources[i]; s.ID == id {
				mark := ""
				if !s.Seen {
					mark = "*"
				}
				refs = append(refs, s.Ref+mark)
			}
		}
	}
	return strings.Join(refs, "; ")
}
