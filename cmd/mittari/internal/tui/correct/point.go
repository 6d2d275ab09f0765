package correct

import tea "github.com/charmbracelet/bubbletea"

// Point is a click on an item: it chooses it. Answers are changed by digits alone.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.view != nil && m.page == nil {
		m.list.Point(y - headHeight)
		m.typed = ""
	}
	return nil
}
