package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

func (m *Model) top() *opened {
	if len(m.stack) == 0 {
		return nil
	}
	return m.stack[len(m.stack)-1]
}

func (m *Model) find(number int) *opened {
	for _, o := range m.stack {
		if o.number == number {
			return o
		}
	}
	return nil
}

// open puts a screen on the stack.
func (m *Model) open(msg screen.GoMsg) tea.Cmd {
	s := build(m.env, msg.Route)
	if s == nil {
		return nil
	}
	var after tea.Cmd
	if msg.Replace && len(m.stack) > 0 {
		after = m.drop()
	}
	m.palette = nil // it was about the screen below
	m.numbers++
	o := &opened{number: m.numbers, route: msg.Route, screen: s}
	m.stack = append(m.stack, o)
	m.resize()
	return tea.Batch(after, address(o.number, s.Init()))
}

// back takes the top screen away and lets the one below read its data again.
func (m *Model) back() tea.Cmd {
	if len(m.stack) < 2 {
		return nil
	}
	after := m.drop()
	m.resize()
	return tea.Batch(after, m.update(m.top(), screen.RefreshMsg{}))
}

// home drops everything and shows one screen alone.
func (m *Model) home(r screen.Route) tea.Cmd {
	var cmds []tea.Cmd
	for len(m.stack) > 0 {
		cmds = append(cmds, m.drop())
	}
	return tea.Batch(append(cmds, m.open(screen.GoMsg{Route: r}))...)
}

// goTo shows a place over Today, so that esc always leads home. Today is kept as it is and read again when it is seen
// again: over many families that takes a while, and what was asked for should not wait behind it.
func (m *Model) goTo(r screen.Route) tea.Cmd {
	if m.stack[0].route != (screen.Today{}) {
		return tea.Batch(m.home(screen.Today{}), m.over(r))
	}
	var cmds []tea.Cmd
	for len(m.stack) > 1 {
		cmds = append(cmds, m.drop())
	}
	if r == (screen.Today{}) {
		m.resize()
		return tea.Batch(append(cmds, m.update(m.top(), screen.RefreshMsg{}))...)
	}
	return tea.Batch(append(cmds, m.over(r))...)
}

// over opens a place over Today, unless it is Today itself.
func (m *Model) over(r screen.Route) tea.Cmd {
	if r == (screen.Today{}) {
		return nil
	}
	return m.open(screen.GoMsg{Route: r})
}

// drop takes the top screen away. After the settings the idle time may be another.
func (m *Model) drop() tea.Cmd {
	o := m.top()
	m.palette = nil
	m.stack = m.stack[:len(m.stack)-1]
	if _, ok := o.route.(screen.Settings); ok {
		return m.readSettings()
	}
	return nil
}

func (m *Model) toTop(msg tea.Msg) tea.Cmd {
	if m.top() == nil {
		return nil
	}
	return m.update(m.top(), msg)
}

func (m *Model) update(o *opened, msg tea.Msg) tea.Cmd {
	s, cmd := o.screen.Update(msg)
	o.screen = s
	return address(o.number, cmd)
}

// locked reports whether the screen on top is in respondent mode.
func (m *Model) locked() bool {
	if m.top() == nil {
		return false
	}
	l, ok := m.top().screen.(screen.Locked)
	return ok && l.Locked()
}

func (m *Model) typing() bool {
	if m.top() == nil {
		return false
	}
	t, ok := m.top().screen.(screen.Typing)
	return ok && t.Typing()
}
