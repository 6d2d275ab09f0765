package widget

import "github.com/mittari/mittari/cmd/mittari/internal/tui/theme"

// signs are what a chart is drawn with. They differ in shape, so that no colour is needed.
type signs struct {
	points []rune // of the lines, in their order
	gap    rune
	cutoff rune
	band   rune
	event  rune
	axis   rune
	flat   rune // a line that hardly rises or falls
	steep  rune
	up     rune // a line straight up
	dots   bool // lines are drawn in braille
}

func signsOf(d theme.Drawing) signs {
	s := signs{
		points: []rune("●■○□"), gap: '×', cutoff: '╌', band: '░', event: '◆', axis: '│', flat: '─', steep: '·', up: '│',
	}
	switch d {
	case theme.Dots:
		s.dots = true
	case theme.ASCII:
		return signs{
			points: []rune("o#*+@"), gap: 'x', cutoff: '-', band: ':', event: '^', axis: '|', flat: '_', steep: '.', up: '|',
		}
	case theme.Lines:
	}
	return s
}

// point is the sign of the i-th line; lines beyond the signs share the last.
func (s signs) point(i int) rune { return s.points[min(i, len(s.points)-1)] }
