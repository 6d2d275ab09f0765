package screen

import (
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// KeyNamed is the message of a key by the name that bubbletea gives it: "enter", "ctrl+x", "down", "7", "å".
func KeyNamed(name string) (tea.KeyMsg, bool) {
	if name == " " || name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}, true
	}
	if r, n := utf8.DecodeRuneInString(name); n == len(name) && n > 0 && r != utf8.RuneError {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}, true
	}
	const lowest, highest = -128, 127
	for k := tea.KeyType(lowest); k <= highest; k++ {
		if name != "" && k.String() == name {
			return tea.KeyMsg{Type: k}, true
		}
	}
	return tea.KeyMsg{}, false
}
