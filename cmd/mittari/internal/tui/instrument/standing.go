package instrument

import (
	"fmt"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

// held says first what is switched off, why, and what to do; then which checks and permissions there are.
func (m *Model) held(width int) []string {
	l := m.env.Lang
	var out []string
	if m.standing.Off != nil {
		out = append(out, m.warning(l.Err(m.standing.Off).What+" "+l.T("instrument.mend.check"), width))
	}
	for _, k := range m.standing.Checks {
		id := "instrument.checked"
		if !k.Fits {
			id = "instrument.checked.not"
		}
		out = append(out, widget.Paragraph(l.T(id, "who", k.Checker, "against", k.Against, "day", l.Date(k.Date), "ref", k.Definition.String()), width))
	}
	if m.def.Rights.Class == instruments.Permission && m.standing.WordingOff != nil {
		out = append(out, m.warning(l.Err(m.standing.WordingOff).What+" "+l.T("instrument.mend.permission"), width))
	}
	for _, p := range m.standing.Permissions {
		out = append(out, widget.Paragraph(m.permission(p), width))
	}
	if len(out) > 0 {
		out = append(out, "")
	}
	return out
}

// warning is a paragraph with a mark, drawn line by line.
func (m *Model) warning(text string, width int) string {
	lines := widget.Wrap("× "+text, width)
	for i := range lines {
		lines[i] = m.env.Theme.Warn.Render(lines[i])
	}
	return strings.Join(lines, "\n")
}

func (m *Model) permission(p casework.PermissionView) string {
	l := m.env.Lang
	mark, state := "● ", "holds"
	if p.Problem != "" {
		mark, state = "– ", string(p.Problem)
	}
	used := fmt.Sprint(p.Used)
	if p.Uses > 0 {
		used += "/" + fmt.Sprint(p.Uses)
	}
	return mark + l.T("instrument.permission", "holder", p.Holder, "reference", p.Reference, "until", l.Date(p.Expires), "used", used,
		"state", l.T("permission.state."+state))
}

// fit says which figures may be used for the person the screen was opened for.
func (m *Model) fit(width int) []string {
	if m.person == nil {
		return nil
	}
	t, p := m.env.Lang.T, &m.person.Person
	out := []string{"", m.env.Theme.Title.Render(widget.Truncate(t("instrument.fit", "person", p.Code), width))}
	age := p.Age
	inAge := age >= m.def.Ages.From && (m.def.Ages.To == 0 || age <= m.def.Ages.To)
	switch {
	case age < 0:
		out = append(out, widget.Paragraph("? "+t("instrument.fit.no-age"), width))
	case inAge:
		out = append(out, widget.Paragraph("● "+t("instrument.fit.age"), width))
	default:
		out = append(out, widget.Paragraph("– "+t("instrument.fit.not-age"), width))
	}
	if len(m.def.Norms) == 0 {
		return append(out, widget.Paragraph("– "+t("instrument.fit.no-norms"), width))
	}
	for i := range m.def.Norms {
		n := &m.def.Norms[i]
		mark, verdict := "– ", t("instrument.fit.no")
		if m.fitsAny(&n.Population, age) {
			mark, verdict = "● ", t("instrument.fit.yes")
		}
		name := n.ID + m.population(n.Population)
		if n.Population.Text != "" {
			name += ", " + n.Population.Text
		}
		out = append(out, widget.Paragraph(mark+m.tagged(name, n.Evidence)+": "+verdict, width))
	}
	return out
}

// fitsAny tries every role that the form is made for: the norm may be one of parents' answers about the person.
func (m *Model) fitsAny(p *instruments.Population, age int) bool {
	for _, who := range m.def.Informants {
		if p.Fits(who, m.person.Person.Gender.Sex(), age) {
			return true
		}
	}
	return false
}
