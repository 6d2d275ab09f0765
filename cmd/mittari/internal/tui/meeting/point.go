package meeting

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Point is a click on a line of the list: it chooses it, and on the chosen one it is what enter does.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.view == nil || m.list.Point(y-strings.Count(m.head(), "\n")-2) == nil {
		return nil
	}
	return m.pressed(tea.KeyMsg{Type: tea.KeyEnter})
}
