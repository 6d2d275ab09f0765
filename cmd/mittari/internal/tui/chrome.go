package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Lines that the root takes: two of header, one of message, one of keys.
const (
	headerLines = 2
	footerLines = 1
)

// resize tells every screen its room: all of the window in respondent mode, else what the root leaves.
func (m *Model) resize() {
	m.page.SetHeight(m.bodyHeight())
	for _, o := range m.stack {
		if m.locked() && o == m.top() {
			o.screen.SetSize(m.width, m.height)
			continue
		}
		o.screen.SetSize(m.width, m.bodyHeight())
	}
}

func (m *Model) bodyHeight() int {
	return max(m.height-headerLines-footerLines-len(m.message()), 1)
}

// View draws the window.
func (m *Model) View() string {
	if m.top() == nil {
		return ""
	}
	if m.locked() {
		return clip(m.top().screen.View(), m.width, m.height)
	}
	body := m.page.View()
	if !m.helping {
		body = m.top().screen.View()
	}
	parts := []string{m.header(), clip(body, m.width, m.bodyHeight())}
	parts = append(parts, m.message()...)
	return strings.Join(append(parts, m.footer()), "\n")
}

// clip makes a body exactly as large as its room, so that no screen can push header or footer away.
func clip(body string, width, height int) string {
	return widget.Fit(lipgloss.NewStyle().MaxWidth(width).Render(body), height)
}

func (m *Model) header() string {
	t := m.env.Theme
	var names []string
	for i, o := range m.stack {
		if i > 0 || len(m.stack) == 1 {
			names = append(names, o.screen.Title())
		}
	}
	mark := ""
	if m.env.Demo {
		mark = m.env.Lang.T("root.demo")
	}
	room := m.width - lipgloss.Width(mark) - 1
	name := m.env.Lang.T("app.name")
	crumb := widget.TruncateLeft(widget.Clean(strings.Join(names, " › ")), room-lipgloss.Width(name)-3)
	left := t.Title.Render(name) + "  " + t.Crumb.Render(crumb)
	if mark != "" {
		left = widget.Spread(left, t.Demo.Render(mark), m.width)
	}
	return left + "\n" + t.Faint.Render(strings.Repeat("─", m.width))
}

// message is the error, the question whether to quit, or the line that was said; one empty line when there is none.
func (m *Model) message() []string {
	t, l := m.env.Theme, m.env.Lang
	switch {
	case m.quitting:
		return render(t.Strong, widget.Wrap(l.T("root.quit"), m.width))
	case m.problem != nil:
		text := strings.Join(nonEmpty("✖ "+m.problem.What, m.problem.Kept, m.problem.Do), " ")
		lines := widget.Wrap(text, m.width)
		if most := max(m.height/3, 1); len(lines) > most {
			lines = append(lines[:most-1:most-1], widget.Truncate(lines[most-1]+" …", m.width))
		}
		return render(t.Error, lines)
	case m.said != "":
		lines := widget.Wrap("✓ "+m.said, m.width)
		return render(t.Good, lines[:min(len(lines), 3)])
	}
	return []string{""}
}

func render(s lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = s.Render(l)
	}
	return out
}

func nonEmpty(texts ...string) []string {
	var out []string
	for _, s := range texts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// footer offers the keys of the screen; how to get help stays in sight when not all of them fit.
func (m *Model) footer() string {
	if m.helping || m.quitting {
		return ""
	}
	h := m.helpModel()
	globals := []key.Binding{m.keys.help}
	switch {
	case m.typing():
		globals = []key.Binding{m.keys.helpAlways}
	case len(m.stack) > 1:
		globals = []key.Binding{m.keys.back, m.keys.help}
	}
	right := h.ShortHelpView(globals)
	h.Width = m.width - lipgloss.Width(right) - 3
	return widget.Spread(h.ShortHelpView(m.top().screen.Keys().ShortHelp()), right, m.width)
}

// showHelp opens the page with every key of the screen and those that work everywhere.
func (m *Model) showHelp() {
	h := m.helpModel()
	groups := m.top().screen.Keys().FullHelp()
	if !m.typing() {
		groups = append(groups, m.keys.everywhere())
		if m.env.Desk != nil {
			groups = append(groups, m.keys.goTo())
		}
	} else {
		groups = append(groups, m.keys.always())
	}
	lines := []string{m.env.Theme.Strong.Render(m.env.Lang.T("root.help", "screen", m.top().screen.Title())), ""}
	for _, g := range pack(h, groups, m.width) {
		lines = append(lines, strings.Split(h.FullHelpView(g), "\n")...)
		lines = append(lines, "")
	}
	lines = append(lines, m.env.Theme.Faint.Render(m.env.Lang.T("root.help.close")))
	m.page = widget.NewScroll(m.env.Theme)
	m.page.SetText(strings.Join(lines, "\n"))
	m.helping = true
}

// pack puts the columns of the help page into as many rows as the width asks for.
func pack(h help.Model, groups [][]key.Binding, width int) [][][]key.Binding {
	var rows [][][]key.Binding
	for _, g := range groups {
		last := len(rows) - 1
		if last >= 0 && lipgloss.Width(h.FullHelpView(append(rows[last][:len(rows[last]):len(rows[last])], g))) <= width {
			rows[last] = append(rows[last], g)
			continue
		}
		rows = append(rows, [][]key.Binding{g})
	}
	return rows
}

func (m *Model) helpModel() help.Model {
	t := m.env.Theme
	h := help.New()
	h.Styles = help.Styles{
		ShortKey: t.Key, ShortDesc: t.Faint, ShortSeparator: t.Faint, Ellipsis: t.Faint,
		FullKey: t.Key, FullDesc: t.Faint, FullSeparator: t.Faint,
	}
	return h
}
