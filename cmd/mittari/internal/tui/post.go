package tui

import (
	"reflect"

	tea "github.com/charmbracelet/bubbletea"
)

// addressed is a message that a screen's command returned, with the number of the screen it belongs to.
type addressed struct {
	to  int
	msg tea.Msg
}

// address makes what a command returns come back to one screen.
func address(to int, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg { return stamp(to, cmd()) }
}

// stamp addresses a message. Lists of commands are addressed one by one, and bubbletea's own messages, which
// only the program understands, are left alone.
func stamp(to int, msg tea.Msg) tea.Msg {
	if msg == nil {
		return nil
	}
	if batch, ok := msg.(tea.BatchMsg); ok {
		return tea.BatchMsg(addressAll(to, batch))
	}
	t := reflect.TypeOf(msg)
	if t.PkgPath() != reflect.TypeOf(tea.QuitMsg{}).PkgPath() {
		return addressed{to: to, msg: msg}
	}
	// A sequence is a list of commands whose type bubbletea does not export.
	if list := reflect.TypeOf([]tea.Cmd(nil)); t.Kind() == reflect.Slice && t.ConvertibleTo(list) {
		cmds, ok := reflect.ValueOf(msg).Convert(list).Interface().([]tea.Cmd)
		if ok {
			return tea.Sequence(addressAll(to, cmds)...)()
		}
	}
	return msg
}

func addressAll(to int, cmds []tea.Cmd) []tea.Cmd {
	out := make([]tea.Cmd, len(cmds))
	for i, c := range cmds {
		out[i] = address(to, c)
	}
	return out
}
