package instrument

import (
	"context"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

type fake struct{}

func (fake) Installed(context.Context, instruments.ID) ([]instruments.Lang, error) {
	return []instruments.Lang{"en", "pt"}, nil
}

func start(t *testing.T, tag instruments.Lang, id instruments.ID, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env := uitest.Env(t, tag)
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	env.Catalogue = cat
	return uitest.Show(t, newModel(env, screen.Instrument{ID: id}, fake{}), width, height)
}

func TestInstrumentSaysOnWhatTermsAndHowToBringWordingIn(t *testing.T) {
	ui, _ := start(t, "fi", "sdq", 100, 200)
	ui.Sees("vain paperilla", "sanamuotoa voi tuoda", "Lähteet").SeesNot("wording import")
	ui, _ = start(t, "fi", "phq-9", 100, 200)
	ui.Sees("mittari instrument wording import phq-9 --lang fi TIEDOSTO", "englanti, pt")
	ui, _ = start(t, "fi", "goals", 100, 200)
	ui.Sees("oma lomake").SeesNot("Sanamuodon tuominen")
}

// Every definition of the program can be shown in every language, and no unsure fact goes without its tag.
func TestInstrumentShowsEveryDefinition(t *testing.T) {
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range cat.Refs() {
		for _, tag := range []instruments.Lang{"fi", "sv", "en"} {
			ui, host := start(t, tag, ref.ID, 80, 500)
			ui.SeesNot("⟨", "<no value>")
			m := host.Screen.(*Model)
			if !m.def.Ages.Evidence.Confidence.Sure() {
				ui.Sees("[" + m.env.Lang.T("confidence."+string(m.def.Ages.Evidence.Confidence)) + "]")
			}
		}
	}
}

func TestInstrumentThatDoesNotExist(t *testing.T) {
	_, host := start(t, "fi", "nothing", 80, 20)
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v, want Failed", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", "core-10", 80, 20); ui.Picture() })
	t.Run("fi-120", func(t *testing.T) { ui, _ := start(t, "fi", "sdq", 120, 36); ui.Picture() })
	t.Run("sv-80-end", func(t *testing.T) { ui, _ := start(t, "sv", "who-5", 80, 20); ui.Press("end").Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _ := start(t, "en", "demo-checkin", 80, 20); ui.Picture() })
}
