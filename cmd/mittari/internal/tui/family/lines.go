package family

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func (m *Model) nowLines() []rows.Line {
	t, v := m.env.Lang.T, m.view
	lines := []rows.Line{{Head: true, Text: t("family.members", "n", len(v.Persons))}}
	if len(v.Persons) == 0 {
		lines = append(lines, rows.Line{Text: t("family.nobody")})
	}
	for _, p := range v.Persons {
		lines = append(lines, rows.Line{Text: m.member(p), Open: screen.Go(screen.Person{ID: p.ID}), Data: p.ID})
	}
	if len(v.Drafts) > 0 {
		lines = append(lines, rows.Line{Head: true, Text: t("today.unfinished", "n", len(v.Drafts))})
	}
	for _, d := range v.Drafts {
		text := m.occasion(d.Person.Code, d.Short, d.Draft.Wave, t("today.answered", "n", d.Answered, "all", d.Asked))
		lines = append(lines, rows.Line{Text: text, Open: screen.Go(screen.Questionnaire{Resume: d.Draft.ID}), Data: d.Person.ID})
	}
	lines = append(lines, rows.Line{Head: true, Text: t("today.due", "n", len(v.Due))})
	if len(v.Due) == 0 {
		lines = append(lines, rows.Line{Text: t("family.nothingdue")})
	}
	for _, d := range v.Due {
		lines = append(lines, rows.Line{
			Text: m.occasion(d.Person.Code, d.Short, d.Wave, t("today.closes", "date", m.env.Lang.Date(d.Closes))),
			Open: screen.Go(screen.Plan{Person: d.Person.ID, Draft: casework.Plan{
				Episode: d.Episode.ID, Respondent: d.Person.ID, Instrument: d.Ref.ID, Wave: d.Wave,
			}}),
			Data: d.Person.ID,
		})
	}
	return lines
}

func (m *Model) member(p casework.PersonRow) string {
	t := m.env.Lang.T
	parts := []string{t("role." + string(p.Role))}
	if p.Age >= 0 {
		parts = append(parts, t("family.age", "n", p.Age))
	}
	if p.Lang != m.env.Lang.Lang() && p.Lang != "" {
		parts = append(parts, t("family.answers", "lang", t("lang."+string(p.Lang))))
	}
	if p.OtherHome {
		parts = append(parts, t("family.otherhome"))
	}
	return widget.Pad(p.Code, 13) + " " + strings.Join(parts, ", ")
}

func (m *Model) occasion(code string, short instruments.Text, wave store.Wave, rest string) string {
	return strings.Join([]string{m.code(code), m.short(short), widget.Pad(m.env.Lang.T("wave."+string(wave)), m.narrow(15, 12)), rest}, " ")
}

func (m *Model) pastLines() []rows.Line {
	t := m.env.Lang.T
	lines := []rows.Line{{Head: true, Text: t("family.timeline")}}
	for _, r := range m.view.Timeline {
		line := rows.Line{Text: widget.Pad(m.env.Lang.Date(r.Date), 11) + " " + m.happened(r), Open: rows.Nothing}
		if r.Kind == casework.LineAnswered {
			line.Open = screen.Go(screen.Result{ID: r.Administration})
		}
		lines = append(lines, line)
	}
	return lines
}

func (m *Model) happened(r casework.TimelineRow) string {
	t, l := m.env.Lang.T, m.env.Lang
	switch r.Kind {
	case casework.LineAnswered:
		return strings.Join([]string{m.code(r.Person), m.short(r.Short), t("wave." + string(r.Wave))}, " ")
	case casework.LineDeclined:
		return strings.Join([]string{m.code(r.Person), m.short(r.Short), t("family.declined", "why", t("decline."+string(r.Decline)))}, " ")
	case casework.LineEvent:
		return m.code(r.Person) + " ◆ " + t("event."+string(r.Event))
	case casework.LineMeeting:
		return t("family.met", "minutes", l.N("count.minutes", r.Meeting.Minutes), "place", t("place."+string(r.Meeting.Place)))
	case casework.LineStart:
		return t("family.started")
	case casework.LineEnd:
		return t("family.finished", "why", t("exit."+string(r.Exit)))
	}
	return ""
}

// code and short are columns; beside each other the lists have less room for them.
func (m *Model) code(s string) string { return widget.Pad(s, m.narrow(13, 10)) }

func (m *Model) short(s instruments.Text) string {
	return widget.Pad(m.env.Lang.Text(s), m.narrow(13, 10))
}

func (m *Model) narrow(alone, beside int) int {
	if m.wide() {
		return beside
	}
	return alone
}
