package logview

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/uitest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type fake struct{ n int }

func (f *fake) Log(_ context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error) {
	if family != (store.FamilyID{}) {
		return entries(2), nil
	}
	return entries(min(f.n, limit)), nil
}

func (f *fake) Agency(context.Context) (casework.AgencyView, error) {
	return casework.AgencyView{Workers: []store.Worker{{ID: store.WorkerID{1}, Code: "A3"}}}, nil
}

func (f *fake) LogMark(context.Context) (store.LogHead, error) {
	return store.LogHead{Count: int64(f.n), MAC: []byte("01234567890123456789012345678901")}, nil
}

func entries(n int) []store.LogEntry {
	acts := []store.Action{store.ActView, store.ActAdd, store.ActShown, store.ActDenied, store.ActExport, store.ActUnlock}
	objects := []string{"family ES-0042", "person ES-0042-N1", "administration 0190aa", "pin", "report team", "workspace"}
	out := make([]store.LogEntry, n)
	for i := range out {
		out[i] = store.LogEntry{
			Seq: int64(n - i), At: uitest.Now().Add(-time.Duration(i) * 37 * time.Minute), Worker: store.WorkerID{byte(i % 7 / 6 * 9)},
			Action: acts[i%len(acts)], Object: objects[i%len(objects)],
		}
		if i%7 != 6 {
			out[i].Worker = store.WorkerID{1}
		}
	}
	return out
}

func start(t *testing.T, tag instruments.Lang, n int, r screen.Log, width, height int) *uitest.Driver {
	t.Helper()
	ui, _ := uitest.Show(t, newModel(uitest.Env(t, tag), r, &fake{n}), width, height)
	return ui
}

func TestLogWordsEveryAction(t *testing.T) {
	m := newModel(uitest.Env(t, "fi"), screen.Log{}, nil)
	for _, a := range []store.Action{
		store.ActView, store.ActAdd, store.ActChange, store.ActExport, store.ActDelete, store.ActUnlock, store.ActLock,
		store.ActDenied, store.ActShown, store.ActImport, store.ActSetting,
	} {
		if got := m.action(a); got == string(a) {
			t.Errorf("%s has no words", a)
		}
	}
	if got := m.action("something-new"); got != "something-new" {
		t.Errorf("an unknown action shows as %q", got)
	}
}

func TestLogShowsTheTimeOfThePlace(t *testing.T) {
	env := uitest.Env(t, "fi")
	env.Clock = func() time.Time { return uitest.Now().In(time.FixedZone("talvi", 2*60*60)) }
	ui, _ := uitest.Show(t, newModel(env, screen.Log{}, &fake{1}), 80, 20)
	ui.Sees("22.11.2026 15.00")
}

func TestLogOfOneFamilySaysSo(t *testing.T) {
	start(t, "fi", 9, screen.Log{Family: store.FamilyID{1}}, 80, 20).Sees("2 merkintää tästä perheestä")
}

func TestLogSaysWhenThereIsMore(t *testing.T) {
	start(t, "fi", 6000, screen.Log{}, 80, 20).Sees(fmt.Sprint(limit), "mittari log")
}

func TestTheLogIsSearchedForWhoAndWhat(t *testing.T) {
	ui := start(t, "fi", 12, screen.Log{}, 80, 20)
	ui.Press("/").Type("evätty").Sees("PIN").SeesNot("raportti", "perhe").Press("esc")
	ui.Press("/").Type("a3 es-0042-n1").Sees("henkilö ES-0042-N1").SeesNot("perhe ES-0042").Type("xx").Sees("ei löytänyt mitään").Press("esc").Sees("raportti")
}

func TestPictures(t *testing.T) {
	t.Run("fi-80", func(t *testing.T) { start(t, "fi", 40, screen.Log{}, 80, 20).Press("pgdown").Picture() })
	t.Run("fi-120", func(t *testing.T) { start(t, "fi", 12, screen.Log{}, 120, 36).Picture() })
	t.Run("sv-60", func(t *testing.T) { start(t, "sv", 30, screen.Log{}, 60, 16).Picture() })
	t.Run("sv-80", func(t *testing.T) { start(t, "sv", 3, screen.Log{}, 80, 20).Picture() })
	t.Run("en-80", func(t *testing.T) { start(t, "en", 3, screen.Log{}, 80, 20).Picture() })
}
