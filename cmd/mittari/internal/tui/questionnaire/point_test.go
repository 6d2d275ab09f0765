package questionnaire

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/store"
)

// places are the columns and lines at which a screen takes a click for an answer.
func places(t *testing.T, host *uitest.Host, width, height int) map[[2]int]int {
	t.Helper()
	m, ok := host.Screen.(*Model)
	if !ok {
		t.Fatalf("%T", host.Screen)
	}
	found := map[[2]int]int{}
	for y := range height {
		for x := range width {
			if code, ok := m.answerAt(x, y); ok {
				found[[2]int{x, y}] = code
			}
		}
	}
	return found
}

// TestAnswersAreWhereTheyAreDrawn at every size: the circle and the number of an answer are in its place, and so is every
// line of its text.
func TestAnswersAreWhereTheyAreDrawn(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 20}, {36, 14}, {30, 9}} {
		d, host := shown(t, newSitting("fi", true), screen.Questionnaire{Begin: &casework.Plan{Mode: store.OwnScreen, Lang: "fi"}})
		d.Resize(size[0], size[1]).Press("enter").Press("2")
		found := places(t, host, size[0], size[1])
		drawn := 0
		for y, line := range strings.Split(d.View(), "\n") {
			for code, sign := range []string{"○ 0", "○ 1", "○ 2", "○ 3"} {
				i := strings.Index(line, sign)
				if i < 0 {
					continue
				}
				drawn++
				if got, ok := found[[2]int{lipgloss.Width(line[:i]), y}]; !ok || got != code {
					t.Errorf("%v: a click on %q means %d, %v\n%s", size, sign, got, ok, d.View())
				}
			}
		}
		if drawn == 0 {
			t.Errorf("%v: no answer is drawn:\n%s", size, d.View())
		}
		lines := strings.Split(d.View(), "\n")
		for at, code := range found {
			if strings.TrimSpace(lines[at[1]]) == "" {
				t.Errorf("%v: nothing is drawn on line %d, where a click means %d", size, at[1], code)
			}
		}
	}
}

// TestAClickAnswersAsTheNumberDoes, and nowhere else does anything: every line of every page is clicked.
func TestAClickAnswersAsTheNumberDoes(t *testing.T) {
	s := newSitting("fi", true)
	d, host := shown(t, s, screen.Questionnaire{Begin: &casework.Plan{Mode: store.OwnScreen, Lang: "fi"}})
	nothing := func(page string) {
		t.Helper()
		before := d.View()
		for y := range 24 {
			d.Send(tea.MouseMsg{X: 20, Y: y})
		}
		if d.View() != before || len(host.Asked) != 0 {
			t.Fatalf("%s: something was clicked:\n%s", page, d.View())
		}
	}
	nothing("greeting")
	d.Press("enter")
	for at, code := range places(t, host, 80, 24) {
		if code == 2 {
			d.Send(tea.MouseMsg{X: at[0], Y: at[1]})
			break
		}
	}
	if s.saves != 1 || s.views[0].Response.Code != 2 {
		t.Fatalf("%d saved, %+v", s.saves, s.views[0].Response)
	}
	d.Press("ctrl+x")
	nothing("PIN")
	d.Press("esc", "p")
	nothing("break")
	d.Press("enter", "s")
	nothing("why it is passed over")
	d.Press("enter", "1")
	nothing("review")
	d.Press("enter")
	nothing("end")
}

// TestOnALongScaleAClickOnlyChooses, as a digit does there: enter answers.
func TestOnALongScaleAClickOnlyChooses(t *testing.T) {
	s := newSitting("fi", true)
	for i := range s.views {
		s.views[i].Options = nil
		for code := range 11 {
			s.views[i].Options = append(s.views[i].Options, casework.OptionView{Code: code})
		}
	}
	d, host := shown(t, s, screen.Questionnaire{Begin: &casework.Plan{Mode: store.OwnScreen, Lang: "fi"}})
	d.Press("enter")
	for at, code := range places(t, host, 80, 24) {
		if code == 10 {
			d.Send(tea.MouseMsg{X: at[0], Y: at[1]})
			break
		}
	}
	if d.Sees("[10]"); s.saves != 0 {
		t.Fatal("a click answered")
	}
	if d.Press("enter"); s.saves != 1 || s.views[0].Response.Code != 10 {
		t.Errorf("%d saved, %+v", s.saves, s.views[0].Response)
	}
}
