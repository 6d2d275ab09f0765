package newperson

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

type fake struct{ added []casework.NewPerson }

func (f *fake) AddPerson(_ context.Context, _ store.FamilyID, n casework.NewPerson) (store.Person, error) {
	f.added = append(f.added, n)
	return store.Person{Code: "ES-0042-N1"}, nil
}

func start(t *testing.T, tag instruments.Lang, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{}
	ui, host := uitest.Show(t, newPage(uitest.Env(t, tag), screen.NewPerson{Family: store.FamilyID{1}}, f), width, height)
	return ui, host, f
}

func TestNewPersonTakesWhatIsTold(t *testing.T) {
	ui, host, f := start(t, "fi", 80, 20)
	ui.Press("enter").Type("2011").Press("enter").Type("5").Press("enter", "right", "enter", "right", "right", "enter", "enter")
	want := []casework.NewPerson{{Role: store.YoungPerson, BirthYear: 2011, BirthMonth: 5, Gender: store.Girl, Lang: "sv"}}
	if diff := cmp.Diff(want, f.added); diff != "" {
		t.Error(diff)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v, want Back", host.Last())
	}
}

func TestNewPersonMayLeaveAllOut(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	ui.Press("right", "enter", "enter", "enter", "enter", "enter", "right", "enter")
	want := []casework.NewPerson{{Role: store.Guardian, Lang: "fi", OtherHome: true}}
	if diff := cmp.Diff(want, f.added); diff != "" {
		t.Error(diff)
	}
}

func TestNewPersonOnlyGuardiansHaveAnotherHome(t *testing.T) {
	ui, _, f := start(t, "fi", 80, 20)
	ui.Press("enter", "enter", "enter", "enter", "enter", "right", "enter")
	if len(f.added) != 1 || f.added[0].OtherHome {
		t.Errorf("added %v", f.added)
	}
}

func TestNewPersonRefusesYearsThatCannotBe(t *testing.T) {
	for _, year := range []string{"2027", "1900", "kaksi"} {
		ui, _, f := start(t, "fi", 80, 20)
		ui.Press("enter").Type(year).Press("enter").Sees("Kirjoita kokonaisluku 1916–2026")
		if len(f.added) != 0 {
			t.Errorf("%s was taken", year)
		}
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", 80, 20); ui.Picture() })
	t.Run("fi-120-error", func(t *testing.T) {
		ui, _, _ := start(t, "fi", 120, 36)
		ui.Press("enter").Type("20").Press("enter").Picture()
	})
	t.Run("sv-80", func(t *testing.T) { ui, _, _ := start(t, "sv", 80, 20); ui.Press("right").Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _, _ := start(t, "en", 80, 20); ui.Picture() })
}
