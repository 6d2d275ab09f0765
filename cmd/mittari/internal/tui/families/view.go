package families

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// Widths below and from which less and more is shown of each family.
const (
	narrow = 70
	wide   = 110
)

func (m *Model) head() []string {
	return []string{m.env.Theme.Strong.Render(widget.Truncate(m.count(), m.Width()))}
}

func (m *Model) titles() string {
	t := m.env.Lang.T
	return m.columns(t("families.code"), t("families.persons"), t("families.worker"), t("families.team"), t("families.seen"), t("families.episode"), t("families.note"))
}

// count says how many families there are, once all of them are read.
func (m *Model) count() string {
	switch {
	case m.Partly:
		return m.env.Lang.T("families.count.reading")
	case m.open:
		return m.env.Lang.N("families.count.open", m.Len())
	}
	return m.env.Lang.N("families.count.all", m.Len())
}

// columns lays a line out: the episode shows on wide screens only, members and team not on narrow ones.
func (m *Model) columns(code, persons, worker, team, seen, episode, note string) string {
	if m.Width() < narrow {
		cells := []string{widget.Pad(code, 11), widget.Pad(worker, 10), widget.Pad(seen, 11), note}
		return strings.TrimRight(strings.Join(cells, " "), " ")
	}
	cells := []string{widget.Pad(code, 11), widget.PadLeft(persons, 7), " " + widget.Pad(worker, 10), widget.Pad(team, 8), widget.Pad(seen, 13)}
	if m.Width() >= wide {
		cells = append(cells, widget.Pad(episode, 26))
	}
	return strings.TrimRight(strings.Join(append(cells, note), " "), " ")
}

func (m *Model) row(r *store.FamilyRow) string {
	l := m.env.Lang
	episode := l.Date(r.Episode.Start) + "–"
	if !r.Episode.End.IsZero() {
		episode += l.Date(r.Episode.End)
	}
	return m.columns(r.Code, l.Number(float64(r.Persons), 0), r.Worker, r.Team, l.Date(r.LastSeen), episode, m.notes(r, m.Width() < wide))
}

// notes say what is worth a look; that a family has ended is said where its episode is not shown.
func (m *Model) notes(r *store.FamilyRow, ended bool) string {
	l := m.env.Lang
	var notes []string
	if r.OpenRisks > 0 {
		notes = append(notes, l.N("families.risk", r.OpenRisks))
	}
	if r.Drafts > 0 {
		notes = append(notes, l.T("families.draft", "n", r.Drafts))
	}
	if ended && !r.Episode.End.IsZero() {
		notes = append(notes, l.T("families.ended"))
	}
	return strings.Join(notes, ", ")
}

// words are what a search looks at: what a wide line shows, without its layout.
func (m *Model) words(r *store.FamilyRow) string {
	l := m.env.Lang
	words := []string{r.Code, r.Worker, r.Team, l.Date(r.LastSeen), l.Date(r.Episode.Start)}
	if !r.Episode.End.IsZero() {
		words = append(words, l.Date(r.Episode.End))
	}
	return strings.Join(append(words, m.notes(r, true)), " ")
}
