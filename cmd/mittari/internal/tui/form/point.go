package form

import (
	"regexp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// What stands at the beginning of the lines of the field at hand, and of an option that is chosen or could be.
const (
	bar       = "┃"
	chosenBar = bar + " ▸"
	optionBar = bar + "   "
)

// Point is a click on a line of the view: an option of the field at hand becomes the chosen one. It goes there by the
// arrow keys, and stops where they do not lead on, so that a click can do no more than they can: it never accepts a
// field.
func (f *Form) Point(y int) tea.Cmd {
	lines, at := f.plain()
	if y < 0 || y >= len(lines) || at < 0 || !strings.HasPrefix(lines[y], optionBar) {
		return nil
	}
	for _, between := range lines[min(y, at):max(y, at)] {
		if !strings.HasPrefix(between, bar) {
			return nil // an option of another field
		}
	}
	k := tea.KeyMsg{Type: tea.KeyDown}
	if y < at {
		k.Type = tea.KeyUp
	}
	var cmds []tea.Cmd
	for at >= 0 && at != y && (at < y) == (k.Type == tea.KeyDown) {
		cmds = append(cmds, f.Update(k))
		before := at
		if _, at = f.plain(); at == before {
			break
		}
	}
	return tea.Batch(cmds...)
}

// plain is the view without styles, and the line of the chosen option of the field at hand; −1: it has none.
func (f *Form) plain() (lines []string, at int) {
	view := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(f.View(), "")
	lines, at = strings.Split(view, "\n"), -1
	for i, line := range lines {
		if strings.HasPrefix(line, chosenBar) {
			at = i
		}
	}
	return lines, at
}

// Point is a click: on an option of the field at hand.
func (p *Page) Point(_, y int) tea.Cmd {
	if p.form == nil || p.saving {
		return nil
	}
	return p.form.Point(y - strings.Count(p.head(), "\n") - 1)
}
