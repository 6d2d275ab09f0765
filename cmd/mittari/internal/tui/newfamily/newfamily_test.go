package newfamily

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct {
	regions []store.Region
	added   []casework.NewFamily
	fail    error
}

func (f *fake) Agency(context.Context) (casework.AgencyView, error) {
	return casework.AgencyView{Regions: f.regions}, nil
}

func (f *fake) AddFamily(_ context.Context, n casework.NewFamily) (store.Family, error) {
	if f.fail != nil {
		return store.Family{}, f.fail
	}
	f.added = append(f.added, n)
	return store.Family{ID: store.FamilyID{7}, Code: "ES-0042"}, nil
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newPage(uitest.Env(t, tag), f), width, height)
}

func TestNewFamilyAddsAndOpensTheFamily(t *testing.T) {
	f := &fake{}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("enter", "right", "enter")
	want := []casework.NewFamily{{Start: store.Date{Year: 2026, Month: 11, Day: 22}, AnswersApart: true}}
	if diff := cmp.Diff(want, f.added); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Family{ID: store.FamilyID{7}}, Replace: true}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestNewFamilyAsksForTheRegionOnlyWhenThereIsAChoice(t *testing.T) {
	ui, _ := start(t, "fi", &fake{regions: []store.Region{{Name: "Kainuu"}}}, 80, 20)
	ui.SeesNot("Alue")
	kainuu := store.Region{ID: store.RegionID{2}, Name: "Kainuu"}
	f := &fake{regions: []store.Region{{ID: store.RegionID{1}, Name: "Etelä-Savo"}, kainuu}}
	ui, _ = start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter", "right", "right").Sees("Kainuu").Press("enter")
	if len(f.added) != 1 || f.added[0].Region != kainuu.ID {
		t.Errorf("added %v", f.added)
	}
}

func TestNewFamilyRefusesADayToCome(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("ctrl+u").Type("23.11.2026").Press("enter").Sees("vasta tulossa")
	ui.Press("ctrl+u").Type("eilen").Press("enter").Sees("Kirjoita päivä näin")
	if len(f.added) != 0 {
		t.Error("was added all the same")
	}
}

func TestNewFamilyKeepsWhatWasEnteredWhenSavingFails(t *testing.T) {
	f := &fake{fail: errors.New("disk")}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("ctrl+u").Type("1.11.2026").Press("enter", "enter").Sees("Jokin meni vikaan", "1.11.2026")
	f.fail = nil
	ui.Press("enter", "enter")
	if len(f.added) != 1 {
		t.Errorf("added %d families", len(f.added))
	}
}

func TestNewFamilyEscGoesBackWithoutSaving(t *testing.T) {
	f := &fake{}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("esc")
	if _, ok := host.Last().(screen.BackMsg); !ok || len(f.added) != 0 {
		t.Errorf("asked %v, added %v", host.Last(), f.added)
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", &fake{}, 80, 20); ui.Picture() })
	t.Run("fi-120", func(t *testing.T) {
		ui, _ := start(t, "fi", &fake{regions: make([]store.Region, 2)}, 120, 36)
		ui.Picture()
	})
	t.Run("sv-80", func(t *testing.T) { ui, _ := start(t, "sv", &fake{}, 80, 20); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _ := start(t, "en", &fake{}, 80, 20); ui.Press("enter").Picture() })
}
