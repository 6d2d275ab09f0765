package protocol

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *screen.Env) {
	t.Helper()
	env, _ := uitest.Desk(t, tag)
	ui, _ := uitest.Show(t, New(env, screen.Protocol{}), width, height)
	return ui, env
}

func needs(t *testing.T, env *screen.Env, w store.Wave) []store.Need {
	t.Helper()
	v, err := env.Desk.TeamProtocol(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []store.Need
	for _, r := range v.Rows {
		if r.Wave == w {
			out = append(out, r.Need)
		}
	}
	return out
}

func TestTakingAwayAsksFirst(t *testing.T) {
	ui, env := start(t, "fi", 80, 20)
	before := needs(t, env, store.Start)
	ui.Sees("Perusmalli").Press("x").Sees("Poistetaanko").Press("enter").SeesNot("Poistetaanko")
	if len(needs(t, env, store.Start)) != len(before) {
		t.Fatal("taken away without a yes")
	}
	ui.Press("x", "right", "enter").Sees("Tiimin oma malli alkaen 1.4.2026")
	after := needs(t, env, store.Start)
	if len(after) != len(before)-1 || after[0] == before[0] {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

func TestAChangeIsTakenBack(t *testing.T) {
	ui, env := start(t, "fi", 80, 20)
	before := needs(t, env, store.Start)
	ui.Press("u", "x", "right", "enter", "down", "x", "right", "enter")
	if len(needs(t, env, store.Start)) != len(before)-2 {
		t.Fatal("not taken away")
	}
	ui.Press("a", "enter", "enter", "enter", "right", "enter", "u", "u", "u")
	if diff := cmp.Diff(before, needs(t, env, store.Start)); diff != "" {
		t.Error(diff)
	}
	log, err := env.Desk.Log(t.Context(), store.FamilyID{}, 3)
	if err != nil || log[0].Why != "start, taken back" {
		t.Errorf("log %+v, %v", log, err)
	}
	if ui.Press("u"); len(needs(t, env, store.Start)) != len(before) {
		t.Error("took back more than was done")
	}
}

func TestTheProtocolIsSearched(t *testing.T) {
	ui, _ := start(t, "fi", 80, 20)
	ui.Press("/").Type("seuranta").SeesNot("alku").Press("esc").Sees("alku")
}

func TestAnOptionalInstrumentIsAdded(t *testing.T) {
	ui, env := start(t, "fi", 80, 20)
	ui.Press("a", "enter", "enter", "enter", "right", "enter").Sees("valinnainen")
	found := false
	for _, n := range needs(t, env, store.Start) {
		found = found || n.Optional && n.Role == store.YoungPerson
	}
	if !found {
		t.Errorf("not stored: %+v", needs(t, env, store.Start))
	}
	ui.Press("home", "a", "enter", "enter", "enter", "right", "enter").Sees("käytössä")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("sv-80-ask", func(t *testing.T) { ui, _ := start(t, "sv", 80, 20); ui.Press("x").Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _ := start(t, "en", 120, 36); ui.Picture() })
}
