package result

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// From this width on words and numbers stand side by side.
const twoColumns = 110

// View is the window of the page.
func (m *Model) View() string {
	switch {
	case m.failed:
		return ""
	case !m.loaded:
		return m.env.Theme.Faint.Render(m.env.Lang.T("result.wait"))
	}
	return m.scroll.View()
}

// draw lays the page out anew.
func (m *Model) draw() {
	if !m.loaded {
		return
	}
	m.scroll.SetHeight(m.height)
	if m.width < twoColumns {
		parts := append(m.words(m.width-2), "")
		m.scroll.SetText(strings.Join(append(parts, m.numbers(m.width-2)...), "\n"))
		return
	}
	width := m.width/2 - 2
	left := lipgloss.NewStyle().Width(width + 2).Render(strings.Join(m.words(width), "\n"))
	right := strings.Join(m.numbers(width), "\n")
	m.scroll.SetText(lipgloss.JoinHorizontal(lipgloss.Top, left, right))
}

// words is the part for everybody.
func (m *Model) words(width int) []string {
	lines := m.head(width)
	lines = append(lines, m.riskFrame(width)...)
	for _, s := range m.say().Spoken() {
		lines = append(append(lines, ""), m.scaleWords(s, width)...)
	}
	lines = append(lines, m.movedItems(width)...)
	return append(lines, m.openItems(width)...)
}

// head says when and by whom, whether the result has been talked about, and then what is next.
func (m *Model) head(width int) []string {
	t, l, a := m.env.Theme, m.env.Lang, m.view.Administration
	lines := style(t.Faint, widget.Wrap(m.say().By(), width))
	if m.open() {
		return append(lines, style(t.Strong, widget.Wrap("○ "+l.T("result.discussed.ask"), width))...)
	}
	lines = append(lines, style(t.Text, widget.Wrap("● "+l.T("result.discussed.on", "date", l.Date(a.Discussed)), width))...)
	return append(lines, style(t.Text, widget.Wrap("→ "+m.say().Next(), width))...)
}

// riskFrame is the quiet prompt for the worker.
func (m *Model) riskFrame(width int) []string {
	if !m.risky() || m.hidden {
		return nil
	}
	t := m.env.Theme
	var lines []string
	for _, text := range m.say().Risks() {
		lines = append(lines, widget.Wrap(text, width-4)...)
	}
	return strings.Split(t.Box.Width(width-2).Render(strings.Join(lines, "\n")), "\n")
}

// movedItems are the answers that moved most; the word of the direction stands beside the sign.
func (m *Model) movedItems(width int) []string {
	if len(m.view.Items) == 0 {
		return nil
	}
	t, l := m.env.Theme, m.env.Lang
	lines := append([]string{""}, style(t.Strong, widget.Wrap(l.T("result.items"), width))...)
	named, more := m.say().ItemsMoved()
	for _, it := range named {
		sign, s := "▲", t.Good
		if !it.Better {
			sign, s = "▼", t.Bad
		}
		text := sign + " " + it.Cue + ": " + it.From + " → " + it.To + " (" + it.Word + ")"
		lines = append(lines, style(s, widget.Wrap(text, width))...)
	}
	if more > 0 {
		lines = append(lines, t.Faint.Render(widget.Truncate(l.N("result.items.more", more), width)))
	}
	return lines
}

// openItems names the items without an answer.
func (m *Model) openItems(width int) []string {
	if len(m.view.Missing) == 0 {
		return nil
	}
	t, l := m.env.Theme, m.env.Lang
	lines := append([]string{""}, style(t.Strong, widget.Wrap(l.N("result.open", len(m.view.Missing)), width))...)
	return append(lines, widget.Wrap(strings.Join(m.say().Missing(), ", ")+".", width)...)
}

func style(s lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = s.Render(line)
	}
	return out
}
