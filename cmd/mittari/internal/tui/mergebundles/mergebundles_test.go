package mergebundles

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// fake merges nothing: files whose name begins with "bad" hold invented data, those with "key" are signed anew.
type fake struct {
	asked     []string
	conflicts int
	fail      error
}

func manifest() bundle.Manifest {
	return bundle.Manifest{
		Sender: "T5/A1", Created: time.Date(2026, time.November, 20, 8, 0, 0, 0, time.UTC), Counts: bundle.Counts{Versions: 12, Administrations: 30},
	}
}

func (f *fake) InspectFiles(_ context.Context, paths []string, _ string, tell func(done, of int)) ([]casework.InspectedFile, error) {
	var out []casework.InspectedFile
	for i, p := range paths {
		tell(i, len(paths))
		file := casework.InspectedFile{Path: p, Manifest: manifest(), Mark: bundle.MarkOf(p)}
		if strings.Contains(p, "bad") {
			file.Err = casework.ErrDemoIntoReal
		}
		out = append(out, file)
	}
	return out, nil
}

func (f *fake) MergeFiles(_ context.Context, paths []string, o casework.MergeOrder) (casework.MergeView, error) {
	f.asked = append(f.asked, fmt.Sprint(paths, o.Witness, o.Accept))
	o.Progress(casework.MergeStep{Done: 1, Of: 2})
	v := casework.MergeView{Conflicts: make([]casework.Conflict, f.conflicts), Total: store.Absorbed{Waiting: 3}}
	for i, p := range paths {
		file := casework.MergedFile{
			Name: p, Manifest: manifest(), Mark: bundle.MarkOf(p), NewSender: i == 0, Changed: 2,
			Brought: store.Absorbed{Versions: 12, Administrations: 30, Known: 7, Erased: 1},
		}
		if strings.Contains(p, "key") && !slices.Contains(o.Accept, bundle.MarkOf("new").Words) {
			file = casework.MergedFile{Name: p, Err: &casework.SignerError{
				Sender: "T5/A1", Mark: bundle.MarkOf("new"), Known: bundle.MarkOf("old"), Changed: true,
			}}
		}
		v.Files = append(v.Files, file)
	}
	return v, f.fail
}

func find(typed string) ([]string, error) {
	if typed == "nothing" {
		return nil, casework.ErrNoBundles
	}
	return strings.Split(typed, ";"), nil
}

func start(t *testing.T, tag instruments.Lang, f *fake, width, height int) (*uitest.Driver, *uitest.Host) {
	t.Helper()
	return uitest.Show(t, newModel(uitest.Env(t, tag), f, find), width, height)
}

func TestTakesInWhatAnotherPersonHasSeen(t *testing.T) {
	f := &fake{}
	ui, host := start(t, "fi", f, 80, 20)
	ui.Type("/tikku/a.bundle;/tikku/bad.bundle").Press("enter", "enter")
	ui.Sees("Tuotavissa 1/2", "✓ a.bundle", "T5/A1, pakattu 20.11.2026", bundle.MarkOf("/tikku/a.bundle").String(), "× bad.bundle", "keksittyä aineistoa")
	ui.Press("enter").Sees("Toisen työntekijän koodi").Press("enter").Sees("kohta tarvitaan")
	if len(f.asked) > 0 {
		t.Fatalf("merged without a second person: %v", f.asked)
	}
	ui.Type("A7").Press("enter").Sees("a.bundle", "40", "tuotu", "Uusi lähettäjä T5/A1", "Odottaa muita paketteja: 3")
	if diff := cmp.Diff([]string{"[/tikku/a.bundle]A7[]"}, f.asked); diff != "" {
		t.Error(diff)
	}
	ui.Press("enter")
	if _, ok := host.Last().(screen.BackMsg); !ok {
		t.Errorf("asked %v", host.Last())
	}
}

func TestNothingThatMayComeIn(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Type("bad").Press("enter", "enter").Sees("Yhtäkään ei voi tuoda").Press("enter").Sees("Tuotavissa 0/1").Press("esc").Sees("Paketit")
	ui.Press("ctrl+u").Type("nothing").Press("enter", "enter").Sees("Paketteja ei löytynyt")
}

func TestAChangedSignerIsTakenOnceCompared(t *testing.T) {
	f := &fake{}
	ui, _ := start(t, "fi", f, 120, 36)
	ui.Type("a;key").Press("enter", "enter", "enter").Type("A7").Press("enter")
	ui.Sees("ei tuotu", "eri avaimella", bundle.MarkOf("new").String(), bundle.MarkOf("old").String()).SeesNot("--accept-signer")
	ui.Press("v", "enter").Sees("ei tuotu").Press("v", "right", "enter").SeesNot("ei tuotu")
	if diff := cmp.Diff([]string{"[a key]A7[]", "[key]A7[" + bundle.MarkOf("new").Words + "]"}, f.asked); diff != "" {
		t.Error(diff)
	}
}

func TestLeadsToTheConflicts(t *testing.T) {
	ui, host := start(t, "fi", &fake{conflicts: 2}, 80, 20)
	ui.Type("a").Press("enter", "enter", "enter").Type("A7").Press("enter").Sees("Ratkaistavia ristiriitoja: 2").Press("c")
	if diff := cmp.Diff(screen.GoMsg{Route: screen.Conflicts{}, Replace: true}, host.Last()); diff != "" {
		t.Error(diff)
	}
}

func TestCanBeStoppedAndGoesOn(t *testing.T) {
	f := &fake{fail: context.Canceled}
	ui, _ := start(t, "fi", f, 80, 20)
	ui.Type("a").Press("enter", "enter", "enter").Type("A7").Hold().Press("enter").Sees("Tuodaan").Press("esc").Sees("Keskeytetään")
	ui.Release().Sees("Siihen asti tuotu on tallessa", "A7")
	f.fail = nil
	ui.Press("enter").Sees("tuotu")
}

func TestSaysWhatWentWrong(t *testing.T) {
	ui, _ := start(t, "en", &fake{fail: casework.ErrWitness}, 80, 20)
	ui.Type("a").Press("enter", "enter", "enter").Type("A1").Press("enter").Sees("A second person is needed", "Your own does not do").SeesNot("--witness")
	ui, _ = start(t, "en", &fake{fail: errors.New("disk")}, 80, 20)
	ui.Type("a").Press("enter", "enter", "enter").Type("A1").Press("enter").Sees("disk")
}

func TestPictures(t *testing.T) {
	long := "/tikku/a.bundle;/tikku/team-2-2026-11-22.bundle;/tikku/key.bundle;/tikku/bad.bundle"
	t.Run("fi-80", func(t *testing.T) { ui, _ := start(t, "fi", &fake{}, 80, 20); ui.Picture() })
	t.Run("sv-80-inside", func(t *testing.T) {
		ui, _ := start(t, "sv", &fake{}, 80, 20)
		ui.Type(long).Press("enter", "enter").Picture()
	})
	t.Run("fi-120-done", func(t *testing.T) {
		ui, _ := start(t, "fi", &fake{conflicts: 1}, 120, 36)
		ui.Type(long).Press("enter", "enter", "enter").Type("A7").Press("enter").Picture()
	})
	t.Run("en-80-done", func(t *testing.T) {
		ui, _ := start(t, "en", &fake{conflicts: 1}, 80, 20)
		ui.Type(long).Press("enter", "enter", "enter").Type("A7").Press("enter").Picture()
	})
}
