package today

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

const headHeight = 2

// View draws the heading and the list.
func (m *Model) View() string {
	t := m.env.Lang.T
	if m.view == nil {
		return t("form.wait")
	}
	counts := t("today.counts", "families", m.env.Lang.N("count.families", m.view.Families),
		"due", len(m.view.Due), "drafts", len(m.view.Unfinished), "overdue", len(m.view.Overdue))
	head := widget.Spread(m.env.Lang.Date(m.view.Date), counts, m.width)
	out := m.env.Theme.Strong.Render(head) + "\n" + m.reminder() + "\n"
	if m.list.Len() > 0 {
		return out + m.list.View()
	}
	text := t("today.nothing")
	if m.view.Families == 0 {
		text = t("today.empty")
	}
	return out + widget.Paragraph(text, min(m.width, 84))
}

// reminder says when a backup is to be made, in the line that is empty otherwise. Invented data need none.
func (m *Model) reminder() string {
	if !m.view.BackupDue || m.env.Demo {
		return ""
	}
	text := m.env.Lang.T("today.backup.never")
	if !m.view.LastBackup.IsZero() {
		text = m.env.Lang.T("today.backup", "date", m.env.Lang.Date(store.DateOf(m.view.LastBackup)))
	}
	return m.env.Theme.Warn.Render(widget.Truncate("! "+text, m.width))
}

// fill makes the lines: unfinished first, since a respondent may be waiting, then risks and worsening, then what is
// due. Results that only wait to be talked about come after, for there may be many.
func (m *Model) fill() {
	if m.view == nil {
		return
	}
	v := m.view
	var lines []rows.Line
	section := func(id string, n int, line func(i int) rows.Line) {
		if n == 0 {
			return
		}
		if len(lines) > 0 {
			lines = append(lines, rows.Line{Head: true})
		}
		lines = append(lines, rows.Line{Head: true, Text: m.env.Lang.T(id, "n", n)})
		for i := range n {
			lines = append(lines, line(i))
		}
	}
	section("today.unfinished", len(v.Unfinished), func(i int) rows.Line { return m.draftLine(v.Unfinished[i]) })
	urgent, untold := parted(v.Alerts)
	section("today.alerts", len(urgent), func(i int) rows.Line { return m.alertLine(urgent[i]) })
	section("today.due", len(v.Due), func(i int) rows.Line { return m.dueLine(v.Due[i], "today.closes") })
	section("today.untold", len(untold), func(i int) rows.Line { return m.alertLine(untold[i]) })
	section("today.overdue", len(v.Overdue), func(i int) rows.Line { return m.dueLine(v.Overdue[i], "today.closed") })
	m.list.SetLines(lines)
}

// parted separates the alerts that cannot wait from results that have not been talked about.
func parted(all []casework.AlertRow) (urgent, untold []casework.AlertRow) {
	for _, a := range all {
		if a.Kind == casework.AlertNoTalk {
			untold = append(untold, a)
		} else {
			urgent = append(urgent, a)
		}
	}
	return urgent, untold
}

// columns of a line; what is left goes to the last one.
const (
	codeWidth  = 13
	shortWidth = 14
	waveWidth  = 16
)

func (m *Model) columns(code string, short instruments.Text, wave, rest string) string {
	return strings.Join([]string{
		widget.Pad(code, codeWidth), widget.Pad(m.env.Lang.Text(short), shortWidth), widget.Pad(wave, waveWidth), rest,
	}, " ")
}

func (m *Model) draftLine(r casework.DraftRow) rows.Line {
	t := m.env.Lang.T
	about := subject{person: r.Person.ID}
	if r.Answered == 0 {
		about.empty = r.Draft.ID
	}
	return rows.Line{
		Text: m.columns(r.Person.Code, r.Short, t("wave."+string(r.Draft.Wave)), t("today.answered", "n", r.Answered, "all", r.Asked)),
		Open: screen.Go(screen.Questionnaire{Resume: r.Draft.ID}),
		Data: about,
	}
}

func (m *Model) dueLine(r casework.DueRow, when string) rows.Line {
	t := m.env.Lang.T
	rest := t(when, "date", m.env.Lang.Date(r.Closes))
	if m.width >= 110 {
		rest = widget.Pad(rest, 30) + widget.Pad(m.env.Lang.N("count.minutes", int(r.Minutes+0.5)), 14) + m.env.Lang.Text(r.Title)
	}
	return rows.Line{
		Text: m.columns(r.Person.Code, r.Short, t("wave."+string(r.Wave)), rest),
		Open: screen.Go(screen.Plan{Person: r.Person.ID, Draft: casework.Plan{
			Episode: r.Episode.ID, Respondent: r.Person.ID, Instrument: r.Ref.ID, Wave: r.Wave,
		}}),
		Data: subject{person: r.Person.ID},
	}
}

func (m *Model) alertLine(r casework.AlertRow) rows.Line {
	words := map[casework.AlertKind]string{
		casework.AlertRisk: "today.alert.risk", casework.AlertWorse: "today.alert.worse", casework.AlertNoTalk: "today.alert.notalk",
	}
	return rows.Line{
		Text: m.columns(r.Person.Code, r.Short, m.env.Lang.Date(r.Date), m.env.Lang.T(words[r.Kind])),
		Warn: r.Kind != casework.AlertNoTalk,
		Open: screen.Go(screen.Result{ID: r.Administration}),
		Data: subject{person: r.Person.ID},
	}
}
