package widget

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Fact is one labelled line of a scorecard. Tag says how sure the fact is when that has to be said.
type Fact struct {
	Label, Value, Tag string
}

// Scorecard lists facts with their labels in one column; long values wrap under themselves.
func Scorecard(t theme.Theme, width int, facts ...Fact) []string {
	label := 0
	for _, f := range facts {
		label = max(label, lipgloss.Width(f.Label))
	}
	label = min(label, max(width/3, 1))
	var lines []string
	for _, f := range facts {
		value := f.Value
		if f.Tag != "" {
			value += " [" + f.Tag + "]"
		}
		head := t.Faint.Render(Pad(f.Label, label))
		for i, text := range Wrap(value, width-label-2) {
			if i > 0 {
				head = strings.Repeat(" ", label)
			}
			lines = append(lines, head+"  "+text)
		}
	}
	return lines
}
