package screen

import "github.com/charmbracelet/bubbles/key"

// KeySet is a help.KeyMap made of one list, the most useful key first: the footer shows as many as fit, the help
// page all of them.
type KeySet []key.Binding

// ShortHelp lists the keys of the footer.
func (k KeySet) ShortHelp() []key.Binding { return k }

// FullHelp lists the keys of the help page, in columns of eight.
func (k KeySet) FullHelp() [][]key.Binding {
	const rows = 8
	var cols [][]key.Binding
	for rest := []key.Binding(k); len(rest) > 0; {
		n := min(rows, len(rest))
		cols = append(cols, rest[:n])
		rest = rest[n:]
	}
	return cols
}

// Bind makes a binding: what the footer calls the key, what it does, and the keys themselves.
func Bind(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}
