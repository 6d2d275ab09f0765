package unlock

import (
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// View draws a box in the middle; there is nothing else on the screen.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	inner := min(m.width-6, 62)
	head, label := t("unlock.head"), t("unlock.passphrase")
	if m.locked {
		head = t("unlock.locked")
	}
	if m.recovery {
		label = t("unlock.recovery")
	}
	lines := []string{th.Title.Render(head), "", widget.Paragraph(label, inner), m.input.View(), ""}
	switch {
	case m.working:
		lines = append(lines, widget.Paragraph(m.spin.View()+" "+t("unlock.working"), inner))
	case m.failed != nil:
		lines = append(lines, th.Error.Render(widget.Paragraph("! "+m.env.Lang.Err(m.failed).String(), inner)))
	default:
		lines = append(lines, "")
	}
	if m.waiting > 0 {
		lines = append(lines, t("unlock.wait", "n", int(m.waiting/time.Second)))
	}
	lines = append(lines, "", th.Faint.Render(widget.Truncate(m.env.Door.Path(), inner)))
	box := th.Box.Padding(1, 2).Width(inner + 4).Render(strings.Join(lines, "\n"))
	return lipgloss.Place(m.width, m.height, lipgloss.Center, lipgloss.Center, box)
}
