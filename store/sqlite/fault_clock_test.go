package sqlite_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// TestFaultClock plays the year with a clock that goes backwards, jumps and stands. Everything is acknowledged and there
// as with a good clock, later versions have later stamps, and the access log is unbroken.
func TestFaultClock(t *testing.T) {
	acts := yearOf(t)
	acts = acts[:faultlog.Draw(40, len(acts))]
	good := newStage(t)
	good.play(t, acts, func(int) {})
	want := contentWithoutLog(t, good.Workspace)
	random := rand.New(rand.NewPCG(5, 5))
	for name, clock := range map[string]func(last time.Time) time.Time{
		"backwards": func(last time.Time) time.Time { return last.Add(-time.Hour) },
		"standing":  func(last time.Time) time.Time { return last },
		"jumping": func(last time.Time) time.Time {
			return last.Add(time.Duration(random.IntN(4000)-2000) * 24 * time.Hour)
		},
		"before 1970": func(time.Time) time.Time { return time.Unix(-1e6, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			now := storetest.Now()
			s := newStage(t)
			s.o.Clock = func() time.Time { now = clock(now); return now }
			must(t, s.reopen(t.Context()))
			s.play(t, acts, func(int) {})
			wantEqual(t, want, contentWithoutLog(t, s.Workspace))
			wantRising(t, s.Workspace)
			must(t, errOf(s.VerifyLog(t.Context())))
			faultlog.Line{Fault: "clock " + name, Runs: 1, Acknowledged: len(acts)}.Log(t)
		})
	}
}

// contentWithoutLog leaves out what is dated by the clock.
func contentWithoutLog(t *testing.T, w *sqlite.Workspace) content {
	t.Helper()
	c := contentOf(t, w)
	for i := range c.Log {
		c.Log[i].At, c.Log[i].MAC = time.Time{}, nil
	}
	return c
}

// wantRising fails when a version came with a stamp that is not above all that came before it.
func wantRising(t *testing.T, w *sqlite.Workspace) {
	t.Helper()
	d, _, err := w.Changes(t.Context(), store.Cursor{}, 100_000)
	must(t, err)
	for i, v := range d.Versions[1:] {
		if v.Stamp.Compare(d.Versions[i].Stamp) <= 0 {
			t.Errorf("version %d has stamp %v after %v", i+1, v.Stamp, d.Versions[i].Stamp)
		}
	}
}
