package packbundle

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/bundle"
)

// fake packs nothing. A file is there when exists says so; small families stand out.
type fake struct {
	asked  []string
	exists bool
	small  int
	fail   error
}

func (f *fake) Correspondents(context.Context) ([]casework.Correspondent, error) {
	return []casework.Correspondent{{Name: "lead", Mark: bundle.MarkOf("lead")}, {Name: "arvioija", Mark: bundle.MarkOf("arvioija")}}, nil
}

func (f *fake) EvaluatorGroups(_ context.Context, blank bool) (casework.GroupReport, error) {
	r := casework.GroupReport{Families: 40, Small: f.small, Groups: []casework.GroupCount{
		{Group: casework.Group{Area: "ES", Gender: "female", Ages: "12–14", Home: casework.HomeOne}, Families: 4},
		{Group: casework.Group{Area: "KS", Ages: "15–17", Home: casework.HomeElsewhere}, Families: 1},
		{Group: casework.Group{Area: "PS", Gender: "male", Ages: "7–11", Home: casework.HomeMore}, Families: 35},
	}}
	if blank {
		r.Blanked, r.Small = f.small-1, 1
	}
	return r, nil
}

func (f *fake) PackFile(_ context.Context, o casework.PackOrder, path string, replace bool) (casework.Packed, error) {
	o.Progress(1, 2)
	o.Progress(2, 2)
	o.Progress = nil
	f.asked = append(f.asked, fmt.Sprintf("%+v %s %v", o, path, replace))
	if f.exists && !replace {
		return casework.Packed{}, fmt.Errorf("pack: %w", casework.ErrFileExists)
	}
	p := casework.Packed{Signer: bundle.MarkOf("signer"), Counts: bundle.Counts{Versions: 12, Administrations: 30}}
	if o.Evaluator {
		p.Groups = &casework.GroupReport{Families: 40, Blanked: 4, Small: 1, Out: 2, Gone: 3}
	}
	return p, f.fail
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), screen.PackBundle{}, f), width, height)
}

// to is a path without a home folder in it.
func to(ui *uitest.Driver) *uitest.Driver {
	return ui.Press("ctrl+u").Type("/tikku/a.bundle").Press("enter")
}

func wants(t *testing.T, f *fake, o casework.PackOrder, replace bool) {
	t.Helper()
	want := fmt.Sprintf("%+v /tikku/a.bundle %v", o, replace)
	if len(f.asked) == 0 {
		t.Fatal("nothing was packed")
	}
	if diff := cmp.Diff(want, f.asked[len(f.asked)-1]); diff != "" {
		t.Error(diff)
	}
}

func TestPacksWhatIsNew(t *testing.T) {
	f := &fake{}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter").Sees("~/lead-2026-11-22.bundle")
	to(ui).Sees("Paketti on valmis", bundle.MarkOf("signer").String(), "mittauksia 30").Press("enter")
	wants(t, f, casework.PackOrder{To: "lead"}, false)
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestPacksWithAPassphraseThatIsTypedTwice(t *testing.T) {
	f := &fake{}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("end", "enter", "down", "down", "enter")
	to(ui).Type("lyhyt").Press("enter").Sees("Vähintään 12 merkkiä").Type(" mutta pidempi").Press("enter")
	ui.Type("toinen").Press("enter").Sees("eivät ole samat").Press("ctrl+u").Type("lyhyt mutta pidempi").Press("enter").Sees("puhelimessa")
	wants(t, f, casework.PackOrder{Passphrase: "lyhyt mutta pidempi", SinceStart: true}, false)
	if m := host.Screen.(*Model); m.in.secret+m.in.secondly != "" {
		t.Error("the passphrase is still in memory")
	}
}

func TestPacksSomeFamilies(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "down", "down", "down", "enter")
	to(ui).Type("es-0042, ES-0007").Press("enter")
	wants(t, f, casework.PackOrder{To: "lead", Families: []string{"ES-0042", "ES-0007"}}, false)
}

func TestShowsWhoStandsOutBeforeAnythingIsWritten(t *testing.T) {
	f := &fake{small: 5}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("down", "enter", "end", "enter")
	to(ui).Sees("5/40", "12–14", "kaksi kotia", "Peitä sukupuoli ja ikä: 4 perhettä, jätä pois: 1").SeesNot("35")
	if len(f.asked) != 0 {
		t.Fatalf("packed already: %v", f.asked)
	}
	ui.Press("down", "down", "enter").Sees("Kenelle") // do not pack
	ui.Press("enter", "enter")
	to(ui).Press("enter").Sees("Paketti on valmis", "peitetty 4")
	wants(t, f, casework.PackOrder{To: "arvioija", Evaluator: true, Blank: true, LeaveOut: true}, false)
}

func TestNobodyStandsOut(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "end", "enter")
	to(ui).Sees("Yksikään perhe 40 perheestä ei erotu").Press("enter")
	wants(t, f, casework.PackOrder{To: "lead", Evaluator: true}, false)
}

func TestAsksBeforeItOverwrites(t *testing.T) {
	f := &fake{exists: true}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter")
	to(ui).Sees("on jo olemassa").Press("right", "enter").Sees("Paketti on valmis")
	wants(t, f, casework.PackOrder{To: "lead"}, true)
}

func TestSaysWhatToDoInKeysNotFlags(t *testing.T) {
	ui, _ := start(t, "en", &fake{fail: casework.ErrNothingNew}, 80, 20)
	ui.Press("enter", "enter")
	to(ui).Sees("nothing new for the recipient", "(esc)").SeesNot("--again")
	ui.Press("esc").Sees("For whom")
}

func TestCanBeStopped(t *testing.T) {
	f := &fake{fail: context.Canceled}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Press("enter", "enter", "ctrl+u").Type("/tikku/a.bundle").Hold().Press("enter").Sees("Pakataan").Press("esc").Sees("Keskeytetään")
	if host.Last() != nil {
		t.Errorf("asked %v", host.Last())
	}
	ui.Release().Sees("Mitään ei kirjoitettu", "/tikku/a.bundle")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", &fake{}, 80, 20); ui.Picture() })
	t.Run("fi-120-small", func(t *testing.T) {
		ui, _ := start(t, "fi", &fake{small: 5}, 120, 36)
		ui.Press("enter", "end", "enter", "enter").Picture()
	})
	t.Run("sv-80-small", func(t *testing.T) {
		ui, _ := start(t, "sv", &fake{small: 5}, 80, 20)
		ui.Press("enter", "end", "enter", "enter").Picture()
	})
	t.Run("en-80-done", func(t *testing.T) {
		ui, _ := start(t, "en", &fake{}, 80, 20)
		ui.Press("enter", "enter")
		to(ui).Picture()
	})
	for name, c := range map[string]struct {
		lang  instruments.Lang
		width int
	}{"fi-80-evaluator": {"fi", 80}, "sv-80-evaluator": {"sv", 80}, "en-80-evaluator": {"en", 80}, "fi-60-evaluator": {"fi", 60}} {
		t.Run(name, func(t *testing.T) {
			ui, _ := start(t, c.lang, &fake{small: 5}, c.width, 20)
			ui.Press("down", "enter", "end", "enter")
			to(ui).Press("enter").Picture()
		})
	}
}
