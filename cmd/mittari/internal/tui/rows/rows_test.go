package rows

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
)

func open(s string) tea.Cmd { return func() tea.Msg { return s } }

// list makes n lines; every third is a heading.
func list(tb testing.TB, n, height int) *List {
	tb.Helper()
	l := New(uitest.Env(tb, "fi"))
	l.SetSize(40, height)
	l.Set(n, func(i int) Line {
		if i%3 == 0 {
			return Line{Head: true, Text: fmt.Sprintf("Otsikko %d", i)}
		}
		return Line{Text: fmt.Sprintf("rivi %d", i), Open: open(fmt.Sprint(i))}
	})
	return l
}

func TestListStepsOverHeadings(t *testing.T) {
	l := list(t, 7, 10)
	var seen []string
	for range 6 {
		line, _ := l.Selected()
		seen = append(seen, line.Text)
		l.Move(uitest.Key(t, "down"))
	}
	if got := strings.Join(seen, ","); got != "rivi 1,rivi 2,rivi 4,rivi 5,rivi 5,rivi 5" {
		t.Errorf("went through %s", got)
	}
}

func TestListWithoutLinesHasNoneChosen(t *testing.T) {
	for _, n := range []int{0, 1} {
		l := list(t, n, 10) // line 0 is a heading
		if _, ok := l.Selected(); ok || l.Open() != nil || l.Choosable() {
			t.Errorf("%d lines: something is chosen", n)
		}
		l.Move(uitest.Key(t, "down"))
		l.Move(uitest.Key(t, "end"))
		_ = l.View()
	}
}

// Whatever is pressed, the window is never higher than its room, the chosen line is in it, and what is above and
// below is announced.
func TestListWindow(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, height := rapid.IntRange(0, 60).Draw(r, "n"), rapid.IntRange(3, 20).Draw(r, "height")
		l := list(t, n, height)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end"}), 0, 30).Draw(r, "keys") {
			l.Move(uitest.Key(t, k))
		}
		view := l.View()
		if h := lipgloss.Height(view); h > height {
			r.Fatalf("%d lines in a room of %d", h, height)
		}
		line, ok := l.Selected()
		if ok && !strings.Contains(view, "▸ "+line.Text) {
			r.Fatalf("%q is chosen and not seen:\n%s", line.Text, view)
		}
		for i := range n {
			if n > height {
				break
			}
			if !strings.Contains(view, l.line(i).Text) {
				r.Fatalf("line %d is missing:\n%s", i, view)
			}
		}
		if n > height && !strings.Contains(view, "lisää") {
			r.Fatalf("nothing says that there is more:\n%s", view)
		}
	})
}

func TestListDrawsOnlyWhatIsSeen(t *testing.T) {
	made := 0
	l := New(uitest.Env(t, "fi"))
	l.SetSize(40, 10)
	l.Set(10000, func(i int) Line { made++; return Line{Text: "x", Open: open("x")} })
	made = 0
	_ = l.View()
	l.Move(uitest.Key(t, "end"))
	if made > 100 {
		t.Errorf("made %d lines to show ten", made)
	}
}

func TestListKeepsItsPlace(t *testing.T) {
	l := list(t, 9, 10)
	l.Move(uitest.Key(t, "end"))
	before, _ := l.Selected()
	l.Set(9, l.line)
	if after, _ := l.Selected(); after.Text != before.Text {
		t.Errorf("moved from %s to %s", before.Text, after.Text)
	}
}
