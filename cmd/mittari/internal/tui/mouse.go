package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// notch is how many lines a list moves for one notch of the wheel. Where something is typed it is one.
const notch = 3

// mouse turns clicks and the wheel into what a key would do. In respondent mode only the screen itself is clicked.
func (m *Model) mouse(e tea.MouseMsg) tea.Cmd {
	if m.env.Taste.NoMouse || e.Action != tea.MouseActionPress || m.top() == nil {
		return nil
	}
	if m.overdue() {
		return m.lock()
	}
	m.lastKey = m.now()
	switch {
	case e.Button == tea.MouseButtonLeft && m.locked():
		return m.point(e.X, e.Y)
	case m.locked() || m.quitting:
		return nil
	case e.Button == tea.MouseButtonLeft:
		return m.click(e.X, e.Y)
	case e.Button == tea.MouseButtonWheelUp:
		return m.turn(tea.KeyUp)
	case e.Button == tea.MouseButtonWheelDown:
		return m.turn(tea.KeyDown)
	}
	return nil
}

// turn presses an arrow for a notch of the wheel.
func (m *Model) turn(k tea.KeyType) tea.Cmd {
	n := notch
	if m.typing() && m.palette == nil && !m.helping {
		n = 1
	}
	var cmds []tea.Cmd
	for range n {
		cmds = append(cmds, m.key(tea.KeyMsg{Type: k}))
	}
	return tea.Batch(cmds...)
}

// click is a click outside respondent mode: on a key of the footer, on the name of a screen below, or in the body.
func (m *Model) click(x, y int) tea.Cmd {
	body := y - headerLines
	switch {
	case y == m.height-1:
		if k, ok := m.footerAt(x); ok {
			return m.key(k)
		}
		return nil
	case m.helping:
		return nil
	case m.palette != nil:
		return m.clickPalette(body)
	case y == 0:
		return m.backTo(x)
	case body >= 0 && body < m.bodyHeight():
		m.said, m.problem = "", nil
		return m.point(x, body)
	}
	return nil
}

// point hands a click to the screen on top.
func (m *Model) point(x, y int) tea.Cmd {
	p, ok := m.top().screen.(screen.Pointer)
	if !ok {
		return nil
	}
	return address(m.top().number, p.Point(x, y))
}

// clickPalette chooses a line of the menu; a click on the chosen one does what it says, one below the menu closes it.
func (m *Model) clickPalette(y int) tea.Cmd {
	p := m.palette
	at := y - paletteAbove
	if at >= lipgloss.Height(p.list.View()) {
		m.palette = nil
		return nil
	}
	if at >= 0 && p.list.Point(at) != nil {
		return m.choose()
	}
	return nil
}

// footerAt is the key at a column of the footer.
func (m *Model) footerAt(x int) (tea.KeyMsg, bool) {
	left, right := m.footerKeys()
	h := m.helpModel()
	from := m.width - lipgloss.Width(h.ShortHelpView(right))
	if x >= from {
		return keyAt(right, x-from, m.width, h.ShortHelpView)
	}
	return keyAt(left, x, from-footerGap, h.ShortHelpView)
}

// keyAt is the key of the binding that is drawn at a column, when it means one thing and is drawn whole.
func keyAt(bindings []key.Binding, x, room int, draw func([]key.Binding) string) (tea.KeyMsg, bool) {
	for i, b := range bindings {
		end := lipgloss.Width(draw(bindings[:i+1]))
		if x >= end || !b.Enabled() {
			continue
		}
		begin := end - lipgloss.Width(draw(bindings[i:i+1]))
		if x < begin || end > room {
			return tea.KeyMsg{}, false
		}
		return oneKey(b)
	}
	return tea.KeyMsg{}, false
}

// backTo goes back to the screen whose name is at a column of the header. Where something is typed it stays.
func (m *Model) backTo(x int) tea.Cmd {
	if m.typing() {
		return nil
	}
	for _, c := range m.crumbs() {
		if x >= c.from && x < c.to && c.at < len(m.stack)-1 {
			var cmds []tea.Cmd
			for len(m.stack) > c.at+1 {
				cmds = append(cmds, m.drop())
			}
			m.resize()
			return tea.Batch(append(cmds, m.update(m.top(), screen.RefreshMsg{}))...)
		}
	}
	return nil
}
