package rows

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// Line is one line. Head lines and lines without Open cannot be chosen.
type Line struct {
	Text string // plain text; it is cut to the width
	Head bool
	Warn bool    // worth a look: drawn in the warning style. The text must say so too.
	Open tea.Cmd // what enter does
	Data any     // what the line is about, for the screen's other keys
}

// Nothing is the Open of a line that can be reached, so that the list scrolls over it, and opens nothing.
func Nothing() tea.Msg { return nil }

// List is a list with one chosen line: headings are stepped over, only what is visible is drawn, and lines above or below
// the window are announced. Fill it with Set, size it with SetSize.
type List struct {
	env           *screen.Env
	n             int
	line          func(int) Line
	cursor        int // index of the chosen line; −1: none can be chosen
	top           int // first visible line
	width, height int
	Blurred       bool // another list has the cursor: the chosen line is not marked
}

// New makes an empty list.
func New(env *screen.Env) *List { return &List{env: env, cursor: -1, width: 80, height: 10} }

// Set fills the list with n lines, made when they are needed. The cursor stays where it was if it can.
func (l *List) Set(n int, line func(int) Line) {
	l.n, l.line = n, line
	l.cursor = l.nearest(max(l.cursor, 0))
	l.scroll()
}

// SetLines fills the list with lines that are made already.
func (l *List) SetLines(lines []Line) { l.Set(len(lines), func(i int) Line { return lines[i] }) }

// SetSize gives the room.
func (l *List) SetSize(width, height int) {
	l.width, l.height = width, max(height, 3)
	l.scroll()
}

// Len is the number of lines.
func (l *List) Len() int { return l.n }

// Selected is the chosen line; ok is false when there is none.
func (l *List) Selected() (line Line, ok bool) {
	if l.cursor < 0 || l.cursor >= l.n {
		return Line{}, false
	}
	return l.line(l.cursor), true
}

// Choose puts the cursor on a line, or on the nearest that can be chosen.
func (l *List) Choose(i int) { l.jump(i) }

// Open is what enter does now; nil when no line is chosen.
func (l *List) Open() tea.Cmd {
	line, ok := l.Selected()
	if !ok {
		return nil
	}
	return line.Open
}

// Keys that move the cursor, for the footer.
func (l *List) Keys() key.Binding {
	return screen.Bind("↑↓", l.env.Lang.T("rows.key.move"), "up", "down", "pgup", "pgdown", "home", "end")
}

// Move handles a key that moves the cursor and reports whether it did.
func (l *List) Move(msg tea.KeyMsg) bool {
	switch {
	case key.Matches(msg, screen.Bind("", "", "up")):
		l.step(-1)
	case key.Matches(msg, screen.Bind("", "", "down")):
		l.step(1)
	case key.Matches(msg, screen.Bind("", "", "pgup")):
		l.jump(l.cursor - l.page())
	case key.Matches(msg, screen.Bind("", "", "pgdown")):
		l.jump(l.cursor + l.page())
	case key.Matches(msg, screen.Bind("", "", "home")):
		l.jump(0)
	case key.Matches(msg, screen.Bind("", "", "end")):
		l.jump(l.n - 1)
	default:
		return false
	}
	return true
}

// Point is a click on line y of the view. It chooses a line; on the chosen one it is what enter does. On the marks at the
// ends it turns a page.
func (l *List) Point(y int) tea.Cmd {
	end := min(l.top+l.height, l.n)
	i := l.top + y
	switch {
	case y < 0 || i >= end:
	case i == l.top && l.top > 0:
		l.jump(l.cursor - l.page())
	case i == end-1 && end < l.n:
		l.jump(l.cursor + l.page())
	case i == l.cursor && !l.Blurred:
		return l.Open()
	case l.choosable(i):
		l.jump(i)
	}
	return nil
}

func (l *List) page() int { return max(l.height-2, 1) }

// First reports whether no line above the cursor can be chosen.
func (l *List) First() bool { return l.next(l.cursor, -1) < 0 }

// Last reports whether no line below the cursor can be chosen.
func (l *List) Last() bool { return l.next(l.cursor, 1) < 0 }

func (l *List) step(by int) {
	if to := l.next(l.cursor, by); to >= 0 {
		l.cursor = to
		l.scroll()
		return
	}
	if by < 0 {
		l.top = 0 // show the headings above the first line
	}
}

func (l *List) jump(to int) {
	l.cursor = l.nearest(min(max(to, 0), max(l.n-1, 0)))
	l.scroll()
}

func (l *List) next(from, by int) int {
	for i := from + by; i >= 0 && i < l.n; i += by {
		if l.choosable(i) {
			return i
		}
	}
	return -1
}

// nearest is the line at i, else the next below it, else the next above it that can be chosen.
func (l *List) nearest(i int) int {
	if i < l.n && l.choosable(i) {
		return i
	}
	if d := l.next(min(i, l.n-1), 1); d >= 0 {
		return d
	}
	return l.next(min(i, l.n), -1)
}

func (l *List) choosable(i int) bool {
	line := l.line(i)
	return !line.Head && line.Open != nil
}

// scroll moves the window as little as brings the chosen line into it, clear of the marks at its ends.
func (l *List) scroll() {
	if l.n <= l.height {
		l.top = 0
		return
	}
	if l.cursor < l.top+1 {
		l.top = l.cursor - 1
	}
	if l.cursor > l.top+l.height-2 {
		l.top = l.cursor - l.height + 2
	}
	// A heading right above the first visible line belongs to it.
	l.top = min(max(l.top, 0), l.n-l.height)
}

// View draws the window.
func (l *List) View() string {
	end := min(l.top+l.height, l.n)
	out := make([]string, 0, l.height)
	for i := l.top; i < end; i++ {
		switch {
		case i == l.top && l.top > 0:
			out = append(out, l.mark("rows.above", i+1))
		case i == end-1 && end < l.n:
			out = append(out, l.mark("rows.below", l.n-i))
		default:
			out = append(out, l.draw(i))
		}
	}
	return strings.Join(out, "\n")
}

func (l *List) mark(id string, n int) string {
	return l.env.Theme.Faint.Render(widget.Truncate("  "+l.env.Lang.N(id, n), l.width))
}

func (l *List) draw(i int) string {
	line, th := l.line(i), l.env.Theme
	switch {
	case line.Head:
		return th.Title.Render(widget.Truncate(line.Text, l.width))
	case i == l.cursor && !l.Blurred:
		return th.Selected.Render(widget.Truncate("▸ "+line.Text, l.width))
	case line.Warn:
		return th.Warn.Render(widget.Truncate("  "+line.Text, l.width))
	}
	return th.Text.Render(widget.Truncate("  "+line.Text, l.width))
}

// Choosable reports whether any line can be chosen.
func (l *List) Choosable() bool { return l.cursor >= 0 }
