package packbundle

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.others = msg.others
		return m, m.open(asking)
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case groupsMsg:
		return m, m.weigh(msg)
	case chosenMsg:
		return m, m.chosen(msg)
	case packedMsg:
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
	case weighing:
		if k.Type == tea.KeyEnter {
			return m.list.Open()
		}
		m.list.Move(k)
	case overwriting:
		return m.answered(k)
	case packed:
		if k.Type == tea.KeyEnter {
			return screen.Back()
		}
	case asking, placing:
		m.failed = nil
		return m.toForm(k)
	case loading, working:
	}
	return nil
}

// Point chooses a line of what can be done about small groups, and opens one that was chosen.
func (m *Model) Point(_, y int) tea.Cmd {
	if m.stage != weighing {
		return nil
	}
	return m.list.Point(y - m.aboveList())
}

// escape goes back a page, or stops the work; from the first page it leaves.
func (m *Model) escape() tea.Cmd {
	switch m.stage {
	case working:
		m.job.Stop()
		return nil
	case placing:
		m.failed = nil
		return m.open(asking)
	case weighing:
		return m.open(placing)
	case loading, asking, overwriting, packed:
	}
	return screen.Back()
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.stage != asking && m.stage != placing {
		return nil
	}
	cmd := m.form.Update(msg)
	switch {
	case !m.form.Done():
		return cmd
	case m.stage == asking:
		m.in.path = m.suggested()
		return m.open(placing)
	case m.in.what == pseudonymous:
		return m.readGroups()
	}
	return m.pack(false)
}

func (m *Model) open(s stage) tea.Cmd {
	m.stage, m.job, m.ask = s, nil, nil
	fields := m.askFields
	if s == placing {
		fields = m.placeFields
	}
	m.form = form.New(m.env, fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}
