package team

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

const (
	headHeight = 3
	tabLine    = 1 // of the view
	textWidth  = 100
	leastName  = 20 // cells that the name of a row needs
	gap        = 2  // cells between columns
)

// View draws heading, the choice of page and its tables.
func (m *Model) View() string {
	l := m.env.Lang
	if m.view == nil {
		if m.failed {
			return ""
		}
		return l.T("form.wait")
	}
	right := l.T("team.asof", "date", l.Date(m.view.AsOf))
	if m.waiting {
		right = l.T("form.wait")
	}
	head := m.env.Theme.Strong.Render(widget.Spread(m.view.Period, right, m.width))
	return head + "\n" + m.tabs() + "\n\n" + m.scroll.View()
}

// tabs names the pages; the one shown stands in brackets, so that no colour is needed.
func (m *Model) tabs() string {
	names := m.tabNames()
	for i := range names {
		if i == m.page {
			names[i] = m.env.Theme.Selected.Render(names[i])
			continue
		}
		names[i] = m.env.Theme.Faint.Render(names[i])
	}
	return widget.Truncate(strings.Join(names, " "), m.width)
}

func (m *Model) tabNames() []string {
	var names []string
	for i, p := range casework.TeamPages() {
		name := " " + m.env.Lang.T("team.page."+string(p)) + " "
		if i == m.page {
			name = "[" + strings.TrimSpace(name) + "]"
		}
		names = append(names, name)
	}
	return names
}

// Point is a click on the name of a page: it turns to it.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.view == nil || y != tabLine {
		return nil
	}
	for i, name := range m.tabNames() {
		width := lipgloss.Width(name)
		if x >= 0 && x < width {
			m.turn(i - m.page)
			return nil
		}
		x -= width + 1
	}
	return nil
}

// draw lays the page out anew.
func (m *Model) draw() {
	if m.view == nil {
		return
	}
	m.scroll.SetHeight(m.height - headHeight)
	page := casework.TeamPages()[m.page]
	var lines []string
	for i, t := range m.view.Pages[page] {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, m.table(t)...)
	}
	m.scroll.SetText(strings.Join(lines, "\n"))
}

func (m *Model) table(t casework.TeamTable) []string {
	th, text := m.env.Theme, min(m.width, textWidth)
	var lines []string
	for _, line := range widget.Wrap(t.Caption, text) {
		lines = append(lines, th.Title.Render(line))
	}
	switch widths, fits := m.widths(t); {
	case len(t.Rows) == 0:
		lines = append(lines, m.env.Lang.T("team.none"))
	case fits:
		lines = append(lines, grid(th.Faint, t, widths)...)
	default:
		lines = append(lines, blocks(t, m.width)...)
	}
	for _, n := range t.Notes {
		for _, line := range widget.Wrap(n, text) {
			lines = append(lines, th.Faint.Render(line))
		}
	}
	return lines
}

// widths are those of the columns, each as wide as its longest cell; fits is false when a name would have too little.
func (m *Model) widths(t casework.TeamTable) (widths []int, fits bool) {
	widths = make([]int, len(t.Columns))
	room := m.width
	for i, head := range t.Columns {
		widths[i] = lipgloss.Width(head)
		for _, row := range t.Rows {
			widths[i] = max(widths[i], lipgloss.Width(row[i]))
		}
		if i > 0 {
			room -= widths[i] + gap
		}
	}
	if len(widths) == 0 || room < min(widths[0], leastName) {
		return nil, false
	}
	widths[0] = min(widths[0], room)
	return widths, true
}

// grid is the table with figures below their headings.
func grid(head lipgloss.Style, t casework.TeamTable, widths []int) []string {
	line := func(cells []string) string {
		out := widget.Pad(cells[0], widths[0])
		for i, c := range cells[1:] {
			out += strings.Repeat(" ", gap) + widget.PadLeft(c, widths[i+1])
		}
		return strings.TrimRight(out, " ")
	}
	lines := []string{head.Render(line(t.Columns))}
	for _, row := range t.Rows {
		lines = append(lines, line(row))
	}
	return lines
}

// blocks names every figure after its row, where a table does not fit.
func blocks(t casework.TeamTable, width int) []string {
	var lines []string
	for _, row := range t.Rows {
		lines = append(lines, widget.Wrap(row[0], width)...)
		var parts []string
		for i, c := range row[1:] {
			if c != "" {
				parts = append(parts, t.Columns[i+1]+" "+c)
			}
		}
		for _, line := range widget.Wrap(strings.Join(parts, " · "), width-2) {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}
