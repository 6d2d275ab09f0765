package newmeeting

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ added []store.Meeting }

func (f *fake) AddMeeting(_ context.Context, _ store.FamilyID, m store.Meeting) error {
	f.added = append(f.added, m)
	return nil
}

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{}
	ui, host := uitest.Show(t, newPage(uitest.Env(t, tag), screen.NewMeeting{}, f), width, height)
	return ui, host, f
}

func TestNewMeeting(t *testing.T) {
	ui, host, f := start(t, "fi", 80, 20)
	ui.Press("ctrl+u").Type("2026-11-20").Press("enter", "ctrl+u").Type("90").Press("enter", "down", "enter")
	want := []store.Meeting{{Date: store.Date{Year: 2026, Month: 11, Day: 20}, Minutes: 90, Place: store.AtOffice}}
	if diff := cmp.Diff(want, f.added); diff != "" {
		t.Error(diff)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want Back", host.Last())
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("sv-120", func(t *testing.T) { ui, _, _ := start(t, "sv", 120, 36); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _, _ := start(t, "en", 80, 20); ui.Press("enter", "enter").Picture() })
}
