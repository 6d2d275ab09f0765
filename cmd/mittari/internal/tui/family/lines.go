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

// sections are the members, the forms under way and what is due.
func (m *Model) sections() []rows.Section {
	v := m.view
	return []rows.Section{
		{
			Head: m.heading("family.members"), None: m.env.Lang.T("family.nobody"), Tight: true, N: len(v.Persons),
			Line: func(i int) rows.Line {
				return rows.Line{Text: m.member(v.Persons[i]), Open: screen.Go(screen.Person{ID: v.Persons[i].ID}), Data: v.Persons[i].ID}
			},
		},
		{
			Head: m.heading("today.unfinished"), Tight: true, N: len(v.Drafts),
			Line: func(i int) rows.Line { return m.draft(&v.Drafts[i]) },
		},
		{
			Head: m.heading("today.due"), None: m.env.Lang.T("family.nothingdue"), Tight: true, N: len(v.Due),
			Line: func(i int) rows.Line { return m.due(&v.Due[i]) },
		},
	}
}

func (m *Model) heading(id string) func(int) string {
	return func(n int) string { return m.env.Lang.T(id, "n", n) }
}

func (m *Model) draft(d *casework.DraftRow) rows.Line {
	return rows.Line{
		Text: m.occasion(d.Person.Code, d.Short, d.Draft.Wave, m.env.Lang.T("today.answered", "n", d.Answered, "all", d.Asked)),
		Open: screen.Go(screen.Questionnaire{Resume: d.Draft.ID}), Data: d.Person.ID,
	}
}

func (m *Model) due(d *casework.DueRow) rows.Line {
	return rows.Line{
		Text: m.occasion(d.Person.Code, d.Short, d.Wave, m.env.Lang.T("today.closes", "date", m.env.Lang.Date(d.Closes))),
		Open: screen.Go(screen.Plan{Person: d.Person.ID, Draft: casework.Plan{
			Episode: d.Episode.ID, Respondent: d.Person.ID, Instrument: d.Ref.ID, Wave: d.Wave,
		}}),
		Data: d.Person.ID,
	}
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

// timeline is what has happened, newest first.
func (m *Model) timeline() rows.Section {
	all := m.view.Timeline
	return rows.Section{
		Head: rows.Fixed(m.env.Lang.T("family.timeline")), N: len(all),
		Line: func(i int) rows.Line {
			line := rows.Line{Text: widget.Pad(m.env.Lang.Date(all[i].Date), 11) + " " + m.happened(all[i]), Open: rows.Nothing}
			if all[i].Kind == casework.LineAnswered {
				line.Open = screen.Go(screen.Result{ID: all[i].Administration})
			}
			return line
		},
	}
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
