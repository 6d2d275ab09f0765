package questionnaire

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// Point is a click. On an answer it does what the number of that answer does; everywhere else, and on every other page,
// it does nothing, so that no click finishes a form or leads away from it.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.stage != asking || m.pinning || m.busy {
		return nil
	}
	code, ok := m.answerAt(x, y)
	if !ok {
		return nil
	}
	if m.options.Direct() {
		k, _ := screen.KeyNamed(strconv.Itoa(code))
		return m.key(k)
	}
	if m.rest != 0 {
		return m.takeBreath()
	}
	m.options.Select(code)
	return nil
}

// answerAt is the code of the answer that is drawn at a place.
func (m *Model) answerAt(x, y int) (int, bool) {
	var p page
	m.ask(&p)
	scroll, above := m.window(p)
	line, ok := scroll.Line(y - above)
	if !ok {
		return 0, false
	}
	return m.options.At(m.env.Theme, m.column(), x-m.margin(), line-p.options)
}
