package casework_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// laptop is a file of records with somebody at it.
type laptop struct {
	*sqlite.Workspace
	desk *casework.Desk
}

// laptopOf sits somebody down at a record.
func laptopOf(tb testing.TB, w *sqlite.Workspace) *laptop {
	tb.Helper()
	cat, err := instruments.Builtin()
	must(tb, err)
	l := &laptop{Workspace: w}
	l.desk, err = casework.NewDesk(context.Background(), cabinet.Record{Workspace: w}, cat, storetest.Now)
	must(tb, err)
	return l
}

// seeded is a laptop with the seed of package storetest on it, empty one with nothing.
func seeded(tb testing.TB) (*laptop, storetest.Seed) {
	tb.Helper()
	r := storetest.Open(tb)
	must(tb, r.SaveWorker(context.Background(), store.Worker{ID: storetest.ID[store.WorkerID](4), Code: witness}))
	return laptopOf(tb, r.Workspace), r.Seed
}

func empty(tb testing.TB) *laptop {
	tb.Helper()
	return laptopOf(tb, storetest.Empty(tb).Workspace)
}

func (l *laptop) address(tb testing.TB) string {
	tb.Helper()
	a, err := l.desk.Address(context.Background())
	must(tb, err)
	return a.Recipient
}

// tryPack packs into memory.
func (l *laptop) tryPack(o casework.PackOrder) ([]byte, casework.Packed, error) {
	var out bytes.Buffer
	p, err := l.desk.Pack(context.Background(), o, func(write func(io.Writer) error) error { return write(&out) })
	return out.Bytes(), p, err
}

func (l *laptop) pack(tb testing.TB, to *laptop, more ...func(*casework.PackOrder)) []byte {
	tb.Helper()
	o := casework.PackOrder{To: to.address(tb), Program: "test"}
	for _, f := range more {
		f(&o)
	}
	raw, _, err := l.tryPack(o)
	must(tb, err)
	return raw
}

// fullFaults asks for the full draw of the tests of faults.
func fullFaults() bool { return os.Getenv("MITTARI_FULL_FAULTS") != "" }

// witness is a worker of every seeded laptop who sits at none of them.
const witness = "T4"

// mergeOrder has a witness and somebody who has compared every fingerprint.
func mergeOrder(files ...casework.BundleFile) casework.MergeOrder {
	return casework.MergeOrder{Witness: witness, Files: files, Confirm: func(context.Context, *casework.SignerError) (bool, error) {
		return true, nil
	}}
}

func fileOf(raw []byte) casework.BundleFile {
	return casework.BundleFile{At: bytes.NewReader(raw), Size: int64(len(raw))}
}

// tryMerge merges with a witness.
func (l *laptop) tryMerge(ctx context.Context, bundles ...[]byte) (casework.MergeView, error) {
	o := mergeOrder()
	for i, raw := range bundles {
		o.Files = append(o.Files, casework.BundleFile{Name: fmt.Sprint(i), At: bytes.NewReader(raw), Size: int64(len(raw))})
	}
	return l.desk.Merge(ctx, o)
}

func (l *laptop) merge(tb testing.TB, bundles ...[]byte) casework.MergeView {
	tb.Helper()
	v, err := l.tryMerge(context.Background(), bundles...)
	must(tb, err)
	for _, f := range v.Files {
		must(tb, f.Err)
	}
	return v
}

func (l *laptop) state(tb testing.TB) [sha256.Size]byte {
	tb.Helper()
	h, err := l.StateHash(context.Background())
	must(tb, err)
	return h
}

// fileError is why the only bundle of a merge was not taken.
func (l *laptop) fileError(tb testing.TB, raw []byte) error {
	tb.Helper()
	v, err := l.tryMerge(context.Background(), raw)
	must(tb, err)
	return v.Files[0].Err
}

// give adds an administration of the seed's girl.
func (l *laptop) give(tb testing.TB, s storetest.Seed, n uint64, value float64) store.Administration {
	tb.Helper()
	a := (&storetest.Record{Seed: s}).NewAdministration(tb, n, s.Girl, store.Extra, "2026-02-03")
	scores, risks := storetest.Result(a, value, "none")
	must(tb, l.AddCompleted(context.Background(), a, scores, risks))
	return a
}
