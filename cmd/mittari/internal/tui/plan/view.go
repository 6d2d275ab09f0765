package plan

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// widest is the longest line of text.
const widest = 96

// View draws the page at hand.
func (m *Model) View() string {
	t, l := m.env.Theme, m.env.Lang
	var lines []string
	keep := 0
	switch m.stage {
	case loading:
		if m.failed {
			return ""
		}
		return t.Faint.Render(l.T("plan.wait"))
	case listing:
		return t.Strong.Render(widget.Truncate(l.T("plan.which"), m.width)) + "\n\n" + m.table.View()
	case filling:
		lines, keep = m.fill()
	case declining:
		lines = append(lines, t.Strong.Render(widget.Truncate(l.T("plan.why", "short", l.Text(m.offer.Definition.Abbreviation)), m.width)))
		lines = append(lines, widget.Wrap(l.T("plan.why.free"), min(m.width, widest))...)
		options, _, last := m.why.View(t, min(m.width, widest))
		lines = append(lines, "")
		keep = len(lines) + last
		lines = append(lines, options...)
	}
	s := widget.NewScroll(t)
	s.SetHeight(m.height)
	s.SetText(strings.Join(lines, "\n"))
	s.Keep(keep, keep)
	return s.View()
}

// fill is the form; keep is the line that must stay in sight.
func (m *Model) fill() (lines []string, keep int) {
	t, l, d := m.env.Theme, m.env.Lang, m.offer.Definition
	width := min(m.width, widest)
	lines = append(lines, t.Strong.Render(widget.Truncate(l.Text(d.Title), width)))
	minutes := l.N("count.minutes", minutesOf(d))
	lines = append(lines, widget.Wrap(l.T("plan.about", "n", len(d.Items), "minutes", minutes), width)...)
	lines = append(lines, "")
	rows := m.form.shown()
	label := 0
	for _, r := range rows {
		label = max(label, len([]rune(m.form.choices[r].Label)))
	}
	for i, r := range rows {
		if i == m.form.cursor {
			keep = len(lines)
		}
		lines = append(lines, m.form.choices[r].View(t, i == m.form.cursor, label, width))
	}
	lines = append(lines, "")
	button := "  " + l.T("plan.start")
	if m.form.cursor == len(rows) {
		keep, button = len(lines), t.Selected.Render("▸ "+l.T("plan.start"))
	}
	lines = append(lines, button, "")
	for _, note := range m.notes() {
		for i, line := range widget.Wrap(note, width-2) {
			mark := "· "
			if i > 0 {
				mark = "  "
			}
			lines = append(lines, t.Faint.Render(mark+line))
		}
	}
	return lines, keep
}

// notes say before the start what the choices mean.
func (m *Model) notes() []string {
	l, p := m.env.Lang, m.form.plan(m.offer, m.data)
	var out []string
	if m.offer.Definition.Rights.Class == instruments.PaperOnly {
		out = append(out, l.T("plan.note.paper"))
	}
	switch p.Mode {
	case store.OwnScreen:
		out = append(out, l.T("plan.note.own"))
	case store.Interpreter:
		out = append(out, l.T("plan.note.interpreter"))
	case store.FromPaper:
		out = append(out, l.T("plan.note.date"))
	case store.Together:
	}
	if p.Offer {
		out = append(out, l.T("plan.note.offer"))
	}
	if !hasWording(m.offer, p.Lang) && p.Mode != store.FromPaper {
		out = append(out, l.T("plan.note.cues"))
		var asked *casework.PermissionError
		if errors.As(m.offer.WordingOff, &asked) {
			out = append(out, l.Err(asked).What)
		}
	}
	if !m.offer.Fits {
		out = append(out, l.T("plan.note.fit"))
	}
	if m.data.family.Family.AnswersApart {
		out = append(out, l.T("plan.note.apart"))
	}
	return out
}

// hasWording reports whether full wording is installed in a language, or in that of which it is an easier form.
func hasWording(o *casework.Offer, tag instruments.Lang) bool {
	return slices.Contains(o.Langs, tag) || slices.Contains(o.Langs, tag.Base())
}

func minutesOf(d *instruments.Definition) int { return max(int(math.Ceil(d.Minutes)), 1) }

// fillTable lists the instruments: what is due first, as casework orders them.
func (m *Model) fillTable() {
	l := m.env.Lang
	selected, _ := m.table.Selected()
	m.table = widget.NewTable(m.env.Theme,
		widget.Column{Title: l.T("plan.col.short"), Width: 12},
		widget.Column{Title: l.T("plan.col.title")},
		widget.Column{Title: l.T("plan.col.minutes"), Width: 4, Right: true},
		widget.Column{Title: l.T("plan.col.state"), Width: 23},
	)
	var rows [][]string
	for i := range m.data.offers {
		o := &m.data.offers[i]
		rows = append(rows, []string{
			l.Text(o.Definition.Abbreviation), l.Text(o.Definition.Title), l.Number(float64(minutesOf(o.Definition)), 0), m.state(o),
		})
	}
	m.table.SetSize(m.width, max(m.height-2, 3))
	m.table.SetRows(rows)
	m.table.Select(selected)
}

// state says in a few words why an instrument stands where it does.
func (m *Model) state(o *casework.Offer) string {
	l := m.env.Lang
	switch {
	case o.Off != nil:
		return "× " + l.T("plan.state.off")
	case o.DueWave != "":
		return "● " + l.T("plan.state.due", "wave", l.T("wave."+string(o.DueWave)))
	case len(o.Informants) == 0:
		return "– " + l.T("plan.state.role")
	case o.Definition.Rights.Class == instruments.PaperOnly:
		return "□ " + l.T("plan.state.paper")
	case !o.Fits:
		return "– " + l.T("plan.state.age")
	case len(o.Langs) == 0:
		return "○ " + l.T("plan.state.cues")
	}
	return "○ " + l.T("plan.state.full")
}
