package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Taste is how the user of the app likes it.
type Taste = screen.Taste

// NewTaste is a taste in the words of the settings file: "light", "dark" or "none" for the ground, "braille", "boxes" or
// "ascii" for charts; empty means that nothing was chosen.
func NewTaste(ground, charts string, mouse bool, folder string) Taste {
	return Taste{Ground: theme.Ground(ground), Charts: theme.Charts(charts), NoMouse: !mouse, Folder: folder}
}

// wear makes the program look and listen as a taste says.
func (m *Model) wear(t Taste) tea.Cmd {
	before := m.env.Taste
	m.env.Taste = t
	m.env.Theme.Drawing = t.Charts.Drawing(m.opt.Drawing)
	m.terminal.Wear(t.Ground)
	switch {
	case t.NoMouse == before.NoMouse:
		return nil
	case t.NoMouse:
		return tea.DisableMouse
	}
	return tea.EnableMouseCellMotion
}

// prefer changes the taste as a screen asks and remembers it off the UI loop. The screens need not be told: their
// styles change under them, and those below are read anew when they are seen again.
func (m *Model) prefer(change func(*Taste)) tea.Cmd {
	t := m.env.Taste
	change(&t)
	if t == m.env.Taste {
		return nil
	}
	worn, remember := m.wear(t), m.opt.Remember
	if remember == nil {
		return worn
	}
	return tea.Batch(worn, func() tea.Msg {
		if err := remember(t); err != nil {
			return screen.Failed{Err: err}
		}
		return nil
	})
}
