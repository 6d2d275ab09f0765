package form

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
)

// clickable is a page with two choices and a text between them, in colours or without.
func clickable(t *testing.T, profile termenv.Profile, height int) (*uitest.Driver, *[2]string) {
	t.Helper()
	env := uitest.Env(t, "fi")
	env.Theme.Renderer.SetColorProfile(profile)
	chosen, text := &[2]string{}, ""
	fruit := []Option[string]{{"omena ja sen serkku päärynä, jotka kumpikin kasvavat puissa ja putoavat syksyllä maahan", "a"}, {"banaani", "b"}, {"kirsikka", "c"}}
	page := NewPage(env, Spec{Title: "Hedelmät", Intro: "Valitse kaksi.", Fields: func() []huh.Field {
		return []huh.Field{Choice("Ensin", "Huomaa: väliin tulee tekstiä.", &chosen[0], fruit), Text("Väliin", "", &text, nil), Choice("Sitten", "", &chosen[1], fruit)}
	}})
	ui, _ := uitest.Show(t, page, 60, height)
	return ui, chosen
}

// click clicks the nth line that has a text in it.
func click(t *testing.T, ui *uitest.Driver, text string, n int) {
	t.Helper()
	for y, line := range strings.Split(ui.View(), "\n") {
		if strings.Contains(line, text) {
			if n--; n == 0 {
				ui.Send(tea.MouseMsg{X: 5, Y: y})
				return
			}
		}
	}
	t.Fatalf("%q is not there so often:\n%s", text, ui.View())
}

func TestAnOptionIsChosenByAClick(t *testing.T) {
	for _, profile := range []termenv.Profile{termenv.Ascii, termenv.ANSI256} {
		ui, chosen := clickable(t, profile, 30)
		for _, c := range []struct{ text, want string }{{"kirsikka", "c"}, {"banaani", "b"}, {"omena", "a"}, {"kirsikka", "c"}, {"kirsikka", "c"}} {
			if click(t, ui, c.text, 1); chosen[0] != c.want {
				t.Errorf("a click on %s chose %q", c.text, chosen[0])
			}
		}
		click(t, ui, "banaani", 2) // of a field further down
		for _, other := range []string{"Ensin", "Huomaa", "Väliin", "Valitse", "Sitten"} {
			click(t, ui, other, 1)
		}
		if *chosen != [2]string{"c", "a"} {
			t.Errorf("chosen %q", *chosen)
		}
		ui.Press("enter", "enter")
		click(t, ui, "kirsikka", 1)
		if click(t, ui, "banaani", 2); *chosen != [2]string{"c", "b"} {
			t.Errorf("chosen %q", *chosen)
		}
	}
}

// TestEveryLineOfAFormMayBeClicked: nothing is accepted by it, whatever the window.
func TestEveryLineOfAFormMayBeClicked(t *testing.T) {
	for height := 3; height < 30; height++ {
		ui, _ := clickable(t, termenv.Ascii, height)
		for y := -1; y < lipgloss.Height(ui.View())+2; y++ {
			ui.Send(tea.MouseMsg{X: 5, Y: y})
		}
		ui.SeesNot("Tallennetaan")
		if !strings.Contains(ui.View(), bar) {
			t.Errorf("height %d: the form is gone:\n%s", height, ui.View())
		}
	}
}
