package main

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
)

// window is what a terminal shows after the bytes that were written to it. It knows what the program uses: text, line ends,
// places, erasing, and colours, which it leaves out.
type window struct {
	width, height int
	rows          [][]string // a cell is a sign with what combines with it; the second half of a wide one is empty
	x, y          int
	rest          []byte // the beginning of a sequence that has not come whole
}

func newWindow(width, height int) *window {
	w := &window{width: width, height: height}
	w.clear()
	return w
}

func (w *window) clear() {
	w.rows = make([][]string, w.height)
	for y := range w.rows {
		w.rows[y] = blank(w.width)
	}
}

func blank(n int) []string {
	row := make([]string, n)
	for i := range row {
		row[i] = " "
	}
	return row
}

// resize empties the window, which the program draws anew.
func (w *window) resize(width, height int) {
	w.width, w.height, w.x, w.y = width, height, 0, 0
	w.clear()
}

// Write takes what the program writes.
func (w *window) Write(p []byte) (int, error) {
	b := append(w.rest, p...)
	for len(b) > 0 {
		n := w.step(b)
		if n == 0 {
			break
		}
		b = b[n:]
	}
	w.rest = append([]byte(nil), b...)
	return len(p), nil
}

// step does the first thing in b and returns how long it was; 0: it is not there whole.
func (w *window) step(b []byte) int {
	switch c := b[0]; {
	case c == 0x1b:
		return w.escape(b)
	case c == '\r':
		w.x = 0
	case c == '\n':
		w.down()
	case c == '\b':
		w.x = max(0, w.x-1)
	case c < ' ':
	default:
		if !utf8.FullRune(b) {
			return 0
		}
		r, n := utf8.DecodeRune(b)
		w.put(string(r))
		return n
	}
	return 1
}

func (w *window) down() {
	if w.y++; w.y >= w.height {
		w.rows = append(w.rows[1:], blank(w.width))
		w.y = w.height - 1
	}
}

func (w *window) put(sign string) {
	wide := lipgloss.Width(sign)
	if wide == 0 {
		if w.x > 0 {
			w.rows[w.y][w.x-1] += sign
		}
		return
	}
	if w.x+wide > w.width {
		w.x = 0
		w.down()
	}
	w.rows[w.y][w.x] = sign
	for i := 1; i < wide; i++ {
		w.rows[w.y][w.x+i] = ""
	}
	w.x += wide
}

// escape does a sequence; those that only ask or set something are passed over.
func (w *window) escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b); i++ {
			if b[i] >= '@' {
				w.control(b[i], string(b[2:i]))
				return i + 1
			}
		}
		return 0
	case ']': // a title, a question about colours
		for i := 2; i < len(b); i++ {
			if b[i] == 0x07 {
				return i + 1
			}
			if b[i] == 0x1b && i+1 < len(b) {
				return i + 2
			}
		}
		return 0
	}
	return 2
}

func (w *window) control(final byte, args string) {
	if strings.HasPrefix(args, "?") {
		if args == "?1049" || args == "?1049h" {
			w.clear()
		}
		return
	}
	var numbers []int
	for _, s := range strings.Split(args, ";") {
		n, _ := strconv.Atoi(s) // none: 0
		numbers = append(numbers, n)
	}
	first := numbers[0]
	switch final {
	case 'A':
		w.y = max(0, w.y-max(1, first))
	case 'B':
		w.y = min(w.height-1, w.y+max(1, first))
	case 'C':
		w.x = min(w.width-1, w.x+max(1, first))
	case 'D':
		w.x = max(0, w.x-max(1, first))
	case 'G':
		w.x = min(w.width, max(1, first)) - 1
	case 'H':
		w.y, w.x = min(w.height, max(1, first))-1, 0
		if len(numbers) > 1 {
			w.x = min(w.width, max(1, numbers[1])) - 1
		}
	case 'J':
		w.erase(first)
	case 'K':
		w.eraseLine(w.y, w.x)
	}
}

func (w *window) erase(how int) {
	if how == 2 {
		w.clear()
		return
	}
	w.eraseLine(w.y, w.x)
	for y := w.y + 1; y < w.height; y++ {
		w.eraseLine(y, 0)
	}
}

func (w *window) eraseLine(y, from int) {
	for x := from; x < w.width; x++ {
		w.rows[y][x] = " "
	}
}

// String is the window line by line.
func (w *window) String() string {
	var b strings.Builder
	for _, row := range w.rows {
		b.WriteString(strings.TrimRight(strings.Join(row, ""), " "))
		b.WriteByte('\n')
	}
	return b.String()
}
