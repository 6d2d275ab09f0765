package demo

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

// record is a workspace as casework needs it.
type record struct{ *sqlite.Workspace }

func (r record) Batch(ctx context.Context, f func(casework.Record) error) error {
	return r.Workspace.Batch(ctx, func(w *sqlite.Workspace) error { return f(record{w}) })
}

func (r record) Notices() []casework.Notice { return nil }

func newRecord(t *testing.T) casework.Record {
	t.Helper()
	secrets := []vault.Secret{{Slot: vault.SlotPassphrase, Text: "a passphrase of a test", KDF: vault.FloorKDF()}}
	clock := func() time.Time { return DataDate().Time().Add(9 * time.Hour) }
	w, err := sqlite.Create(t.Context(), filepath.Join(t.TempDir(), "demo.mittari"), secrets, sqlite.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return record{w}
}

func built(t *testing.T, o Options) (casework.Record, Summary) {
	t.Helper()
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rec := newRecord(t)
	sum, err := Build(t.Context(), rec, cat, o)
	if err != nil {
		t.Fatal(err)
	}
	return rec, sum
}

func TestSmokeTime(t *testing.T) {
	began := time.Now()
	_, sum := built(t, Options{})
	t.Logf("%+v in %s", sum, time.Since(began))
	_ = cmp.Diff
	_ = store.Start
}
