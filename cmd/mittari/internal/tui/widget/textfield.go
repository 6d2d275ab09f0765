package widget

import (
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// maxText keeps a pasted book out of a field.
const maxText = 200

// TextField is one line of text. Its cursor does not blink, so that an idle program sleeps.
type TextField struct {
	Label   string
	Problem string // shown under the field; cleared by the next key
	input   textinput.Model
	theme   theme.Theme
}

// NewTextField makes an empty field with the focus on it.
func NewTextField(t theme.Theme, label string) TextField {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = maxText
	in.Cursor.SetMode(cursor.CursorStatic)
	in.Focus()
	return TextField{Label: label, input: in, theme: t}
}

// Secret shows a dot for each character and cuts the text at limit characters.
func (f *TextField) Secret(limit int) {
	f.input.EchoMode = textinput.EchoPassword
	f.input.EchoCharacter = '•'
	f.input.CharLimit = limit
}

// Limit sets the greatest number of characters.
func (f *TextField) Limit(n int) { f.input.CharLimit = n }

// Value is the text.
func (f *TextField) Value() string { return f.input.Value() }

// SetValue replaces the text.
func (f *TextField) SetValue(s string) {
	f.input.SetValue(s)
	f.input.CursorEnd()
}

// Update edits the text.
func (f *TextField) Update(k tea.KeyMsg) {
	f.Problem = ""
	f.input, _ = f.input.Update(k)
}

// View is the label, the text and, when there is one, the problem.
func (f *TextField) View(width int) string {
	f.input.Width = max(width-4, 4)
	lines := []string{f.theme.Strong.Render(Truncate(f.Label, width)), "› " + f.input.View()}
	if f.Problem != "" {
		for _, l := range Wrap(f.Problem, width) {
			lines = append(lines, f.theme.Warn.Render(l))
		}
	}
	return strings.Join(lines, "\n")
}
