package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// press is the left button going down.
func press(x, y int) tea.MouseMsg {
	return tea.MouseMsg{X: x, Y: y, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress}
}

func wheel(b tea.MouseButton) tea.MouseMsg {
	return tea.MouseMsg{X: 5, Y: 5, Button: b, Action: tea.MouseActionPress}
}

// click presses the left button on the first place of the screen where a text stands.
func (h *house) click(t *testing.T, text string) *uitest.Driver {
	t.Helper()
	for y, line := range strings.Split(h.View(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return h.Send(press(lipgloss.Width(line[:i]), y))
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", text, h.View())
	return nil
}

func TestKeysOfTheFooterCanBeClicked(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Resize(160, 24)
	h.click(t, "n uusi perhe").Sees("Perhe saa koodin").Press("esc")
	h.click(t, "uusi perhe").Sees("Perhe saa koodin").Press("esc")
	before := h.View()
	h.click(t, " • n uusi") // between two keys
	h.click(t, "↑↓")        // means two keys
	if h.View() != before {
		t.Errorf("something happened:\n%s", h.View())
	}
	h.click(t, "? ohje").Sees("Näppäimet").Press("esc")
	h.click(t, "ctrl+k valikko").Sees("Mitä tehdään?").Press("esc")
	h.Press("2")
	h.click(t, "takaisin")
	if len(h.model.stack) != 1 {
		t.Error("the click on esc did not lead back")
	}
}

// TestAKeyThatIsCutIsNotClicked: what stands at the cut is a mark, not a key.
func TestAKeyThatIsCutIsNotClicked(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Resize(60, 20)
	before := h.View()
	for x := range 60 {
		if _, ok := h.model.footerAt(x); ok {
			continue
		}
		h.Send(press(x, 19))
	}
	if h.View() != before {
		t.Errorf("something happened:\n%s", h.View())
	}
	h.click(t, "? ohje").Sees("Näppäimet")
}

func TestNamesInTheHeaderLeadBack(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("2", "enter", "down", "enter").Sees("Perheet › ES-0042")
	h.click(t, "ES-0042 ›")
	if r, ok := h.model.top().route.(screen.Family); !ok {
		t.Fatalf("at %#v", r)
	}
	h.click(t, "ES-0042") // where one is already
	h.click(t, "ESITTELY")
	if len(h.model.stack) != 3 {
		t.Errorf("%d screens", len(h.model.stack))
	}
	h.click(t, "Mittari").Sees("Nyt vuorossa")
	if len(h.model.stack) != 1 {
		t.Errorf("%d screens", len(h.model.stack))
	}
	h.Press("n")
	h.click(t, "Mittari").Sees("Perhe saa koodin") // what is being typed is not thrown away
}

// TestCrumbsAreWhereTheyAreDrawn also where the first of them do not fit.
func TestCrumbsAreWhereTheyAreDrawn(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("2", "enter", "down", "enter")
	for width := 50; width < 120; width++ {
		h.Resize(width, 20)
		line := []rune(strings.Split(h.View(), "\n")[0])
		for _, c := range h.model.crumbs() {
			if c.to <= c.from {
				continue // cut away
			}
			if got := string(line[c.from:c.to]); got != c.name && !strings.HasSuffix(c.name, strings.TrimLeft(got, "…")) {
				t.Errorf("width %d: %q stands where %q should", width, got, c.name)
			}
		}
	}
}

func TestTheWheelMovesListsAndPages(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("5", "home")
	first := chosen(h.View())
	h.Send(wheel(tea.MouseButtonWheelDown))
	if chosen(h.View()) == first {
		t.Errorf("the wheel did not move:\n%s", h.View())
	}
	h.Send(wheel(tea.MouseButtonWheelUp))
	if chosen(h.View()) != first {
		t.Errorf("the wheel did not move back:\n%s", h.View())
	}
	h.Press("ctrl+k")
	begin := chosen(h.View())
	if h.Send(wheel(tea.MouseButtonWheelDown)); chosen(h.View()) == begin {
		t.Error("the wheel did not move in the menu")
	}
	h.click(t, "siirry")
	h.click(t, "▸").SeesNot("Mitä tehdään?")
}

// TestInRespondentModeOnlyAnAnswerIsClicked: on every cell of the screen, with every button.
func TestInRespondentModeOnlyAnAnswerIsClicked(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("end", "enter", "enter").Sees("Kysymys 1/9")
	before := h.View()
	for _, b := range []tea.MouseButton{
		tea.MouseButtonRight, tea.MouseButtonMiddle, tea.MouseButtonWheelUp, tea.MouseButtonWheelDown, tea.MouseButtonBackward,
	} {
		h.Send(wheel(b))
	}
	if h.View() != before {
		t.Fatalf("something happened:\n%s", h.View())
	}
	h.click(t, "○ 2").Sees("Kysymys 2/9")
	for y := range 24 {
		for x := range 80 {
			h.Send(press(x, y))
			if !h.model.locked() || h.model.palette != nil || h.model.helping || h.model.quitting {
				t.Fatalf("a click at %d, %d left respondent mode", x, y)
			}
		}
	}
	h.Sees("Se oli viimeinen kysymys") // every cell of an answer was clicked, so that all is answered, and nothing was finished
}

func TestTheMouseCanBeTurnedOff(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.model.wear(Taste{NoMouse: true})
	h.Resize(120, 24)
	before := h.View()
	h.click(t, "n uusi perhe").Send(wheel(tea.MouseButtonWheelDown))
	if h.View() != before {
		t.Error("the mouse is off, and something happened")
	}
	h.Press("?").SeesNot("Hiiri:")
	moved := tea.MouseMsg{Button: tea.MouseButtonLeft, Action: tea.MouseActionMotion}
	if h.model.filter(nil, moved) != nil || h.model.filter(nil, press(1, 1)) == nil {
		t.Error("the way of the pointer is not kept away, or a click is")
	}
}

// TestAClickTakesAwayWhatWasSaid, as a key does.
func TestAClickTakesAwayWhatWasSaid(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	for _, msg := range []tea.Msg{screen.SaidMsg{Text: "Tehty."}, screen.Failed{Err: errors.New("vika")}} {
		h.Send(addressed{to: h.model.top().number, msg: msg})
		if h.model.said == "" && h.model.problem == nil {
			t.Fatalf("%T is not said", msg)
		}
		h.Send(press(70, 20))
		if h.model.said != "" || h.model.problem != nil {
			t.Errorf("%T is still said", msg)
		}
	}
}

func TestAClickAfterTooLongLocks(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Resize(120, 24)
	h.now = h.now.Add(6 * time.Minute)
	h.click(t, "n uusi perhe").Sees("Lukittu")
}
