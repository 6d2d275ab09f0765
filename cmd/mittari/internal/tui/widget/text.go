package widget

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/lipgloss"
)

// Clean removes what must never reach a terminal from text that came from a file: control and formatting
// characters, of which an escape sequence is made. Line breaks stay, tabs become spaces.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}

// Wrap breaks text into lines no wider than width cells, at spaces where it can. Wide characters count as two.
func Wrap(s string, width int) []string {
	if width < 1 {
		width = 1
	}
	plain := lipgloss.NewStyle().Width(width)
	var lines []string
	for _, paragraph := range strings.Split(Clean(s), "\n") {
		for _, line := range strings.Split(plain.Render(paragraph), "\n") {
			lines = append(lines, strings.TrimRight(line, " "))
		}
	}
	return lines
}

// Truncate shortens text to width cells and marks the cut. The text may be styled.
func Truncate(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	return lipgloss.NewStyle().MaxWidth(width-1).Render(s) + "…"
}

// Pad cuts or fills text to exactly width cells.
func Pad(s string, width int) string {
	s = Truncate(s, width)
	return s + strings.Repeat(" ", max(width-lipgloss.Width(s), 0))
}

// PadLeft is Pad with the text at the right edge, for numbers.
func PadLeft(s string, width int) string {
	s = Truncate(s, width)
	return strings.Repeat(" ", max(width-lipgloss.Width(s), 0)) + s
}

// TruncateLeft cuts the beginning of plain text and marks the cut: the end of a path says most.
func TruncateLeft(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	runes := []rune(s)
	// No sign takes up more than two columns, but several may share one: what is far longer than the room goes first, so
	// that a text pasted by mistake is not measured anew for each of its signs.
	for half := len(runes) / 2; half > 0 && lipgloss.Width(string(runes[half:])) >= width; half = len(runes) / 2 {
		runes = runes[half:]
	}
	for len(runes) > 0 && lipgloss.Width(string(runes)) > width-1 {
		runes = runes[1:]
	}
	return "…" + string(runes)
}

// Spread puts left and right at the edges of one line; left is cut with a mark when both do not fit, and right is
// left out when there is no room for it at all. Both may be styled.
func Spread(left, right string, width int) string {
	w := lipgloss.Width(right)
	if w+1 >= width || w == 0 && lipgloss.Width(left) <= width {
		return left
	}
	if room := width - w - 1; lipgloss.Width(left) > room {
		left = cutStyled(left, room-1) + "…"
	}
	return left + strings.Repeat(" ", width-w-lipgloss.Width(left)) + right
}

// cutStyled is the beginning of a styled line. (For lipgloss a width of 0 is no limit.)
func cutStyled(s string, width int) string {
	if width < 1 {
		return ""
	}
	return lipgloss.NewStyle().MaxWidth(width).Render(s)
}

// Center puts a line in the middle of width cells.
func Center(s string, width int) string {
	gap := (width - lipgloss.Width(s)) / 2
	if gap <= 0 {
		return s
	}
	return strings.Repeat(" ", gap) + s
}

// HoldsAll reports whether a text has every one of some words in it.
func HoldsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Fit makes a text exactly height lines high: short text is filled up, long text is cut.
func Fit(s string, height int) string {
	if height <= 0 {
		return ""
	}
	lines := strings.Split(s, "\n")
	if len(lines) > height {
		lines = lines[:height]
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}
