package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Taste is how one person at one computer likes the program. It is kept beside the record, in that person's own
// settings file, because the next one at the same record may see or work differently.
type Taste struct {
	Ground  theme.Ground
	Charts  theme.Charts
	NoMouse bool
	Folder  string // where a file was last read from or written to; empty: none yet
}

// PreferMsg changes the taste; the root remembers it.
type PreferMsg struct{ Change func(*Taste) }

// Prefer changes the taste.
func Prefer(change func(*Taste)) tea.Cmd { return func() tea.Msg { return PreferMsg{Change: change} } }
