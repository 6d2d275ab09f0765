package conflicts

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct {
	all     []casework.Conflict
	settled []string
	fail    error
}

func (f *fake) Conflicts(context.Context) ([]casework.Conflict, error) { return f.all, nil }

func (f *fake) Resolve(_ context.Context, id, keep string) error {
	if f.fail == nil {
		f.settled = append(f.settled, id+keep)
	}
	return f.fail
}

func three() *fake {
	at := time.Date(2026, time.November, 20, 8, 30, 0, 0, time.UTC)
	fields := func(pairs ...string) []casework.Field {
		var out []casework.Field
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, casework.Field{Name: pairs[i], Value: pairs[i+1]})
		}
		return out
	}
	return &fake{all: []casework.Conflict{
		{ID: "11", Sort: casework.ChangedTwice, About: store.KindEpisode, Code: "ES-0042", Sides: []casework.Side{
			{Letter: "A", At: at, Here: true, Fields: fields("End", "2026-10-30", "ExitReason", "goals-met", "Worker", "A1")},
			{Letter: "B", At: at.Add(time.Hour), From: "T5/A2", Fields: fields("End", "", "ExitReason", "", "Worker", "A2")},
		}},
		{ID: "22", Sort: casework.SameCode, About: store.KindFamily, Code: "ES-0007", Sides: []casework.Side{
			{Letter: "A", Fields: fields("ID", "0190", "AnswersApart", "true", "Created", "2026-02-03")},
			{Letter: "B", Fields: fields("ID", "0191", "AnswersApart", "false", "Created", "2026-03-04")},
			{Letter: "C", Fields: fields("ID", "0192", "AnswersApart", "false", "Created", "2026-05-06")},
		}},
		{ID: "33", Sort: casework.AnswersDiff, About: "administration", Code: "ES-0042-N1", Sides: []casework.Side{
			{Letter: "A", At: at, Fields: fields("Answers", instruments.Responses{instruments.Answer(1), instruments.Answer(2), instruments.Answer(0)}.Encode(),
				"Scores", `[{"Scale":"total","Scored":true,"Reported":3}]`)},
			{Letter: "B", At: at, Fields: fields("Answers", instruments.Responses{instruments.Answer(1), instruments.Skip(instruments.NoReason), instruments.Answer(3)}.Encode(),
				"Scores", `[{"Scale":"total","Reason":"too-few"}]`)},
		}},
	}}
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f), width, height)
}

func TestSidesAreInWords(t *testing.T) {
	ui, _ := start(t, "fi", three(), 80, 20)
	ui.Press("enter").Sees("tämä tiedosto", "T5/A2", "30.10.2026", "tavoitteet saavutettu", "20.11.2026 08:30", "Työntekijä").SeesNot("goals-met", "ExitReason")
	ui.Press("esc", "down", "enter").Sees("kyllä", "3.2.2026", "6.5.2026", "Toinen saa vapaan koodin").SeesNot("0190")
	ui.Press("esc", "down", "enter").Sees("kohta 2: 2", "kohta 2: ei vastausta", "kohta 3: 3", "total 3", "ei pistettä").SeesNot("kohta 1:")
}

func TestAChoiceTakesEffectOnLeavingAndCanBeTakenBackUntilThen(t *testing.T) {
	f := three()
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("enter", "b").Sees("→ jää B").Press("down", "enter", "c").Sees("→ jää C").Press("up", "u").SeesNot("jää B")
	if !host.Screen.(*Model).Typing() {
		t.Error("a key of the root could drop the choices")
	}
	if len(f.settled) > 0 {
		t.Fatalf("settled already: %v", f.settled)
	}
	ui.Press("esc")
	if diff := cmp.Diff([]string{"22C"}, f.settled); diff != "" {
		t.Error(diff)
	}
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestConflictsAreFoundAndSorted(t *testing.T) {
	f := three()
	ui, host := start(t, "fi", f, 80, 20)
	ui.Sees("järjestys: laji", "▸ ES-0042").Press("o").Sees("järjestys: koodi", "▸ ES-0007")
	ui.Press("enter", "a")
	if diff := cmp.Diff(screen.SaidMsg{Text: "A jää voimaan, kun poistut sivulta. u peruu valinnan."}, host.Last()); diff != "" {
		t.Error(diff)
	}
	ui.Press("/").Type("n1").SeesNot("ES-0007").Press("esc").Sees("ES-0007", "→ jää A")
	if len(f.settled) > 0 {
		t.Error("the esc that clears the search carried the choice out")
	}
	ui.Press("esc")
	if diff := cmp.Diff([]string{"22A"}, f.settled); diff != "" {
		t.Error(diff)
	}
}

func TestConflictsAreReadAgainBehindAnOpenOne(t *testing.T) {
	f := three()
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter")
	f.all = f.all[1:]
	ui.Send(screen.RefreshMsg{}).Sees("Milloin").Press("esc").Sees("▸ ES-0007").SeesNot("muutettu kahdesti")
}

func TestThereIsNoOtherSide(t *testing.T) {
	f := three()
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "c").Sees("Milloin").Press("a", "enter").Sees("valittu").Press("u").SeesNot("valittu")
}

func TestAChoiceThatFailsIsSaidAndTheRestIsStillThere(t *testing.T) {
	f := three()
	f.fail = casework.ErrNoConflict
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "a", "esc").Sees("ristiriitaa ei ole", "ES-0007").SeesNot("jää A")
}

func TestTheCodeOfARegionIsNotDecidedHere(t *testing.T) {
	f := three()
	f.all[1].About = store.KindRegion
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("down", "enter").Sees("koodi on virallinen").Press("a").Sees("koodi on virallinen").Press("esc", "esc")
	if len(f.settled) > 0 || host.Screen.(*Model).Typing() {
		t.Errorf("settled %v", f.settled)
	}
}

func TestNone(t *testing.T) {
	ui, host := start(t, "fi", &fake{}, 80, 20)
	ui.Sees("Ristiriitoja ei ole").Press("enter", "u")
	if host.Screen.(*Model).Typing() {
		t.Error("holds the keyboard for nothing")
	}
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", three(), 80, 20); ui.Press("enter", "b").Picture() })
	t.Run("fi-80-episode", func(t *testing.T) { ui, _ := start(t, "fi", three(), 80, 20); ui.Press("enter").Picture() })
	t.Run("sv-80-family", func(t *testing.T) { ui, _ := start(t, "sv", three(), 80, 20); ui.Press("down", "enter").Picture() })
	t.Run("en-120-answers", func(t *testing.T) { ui, _ := start(t, "en", three(), 120, 36); ui.Press("end", "enter").Picture() })
}
