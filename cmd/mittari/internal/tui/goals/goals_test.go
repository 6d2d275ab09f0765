package goals

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// fake guards free text as the desk does.
type fake struct {
	goals []store.Goal
	set   []string
	back  []store.GoalID
}

func (f *fake) TakeBackGoal(_ context.Context, _ store.PersonID, number int, before store.GoalID) error {
	f.back = append(f.back, before)
	f.goals = slices.DeleteFunc(f.goals, func(g store.Goal) bool { return g.Number == number && g.ID != before })
	return nil
}

func (f *fake) Goals(context.Context, store.PersonID) ([]store.Goal, error) { return f.goals, nil }
func (f *fake) SetGoal(_ context.Context, _ store.PersonID, number int, text string) error {
	if found := store.CheckFreeText(text); len(found) > 0 {
		return &store.FreeTextError{Findings: found}
	}
	f.set = append(f.set, text)
	f.goals = append(f.goals, store.Goal{Number: number, Text: text, Set: on(time.November, 22)})
	return nil
}

func on(month time.Month, d int) store.Date { return store.Date{Year: 2026, Month: month, Day: d} }

var me = store.PersonID{10}

func start(t *testing.T, tag instruments.Lang, goals []store.Goal, width, height int) (*uitest.Driver, *uitest.Host, *fake) {
	t.Helper()
	f := &fake{goals: goals}
	ui, host := uitest.Show(t, newModel(uitest.Env(t, tag), screen.Goals{Person: me}, f), width, height)
	return ui, host, f
}

func some() []store.Goal {
	return []store.Goal{
		{Number: 2, Text: "Menen aamuisin kouluun ajoissa ja jaksan olla siellä koko päivän, vaikka yöllä olisi mennyt myöhään", Set: on(time.May, 4)},
		{Number: 1, Text: "Puhun isän kanssa ilman huutoa", Set: on(time.March, 10), Closed: on(time.August, 1)},
	}
}

func TestGoalsKeepsOwnWords(t *testing.T) {
	ui, _, f := start(t, "fi", nil, 80, 20)
	ui.Press("down", "enter").Type("Nukun yöt").Press("enter").Sees("2. Nukun yöt", "asetettu 22.11.2026")
	if diff := cmp.Diff([]string{"Nukun yöt"}, f.set); diff != "" {
		t.Error(diff)
	}
}

func TestGoalsAreTakenBack(t *testing.T) {
	goals := some()
	goals[0].ID = store.GoalID{7}
	ui, host, f := start(t, "fi", goals, 80, 20)
	ui.Press("u", "down", "enter", "enter", "u") // nothing was changed
	if len(f.back) > 0 {
		t.Fatalf("took back %v", f.back)
	}
	ui.Press("enter").Type("!").Press("enter")
	if diff := cmp.Diff(screen.SaidMsg{Text: "Tavoite tallennettiin. u kumoaa."}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Sees("myöhään!").Press("u").SeesNot("myöhään!")
	if diff := cmp.Diff([]store.GoalID{{7}}, f.back); diff != "" {
		t.Error(diff)
	}
}

func TestAGoalIsPointedAt(t *testing.T) {
	ui, host, _ := start(t, "fi", some(), 80, 20)
	point := func(y int) { host.Screen.(screen.Pointer).Point(4, y) }
	point(0)
	ui.Sees("▸ 1.")
	point(5) // the second line of goal 2
	ui.Sees("▸ 2.").SeesNot("Tavoite 2 omin sanoin")
	point(4)
	ui.Sees("Tavoite 2 omin sanoin")
}

func TestGoalsSaysKindlyWhatTellsWhoSomebodyIs(t *testing.T) {
	for text, sees := range map[string]string{
		" Soitan numeroon 040 123 4567 useammin": "”040 123 4567” näyttää puhelinnumerolta",
		"kirjoitan osoitteeseen a.b@esim.fi":     "”a.b@esim.fi” näyttää sähköpostiosoitteelta",
		"131052-308T on tunnus":                  "”131052-308T” näyttää henkilötunnukselta",
	} {
		ui, _, f := start(t, "fi", nil, 80, 20)
		ui.Press("enter").Type(text).Press("enter").Sees("ei vielä tallennettu", sees)
		if len(f.set) != 0 {
			t.Errorf("%q was stored", text)
		}
		ui.Press("backspace").SeesNot("ei vielä tallennettu")
	}
}

func TestGoalsEscLeavesTheGoalAsItWas(t *testing.T) {
	ui, host, f := start(t, "fi", some(), 80, 20)
	ui.Press("down", "enter").Type("!!").Press("esc").SeesNot("!!")
	if len(f.set) != 0 || host.Screen.(screen.Typing).Typing() {
		t.Errorf("stored %q", f.set)
	}
}

func TestGoalsAreRatedWithTheForm(t *testing.T) {
	ui, host, _ := start(t, "fi", nil, 80, 20)
	ui.Press("a")
	if _, ok := host.Last().(screen.SaidMsg); !ok {
		t.Errorf("without goals asked %v, want a word", host.Last())
	}
	ui, host, _ = start(t, "fi", some(), 80, 20)
	ui.Press("a")
	want := screen.GoMsg{Route: screen.Plan{Person: me, Draft: casework.Plan{Respondent: me, Instrument: "goals"}}}
	if diff := cmp.Diff(want, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _, _ := start(t, "fi", some(), 80, 20); ui.Picture() })
	t.Run("fi-120-field", func(t *testing.T) {
		ui, _, _ := start(t, "fi", some(), 120, 36)
		ui.Press("enter").Type("040 123 4567").Press("enter").Picture()
	})
	t.Run("sv-80", func(t *testing.T) { ui, _, _ := start(t, "sv", nil, 80, 20); ui.Picture() })
	t.Run("en-80", func(t *testing.T) { ui, _, _ := start(t, "en", some(), 80, 20); ui.Picture() })
}
