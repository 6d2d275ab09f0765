package erasure

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *storetest.Record) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	ui, host := uitest.Show(t, New(env, screen.Erasure{Family: rec.Seed.Family.ID}), width, height)
	return ui, host, rec
}

func family(t *testing.T, rec *storetest.Record) (store.Family, []store.Request) {
	t.Helper()
	f, err := rec.Family(t.Context(), rec.Seed.Family.ID)
	if err != nil {
		t.Fatal(err)
	}
	r, err := rec.Requests(t.Context(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	return f, r
}

func TestARequestIsNotedAndNothingErased(t *testing.T) {
	ui, host, rec := start(t, "fi", 80, 24)
	ui.Press("enter", "enter", "enter", "enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Fatalf("not saved:\n%s", ui.View())
	}
	if f, r := family(t, rec); !f.Erased.IsZero() || len(r) != 1 || r[0].Ruling != store.Undecided {
		t.Errorf("%+v, %+v", f, r)
	}
}

func TestErasingNeedsAGroundAndTheCode(t *testing.T) {
	ui, host, rec := start(t, "fi", 80, 24)
	ui.Press("down", "enter", "enter").Sees("Tämä kohta tarvitaan")
	ui.Type("17 artikla 1 b").Press("enter", "enter").Type("ES-0043").Press("enter").Sees("Kirjoita ES-0042")
	if f, _ := family(t, rec); !f.Erased.IsZero() {
		t.Fatal("erased without the code")
	}
	ui.Press("backspace").Type("2").Press("enter")
	if f, _ := family(t, rec); f.Erased.IsZero() || f.ErasedGround != "17 artikla 1 b" {
		t.Errorf("%+v", f)
	}
	if _, ok := host.Last().(screen.HomeMsg); !ok {
		t.Errorf("asked %v, want home", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _, _ := start(t, "sv", 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _ := start(t, "en", 120, 36); ui.Picture() })
}
