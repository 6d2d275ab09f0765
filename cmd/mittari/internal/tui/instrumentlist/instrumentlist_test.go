package instrumentlist

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/storetest"
)

// some keeps the list short and the same when the library grows.
type some struct {
	desk
	problem error
}

func (s some) Standings(ctx context.Context) ([]casework.Standing, error) {
	all, err := s.desk.Standings(ctx)
	keep := []instruments.ID{"core-10", "goals", "hearsay", "lent", "phq-9", "sdq", "sheet", "who-5"}
	return slices.DeleteFunc(all, func(s casework.Standing) bool { return !slices.Contains(keep, s.Definition.ID) }), errors.Join(err, s.problem)
}

func start(t *testing.T, tag instruments.Lang, width, height int, problem error) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	env := invented(t, tag)
	return uitest.Show(t, newModel(env, some{env.Desk, problem}), width, height)
}

func invented(t *testing.T, tag instruments.Lang) *screen.Env {
	t.Helper()
	env, rec := uitest.Invented(t, tag)
	for _, l := range []instruments.Lang{"en", "de"} {
		if err := rec.SaveWording(t.Context(), uitest.Pack("phq-9", l), storetest.Now()); err != nil {
			t.Fatal(err)
		}
	}
	return env
}

func TestInstrumentsListsEveryOneAndOpensTheChosen(t *testing.T) {
	ui, host := start(t, "fi", 80, 20, nil)
	ui.Sees("CORE-10", "× pois käytöstä", "de en", "8 / 8 mittaria").Press("down", "enter")
	if got := host.Last(); got != (screen.GoMsg{Route: screen.Instrument{ID: "hearsay"}}) {
		t.Errorf("asked %v", got)
	}
}

func TestInstrumentsAreNarrowedToAnInformantAndAClass(t *testing.T) {
	ui, _ := start(t, "fi", 80, 20, nil)
	ui.Press("v", "v").Sees("2 / 8 mittaria", "SDQ", "TAVOITTEET").SeesNot("CORE-10") // parents
	ui.Press("v", "v").Sees("8 / 8 mittaria")
	ui.Press("k", "k", "k").Sees("1 / 8 mittaria", "LENT").SeesNot("SDQ") // permission
}

func TestInstrumentsAreFoundByWhatTheyAreCalled(t *testing.T) {
	ui, host := start(t, "fi", 80, 20, nil)
	ui.Press("/").Type("kvphq").Sees("Haku ”kvphq” ei löytänyt mitään", "Haku: kvphq")
	if !host.Screen.(screen.Typing).Typing() {
		t.Error("does not hold the keyboard")
	}
	ui.Press("backspace", "backspace", "backspace", "backspace", "backspace").Type("phq").Sees("1 / 8 mittaria").Press("enter").SeesNot("▏")
	if got := host.Last(); got != (screen.GoMsg{Route: screen.Instrument{ID: "phq-9"}}) {
		t.Errorf("asked %v", got)
	}
	ui.Press("/", "esc").Sees("8 / 8 mittaria")
}

func TestInstrumentsAreSorted(t *testing.T) {
	ui, _ := start(t, "en", 80, 20, nil)
	ui.Sees("order: short name", "▸ CORE-10").Press("o").Sees("order: time", "▸ HEARSAY").Press("o").Sees("order: terms", "▸ GOALS").Press("o").Sees("order: short name")
}

func TestNarrowedToNothingSaysSo(t *testing.T) {
	ui, _ := start(t, "fi", 80, 20, nil)
	ui.Press("v", "v", "v", "k").Sees("0 / 8 mittaria", "Mikään mittari ei sovi rajaukseen")
}

// A definition that cannot be read hides no other, and is told.
func TestABrokenDefinitionHidesNoOther(t *testing.T) {
	ui, host := start(t, "fi", 80, 20, errors.New("broken"))
	ui.Sees("CORE-10")
	if _, ok := host.Last().(screen.Failed); !ok {
		t.Errorf("asked %v, want Failed", host.Last())
	}
}

func TestPictures(t *testing.T) {
	env := invented(t, instruments.Finnish)
	for _, tag := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		for _, size := range [][2]int{{60, 16}, {80, 20}, {120, 36}} {
			t.Run(fmt.Sprintf("%s-%d", tag, size[0]), func(t *testing.T) {
				env.Lang = uitest.Env(t, tag).Lang
				ui, _ := uitest.Show(t, newModel(env, some{desk: env.Desk}), size[0], size[1])
				ui.Picture()
			})
		}
	}
}
