package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/powercut"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// recording is a script that was played, with everything that reached the disk and the state after each act.
type recording struct {
	path   string
	key    *vault.Key
	base   powercut.Files
	steps  []powercut.Step
	acts   []act
	states []string // before the first act, and after each
}

// recorded plays acts in a file in which others were played before.
func recorded(t *testing.T, before, acts []act) *recording {
	t.Helper()
	s := newStage(t)
	s.play(t, before, func(int) {})
	must(t, s.Close())
	var log powercut.Recorder
	r := &recording{path: s.path, key: s.key, base: powercut.Files{s.path: bytesOf(t, s.path)}, acts: acts}
	s.o.Seam = log.Seam()
	must(t, s.open(t.Context()))
	r.states = append(r.states, got[string](t)(digest(t.Context(), s.Workspace)))
	log.Mark(0)
	s.play(t, acts, func(n int) {
		log.Mark(n)
		r.states = append(r.states, got[string](t)(digest(t.Context(), s.Workspace)))
	})
	must(t, s.Close())
	r.steps = log.Steps
	return r
}

// TestFaultPowerCutInAYear cuts the power at random moments of a whole scripted year of a family. Whatever of the
// writes since each file's last sync is kept, lost or torn: the file opens, everything in it hangs together, the
// access log is unbroken, and its state is that after the last act that was acknowledged, or after the one that was
// under way.
func TestFaultPowerCutInAYear(t *testing.T) {
	r := recorded(t, nil, yearOf(t))
	random := rand.New(rand.NewPCG(42, 7))
	dir, torn, underWay, acked := t.TempDir(), 0, 0, 0
	images := faultlog.Draw(14, 1500)
	for i := range images {
		cut := 1 + random.IntN(len(r.steps))
		at := filepath.Join(dir, fmt.Sprint("image", i))
		must(t, powercut.Image(r.steps[:cut], r.base, random).WriteTo(at))
		n, dropped := r.check(t, at, cut, r.acknowledged(cut))
		torn, acked = torn+dropped, acked+r.acknowledged(cut)
		if n > r.acknowledged(cut) {
			underWay++
		}
		must(t, os.RemoveAll(at))
		if t.Failed() {
			t.Fatalf("image %d, cut after %d operations", i, cut)
		}
	}
	t.Logf("%d acts, %d operations, %d torn logs, %d times the act under way was there", len(r.acts), len(r.steps), torn, underWay)
	faultlog.Line{Fault: "power cut in a year of a family", Runs: images, Acknowledged: acked}.Log(t)
	if torn == 0 {
		t.Error("no image had a torn log: nothing was torn")
	}
}

func (r *recording) acknowledged(cut int) int { return powercut.Last(r.steps[:cut], 0) }

// check opens an image and returns how many acts are in it, at least so many, and how many torn logs it had.
func (r *recording) check(t *testing.T, dir string, cut, least int) (acts, torn int) {
	t.Helper()
	ctx := context.Background()
	w, err := sqlite.Open(ctx, filepath.Join(dir, filepath.Base(r.path)), r.key, storetest.Options())
	if err != nil {
		t.Errorf("cut after %d operations, %d acts: %v", cut, least, err)
		return 0, 0
	}
	defer func() { must(t, w.Close()) }()
	if _, err := w.VerifyLog(ctx); err != nil {
		t.Errorf("access log: %v", err)
	}
	if err := w.Vault().Verify(ctx); err != nil {
		t.Errorf("verify: %v", err)
	}
	n := w.Notices()
	if n.BadPage != 0 || n.Panics != 0 {
		t.Errorf("notices %+v", n)
	}
	state := got[string](t)(digest(ctx, w))
	most := min(r.acknowledged(cut)+1, len(r.acts))
	i := slices.Index(r.states[least:most+1], state)
	if i < 0 {
		t.Errorf("cut after %d operations: after %q the state is that of act %d of %d", cut, r.nameOf(least), slices.Index(r.states, state), least)
		return 0, n.WALDropped
	}
	return least + i, n.WALDropped
}

func (r *recording) nameOf(n int) string {
	if n == 0 {
		return "nothing"
	}
	return r.acts[n-1].name
}
