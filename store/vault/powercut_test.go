package vault

import (
	"context"
	"fmt"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/powercut"
)

// TestPowerCut records all physical writes of a session, then makes images of the disk as a power cut
// would leave it. Every image must open, be whole and hold every acknowledged answer.
func TestPowerCut(t *testing.T) {
	for _, c := range []struct {
		mode      string
		few, many int
	}{{"WAL", 24, 400}, {"TRUNCATE", 4, 400}, {"DELETE", 3, 400}, {"PERSIST", 3, 400}} {
		t.Run(c.mode, func(t *testing.T) { powerCuts(t, c.mode, faultlog.Draw(c.few, c.many)) })
	}
}

func powerCuts(t *testing.T, mode string, images int) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "v.mittari")
	k := newVaultAt(t, path)
	base := powercut.Files{path: read(t, path)}
	log := record(t, path, k, mode)
	r := mrand.New(mrand.NewPCG(42, 42))
	torn, acked := 0, 0
	for i := range images {
		cut := 20 + r.IntN(len(log)-20)
		at := filepath.Join(dir, fmt.Sprint("image", i))
		must(t, powercut.Image(log[:cut], base, r).WriteTo(at))
		acked += max(0, powercut.Last(log[:cut], 0)) / markAnswer
		torn += checkImage(t, filepath.Join(at, "v.mittari"), k, mode, log[:cut])
		must(t, os.RemoveAll(at))
	}
	t.Logf("%d operations, torn log units %d", len(log), torn)
	faultlog.Line{Fault: "power cut, pages, journal mode " + mode, Runs: images, Acknowledged: acked}.Log(t)
	if mode == "WAL" && torn == 0 {
		t.Error("no image had a torn log: the simulator tears nothing")
	}
}

// record runs a session of 150 answers with changes of the header in between, marking each that was acknowledged.
func record(t *testing.T, path string, k *Key, mode string) []powercut.Step {
	t.Helper()
	var log powercut.Recorder
	o := sessionOptions(mode)
	o.Seam = log.Seam()
	v := openVault(t, path, k, o)
	run(t, v.DB(), saveSchema)
	log.Mark(0)
	for i := 1; i <= 150; i++ {
		run(t, v.DB(), saveAnswer(i))
		log.Mark(markAnswer * i)
		if i%10 == 0 {
			must(t, v.changeHeader(t.Context(), func(h *header) error {
				h.slots[0] = slot{kind: SlotPassphrase, kdf: FloorKDF(), salt: newID()}
				return nil
			}))
			log.Mark(markAnswer*i + 1)
		}
	}
	must(t, v.Close())
	return log.Steps
}

// markAnswer times an answer is its mark; the header that was changed after it is one more.
const markAnswer = 2

func sessionOptions(mode string) Options {
	o := Options{CacheKiB: 100, autoCheckpoint: 60}
	if mode != "WAL" {
		o.journalMode = mode
	}
	return o
}

// checkImage returns the number of torn log units met.
func checkImage(t *testing.T, path string, k *Key, mode string, log []powercut.Step) int {
	t.Helper()
	mark := powercut.Last(log, -1)
	if mark < 0 { // not even the tables were acknowledged
		return 0
	}
	answer := mark / markAnswer
	gen := uint64(1 + answer/10)
	if answer > 0 && mark == markAnswer*answer && answer%10 == 0 {
		gen-- // the header after this answer was not acknowledged
	}
	v, err := Open(context.Background(), path, k, sessionOptions(mode))
	if err != nil {
		t.Errorf("cut after %d operations: %v", len(log), err)
		return 0
	}
	checkAnswers(t, v, answer)
	if have := v.claim.header.best.gen; have < gen {
		t.Errorf("cut after %d operations: header generation %d, acknowledged %d", len(log), have, gen)
	}
	n := v.Notices()
	if n.BadPage != 0 || n.Panics != 0 {
		t.Errorf("cut after %d operations: %+v", len(log), n)
	}
	must(t, v.Close())
	return n.WALDropped
}
