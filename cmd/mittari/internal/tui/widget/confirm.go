package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Confirm is a question with two answers; the safe one, No, is chosen at first.
type Confirm struct {
	Question, Yes, No string
	yes               bool
}

// Decision is what a key did to a question.
type Decision int

// Decisions.
const (
	Undecided Decision = iota
	Confirmed
	Refused
)

// Update moves between the answers and decides with enter; esc is no.
func (c *Confirm) Update(k tea.KeyMsg) Decision {
	switch k.Type {
	case tea.KeyLeft, tea.KeyRight, tea.KeyTab, tea.KeyUp, tea.KeyDown:
		c.yes = !c.yes
	case tea.KeyEsc:
		return Refused
	case tea.KeyEnter:
		if c.yes {
			return Confirmed
		}
		return Refused
	default:
	}
	return Undecided
}

// View is the question with the answers on a line below.
func (c *Confirm) View(t theme.Theme, width int) string {
	lines := Wrap(c.Question, width)
	return strings.Join(append(lines, "", button(t, c.No, !c.yes)+"   "+button(t, c.Yes, c.yes)), "\n")
}

func button(t theme.Theme, text string, chosen bool) string {
	if chosen {
		return t.Selected.Render("▸ " + text)
	}
	return "  " + text
}
