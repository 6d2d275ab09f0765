package sqlite_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// copyUnder copies the record under a new key and opens the copy.
func copyUnder(t *testing.T, r *storetest.Record) *sqlite.Workspace {
	t.Helper()
	path := filepath.Join(t.TempDir(), "new.mittari")
	key, err := r.Vault().CopyUnder(t.Context(), path, []vault.Secret{
		{Slot: vault.SlotPassphrase, Text: "a secret of its own", KDF: vault.FloorKDF()},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer key.Forget()
	w, err := sqlite.Open(t.Context(), path, key, storetest.Options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return w
}

func appendEntry(t *testing.T, w *sqlite.Workspace, object string) {
	t.Helper()
	e := store.LogEntry{At: storetest.Now(), Action: store.ActView, Object: object}
	if err := w.Append(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

func TestTheChainGoesOnUnderANewKey(t *testing.T) {
	r := storetest.Open(t)
	appendEntry(t, r.Workspace, "before")
	if err := r.KeepLogKey(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := copyUnder(t, r)
	appendEntry(t, w, "after")
	if n, err := w.VerifyLog(t.Context()); err != nil || n != 2 {
		t.Errorf("%d entries, %v", n, err)
	}
	r.Reopen(t) // the old file goes on too
	appendEntry(t, r.Workspace, "old file")
	if n, err := r.VerifyLog(t.Context()); err != nil || n != 2 {
		t.Errorf("old file: %d entries, %v", n, err)
	}
}

// Without the kept key the chain would break; this is what the test above would not notice otherwise.
func TestWithoutTheKeptKeyTheChainBreaks(t *testing.T) {
	r := storetest.Open(t)
	appendEntry(t, r.Workspace, "before")
	var chain *store.ChainError
	if _, err := copyUnder(t, r).VerifyLog(t.Context()); !errors.As(err, &chain) {
		t.Errorf("%v, want a broken chain", err)
	}
}

func TestKeepingIsRememberedAndChecked(t *testing.T) {
	r := storetest.Open(t)
	k, err := r.Keeping(t.Context())
	if err != nil || k != (store.Keeping{BackupEvery: store.DefaultBackupEvery, KeepMonths: store.DefaultKeepMonths}) {
		t.Errorf("%+v, %v", k, err)
	}
	k = store.Keeping{LastBackup: storetest.Now(), BackupEvery: 3, KeepMonths: 12}
	if err := r.SaveKeeping(t.Context(), k); err != nil {
		t.Fatal(err)
	}
	r.Reopen(t)
	if got, err := r.Keeping(t.Context()); err != nil || got != k {
		t.Errorf("%+v, %v", got, err)
	}
	var invalid *store.InvalidError
	for _, bad := range []store.Keeping{{KeepMonths: 24}, {BackupEvery: 7}, {BackupEvery: 91, KeepMonths: 24}} {
		if err := r.SaveKeeping(t.Context(), bad); !errors.As(err, &invalid) {
			t.Errorf("%+v: %v, want invalid", bad, err)
		}
	}
}

func TestABackupIsDueAfterTheDaysSet(t *testing.T) {
	made := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		k    store.Keeping
		on   string
		want bool
	}{
		{store.Keeping{BackupEvery: 7}, "2026-03-01", true},
		{store.Keeping{LastBackup: made, BackupEvery: 7}, "2026-03-08", false},
		{store.Keeping{LastBackup: made, BackupEvery: 7}, "2026-03-09", true},
		{store.Keeping{LastBackup: made, BackupEvery: 7}, "2026-02-01", false},
	} {
		if got := c.k.BackupDue(storetest.Day(t, c.on)); got != c.want {
			t.Errorf("%+v on %s: %v", c.k, c.on, got)
		}
	}
}

func TestReferencesHold(t *testing.T) {
	r := storetest.Open(t)
	if n, err := r.BrokenReferences(t.Context()); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
}
