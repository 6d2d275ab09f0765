package correct

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// start shows the demo check-in, answered 0, 1, 2, 1, 0.
func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *storetest.Record, store.AdministrationID) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	id := uitest.Give(t, env, casework.Plan{
		Episode: rec.Seed.Episode.ID, Respondent: rec.Seed.Girl.ID, Instrument: "demo-checkin", Wave: store.Start,
	}, 0, 1, 2, 1, 0)
	ui, host := uitest.Show(t, New(env, screen.Correct{ID: id}), width, height)
	return ui, host, rec, id
}

func stored(t *testing.T, rec *storetest.Record, id store.AdministrationID) store.Scored {
	t.Helper()
	s, err := rec.Administration(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDigitsChangeAndTheReasonSaves(t *testing.T) {
	ui, host, rec, id := start(t, "fi", 80, 20)
	ui.Press("enter")
	if _, ok := host.Last().(screen.SaidMsg); !ok {
		t.Errorf("saved nothing without a word: %v", host.Last())
	}
	ui.Press("9").SeesNot("→").Press("3").Sees("0 → 3").Press("down", "-").Sees("1 → ohi").Press("backspace").SeesNot("1 → ohi")
	ui.Press("enter").Sees("Muutetaan 1 vastaus").Press("enter").Sees("Tämä kohta tarvitaan")
	if s := stored(t, rec, id); s.Revision != 1 {
		t.Fatal("saved without a reason")
	}
	ui.Type("näppäilyvirhe").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Result{ID: id}, Replace: true}, host.Last()); diff != "" {
		t.Error(diff)
	}
	if s := stored(t, rec, id); s.Revision != 2 || s.RevisedWhy != "näppäilyvirhe" || s.Responses[0] != instruments.Answer(3) || s.Responses[1] != instruments.Answer(1) {
		t.Errorf("stored %+v", s)
	}
}

func TestEscLeavesTheReasonAndThenTheItems(t *testing.T) {
	ui, host, rec, id := start(t, "fi", 80, 20)
	ui.Press("1", "enter", "esc").Sees("0 → 1").Press("esc")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want back", host.Last())
	}
	if s := stored(t, rec, id); s.Revision != 1 {
		t.Error("saved")
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _, _ := start(t, "fi", 80, 20); ui.Press("3", "down").Picture() })
	t.Run("sv-80-why", func(t *testing.T) { ui, _, _, _ := start(t, "sv", 80, 20); ui.Press("3", "enter").Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _, _ := start(t, "en", 120, 36); ui.Picture() })
}
