package widget

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

func plainTheme() theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	return theme.New(r)
}

func press(t tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: t} }

func digit(r rune) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}} }

func TestWrapKeepsEveryWordAndTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringOfN(rapid.RuneFrom([]rune("abcåäö漢字가 é")), 1, 12, -1)).Draw(t, "words")
		width := rapid.IntRange(4, 60).Draw(t, "width")
		text := strings.Join(words, " ")
		lines := Wrap(text, width)
		for _, l := range lines {
			if lipgloss.Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		squash := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squash(strings.Join(lines, "")), squash(text); got != want {
			t.Fatalf("text is now %q, was %q", got, want)
		}
	})
}

func TestCleanTakesEscapesOut(t *testing.T) {
	if got, want := Clean("a\x1b[2Jb\u202ec\td\ne\u009b"), "a[2Jbc d\ne"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCutsFitTheirWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("ab cå漢"))).Draw(t, "text")
		other := rapid.StringOf(rapid.RuneFrom([]rune("xy漢"))).Draw(t, "other")
		width := rapid.IntRange(2, 40).Draw(t, "width")
		for name, got := range map[string]string{"cut": Truncate(s, width), "cut left": TruncateLeft(s, width)} {
			if lipgloss.Width(got) > width {
				t.Fatalf("%s: %q is wider than %d", name, got, width)
			}
		}
		if got := lipgloss.Width(Pad(s, width)); got > width || got < width-1 {
			t.Fatalf("padded to %d, want %d", got, width)
		}
		if lipgloss.Width(other)+2 < width && lipgloss.Width(Spread(s, other, width)) > width {
			t.Fatalf("%q is wider than %d", Spread(s, other, width), width)
		}
	})
}

func TestScrollMarksWhatIsNotShown(t *testing.T) {
	s := NewScroll(plainTheme())
	s.SetHeight(4)
	s.SetText("a\nb\nc\nd\ne\nf")
	if got := s.View(); got != "a\nb\nc\n▼ 3" {
		t.Errorf("at first:\n%s", got)
	}
	s.Update(press(tea.KeyDown))
	if got := s.View(); got != "b\nc\nd\n▲ 1   ▼ 2" {
		t.Errorf("one down:\n%s", got)
	}
	s.Keep(5, 5)
	if got := s.View(); got != "d\ne\nf\n▲ 3" {
		t.Errorf("kept the last:\n%s", got)
	}
	s.SetText("a\nb\nc\nd")
	if got := s.View(); got != "a\nb\nc\nd" {
		t.Errorf("what fits has no mark:\n%s", got)
	}
}

func TestTable(t *testing.T) {
	table := NewTable(plainTheme(), Column{Title: "Code", Width: 7}, Column{Title: "Town"}, Column{Title: "n", Width: 3, Right: true})
	table.SetSize(30, 5)
	var rows [][]string
	for i := range 9 {
		rows = append(rows, []string{fmt.Sprintf("ES-%04d", i), []string{"Espoo", "Kotka"}[i%2], fmt.Sprint(i * 10)})
	}
	table.SetRows(rows)
	want := "  Code     Town              n\n▸ ES-0000  Espoo             0\n  ES-0001  Kotka            10\n  ES-0002  Espoo            20\n▼ 6"
	if diff := cmp.Diff(want, table.View()); diff != "" {
		t.Error(diff)
	}
	table.Update(press(tea.KeyEnd))
	if i, _ := table.Selected(); i != 8 {
		t.Errorf("the end is row %d", i)
	}
	table.SetFilter("kotka 0003")
	if i, ok := table.Selected(); !ok || i != 3 || table.Len() != 1 {
		t.Errorf("the filter leaves %d rows, row %d chosen", table.Len(), i)
	}
	table.SetFilter("nowhere")
	if _, ok := table.Selected(); ok {
		t.Error("a row is chosen where none is shown")
	}
	table.SetFilter("")
	table.Select(5)
	table.SetRows(rows[:7])
	if i, _ := table.Selected(); i != 5 {
		t.Errorf("new rows moved the choice to %d", i)
	}
}

func TestOptionsAnswer(t *testing.T) {
	short := []Option{{0, "a"}, {1, "b"}, {2, "c"}, {3, "d"}}
	for _, c := range []struct {
		name     string
		keys     []tea.KeyMsg
		answered bool
		code     int
		chosen   bool
	}{
		{"digit", []tea.KeyMsg{digit('2')}, true, 2, true},
		{"digit that is not offered", []tea.KeyMsg{digit('7')}, false, 0, false},
		{"enter with nothing chosen", []tea.KeyMsg{press(tea.KeyEnter)}, false, 0, false},
		{"arrow and enter", []tea.KeyMsg{press(tea.KeyDown), press(tea.KeyDown), press(tea.KeyEnter)}, true, 1, true},
		{"no wrap-around", []tea.KeyMsg{press(tea.KeyEnd), press(tea.KeyDown), press(tea.KeyEnter)}, true, 3, true},
		{"paste", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune{'2'}, Paste: true}}, false, 0, false},
		{"several at once", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("21")}}, false, 0, false},
		{"alt and digit", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune{'2'}, Alt: true}}, false, 0, false},
	} {
		o := NewOptions(short, 0, false)
		answered := false
		for _, k := range c.keys {
			answered = o.Update(k)
		}
		code, chosen := o.Chosen()
		if answered != c.answered || code != c.code || chosen != c.chosen {
			t.Errorf("%s: answered %v with %d (%v), want %v with %d (%v)", c.name, answered, code, chosen, c.answered, c.code, c.chosen)
		}
	}
}

func TestConfirmChoosesTheSafeAnswerFirst(t *testing.T) {
	c := Confirm{Question: "Sure?", Yes: "yes", No: "no"}
	if c.Update(press(tea.KeyEnter)) != Refused {
		t.Error("enter at first is not no")
	}
	c.Update(press(tea.KeyRight))
	if c.Update(press(tea.KeyEnter)) != Confirmed || c.Update(press(tea.KeyEsc)) != Refused {
		t.Error("yes, or esc, is not what it says")
	}
}

func TestTextFieldHidesASecretAndCutsAPaste(t *testing.T) {
	f := NewTextField(plainTheme(), "PIN")
	f.Secret(6)
	f.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("123", 4000)), Paste: true})
	if f.Value() != "123123" || strings.Contains(f.View(40), "123") {
		t.Errorf("%q shows as\n%s", f.Value(), f.View(40))
	}
}

func TestRulerPutsMarksWhereTheyBelong(t *testing.T) {
	if got, want := Ruler(plainTheme(), 0, 10, 11, Mark{0, 'a'}, Mark{5, 'b'}, Mark{99, 'c'}), "a────b────c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestScorecardShowsTags(t *testing.T) {
	got := Scorecard(plainTheme(), 30, Fact{"now", "16", ""}, Fact{"needed", "at least six points", "unchecked"})
	want := []string{"now     16", "needed  at least six points", "        [unchecked]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
