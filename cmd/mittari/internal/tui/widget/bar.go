package widget

import "strings"

// mostBar is the widest bar: a longer one says no more.
const mostBar = 50

// Bar shows a part of a whole in signs. Nothing is drawn of a whole that is nothing.
func Bar(done, of, width int) string {
	if of <= 0 {
		return ""
	}
	room := max(min(width, mostBar), 1)
	full := room * max(min(done, of), 0) / of
	return strings.Repeat("█", full) + strings.Repeat("░", room-full)
}
