package form

import (
	"reflect"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// split runs what huh wants done and gives the messages it sends itself, by which it moves from field to field; all
// other messages are left for the program. Were they to go round the program's loop, a quick typist's next key would
// overtake them and land in the field that was just left. Nothing huh asks for here takes time: the blinking of the
// cursor is taken out before, see still.
func split(cmd tea.Cmd) (own []tea.Msg, other []tea.Cmd) {
	if cmd == nil {
		return nil, nil
	}
	switch msg := cmd().(type) {
	case nil:
		return nil, nil
	case tea.BatchMsg:
		for _, c := range msg {
			o, rest := split(c)
			own, other = append(own, o...), append(other, rest...)
		}
		return own, other
	default:
		if strings.HasSuffix(reflect.TypeOf(msg).PkgPath(), "charmbracelet/huh") {
			return []tea.Msg{msg}, nil
		}
		return nil, []tea.Cmd{func() tea.Msg { return msg }}
	}
}
