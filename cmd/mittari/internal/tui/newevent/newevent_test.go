package newevent

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct {
	view  casework.FamilyView
	added []store.Event
}

func (f *fake) Family(context.Context, store.FamilyID) (casework.FamilyView, error) {
	return f.view, nil
}

func (f *fake) AddEvent(_ context.Context, e store.Event) error {
	f.added = append(f.added, e)
	return nil
}

func family() casework.FamilyView {
	var v casework.FamilyView
	for i, p := range []store.Person{
		{Code: "ES-0042-H1", Role: store.Guardian}, {Code: "ES-0042-N1", Role: store.YoungPerson}, {Code: "ES-0042-N2", Role: store.YoungPerson},
	} {
		p.ID = store.PersonID{byte(i + 1)}
		v.Persons = append(v.Persons, casework.PersonRow{Person: p})
	}
	return v
}

func start(t *testing.T, tag instruments.Lang, v casework.FamilyView, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{view: v}
	ui, host := uitest.Show(t, newPage(uitest.Env(t, tag), screen.NewEvent{}, f), width, height)
	return ui, host, f
}

func TestNewEventIsAboutAYoungPerson(t *testing.T) {
	ui, _, f := start(t, "fi", family(), 80, 20)
	ui.Sees("ES-0042-N1").SeesNot("ES-0042-H1").Press("right", "enter", "down", "down", "enter", "enter")
	want := []store.Event{{Person: store.PersonID{3}, Kind: store.TakenIntoCare, Date: store.Date{Year: 2026, Month: 11, Day: 22}}}
	if diff := cmp.Diff(want, f.added); diff != "" {
		t.Error(diff)
	}
}

func TestNewEventWithoutAYoungPerson(t *testing.T) {
	ui, host, _ := start(t, "fi", casework.FamilyView{}, 80, 20)
	ui.Sees("ei ole vielä nuorta").Press("enter", "down")
	if host.Screen.(screen.Typing).Typing() {
		t.Error("holds the keyboard with nothing to type")
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", family(), 80, 20); ui.Picture() })
	t.Run("sv-80", func(t *testing.T) { ui, _, _ := start(t, "sv", family(), 80, 20); ui.Press("enter").Picture() })
	t.Run("en-120", func(t *testing.T) { ui, _, _ := start(t, "en", family(), 120, 36); ui.Picture() })
}
