package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

const (
	paletteAbove = 2  // lines of the menu above its list: what it is, and what is typed
	paletteBelow = 1  // the rule under it
	mostLines    = 14 // of the list
	widestMenu   = 84
)

// lay fills the list for a width. Without anything to offer, the list says so.
func (p *palette) lay(none string, width int) {
	if len(p.shown) == 0 {
		p.list.SetLines([]rows.Line{{Text: none}})
		return
	}
	room := min(width, widestMenu) - 2 // the mark of the chosen line
	shown, group := 0, 0
	for _, a := range p.all {
		shown, group = max(shown, lipgloss.Width(a.shown)), max(group, lipgloss.Width(a.group))
	}
	text := max(room-shown-group-4, 10)
	lines := make([]rows.Line, len(p.shown))
	for i, a := range p.shown {
		line := widget.Pad(a.text, text) + "  " + widget.Pad(a.group, group) + "  " + widget.Pad(a.shown, shown)
		lines[i] = rows.Line{Text: strings.TrimRight(line, " "), Open: rows.Nothing, Data: i}
	}
	p.list.SetLines(lines)
}

// setSize gives the room of the body.
func (p *palette) setSize(none string, width, height int) {
	p.lay(none, width)
	p.list.SetSize(width, max(min(height-paletteAbove-paletteBelow, mostLines), 1))
}

// over draws the menu over the top of a body.
func (p *palette) over(m *Model, body string) string {
	menu := []string{p.field.View(m.width), p.list.View(), m.env.Theme.Faint.Render(strings.Repeat("─", m.width))}
	top := strings.Split(strings.Join(menu, "\n"), "\n")
	rest := strings.Split(body, "\n")
	if len(top) >= len(rest) {
		return strings.Join(top, "\n")
	}
	return strings.Join(append(top, rest[len(top):]...), "\n")
}

// paletteKeys are the keys while the menu is open.
func (m *Model) paletteKeys() []key.Binding {
	t := m.env.Lang.T
	return []key.Binding{
		screen.Bind("enter", t("palette.key.do"), "enter"), m.palette.list.Keys(), screen.Bind("esc", t("palette.key.close"), "esc"),
	}
}
