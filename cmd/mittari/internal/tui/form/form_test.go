package form

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/cursor"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/store"
)

func TestReadDate(t *testing.T) {
	want := store.Date{Year: 2026, Month: 11, Day: 2}
	for _, s := range []string{"2.11.2026", " 02.11.2026 ", "2026-11-02"} {
		if got, err := ReadDate(s); err != nil || got != want {
			t.Errorf("ReadDate(%q) = %v, %v", s, got, err)
		}
	}
	if got, err := ReadDate("  "); err != nil || !got.IsZero() {
		t.Errorf("nothing = %v, %v", got, err)
	}
	for _, s := range []string{"31.2.2026", "2.11.26", "11/2/2026", "huomenna"} {
		if got, err := ReadDate(s); err == nil {
			t.Errorf("ReadDate(%q) = %v, want an error", s, got)
		}
	}
}

func TestDatesAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := store.Date{Year: 1900, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 90000).Draw(r, "days"))
		if got, err := ReadDate(WriteDate(d)); err != nil || got != d {
			r.Fatalf("%v was written %q and read %v, %v", d, WriteDate(d), got, err)
		}
	})
}

func TestChecks(t *testing.T) {
	l := uitest.Env(t, "fi").Lang
	today := store.DateOf(uitest.Now())
	for name, c := range map[string]struct {
		check     func(string) error
		good, bad []string
	}{
		"required":     {Required(l), []string{"x"}, []string{"", "  "}},
		"whole":        {Whole(l, 1, 12, false), []string{"1", " 12 "}, []string{"", "0", "13", "1,5", "x"}},
		"whole, empty": {Whole(l, 1, 12, true), []string{"", "7"}, []string{"13"}},
		"day":          {Day(l, today, false), []string{"22.11.2026", "1.1.2020"}, []string{"", "23.11.2026", "x"}},
		"any day":      {Day(l, store.Date{}, true), []string{"", "23.11.2036"}, []string{"x"}},
		"PIN":          {PIN(l), []string{"0000", "123456"}, []string{"", "123", "12a4", "１２３４"}},
	} {
		for _, s := range c.good {
			if err := c.check(s); err != nil {
				t.Errorf("%s: %q: %v", name, s, err)
			}
		}
		for _, s := range c.bad {
			if err := c.check(s); err == nil || strings.Contains(err.Error(), "⟨") {
				t.Errorf("%s: %q: %v, want an error in words", name, s, err)
			}
		}
	}
}

// walk carries commands out and reports every cursor message among what comes back.
func walk(cmd tea.Cmd, found *[]tea.Msg) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			walk(c, found)
		}
	case cursor.BlinkMsg:
		*found = append(*found, msg)
	}
}

func TestFormNeverBlinks(t *testing.T) {
	env := uitest.Env(t, "fi")
	var text string
	f := New(env, func() []huh.Field { return []huh.Field{Text("a", "", &text, nil), Text("b", "", &text, nil)} })
	var found []tea.Msg
	walk(f.Init(), &found)
	for _, k := range []string{"x", "left", "enter", "y"} {
		walk(f.Update(uitest.Key(t, k)), &found)
	}
	if len(found) > 0 {
		t.Errorf("%d blinks", len(found))
	}
	if cmd := f.huh.GetFocusedField().Focus(); !blinks(cmd) {
		t.Error("the command of a field's cursor is not known any more: has huh changed?")
	}
}

// Whatever the number of fields and the size, nothing is higher than its room, and what is hidden is announced.
func TestFormFitsItsRoom(t *testing.T) {
	env := uitest.Env(t, "fi")
	for n := 1; n <= 12; n++ {
		for height := 8; height <= 30; height += 2 {
			values := make([]string, n)
			f := New(env, func() []huh.Field {
				fields := make([]huh.Field, n)
				for i := range fields {
					fields[i] = Text(fmt.Sprintf("kenttä %d", i), "", &values[i], nil)
				}
				return fields
			})
			f.SetSize(60, height)
			view := f.View()
			if h := lipgloss.Height(view); h > height {
				t.Errorf("%d fields in %d lines are %d high", n, height, h)
			}
			last := strings.Contains(view, fmt.Sprintf("kenttä %d", n-1))
			if more := strings.Contains(view, "enemmän kuin näkyy"); more == last {
				t.Errorf("%d fields in %d lines: last seen %v, announced %v", n, height, last, more)
			}
		}
	}
}

func page(t *testing.T, spec Spec) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, NewPage(uitest.Env(t, "fi"), spec), 80, 20)
}

func TestPageSavesOnceAndDoesWhatComesNext(t *testing.T) {
	var text string
	saves := 0
	ui, host := page(t, Spec{
		Title: "Otsikko", Intro: "Ohje.",
		Fields: func() []huh.Field { return []huh.Field{Text("kenttä", "", &text, nil)} },
		Save:   func(context.Context) (tea.Cmd, error) { saves++; return screen.Back(), nil },
	})
	ui.Sees("Ohje.").Type("qwerty").Hold().Press("enter").Release()
	if _, ok := host.Last().(screen.BackMsg); !ok || saves != 1 || text != "qwerty" {
		t.Errorf("asked %v, saved %d times, text %q", host.Last(), saves, text)
	}
}

func TestPageTellsTheRootWhenItsFieldsCannotBeRead(t *testing.T) {
	ui, host := page(t, Spec{Load: func(context.Context) (func(), error) { return nil, errors.New("disk") }})
	ui.Press("enter")
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v, want Failed", host.Last())
	}
}

func TestPageCannotBeLeftWhileItSaves(t *testing.T) {
	var text string
	ui, host := page(t, Spec{Fields: func() []huh.Field { return []huh.Field{Text("kenttä", "", &text, nil)} }})
	host.Screen.(*Page).saving = true
	ui.Sees("Tallennetaan").Press("esc", "x", "enter")
	if host.Last() != nil || text != "" {
		t.Errorf("asked %v, text %q", host.Last(), text)
	}
}

// TestKeysThatComeAtOnceGoWhereTheyBelong: Enter moves on before the next key is looked at.
func TestKeysThatComeAtOnceGoWhereTheyBelong(t *testing.T) {
	env := uitest.Env(t, "fi")
	var first, second, third string
	f := New(env, func() []huh.Field {
		return []huh.Field{
			huh.NewInput().Title("a").Value(&first), huh.NewInput().Title("b").Value(&second), huh.NewInput().Title("c").Value(&third),
		}
	})
	if cmd := f.Init(); cmd != nil {
		f.Update(cmd())
	}
	enter := tea.KeyMsg{Type: tea.KeyEnter}
	for _, msg := range []tea.Msg{letters("yksi"), enter, letters("kaksi"), enter, letters("kolme"), enter} {
		f.Update(msg) // what it wants done is never carried out
	}
	if first != "yksi" || second != "kaksi" || third != "kolme" || !f.Done() {
		t.Errorf("%q, %q, %q, done %v", first, second, third, f.Done())
	}
}

func letters(s string) tea.Msg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

// TestAChoiceHasNoFilter comes back to a choice that was made: letters and a slash filter nothing, and arrows choose what
// is there, also in a window that is too low.
func TestAChoiceHasNoFilter(t *testing.T) {
	env := uitest.Env(t, "en")
	inline, listed, after := "a", "a", ""
	f := New(env, func() []huh.Field {
		options := []Option[string]{{Text: "first", Value: "a"}, {Text: "second", Value: "b"}}
		return []huh.Field{Line("inline", &inline, options), Choice("listed", "", &listed, options), Text("after", "", &after, nil)}
	})
	f.Init()
	f.SetSize(4, 1)
	for _, k := range []string{
		"enter", "enter", "shift+tab", "/", "z", "up", "esc", "down", "shift+tab", "/", "z", "left", "backspace", "ctrl+d", "ctrl+u", "right",
	} {
		f.Update(uitest.Key(t, k))
		_ = f.View()
	}
	if inline != "b" && inline != "a" || listed != "a" && listed != "b" {
		t.Errorf("chosen %q and %q", inline, listed)
	}
}
