package endepisode

import (
	"context"
	"fmt"
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
	ended []string
}

func (f *fake) Family(context.Context, store.FamilyID) (casework.FamilyView, error) {
	return f.view, nil
}

func (f *fake) EndEpisode(_ context.Context, id store.EpisodeID, on store.Date, why store.ExitReason) error {
	f.ended = append(f.ended, fmt.Sprint(id[0], " ", on, " ", why))
	return nil
}

func episode(end store.Date) casework.FamilyView {
	return casework.FamilyView{Episodes: []store.Episode{{ID: store.EpisodeID{5}, Start: store.Date{Year: 2026, Month: 3, Day: 3}, End: end}}}
}

func start(t *testing.T, tag instruments.Lang, v casework.FamilyView, width, height int) (*uitest.Driver, *fake) {
	t.Helper()
	f := &fake{view: v}
	ui, _ := uitest.Show(t, newPage(uitest.Env(t, tag), screen.EndEpisode{}, f), width, height)
	return ui, f
}

func TestEndEpisode(t *testing.T) {
	ui, f := start(t, "fi", episode(store.Date{}), 80, 20)
	ui.Press("enter", "down", "enter")
	if diff := cmp.Diff([]string{"5 2026-11-22 lighter-service"}, f.ended); diff != "" {
		t.Error(diff)
	}
}

func TestEndEpisodeNotBeforeItsStart(t *testing.T) {
	ui, f := start(t, "fi", episode(store.Date{}), 80, 20)
	ui.Press("ctrl+u").Type("2.3.2026").Press("enter").Sees("ennen jakson alkua")
	if len(f.ended) != 0 {
		t.Errorf("ended %v", f.ended)
	}
}

func TestEndEpisodeOnlyAnOpenOne(t *testing.T) {
	for _, v := range []casework.FamilyView{{}, episode(store.Date{Year: 2026, Month: 5, Day: 1})} {
		ui, _ := start(t, "fi", v, 80, 20)
		ui.Sees("ei ole avointa jaksoa").Press("enter")
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) {
		ui, _ := start(t, "fi", episode(store.Date{}), 80, 20)
		ui.Press("enter").Picture()
	})
	t.Run("sv-120", func(t *testing.T) { ui, _ := start(t, "sv", episode(store.Date{}), 120, 36); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _ := start(t, "en", episode(store.Date{}), 80, 20); ui.Picture() })
}
