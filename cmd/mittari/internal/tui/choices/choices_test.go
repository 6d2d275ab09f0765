package choices

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env, *storetest.Record) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	ui, host := uitest.Show(t, New(env, screen.Choices{Family: rec.Seed.Family.ID}), width, height)
	return ui, host, env, rec
}

func record(t *testing.T, env *screen.Env, r screen.Choice, keys func(*uitest.Driver)) {
	t.Helper()
	ui, host := uitest.Show(t, NewChoice(env, r), 80, 20)
	keys(ui)
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Fatalf("not saved:\n%s", ui.View())
	}
}

func TestWhatIsRecordedShows(t *testing.T) {
	ui, host, env, rec := start(t, "fi", 80, 20)
	girl, mother := rec.Seed.Girl.ID, rec.Seed.Guardian.ID
	ui.Sees("ei kerrottu vielä", "ei kysytty", "ei mitään").SeesNot("poissa arvioinnista").Press("enter")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Choice{Person: girl, What: screen.ChoiceNotice}}, host.Last()); diff != "" {
		t.Error(diff)
	}
	record(t, env, screen.Choice{Person: girl, What: screen.ChoiceNotice}, func(ui *uitest.Driver) {
		ui.Press("enter", "right", "enter").Type("2026-1").Press("enter", "enter")
	})
	record(t, env, screen.Choice{Person: girl, What: screen.ChoiceSharing}, func(ui *uitest.Driver) {
		ui.Press("down", "down", "enter", "right", "enter", "enter")
	})
	record(t, env, screen.Choice{Person: mother, What: screen.ChoiceDecision}, func(ui *uitest.Driver) {
		ui.Press("down", "down", "down", "enter").Type("ei halua").Press("enter", "enter")
	})
	ui.Send(screen.RefreshMsg{})
	ui.Sees("15–17-vuotiaille, 1.4.2026, paperilla", "tavoitteet", "vastustaa arviointia", "! Perhe on poissa arvioinnista")
}

func TestATextThatTellsWhoSomebodyIsIsRefused(t *testing.T) {
	_, _, env, rec := start(t, "fi", 80, 20)
	ui, host := uitest.Show(t, NewChoice(env, screen.Choice{Person: rec.Seed.Girl.ID, What: screen.ChoiceDecision}), 80, 20)
	ui.Press("enter").Type("soita 040 123 4567").Press("enter", "enter").Sees("voisi tunnistaa")
	if host.Last() != nil {
		t.Errorf("asked %v", host.Last())
	}
}

func TestARequestForErasureIsOneKeyAway(t *testing.T) {
	ui, host, _, rec := start(t, "fi", 80, 20)
	ui.Press("x")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Erasure{Family: rec.Seed.Family.ID}}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80-out", func(t *testing.T) {
		ui, _, env, rec := start(t, "fi", 80, 20)
		if err := env.Desk.DecideParticipation(t.Context(), store.Participation{Person: rec.Seed.Guardian.ID, Decision: store.Restricted}); err != nil {
			t.Fatal(err)
		}
		ui.Send(screen.RefreshMsg{}).Picture()
	})
	t.Run("sv-80", func(t *testing.T) { ui, _, _, _ := start(t, "sv", 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _, _ := start(t, "en", 120, 36); ui.Picture() })
	for what, tag := range map[screen.ChoiceKind]instruments.Lang{
		screen.ChoiceNotice: "fi", screen.ChoiceDecision: "sv", screen.ChoiceSharing: "en",
	} {
		t.Run(string(tag)+"-80-"+string(what), func(t *testing.T) {
			env, rec := uitest.Desk(t, tag)
			ui, _ := uitest.Show(t, NewChoice(env, screen.Choice{Person: rec.Seed.Girl.ID, What: what}), 80, 20)
			ui.Picture()
		})
	}
}
