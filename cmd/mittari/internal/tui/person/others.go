package person

import (
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// others says what everybody else answered on the scale, whether they see it alike, and how sure that is; then whose
// change goes the other way. Nothing is said unless it was asked for.
func (m *Model) others(s *casework.Series) []string {
	beside, opposed := m.beside(), m.opposed()
	if !m.together || len(beside)+len(opposed) == 0 {
		return nil
	}
	var lines []string
	if m.view.Person.Role == store.YoungPerson {
		lines = append(lines, "! "+m.env.Lang.T("person.beside.ask"))
	}
	for _, b := range beside {
		lines = append(lines, m.other(s, b)...)
	}
	for _, o := range opposed {
		lines = append(lines, m.oppose(o))
	}
	return lines
}

// oppose names two opposite changes; the figure that is less sure gives the tag.
func (m *Model) oppose(o casework.Opposed) string {
	l := m.env.Lang
	name := func(s *casework.Series) string {
		return l.T("person.beside.form", "code", s.Respondent, "form", l.Text(s.Short))
	}
	worse, better := &m.view.Series[o.Worse], &m.view.Series[o.Better]
	text := l.T("person.beside.opposed", "worse", name(worse), "better", name(better))
	for _, s := range []*casework.Series{worse, better} {
		if s.Basis != nil && !s.Basis.Evidence.Confidence.Sure() {
			return m.tagged(text, s.Basis.Evidence)
		}
	}
	return text
}

func (m *Model) other(s *casework.Series, b casework.Beside) []string {
	l, o := m.env.Lang, &m.view.Series[b.Series]
	name := l.T("person.beside.who", "code", o.Respondent, "who", l.T("informant."+string(o.Informant)))
	lines := []string{name + ": " + m.moved(o)}
	if b.One == nil {
		return append(lines, l.T("person.beside.never"))
	}
	text := l.T("person.beside.scores", "one", s.Respondent, "a", m.number(s, b.One.Reported), "adate", l.Date(b.One.Date),
		"other", o.Respondent, "b", m.number(o, b.Other.Reported), "bdate", l.Date(b.Other.Date))
	return append(lines, text+" "+m.apart(s, o, b.Apart))
}

// apart names a disagreement, without making either of the two wrong.
func (m *Model) apart(s, o *casework.Series, d *change.Disagreement) string {
	l := m.env.Lang
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
	return m.tagged(l.T(id, "better", better, "heavier", heavier), evidence)
}
