package plan

import tea "github.com/charmbracelet/bubbletea"

// tableFrom is the line at which the list of forms begins.
const tableFrom = 2

// Point is a click on a form of the list: it chooses it, and on the chosen one it is what enter does.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.stage != listing || m.busy || !m.table.Point(y-tableFrom) {
		return nil
	}
	return m.listKey(tea.KeyMsg{Type: tea.KeyEnter})
}
