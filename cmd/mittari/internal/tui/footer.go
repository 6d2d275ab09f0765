package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// footerGap is the least space between the keys of the screen and those at the right edge.
const footerGap = 3

// wideEnough is the width from which the first screen names the menu even where not all of its own keys fit: the menu
// has them all.
const wideEnough = 80

// footerKeys are the keys of the screen and, at the right edge, how to get back and to get help. The menu is named on
// the first screen, and where there is room for it beside the keys of the screen.
func (m *Model) footerKeys() (left, right []key.Binding) {
	switch {
	case m.helping || m.quitting:
		return nil, nil
	case m.palette != nil:
		return m.paletteKeys(), nil
	}
	left, right = m.top().screen.Keys().ShortHelp(), []key.Binding{m.keys.help}
	switch {
	case m.typing():
		right = []key.Binding{m.keys.helpAlways}
	case len(m.stack) > 1:
		right = []key.Binding{m.keys.back, m.keys.help}
	}
	h := m.helpModel()
	menu := append([]key.Binding{m.keys.palette}, right...)
	fits := lipgloss.Width(h.ShortHelpView(left))+footerGap+lipgloss.Width(h.ShortHelpView(menu)) <= m.width
	if fits || len(m.stack) == 1 && !m.typing() && m.width >= wideEnough {
		right = menu
	}
	return left, right
}

// footer offers the keys; how to get help stays in sight when not all of them fit.
func (m *Model) footer() string {
	left, right := m.footerKeys()
	h := m.helpModel()
	edge := h.ShortHelpView(right)
	h.Width = m.width - lipgloss.Width(edge) - footerGap
	return widget.Spread(h.ShortHelpView(left), edge, m.width)
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
	if !m.env.Taste.NoMouse {
		for _, l := range widget.Wrap(m.env.Lang.T("root.help.mouse"), m.width) {
			lines = append(lines, m.env.Theme.Faint.Render(l))
		}
	}
	lines = append(lines, m.env.Theme.Faint.Render(m.env.Lang.T("root.help.close")))
	m.page = widget.NewScroll(m.env.Theme)
	m.page.SetText(strings.Join(lines, "\n"))
	m.helping, m.palette = true, nil
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
