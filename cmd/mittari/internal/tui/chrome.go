package tui

import (
	"strings"

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
	if m.palette != nil {
		m.palette.setSize(m.env.Lang.T("palette.none"), m.width, m.bodyHeight())
	}
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
	if m.palette != nil {
		body = m.palette.over(m, body)
	}
	parts := []string{m.header(), clip(body, m.width, m.bodyHeight())}
	parts = append(parts, m.message()...)
	return strings.Join(append(parts, m.footer()), "\n")
}

// clip makes a body exactly as large as its room, so that no screen can push header or footer away.
func clip(body string, width, height int) string {
	return widget.Fit(lipgloss.NewStyle().MaxWidth(width).Render(body), height)
}

// crumb is the name of a screen in the header, and where it is drawn.
type crumb struct {
	name     string
	at       int // of the stack
	from, to int // columns; to is the first behind it
}

const crumbGap = " › "

// crumbs are the screens that lie on each other, and before them the program itself, which stands for the first. What
// does not fit is cut at the left.
func (m *Model) crumbs() []crumb {
	name := m.env.Lang.T("app.name")
	out := []crumb{{name: name, to: lipgloss.Width(name)}}
	var rest []crumb
	for i, o := range m.stack {
		if i > 0 || len(m.stack) == 1 {
			rest = append(rest, crumb{name: widget.Clean(o.screen.Title()), at: i})
		}
	}
	begin := lipgloss.Width(name) + 2
	wide := -lipgloss.Width(crumbGap)
	for _, c := range rest {
		wide += lipgloss.Width(crumbGap) + lipgloss.Width(c.name)
	}
	from := begin + min(m.crumbRoom()-wide, 0)
	for _, c := range rest {
		c.from, c.to = max(from, begin), from+lipgloss.Width(c.name)
		from = c.to + lipgloss.Width(crumbGap)
		out = append(out, c)
	}
	return out
}

// crumbRoom is the width for the names of the screens.
func (m *Model) crumbRoom() int {
	return m.width - lipgloss.Width(m.mark()) - 1 - lipgloss.Width(m.env.Lang.T("app.name")) - 3
}

// mark says that the data is invented.
func (m *Model) mark() string {
	if m.env.Demo {
		return m.env.Lang.T("root.demo")
	}
	return ""
}

func (m *Model) header() string {
	t := m.env.Theme
	all := m.crumbs()
	names := make([]string, len(all)-1)
	for i, c := range all[1:] {
		names[i] = c.name
	}
	left := t.Title.Render(all[0].name) + "  " + t.Crumb.Render(widget.TruncateLeft(strings.Join(names, crumbGap), m.crumbRoom()))
	if mark := m.mark(); mark != "" {
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
