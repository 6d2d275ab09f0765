package widget

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Option is one answer: the code printed on the form, and its text, which may be empty on a scale of numbers.
type Option struct {
	Code int
	Text string
}

// Options is a question's answers, one of them under the cursor. There is no wrap-around.
type Options struct {
	items  []Option
	cursor int // −1: nothing is chosen yet
	given  int // index of the answer already recorded; −1: none
}

// NewOptions makes the list. given is the code recorded earlier; has says whether there is one.
func NewOptions(items []Option, given int, has bool) Options {
	o := Options{items: items, cursor: -1, given: -1}
	for i, it := range items {
		if has && it.Code == given {
			o.given, o.cursor = i, i
		}
	}
	return o
}

// Chosen is the code under the cursor; false when nothing is chosen yet.
func (o *Options) Chosen() (int, bool) {
	if o.cursor < 0 || o.cursor >= len(o.items) {
		return 0, false
	}
	return o.items[o.cursor].Code, true
}

// Codes are the lowest and the highest code offered.
func (o *Options) Codes() (lo, hi int) {
	for i, it := range o.items {
		if i == 0 {
			lo, hi = it.Code, it.Code
		}
		lo, hi = min(lo, it.Code), max(hi, it.Code)
	}
	return lo, hi
}

// Direct reports whether a digit answers at once. On scales that go past nine, where 1 may be the beginning of 10,
// a digit only chooses, and enter answers.
func (o *Options) Direct() bool {
	for _, it := range o.items {
		if it.Code < 0 || it.Code > 9 {
			return false
		}
	}
	return true
}

// Update moves the cursor; answered is true when the key gives the answer under it.
func (o *Options) Update(k tea.KeyMsg) (answered bool) {
	switch k.Type {
	case tea.KeyUp, tea.KeyLeft:
		o.cursor = max(o.cursor-1, 0)
	case tea.KeyDown, tea.KeyRight:
		o.cursor = min(o.cursor+1, len(o.items)-1)
	case tea.KeyHome:
		o.cursor = 0
	case tea.KeyEnd:
		o.cursor = len(o.items) - 1
	case tea.KeyEnter:
		return o.cursor >= 0
	case tea.KeyRunes:
		return o.rune(k)
	default:
	}
	return false
}

func (o *Options) rune(k tea.KeyMsg) bool {
	if k.Paste || k.Alt || len(k.Runes) != 1 {
		return false
	}
	r := k.Runes[0]
	if r == 'x' || r == 'X' {
		if !o.Direct() {
			o.Select(10)
		}
		return false
	}
	if r < '0' || r > '9' {
		return false
	}
	code := int(r - '0')
	if o.Direct() {
		return o.Select(code)
	}
	if at, ok := o.Chosen(); ok && at > 0 && o.Select(at*10+code) {
		return false
	}
	o.Select(code)
	return false
}

// Select moves to the option with a code; it reports whether there is one.
func (o *Options) Select(code int) bool {
	for i, it := range o.items {
		if it.Code == code {
			o.cursor = i
			return true
		}
	}
	return false
}

// View draws the options below each other, or in a row when they are a scale of numbers that fits. The chosen one
// has an arrow, the recorded one a full circle. first and last are the lines that the chosen option takes.
func (o *Options) View(t theme.Theme, width int) (lines []string, first, last int) {
	if row, ok := o.row(t, width); ok {
		return row, 0, len(row) - 1
	}
	digits := o.digits()
	for i, it := range o.items {
		mark, circle, style := "  ", "○", t.Option
		if i == o.given {
			circle = "●"
		}
		if i == o.cursor {
			mark, style, first = "▸ ", t.Selected, len(lines)
		}
		head := fmt.Sprintf("%s%s %*d  ", mark, circle, digits, it.Code)
		indent := strings.Repeat(" ", lipgloss.Width(head))
		for n, text := range o.wrapped(it, width) {
			if n > 0 {
				head = indent
			}
			lines = append(lines, style.Render(strings.TrimRight(head+text, " ")))
		}
		if i == o.cursor {
			last = len(lines) - 1
		}
	}
	return lines, first, last
}

// digits is the width of the widest code.
func (o *Options) digits() int {
	digits := 1
	for _, it := range o.items {
		digits = max(digits, len(fmt.Sprint(it.Code)))
	}
	return digits
}

// wrapped is the text of an option beside arrow, circle and code, which take six columns and the digits.
func (o *Options) wrapped(it Option, width int) []string {
	const arrowAndCircle = 6
	return Wrap(it.Text, width-arrowAndCircle-o.digits())
}

// cell is the width of one number of a scale.
func (o *Options) cell(width int) int { return min(width/len(o.items), 7) }

// row is the scale of numbers in one line with the words of its ends below; false when it is not one or too wide.
func (o *Options) row(t theme.Theme, width int) ([]string, bool) {
	if len(o.items) < 8 {
		return nil, false
	}
	for i, it := range o.items {
		inner := i > 0 && i < len(o.items)-1
		if inner && it.Text != "" && it.Text != fmt.Sprint(it.Code) {
			return nil, false
		}
	}
	cell := o.cell(width)
	if cell < 5 {
		return nil, false
	}
	var numbers, marks strings.Builder
	for i, it := range o.items {
		text := fmt.Sprint(it.Code)
		if i == o.cursor {
			text = "[" + text + "]"
		}
		pad := max(cell-len(text), 0)
		text = strings.Repeat(" ", pad/2) + text + strings.Repeat(" ", pad-pad/2)
		style, mark := t.Option, " "
		if i == o.cursor {
			style = t.Selected
		}
		if i == o.given {
			mark = "●"
		}
		numbers.WriteString(style.Render(text))
		marks.WriteString(strings.Repeat(" ", (cell-1)/2) + mark + strings.Repeat(" ", cell-1-(cell-1)/2))
	}
	lines := []string{numbers.String(), strings.TrimRight(marks.String(), " ")}
	return append(lines, o.ends(t, cell*len(o.items))...), true
}

// ends are the words of the lowest and the highest number, one under each end.
func (o *Options) ends(t theme.Theme, width int) []string {
	half := width/2 - 2
	left := Wrap("↑ "+o.items[0].Text, half)
	right := Wrap(o.items[len(o.items)-1].Text+" ↑", half)
	var lines []string
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines = append(lines, t.Faint.Render(strings.TrimRight(Pad(" "+l, width/2)+PadLeft(r, width-width/2), " ")))
	}
	return lines
}
