package tui

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
)

// TestAClickChoosesTheLineItIsOn on every screen with a list: every line of the body is clicked, and if the chosen line
// is another one then, it is the one that was clicked. A click on the marks of more lines turns
// a page, one on a heading goes to its list.
func TestAClickChoosesTheLineItIsOn(t *testing.T) {
	l := moveIn(t, instruments.Finnish)
	all := everyScreen(l)
	chose := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if _, asks := all[name].(screen.Questionnaire); asks {
			continue // a click there answers
		}
		typing := l.visit(all[name]) != nil && l.model.typing()
		for y := headerLines; y < 24; y++ {
			if _, ok := l.model.top().screen.(screen.Pointer); !ok || l.model.top().route != all[name] {
				break
			}
			number, before := l.model.top().number, chosenLine(l.View())
			clicked := strings.Split(l.View(), "\n")[y]
			l.Send(press(4, y))
			after := chosenLine(l.View())
			if top := l.model.top(); top.number != number || l.model.typing() != typing || after < 0 {
				l.visit(all[name])
				continue
			}
			if after == before || !strings.HasPrefix(clicked, "  ") || strings.ContainsAny(clicked, "↑↓") {
				continue
			}
			chose[name] = true
			if after != y {
				t.Fatalf("%s: a click on line %d chose line %d:\n%s", name, y, after, l.View())
			}
		}
	}
	for _, name := range []string{"today", "family", "meeting", "settings", "instruments", "plan", "key in", "correct"} {
		if !chose[name] {
			t.Errorf("no click chose a line of %s; only of %v", name, slices.Sorted(maps.Keys(chose)))
		}
	}
}

// chosenLine is the number of the line with the mark of the chosen one; −1: there is none.
func chosenLine(view string) int {
	return slices.IndexFunc(strings.Split(view, "\n"), func(line string) bool { return strings.Contains(line, "▸") })
}
