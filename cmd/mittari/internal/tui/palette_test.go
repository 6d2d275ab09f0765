package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func TestTheMenuGoesEverywhere(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("ctrl+k").Sees("Mitä tehdään?", "tällä sivulla", "aloita tapaaminen").Type("uusi perhe").SeesNot("Uusi perhe siirry").Press("enter")
	h.Sees("Perhe saa koodin")
	// Also where something is typed; small letters and letters without dots will do.
	h.Press("ctrl+k").Type("TANAAN").Press("enter").SeesNot("Perhe saa koodin")
	h.Press(":").Type("lok").Sees("▸ loki").Press("down", "enter").Sees("Lokin tarkistus paperista")
	h.Press("ctrl+k").Type("varmuus").Press("enter").Sees("Varmuuskopiot ja avaimet").Press("esc")
	if len(h.model.stack) != 1 {
		t.Errorf("%d screens, want Today alone", len(h.model.stack))
	}
}

func TestTheMenuPressesTheKeysOfTheScreen(t *testing.T) {
	h := open(t, instruments.English, nil)
	h.Press("2", "enter", "ctrl+k").Type("this page begin meeting").Press("enter").SeesNot("What is next?").Sees("Who is here?")
	h.Press("ctrl+k").Type("lock").Press("enter").Sees("Locked")
	h.Press(":").SeesNot("What is next?") // it is a sign of the passphrase
	h.Press("ctrl+k").Sees("What is next?").SeesNot("go to", "lock now", "Settings").Type("svenska").Press("enter").Sees("Lösenord")
	h.Press("ctrl+k").Type("avsluta").Press("enter").Sees("Avsluta Mittari?")
}

func TestTheMenuFindsFamiliesAndPeople(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("ctrl+k").Type("es-0042").Sees("▸ ES-0042 perhe", "ES-0042-N1 henkilö").Press("enter").Sees("Mitä on tapahtunut")
	h.Press("ctrl+k").Type("0042-h1").Press("enter").Sees("ES-0042-H1", "ei ole vielä tuloksia")
	if r := h.model.top().route; r != (screen.Person{ID: h.rec.Seed.Guardian.ID}) {
		t.Errorf("at %#v", r)
	}
	h.Press("ctrl+k").Type("77-").Sees("Ei löytynyt").Press("enter").Sees("Ei löytynyt")
	h.Press("backspace", "backspace", "backspace").SeesNot("Ei löytynyt")
}

// TestWhatWasFoundForOtherLettersIsDropped: the answer to a search may come late.
func TestWhatWasFoundForOtherLettersIsDropped(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("ctrl+k").Hold().Type("4").Type("x").Release().SeesNot("ES-0042 perhe")
	h.Press("esc", "ctrl+k").Hold().Type("4").Press("esc", "ctrl+k").Release().SeesNot("ES-0042 perhe").Sees("Mitä tehdään?")
}

func TestTheMenuIsNotThereInRespondentMode(t *testing.T) {
	h := open(t, instruments.Finnish, asking(store.OwnScreen))
	h.Press("ctrl+k", ":").SeesNot("Mitä tehdään?")
	if h.model.palette != nil {
		t.Error("the menu is open")
	}
	// Nor does one that was open come back.
	h = open(t, instruments.Finnish, nil)
	h.Press("ctrl+k")
	h.Send(addressed{to: h.model.top().number, msg: screen.GoMsg{Route: asking(store.OwnScreen)(h.rec.Seed)}})
	if h.SeesNot("Mitä tehdään?"); h.model.palette != nil {
		t.Error("the menu is open")
	}
}

// TestTheLanguageOfTheMenuStays: it is that of the record from then on.
func TestTheLanguageOfTheMenuStays(t *testing.T) {
	h := open(t, instruments.Finnish, nil)
	h.Press("5", "ctrl+k").Type("kieli english").Press("enter").Sees("Settings").Press("esc").Sees("Today")
	s, err := h.model.env.Desk.Settings(t.Context())
	if err != nil || s.Lang != instruments.English {
		t.Errorf("stored %q, %v", s.Lang, err)
	}
}

// TestEveryLineOfTheMenuDoesSomething on the screens that have many; none may do what moves or answers.
func TestEveryLineOfTheMenuDoesSomething(t *testing.T) {
	l := moveIn(t, instruments.English)
	for _, route := range []screen.Route{screen.Today{}, screen.Family{ID: l.rec.Seed.Family.ID}, screen.Questionnaire{Resume: l.draft}} {
		l.visit(route)
		n := len(l.model.actions())
		for i := range n {
			l.visit(route)
			a := l.model.actions()[i]
			if a.text == "" || a.group == "" || strings.Contains(a.shown, "–") || strings.Contains(a.shown, "↑") {
				t.Errorf("%T: %+v", route, a)
			}
			if strings.HasPrefix(a.text, "lock") || strings.HasPrefix(a.text, "language") {
				continue // other tests
			}
			l.Press("ctrl+k")
			for range i {
				l.Press("down")
			}
			l.Press("enter")
			if l.model.palette != nil {
				t.Errorf("%T: %+v leaves the menu open", route, a)
			}
		}
	}
}

func TestPicturesOfTheMenu(t *testing.T) {
	for _, tag := range lang.Languages() {
		h := open(t, tag, nil)
		for _, size := range sizes() {
			t.Run(fmt.Sprintf("%s_%dx%d", tag, size[0], size[1]), func(t *testing.T) {
				h.Resize(size[0], size[1]).Press("2", "enter", "ctrl+k")
				pictureOf(t, h.View())
				h.Press("esc", "esc", "esc")
			})
		}
	}
}

// pictureOf compares a view with the golden file of the test.
func pictureOf(t *testing.T, view string) {
	t.Helper()
	golden.RequireEqual(t, []byte(view))
}
