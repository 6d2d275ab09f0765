package methods

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/storetest"
)

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env, *storetest.Record) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	ui, host := uitest.Show(t, New(env, screen.Methods{Family: rec.Seed.Family.ID}), width, height)
	return ui, host, env, rec
}

func TestAMethodIsListedOnceAndUsedAgain(t *testing.T) {
	ui, host, env, rec := start(t, "fi", 80, 20)
	ui.Press("enter").Sees("Tämä kohta tarvitaan").Type("perhetyö").Press("enter", "enter").Type("12").Press("enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Fatalf("not saved:\n%s", ui.View())
	}
	if err := env.Desk.UseMethod(t.Context(), rec.Seed.Family.ID, "perhetyö", rec.Seed.Episode.Start, 0); err != nil {
		t.Fatal(err)
	}
	v, err := env.Desk.Methods(t.Context(), rec.Seed.Family.ID)
	if err != nil || len(v.Known) != 1 || len(v.Used) != 2 || v.Used[0].Planned+v.Used[1].Planned != 12 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _, _, _ := start(t, "sv", 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _, _ := start(t, "en", 120, 36); ui.Picture() })
}
