package instrumentlist

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
)

type fake struct{}

func (fake) Installed(_ context.Context, id instruments.ID) ([]instruments.Lang, error) {
	if id == "phq-9" {
		return []instruments.Lang{"en", "de"}, nil
	}
	return nil, nil
}

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env := uitest.Env(t, tag)
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	env.Catalogue = cat
	return uitest.Show(t, newModel(env, fake{}), width, height)
}

func TestInstrumentsListsEveryOneAndOpensTheChosen(t *testing.T) {
	ui, host := start(t, "fi", 80, 20)
	ui.Sees("SDQ", "vain paperilla", "PHQ-9", "de en").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Instrument{ID: "audit-c"}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("fi-120", func(t *testing.T) { ui, _ := start(t, "fi", 120, 36); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _ := start(t, "sv", 80, 20); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _ := start(t, "en", 80, 20); ui.Picture() })
}
