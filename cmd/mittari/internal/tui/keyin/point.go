package keyin

import tea "github.com/charmbracelet/bubbletea"

// Point is a click on a form of the list: it chooses it, and on the chosen one it is what enter does. In the grid, where
// a click could put an answer elsewhere than the eyes on the paper think, the keys alone move.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.stage != picking || m.list.Point(y-listHead) == nil {
		return nil
	}
	return m.pickKey(tea.KeyMsg{Type: tea.KeyEnter})
}
