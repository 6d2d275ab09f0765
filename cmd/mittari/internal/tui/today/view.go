package today

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// head is the day with what waits, and the reminder of a backup.
func (m *Model) head() []string {
	id := "today.counts"
	if m.Width() < narrow {
		id = "today.counts.narrow"
	}
	counts := m.env.Lang.T(id, "families", m.env.Lang.N("count.families", m.view.Families),
		"due", len(m.view.Due), "drafts", len(m.view.Unfinished), "overdue", len(m.view.Overdue))
	return []string{m.env.Theme.Strong.Render(widget.Spread(m.env.Lang.Date(m.view.Date), counts, m.Width())), m.reminder()}
}

func (m *Model) nothing() string {
	if m.view.Families == 0 {
		return m.env.Lang.T("today.empty")
	}
	return m.env.Lang.T("today.nothing")
}

// reminder says when a backup is to be made, in the line that is empty otherwise. Invented data need none.
func (m *Model) reminder() string {
	text := phrase.Backup(m.env.Lang, m.view)
	if text == "" || m.env.Demo {
		return ""
	}
	return m.env.Theme.Warn.Render(widget.Truncate("! "+text, m.Width()))
}

// fill makes the lines: unfinished first, since a respondent may be waiting, then risks and worsening, then the
// meetings that are agreed, then what is due, beginning with what cannot wait a week. Results that only wait to be
// talked about come after, for there may be many.
func (m *Model) fill() {
	v := m.view
	m.waves, m.forms = map[store.Wave]string{}, map[occasion]string{}
	urgent, untold := parted(v.Alerts)
	soon := v.Closing()
	m.Show(
		rows.Section{
			Head: m.heading("today.unfinished"), N: len(v.Unfinished),
			Line: func(i int) rows.Line { return m.draftLine(&v.Unfinished[i]) },
		},
		m.alerts("today.alerts", urgent),
		m.agreed(v.Agreed),
		m.due("today.closing", "today.closes", v.Due[:soon]),
		m.due("today.due", "today.closes", v.Due[soon:]),
		m.alerts("today.untold", untold),
		m.due("today.overdue", "today.closed", v.Overdue),
	)
}

// heading tells how many lines stand below it.
func (m *Model) heading(id string) func(int) string {
	return func(n int) string { return m.env.Lang.T(id, "n", n) }
}

func (m *Model) due(head, when string, all []casework.DueRow) rows.Section {
	return rows.Section{
		Head: m.heading(head), N: len(all),
		Line:  func(i int) rows.Line { return m.dueLine(&all[i], when) },
		Words: func(i int) string { return all[i].Person.Code + " " + m.form(&all[i]) },
	}
}

func (m *Model) alerts(head string, all []casework.AlertRow) rows.Section {
	kinds := map[casework.AlertKind]string{}
	for i := range all {
		if k := all[i].Kind; kinds[k] == "" {
			kinds[k] = phrase.AlertKind(m.env.Lang, k)
		}
	}
	return rows.Section{
		Head: m.heading(head), N: len(all),
		Line: func(i int) rows.Line { return m.alertLine(&all[i]) },
		Words: func(i int) string {
			return m.words(all[i].Person.Code, all[i].Short, m.env.Lang.Date(all[i].Date), kinds[all[i].Kind])
		},
	}
}

// form is what a search looks at besides the code, put together once for all who answer the same form at the same time.
func (m *Model) form(r *casework.DueRow) string {
	key := occasion{r.Ref, r.Wave, r.Closes}
	text, known := m.forms[key]
	if !known {
		l := m.env.Lang
		text = strings.Join([]string{l.Text(r.Short), m.wave(r.Wave), l.Date(r.Closes), l.Text(r.Title)}, " ")
		m.forms[key] = text
	}
	return text
}

// words are what a search looks at: what a wide line shows, without its layout.
func (m *Model) words(code string, short instruments.Text, more, rest string) string {
	return strings.Join([]string{code, m.env.Lang.Text(short), more, rest}, " ")
}

// wave is the word for an occasion, looked up once.
func (m *Model) wave(w store.Wave) string {
	if m.waves[w] == "" {
		m.waves[w] = m.env.Lang.T("wave." + string(w))
	}
	return m.waves[w]
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

const (
	narrow    = 70 // the width below which columns are narrower
	dateWidth = 11
)

// columnWidths are those of code, instrument and wave; what is left of a line goes to the rest.
func columnWidths(width int) (code, short, wave int) {
	if width < narrow {
		return 11, 9, 13
	}
	return 13, 14, 16
}

func (m *Model) columns(code string, short instruments.Text, wave, rest string) string {
	a, b, c := columnWidths(m.Width())
	return strings.Join([]string{widget.Pad(code, a), widget.Pad(m.env.Lang.Text(short), b), widget.Pad(wave, c), rest}, " ")
}

func (m *Model) draftLine(r *casework.DraftRow) rows.Line {
	t := m.env.Lang.T
	about := subject{family: r.Family.ID, person: r.Person.ID}
	if r.Answered == 0 {
		about.empty = &r.Draft
	}
	return rows.Line{
		Text: m.columns(r.Person.Code, r.Short, m.wave(r.Draft.Wave), t("today.answered", "n", r.Answered, "all", r.Asked)),
		Open: screen.Go(screen.Questionnaire{Resume: r.Draft.ID}),
		Data: about,
	}
}

func (m *Model) dueLine(r *casework.DueRow, when string) rows.Line {
	t := m.env.Lang.T
	rest := t(when, "date", m.env.Lang.Date(r.Closes))
	switch {
	case m.Width() >= 110:
		rest = widget.Pad(rest, 30) + widget.Pad(m.env.Lang.N("count.minutes", phrase.Minutes(r.Minutes)), 14) + m.env.Lang.Text(r.Title)
	case m.Width() >= narrow:
		rest += t("today.minutes", "n", phrase.Minutes(r.Minutes))
	}
	return rows.Line{
		Text: m.columns(r.Person.Code, r.Short, m.wave(r.Wave), rest),
		Open: screen.Go(screen.Plan{Person: r.Person.ID, Draft: casework.Plan{
			Episode: r.Episode.ID, Respondent: r.Person.ID, Instrument: r.Ref.ID, Wave: r.Wave,
		}}),
		Data: subject{family: r.Family.ID, person: r.Person.ID},
	}
}

func (m *Model) alertLine(r *casework.AlertRow) rows.Line {
	text := phrase.Alert(m.env.Lang, r)
	code, short, _ := columnWidths(m.Width())
	return rows.Line{
		Text: strings.Join([]string{
			widget.Pad(r.Person.Code, code), widget.Pad(m.env.Lang.Text(r.Short), short), widget.Pad(m.env.Lang.Date(r.Date), dateWidth), text,
		}, " "),
		Warn: r.Kind != casework.AlertNoTalk,
		Open: screen.Go(screen.Result{ID: r.Administration}),
		Data: subject{family: r.Family.ID, person: r.Person.ID},
	}
}
