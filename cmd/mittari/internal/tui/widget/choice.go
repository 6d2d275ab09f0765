package widget

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Choice is a labelled value that the arrows left and right change.
type Choice struct {
	Label   string
	Options []string
	Index   int
}

// Update changes the value; it reports whether it did. There is no wrap-around.
func (c *Choice) Update(k tea.KeyMsg) bool {
	before := c.Index
	switch k.Type {
	case tea.KeyLeft:
		c.Index = max(c.Index-1, 0)
	case tea.KeyRight:
		c.Index = min(c.Index+1, len(c.Options)-1)
	default:
	}
	return c.Index != before
}

// Value is the text of the chosen option.
func (c *Choice) Value() string {
	if c.Index < 0 || c.Index >= len(c.Options) {
		return ""
	}
	return c.Options[c.Index]
}

// View is one line; arrows show where there is more to choose from.
func (c *Choice) View(t theme.Theme, focused bool, labelWidth, width int) string {
	left, right := " ", " "
	if c.Index > 0 {
		left = "◂"
	}
	if c.Index < len(c.Options)-1 {
		right = "▸"
	}
	mark := "  "
	if focused {
		mark = "› "
	}
	value := Truncate(c.Value(), width-labelWidth-6)
	line := mark + Pad(c.Label, labelWidth) + " " + left + " " + value + " " + right
	if focused {
		return t.Selected.Render(line)
	}
	return line
}
