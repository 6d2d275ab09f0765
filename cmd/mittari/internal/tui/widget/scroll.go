package widget

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Scroll shows a window of text that may be higher than the screen, with marks where there is more.
type Scroll struct {
	offset int
	lines  []string
	height int
	theme  theme.Theme
}

// NewScroll makes an empty window.
func NewScroll(t theme.Theme) Scroll { return Scroll{theme: t} }

// SetText sets what is shown and keeps the place as far as it can.
func (s *Scroll) SetText(text string) {
	s.lines = strings.Split(text, "\n")
	s.clamp()
}

// SetHeight sets the height of the window in lines.
func (s *Scroll) SetHeight(h int) {
	s.height = max(h, 1)
	s.clamp()
}

// Top goes back to the beginning.
func (s *Scroll) Top() { s.offset = 0 }

// Keep moves the window as little as needed to show the lines from first to last.
func (s *Scroll) Keep(first, last int) {
	if last >= s.offset+s.room() {
		s.offset = last - s.room() + 1
	}
	if first < s.offset {
		s.offset = first
	}
	s.clamp()
}

// Overflows reports whether the text is higher than the window.
func (s *Scroll) Overflows() bool { return len(s.lines) > s.height }

// AtEnd reports whether the last line is in sight.
func (s *Scroll) AtEnd() bool { return s.offset+s.room() >= len(s.lines) }

// Update moves the window; it reports whether the key was one of its own.
func (s *Scroll) Update(k tea.KeyMsg) bool {
	step := 0
	switch k.Type {
	case tea.KeyUp:
		step = -1
	case tea.KeyDown:
		step = 1
	case tea.KeyPgUp:
		step = -s.room()
	case tea.KeyPgDown:
		step = s.room()
	case tea.KeyHome:
		step = -len(s.lines)
	case tea.KeyEnd:
		step = len(s.lines)
	default:
		return false
	}
	s.offset += step
	s.clamp()
	return true
}

// Line is the line of the text that stands at line y of the window; false when none does.
func (s *Scroll) Line(y int) (int, bool) {
	at := s.offset + y
	return at, y >= 0 && y < s.room() && at < len(s.lines)
}

// View is the window, exactly as high as it was set, or lower when the text is.
func (s *Scroll) View() string {
	if !s.Overflows() {
		return strings.Join(s.lines, "\n")
	}
	end := min(s.offset+s.room(), len(s.lines))
	out := append([]string(nil), s.lines[s.offset:end]...)
	return strings.Join(append(out, s.mark(s.offset, len(s.lines)-end)), "\n")
}

// mark says how many lines are above and below.
func (s *Scroll) mark(above, below int) string {
	var parts []string
	if above > 0 {
		parts = append(parts, fmt.Sprintf("▲ %d", above))
	}
	if below > 0 {
		parts = append(parts, fmt.Sprintf("▼ %d", below))
	}
	return s.theme.Faint.Render(strings.Join(parts, "   "))
}

// room is the number of lines of text: one is for the mark.
func (s *Scroll) room() int {
	if s.Overflows() {
		return max(s.height-1, 1)
	}
	return s.height
}

func (s *Scroll) clamp() {
	s.offset = max(0, min(s.offset, len(s.lines)-s.room()))
}

// ScrollKey is the binding to show in the help of a screen that scrolls.
func ScrollKey(help string) key.Binding {
	return key.NewBinding(key.WithKeys("up", "down", "pgup", "pgdown", "home", "end"), key.WithHelp("↑↓", help))
}
