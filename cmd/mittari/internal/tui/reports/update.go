package reports

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case folderMsg:
		m.folder = msg.path
		return m, m.open(choosing)
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case builtMsg:
		return m, m.counted(msg)
	case chosenMsg:
		return m, m.chosen(msg)
	case writtenMsg:
		return m, m.finished(msg)
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, m.toForm(msg)
}

func (m *Model) pressed(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc && m.stage != overwriting {
		return m.escape()
	}
	switch m.stage {
	case looking:
		if k.Type == tea.KeyEnter {
			return m.list.Open()
		}
		m.list.Move(k)
	case overwriting:
		return m.answered(k)
	case written:
		if k.Type == tea.KeyEnter {
			m.failed = nil
			return m.open(choosing)
		}
	case choosing, detailing:
		m.failed = nil
		return m.toForm(k)
	case finding, counting, writing:
	}
	return nil
}

// Point chooses a line of what can be done, and opens one that was chosen.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.stage != looking {
		return nil
	}
	return m.list.Point(y - m.aboveList())
}

// escape goes back a page, or stops the work; from the first page it leaves.
func (m *Model) escape() tea.Cmd {
	switch m.stage {
	case counting, writing:
		m.job.Stop()
		return nil
	case detailing:
		m.failed = nil
		return m.open(choosing)
	case looking:
		return m.open(detailing)
	case finding, choosing, overwriting, written:
	}
	return screen.Back()
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.stage != choosing && m.stage != detailing {
		return nil
	}
	cmd := m.form.Update(msg)
	switch {
	case !m.form.Done():
		return cmd
	case m.stage == choosing:
		return m.open(detailing)
	}
	return tea.Batch(cmd, m.count()) // cmd remembers the folder
}

// chosen does what was chosen on seeing what is hidden.
func (m *Model) chosen(c chosenMsg) tea.Cmd {
	if !c.write {
		return m.open(detailing)
	}
	m.freeze = c.freeze
	return m.write(false)
}

func (m *Model) answered(k tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(k) {
	case widget.Confirmed:
		return m.write(true)
	case widget.Refused:
		return m.open(detailing)
	case widget.Undecided:
	}
	return nil
}
