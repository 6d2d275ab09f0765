package families

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	headHeight = 4
	narrow     = 70 // the width below which less is shown of each family
)

// View draws heading, filter, column titles and the rows that fit.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	if !m.read {
		return t("form.wait")
	}
	sorted := [orders]string{"families.sort.code", "families.sort.seen", "families.sort.worker"}[m.sort]
	out := []string{
		th.Strong.Render(widget.Spread(m.count(), t("families.sorted", "by", t(sorted)), m.width)),
		m.searchLine(),
		"",
		th.Faint.Render(widget.Truncate("  "+m.columns(t("families.code"), t("families.persons"), t("families.worker"), t("families.team"), t("families.seen"), t("families.episode"), t("families.note")), m.width)),
	}
	if len(m.shown) == 0 && !m.partly {
		text := t("families.none")
		if m.search.Value() != "" {
			text = t("families.nomatch", "text", m.search.Value())
		}
		return strings.Join(append(out, widget.Paragraph(text, m.width)), "\n")
	}
	return strings.Join(append(out, m.list.View()), "\n")
}

// count says how many families there are, once all of them are read.
func (m *Model) count() string {
	switch {
	case m.partly:
		return m.env.Lang.T("families.count.reading")
	case m.open:
		return m.env.Lang.N("families.count.open", len(m.shown))
	}
	return m.env.Lang.N("families.count.all", len(m.shown))
}

func (m *Model) searchLine() string {
	t := m.env.Lang.T
	switch {
	case m.typing:
		return widget.Truncate(t("families.search")+": "+m.search.Value()+"▏", m.width)
	case m.search.Value() != "":
		return widget.Truncate(t("families.search")+": "+m.search.Value(), m.width)
	}
	return m.env.Theme.Faint.Render(t("families.search.hint"))
}

// columns lays a line out: the episode shows on wide screens only, members and team not on narrow ones.
func (m *Model) columns(code, persons, worker, team, seen, episode, note string) string {
	if m.width < narrow {
		cells := []string{widget.Pad(code, 11), widget.Pad(worker, 10), widget.Pad(seen, 11), note}
		return strings.TrimRight(strings.Join(cells, " "), " ")
	}
	cells := []string{widget.Pad(code, 11), widget.PadLeft(persons, 7), " " + widget.Pad(worker, 10), widget.Pad(team, 8), widget.Pad(seen, 13)}
	if m.width >= 110 {
		cells = append(cells, widget.Pad(episode, 26))
	}
	return strings.TrimRight(strings.Join(append(cells, note), " "), " ")
}

func (m *Model) row(r store.FamilyRow) string {
	l := m.env.Lang
	var notes []string
	if r.OpenRisks > 0 {
		notes = append(notes, l.N("families.risk", r.OpenRisks))
	}
	if r.Drafts > 0 {
		notes = append(notes, l.T("families.draft", "n", r.Drafts))
	}
	episode := l.Date(r.Episode.Start) + "–"
	if !r.Episode.End.IsZero() {
		episode += l.Date(r.Episode.End)
		if m.width < 110 {
			notes = append(notes, l.T("families.ended"))
		}
	}
	return m.columns(r.Code, l.Number(float64(r.Persons), 0), r.Worker, r.Team, l.Date(r.LastSeen), episode, strings.Join(notes, ", "))
}
