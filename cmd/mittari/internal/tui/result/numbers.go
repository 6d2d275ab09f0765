package result

import (
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// numbers is the second part: every figure with what it rests on.
func (m *Model) numbers(width int) []string {
	t, l, say := m.env.Theme, m.env.Lang, m.say()
	lines := []string{t.Title.Render(widget.Truncate("── "+l.T("result.numbers")+" ──", width))}
	for _, c := range say.Caveats() {
		lines = append(lines, style(t.Faint, widget.Wrap(c, width))...)
	}
	for i := range m.view.Scales {
		s := &m.view.Scales[i]
		var facts []widget.Fact
		for _, f := range say.Facts(s) {
			facts = append(facts, widget.Fact(f))
		}
		lines = append(lines, "", t.Strong.Render(widget.Truncate(l.Text(s.Scale.Title), width)))
		lines = append(lines, widget.Scorecard(t, width, facts...)...)
	}
	return lines
}
