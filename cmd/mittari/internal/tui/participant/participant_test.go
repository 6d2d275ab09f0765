package participant

import (
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

func start(t *testing.T, tag instruments.Lang, project string, width, height int) (*uitest.Driver, *uitest.Host, *screen.Env, *storetest.Record) {
	t.Helper()
	env, rec := uitest.Desk(t, tag)
	s, err := rec.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.Project.Name = project
	if err := rec.SaveSettings(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	ui, host := uitest.Show(t, New(env, screen.Participant{Person: rec.Seed.Girl.ID}), width, height)
	return ui, host, env, rec
}

func TestAParticipantIsEnteredOnceInTheProjectOfTheSettings(t *testing.T) {
	ui, host, env, rec := start(t, "fi", "Matkalla", 80, 24)
	ui.Sees("7.1.2026").Press("enter", "right", "right", "right", "enter", "right", "enter", "enter", "enter", "enter", "enter", "enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Fatalf("not saved:\n%s", ui.View())
	}
	for range 2 { // saved again it is the same one
		v, err := env.Desk.Participant(t.Context(), rec.Seed.Girl.ID)
		if err != nil || !v.Entered || v.Participant.Labour != store.Inactive || v.Participant.Age != store.Under18 {
			t.Fatalf("%+v, %v", v, err)
		}
		if err := env.Desk.SaveParticipant(t.Context(), v.Participant); err != nil {
			t.Fatal(err)
		}
	}
	all, err := rec.Participants(t.Context(), store.ProjectID{})
	if err != nil || len(all) != 1 {
		t.Errorf("%d participants, %v", len(all), err)
	}
}

func TestWithoutAProjectItSaysWhatToDo(t *testing.T) {
	ui, _, _, _ := start(t, "fi", "", 80, 24)
	ui.Press("enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter").Sees("Hankkeella ei ole nimeä")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _, _ := start(t, "fi", "Matkalla", 80, 20); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _, _, _ := start(t, "sv", "Matkalla", 80, 20); ui.Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _, _ := start(t, "en", "Matkalla", 120, 36); ui.Picture() })
}
