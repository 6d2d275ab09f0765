package targets

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const textWidth = 84

type openMsg struct {
	target store.Target
	name   string
}

// View draws the list, or the page over it.
func (m *Model) View() string {
	if m.page != nil {
		return m.page.View()
	}
	return m.Panel.View()
}

// head names the period and the day that the figures look at.
func (m *Model) head() []string {
	l, th := m.env.Lang, m.env.Theme
	right := l.T("team.asof", "date", l.Date(m.view.AsOf))
	if !m.view.Figures && len(m.view.Rows) > 0 {
		right = l.T("targets.counting")
	}
	return []string{th.Strong.Render(widget.Spread(m.view.Period, right, m.Width())), ""}
}

// fill makes the lines: each target has one for its name and some for its figures.
func (m *Model) fill() {
	if m.view == nil {
		return
	}
	var listed, others []rows.Line
	for i := range m.view.Rows {
		if r := &m.view.Rows[i]; r.Listed {
			listed = append(listed, m.lines(r)...)
		} else {
			others = append(others, m.lines(r)...)
		}
	}
	rest := section(others)
	rest.Head = rows.Fixed(m.env.Lang.T("targets.others"))
	m.Show(section(listed), rest)
}

// section keeps the lines of one target together when something is searched for: they have its words in common.
func section(lines []rows.Line) rows.Section {
	s := rows.Lines(lines...)
	words := make([]string, len(lines))
	for from := 0; from < len(lines); {
		to, all := from+1, lines[from].Text
		for ; to < len(lines) && lines[to].Open == nil; to++ {
			all += " " + strings.TrimSpace(lines[to].Text)
		}
		for ; from < to; from++ {
			words[from] = all
		}
	}
	s.Words = func(i int) string { return words[i] }
	return s
}

func (m *Model) lines(r *casework.TargetRow) []rows.Line {
	msg := openMsg{r.Target, r.Name}
	out := []rows.Line{{Text: r.Name, Open: func() tea.Msg { return msg }, Data: msg}}
	for _, text := range widget.Wrap(m.figures(r), max(min(m.Width(), textWidth)-6, 10)) {
		out = append(out, rows.Line{Text: "  " + text})
	}
	return out
}

// figures are what was promised, what came of it and how that is called, and for which time.
func (m *Model) figures(r *casework.TargetRow) string {
	l := m.env.Lang
	promise := "targets.least"
	if r.AtMost {
		promise = "targets.most"
	}
	parts := []string{l.T(promise, "value", l.Number(r.Target.Value, decimals(r.Target.Value)))}
	switch {
	case r.Actual != "":
		parts = append(parts, l.T("targets.actual", "value", r.Actual))
	case m.view.Figures && r.Listed:
		parts = append(parts, l.T("targets.unknown"))
	}
	if r.Outcome != "" && r.Actual != "" {
		parts = append(parts, r.Outcome)
	}
	return strings.Join(append(parts, l.Date(r.Target.From)+"–"+l.Date(r.Target.To)), " · ")
}

// decimals is how many of them a value has.
func decimals(v float64) int {
	_, behind, _ := strings.Cut(number(v), ".")
	return len(behind)
}
