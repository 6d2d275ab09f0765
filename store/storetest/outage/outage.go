package outage

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/internal/physical"
	"github.com/mittari/mittari/store/internal/powercut"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// Outage is a record under which the power can be cut at any moment since Watch.
type Outage struct {
	path string
	base powercut.Files
	log  powercut.Recorder
}

// Watch opens a record anew and writes down, from now on, everything that reaches the disk.
func Watch(tb testing.TB, r *storetest.Record) *Outage {
	tb.Helper()
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	raw, err := os.ReadFile(r.Path)
	if err != nil {
		tb.Fatal(err)
	}
	u := &Outage{path: r.Path, base: powercut.Files{r.Path: raw}}
	options := storetest.Options()
	options.Seam = u.log.Seam()
	if r.Workspace, err = sqlite.Open(tb.Context(), r.Path, storetest.Key(tb, r.Path), options); err != nil {
		tb.Fatal(err)
	}
	return u
}

// Acknowledge notes that the program has told a person that what they did is saved.
func (u *Outage) Acknowledge() { u.log.Mark(1) }

// Moment is a file as a power cut leaves it.
type Moment struct {
	*storetest.Record
	After        int  // how many operations had reached the disk or its memory
	Acknowledged bool // the person had been told
}

// Cut cuts the power right after writes and syncs, at every one or at most at so many of them, and once more when all is
// acknowledged. What was not synced is kept, lost or torn. The file must open, with its pages and its log whole; look
// sees what is in it. It returns how often it has cut.
func (u *Outage) Cut(tb testing.TB, most int, look func(Moment)) int {
	tb.Helper()
	var places []int
	for i, s := range u.log.Steps {
		if s.Kind == physical.Write || s.Kind == physical.Sync || s.IsMark() {
			places = append(places, i+1)
		}
	}
	random := rand.New(rand.NewPCG(uint64(len(places)), 11))
	for len(places) > max(most, 1) { // the last stays
		at := random.IntN(len(places) - 1)
		places = append(places[:at], places[at+1:]...)
	}
	for _, at := range places {
		u.cut(tb, at, random, look)
	}
	return len(places)
}

func (u *Outage) cut(tb testing.TB, at int, random *rand.Rand, look func(Moment)) {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "image")
	if err := powercut.Image(u.log.Steps[:at], u.base, random).WriteTo(dir); err != nil {
		tb.Fatal(err)
	}
	m := Moment{
		Record: &storetest.Record{Path: filepath.Join(dir, filepath.Base(u.path))}, After: at,
		Acknowledged: powercut.Last(u.log.Steps[:at], 0) > 0,
	}
	w, err := sqlite.Open(tb.Context(), m.Path, storetest.Key(tb, m.Path), storetest.Options())
	if err != nil {
		tb.Errorf("cut after %d operations: %v", at, err)
		return
	}
	m.Workspace = w
	if _, err := w.VerifyLog(tb.Context()); err != nil {
		tb.Errorf("cut after %d operations: %v", at, err)
	}
	if err := w.Vault().Verify(tb.Context()); err != nil {
		tb.Errorf("cut after %d operations: %v", at, err)
	}
	look(m)
	if err := w.Close(); err != nil {
		tb.Errorf("cut after %d operations: %v", at, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		tb.Error(err)
	}
}
