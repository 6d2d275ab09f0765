package vault

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// recorded is one thing that happened: a physical operation, or the program being told that something
// is saved.
type recorded struct {
	physical
	answer int    // acknowledged answer, with op 0
	gen    uint64 // acknowledged generation of the header, with op 0
}

// TestPowerCut records all physical writes of a session, then makes images of the disk as a power cut
// would leave it: everything up to a file's last sync is there; each later write is there, missing, or
// torn at 512-byte sectors, independently. Every image must open, be whole and hold every acknowledged
// answer. Creating and deleting files is taken to be atomic.
func TestPowerCut(t *testing.T) {
	for _, c := range []struct {
		mode      string
		few, many int
	}{{"WAL", 60, 400}, {"TRUNCATE", 12, 400}, {"DELETE", 12, 400}, {"PERSIST", 12, 400}} {
		t.Run(c.mode, func(t *testing.T) { powerCuts(t, c.mode, draw(c.few, c.many)) })
	}
}

func powerCuts(t *testing.T, mode string, images int) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "v.mittari")
	k := newVaultAt(t, path)
	base := map[string][]byte{path: read(t, path)}
	log := record(t, path, k, mode)
	r := mrand.New(mrand.NewPCG(42, 42))
	torn := 0
	for i := range images {
		cut := 20 + r.IntN(len(log)-20)
		files := image(log[:cut], base, r)
		at := filepath.Join(dir, fmt.Sprint("image", i))
		must(t, os.Mkdir(at, 0o700))
		for name, b := range files {
			must(t, os.WriteFile(filepath.Join(at, filepath.Base(name)), b, 0o600))
		}
		torn += checkImage(t, filepath.Join(at, "v.mittari"), k, mode, log[:cut])
		must(t, os.RemoveAll(at))
	}
	t.Logf("%d operations, %d images, torn log units %d", len(log), images, torn)
	if mode == "WAL" && torn == 0 {
		t.Error("no image had a torn log: the simulator tears nothing")
	}
}

// record runs a session of 150 answers with changes of the header in between.
func record(t *testing.T, path string, k *Key, mode string) []recorded {
	t.Helper()
	var log []recorded
	o := sessionOptions(mode)
	o.seam = &seam{after: func(p physical) {
		p.data = bytes.Clone(p.data)
		log = append(log, recorded{physical: p})
	}}
	v := openVault(t, path, k, o)
	run(t, v.DB(), saveSchema)
	log = append(log, recorded{})
	for i := 1; i <= 150; i++ {
		run(t, v.DB(), saveAnswer(i))
		log = append(log, recorded{answer: i})
		if i%10 == 0 {
			must(t, v.changeHeader(t.Context(), func(h *header) error {
				h.slots[0] = slot{kind: SlotPassphrase, kdf: FloorKDF(), salt: newID()}
				return nil
			}))
			log = append(log, recorded{answer: i, gen: v.claim.header.best.gen})
		}
	}
	must(t, v.Close())
	return log
}

func sessionOptions(mode string) Options {
	o := Options{CacheKiB: 100, autoCheckpoint: 60}
	if mode != "WAL" {
		o.journalMode = mode
	}
	return o
}

// image builds the files that a cut after the last of log would leave.
func image(log []recorded, base map[string][]byte, r *mrand.Rand) map[string][]byte {
	synced := map[string]int{}
	for i, o := range log {
		if o.op == opSync {
			synced[o.path] = i
		}
	}
	files := maps.Clone(base)
	for name, b := range files {
		files[name] = bytes.Clone(b)
	}
	loseAll := r.IntN(3) == 0
	for i, o := range log {
		durable := i <= synced[o.path]
		switch o.op {
		case opWrite:
			fate := r.IntN(3) // written, torn, lost
			switch {
			case durable || !loseAll && fate == 0:
				writeInto(files, o.physical, func() bool { return true })
			case !loseAll && fate == 1:
				writeInto(files, o.physical, func() bool { return r.IntN(2) == 0 })
			}
		case opTruncate:
			if b := files[o.path]; int64(len(b)) > o.off && (durable || r.IntN(2) == 0) {
				files[o.path] = b[:o.off]
			}
		case opDelete:
			delete(files, o.path)
		case opRead, opSync:
		}
	}
	return files
}

// writeInto writes those 512-byte sectors for which keep says yes.
func writeInto(files map[string][]byte, p physical, keep func() bool) {
	b := files[p.path]
	end := p.off + int64(len(p.data))
	if int64(len(b)) < end {
		b = append(b, make([]byte, end-int64(len(b)))...)
	}
	for s := p.off / 512; s*512 < end; s++ {
		if keep() {
			low, high := max(s*512, p.off), min((s+1)*512, end)
			copy(b[low:high], p.data[low-p.off:high-p.off])
		}
	}
	files[p.path] = b
}

// checkImage returns the number of torn log units met.
func checkImage(t *testing.T, path string, k *Key, mode string, log []recorded) int {
	t.Helper()
	answer, gen, begun := 0, uint64(1), false
	for _, o := range log {
		if o.op == 0 {
			begun = true
			answer, gen = max(answer, o.answer), max(gen, o.gen)
		}
	}
	if !begun { // not even the tables were acknowledged
		return 0
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
