package phrase

import (
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// Opposed are the pairs of opposite changes that a series, by its place among all, is part of.
func (p Person) Opposed(at int) []casework.Opposed {
	var out []casework.Opposed
	for _, o := range p.View.Opposed {
		if o.Better == at || o.Worse == at {
			out = append(out, o)
		}
	}
	return out
}

// Others says what everybody else answered on the scale of a series, whether they see it alike, and how sure that is;
// then whose change goes the other way.
func (p Person) Others(at int) []string {
	s := &p.View.Series[at]
	opposed := p.Opposed(at)
	if len(s.Beside)+len(opposed) == 0 {
		return nil
	}
	var lines []string
	if p.View.Person.Role == store.YoungPerson {
		lines = append(lines, "! "+p.L.T("person.beside.ask"))
	}
	for _, b := range s.Beside {
		lines = append(lines, p.other(s, b)...)
	}
	for _, o := range opposed {
		lines = append(lines, p.oppose(o))
	}
	return lines
}

// oppose names two opposite changes; the figure that is less sure gives the tag.
func (p Person) oppose(o casework.Opposed) string {
	name := func(s *casework.Series) string {
		return p.L.T("person.beside.form", "code", s.Respondent, "form", p.L.Text(s.Short))
	}
	worse, better := &p.View.Series[o.Worse], &p.View.Series[o.Better]
	text := p.L.T("person.beside.opposed", "worse", name(worse), "better", name(better))
	for _, s := range []*casework.Series{worse, better} {
		if s.Basis != nil && !s.Basis.Evidence.Confidence.Sure() {
			return p.Tagged(text, s.Basis.Evidence)
		}
	}
	return text
}

func (p Person) other(s *casework.Series, b casework.Beside) []string {
	l, o := p.L, &p.View.Series[b.Series]
	name := l.T("person.beside.who", "code", o.Respondent, "who", l.T("informant."+string(o.Informant)))
	lines := []string{name + ": " + p.Moved(o)}
	if b.One == nil {
		return append(lines, l.T("person.beside.never"))
	}
	text := l.T("person.beside.scores", "one", s.Respondent, "a", p.Number(s, b.One.Reported), "adate", l.Date(b.One.Date),
		"other", o.Respondent, "b", p.Number(o, b.Other.Reported), "bdate", l.Date(b.Other.Date))
	return append(lines, text+" "+p.apart(s, o, b.Apart))
}

// apart names a disagreement, without making either of the two wrong.
func (p Person) apart(s, o *casework.Series, d *change.Disagreement) string {
	l := p.L
	if d == nil {
		return l.T("person.beside.unknown")
	}
	evidence := d.Evidence
	if evidence.Confidence.Sure() {
		evidence = change.EvidenceOf(change.RuleInformants)
	}
	id, better, heavier := "person.beside.alike", s.Respondent, o.Respondent
	if d.Beyond {
		id = "person.beside.apart"
	}
	if d.Difference < 0 {
		better, heavier = heavier, better
	}
	return p.Tagged(l.T(id, "better", better, "heavier", heavier), evidence)
}
