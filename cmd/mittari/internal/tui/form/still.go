package form

import (
	"reflect"
	"runtime"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// still takes the blinking of the cursor out of what huh wants done. An idle program then sleeps instead of waking
// twice a second, and huh has no switch for it: its text fields keep their cursor to themselves.
func still(cmd tea.Cmd) tea.Cmd {
	if cmd == nil || blinks(cmd) {
		return nil
	}
	return func() tea.Msg {
		msg := cmd()
		list := reflect.TypeOf([]tea.Cmd(nil))
		v := reflect.ValueOf(msg)
		if !v.IsValid() || v.Kind() != reflect.Slice || !v.Type().ConvertibleTo(list) {
			return msg
		}
		cmds, ok := v.Convert(list).Interface().([]tea.Cmd)
		if !ok {
			return msg
		}
		out := make([]tea.Cmd, len(cmds))
		for i, c := range cmds {
			out[i] = still(c)
		}
		if _, ok := msg.(tea.BatchMsg); ok {
			return tea.BatchMsg(out)
		}
		return tea.Sequence(out...)()
	}
}

// blinks reports whether a command belongs to the cursor of bubbles.
func blinks(cmd tea.Cmd) bool {
	f := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer())
	return f != nil && strings.Contains(f.Name(), "bubbles/cursor.")
}
