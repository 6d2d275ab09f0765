package sqlite_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/physical"
	"github.com/mittari/mittari/store/internal/powercut"
	"github.com/mittari/mittari/store/vault"
)

// meetingOf is what is there before a meeting, and the meeting: its date, the feedback form item by item, what was
// talked about, and the file closed and opened again.
func meetingOf(t *testing.T) (before, acts []act) {
	t.Helper()
	s := newScript(t)
	s.arrival()
	s.goals()
	before, s.acts = s.acts, nil
	s.meeting(9)
	s.housekeeping()
	return before, s.acts
}

// TestFaultAtEveryWrite spoils one physical write of a scripted meeting after the other: its first or last half is
// missing, or all of it while later ones are there. Then the power goes, at a random moment before the next sync of the
// file. And one sync after the other is a lie of the disk: with power gone before the next, nothing that was
// acknowledged before it may be missing.
func TestFaultAtEveryWrite(t *testing.T) {
	before, acts := meetingOf(t)
	r := recorded(t, before, acts)
	names := map[powercut.Fault]string{
		powercut.TornHead: "torn write, first half there", powercut.TornTail: "torn write, last half there",
		powercut.Lost: "lost write, order changed", powercut.LostSync: "lost sync",
	}
	for fault := range powercut.Fault(powercut.NumFaults) {
		t.Run(names[fault], func(t *testing.T) { r.strike(t, fault, names[fault]) })
	}
}

func (r *recording) strike(t *testing.T, fault powercut.Fault, name string) {
	t.Helper()
	kind := physical.Write
	if fault == powercut.LostSync {
		kind = physical.Sync
	}
	var places []int
	for i, s := range r.steps {
		if s.Kind == kind && s.Path != "" {
			places = append(places, i)
		}
	}
	if len(places) < 20 {
		t.Fatalf("only %d places", len(places))
	}
	random := rand.New(rand.NewPCG(uint64(fault), 3))
	dir, acked, runs := t.TempDir(), 0, 0
	for n := random.IntN(stride(places, 6)); n < len(places); n += stride(places, 6) {
		at := places[n]
		end := powercut.Window(r.steps, at)
		cut := at + 1 + random.IntN(end-at)
		least := r.acknowledged(cut)
		if fault == powercut.LostSync {
			least = r.acknowledged(at)
		}
		image := filepath.Join(dir, fmt.Sprint("image", n))
		must(t, powercut.Only(r.steps, r.base, at, cut, fault).WriteTo(image))
		r.check(t, image, cut, least)
		must(t, os.RemoveAll(image))
		if t.Failed() {
			t.Fatalf("%s at operation %d of %s, cut after %d", name, at, filepath.Base(r.steps[at].Path), cut)
		}
		acked, runs = acked+least, runs+1
	}
	faultlog.Line{Fault: name + ", every place of a meeting", Runs: runs, Acknowledged: acked}.Log(t)
}

// stride visits every place in the full suite, and few of them otherwise.
func stride(places []int, few int) int { return max(1, len(places)/faultlog.Draw(few, len(places))) }

// refusal is a medium that refuses operations of a kind from the n-th on, once or until it is mended.
type refusal struct {
	kind  physical.Kind
	rc    int32
	from  int // counted from 0; negative: never
	seen  int
	times int // how often it has refused
}

func (d *refusal) seam() *physical.Seam {
	return &physical.Seam{Before: func(o physical.Operation) int32 {
		if o.Kind != d.kind {
			return 0
		}
		d.seen++
		if d.from < 0 || d.seen <= d.from {
			return 0
		}
		d.times++
		return d.rc
	}}
}

func (d *refusal) mend() { d.from = -1 }

// TestFaultRefusedAtEveryWrite plays a scripted meeting once for each of its writes and syncs, with a medium that
// refuses from there on. The act fails, with an error that says what to do, and nothing of it is there; everything
// acknowledged before is; and once the medium is mended the same file goes on to the end.
func TestFaultRefusedAtEveryWrite(t *testing.T) {
	before, acts := meetingOf(t)
	r := recorded(t, before, acts)
	for _, c := range []struct {
		name string
		kind physical.Kind
		rc   int32
		want error // nil: any
	}{
		{"disk full", physical.Write, sqlite3.SQLITE_FULL, vault.ErrDiskFull},
		{"medium turned read-only", physical.Write, sqlite3.SQLITE_READONLY, vault.ErrReadOnly},
		{"write error", physical.Write, sqlite3.SQLITE_IOERR_WRITE, nil},
		{"sync error", physical.Sync, sqlite3.SQLITE_IOERR_FSYNC, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var places []int
			for _, s := range r.steps {
				if s.Kind == c.kind {
					places = append(places, len(places))
				}
			}
			acked, runs := 0, 0
			path := filepath.Join(t.TempDir(), filepath.Base(r.path))
			for n := 0; n < len(places); n += stride(places, 2) {
				d := &refusal{kind: c.kind, rc: c.rc, from: n}
				acked += r.playRefused(t, path, d, c.want)
				runs++
				if t.Failed() {
					t.Fatalf("refused from %d of %d on", n, len(places))
				}
			}
			faultlog.Line{Fault: c.name + ", every place of a meeting", Runs: runs, Acknowledged: acked}.Log(t)
		})
	}
}

// playRefused returns how many acts were acknowledged before the refusal.
func (r *recording) playRefused(t *testing.T, path string, d *refusal, want error) int {
	t.Helper()
	ctx := t.Context()
	s := stageOf(t, path, r.key, r.base[r.path], d.seam())
	before := -1
	for i, a := range r.acts {
		err := a.do(ctx, s)
		if err == nil {
			continue
		}
		if before >= 0 {
			t.Errorf("%s, on a medium that is whole again: %v", a.name, err)
			break
		}
		before = i
		if want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v", a.name, err)
		}
		d.mend()
		r.wantWhole(t, s, i, a)
		if err := a.do(ctx, s); err != nil {
			t.Errorf("%s, again: %v", a.name, err)
		}
	}
	if before < 0 && d.times > 0 {
		before = len(r.acts) // refused what no act needed: the checkpoint after a commit
	}
	d.mend()
	if state := got[string](t)(digest(ctx, s.Workspace)); state != r.states[len(r.acts)] {
		t.Errorf("the end is another state than without the refusal")
	}
	must(t, errOf(s.VerifyLog(ctx)))
	must(t, s.Vault().Verify(ctx))
	must(t, s.Close())
	for _, left := range []string{path, path + "-wal"} {
		_ = os.Remove(left)
	}
	return max(before, 0)
}

// wantWhole looks at the file after an act that failed: it is closed and opened, as a worker would do, when the act was
// one that closes it.
func (r *recording) wantWhole(t *testing.T, s *stage, acknowledged int, a act) {
	t.Helper()
	ctx := t.Context()
	if a.name == "off and on" {
		must(t, s.open(ctx))
	}
	state := got[string](t)(digest(ctx, s.Workspace))
	if state != r.states[acknowledged] {
		t.Errorf("after %q failed there is another state than before it", a.name)
	}
}
