package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

func fillLog(t *testing.T, r *storetest.Record, n int) {
	t.Helper()
	must(t, r.Batch(t.Context(), func(w *sqlite.Workspace) error {
		for i := range n {
			e := store.LogEntry{
				At: storetest.Now().Add(time.Duration(i) * time.Minute), Worker: r.Seed.Worker.ID, Action: store.ActView,
				Object: fmt.Sprint("family ", i), Why: "own caseload",
			}
			if i%2 == 1 {
				e.Family = r.Seed.Family.ID
			}
			if err := w.Append(t.Context(), e); err != nil {
				return err
			}
		}
		return nil
	}))
}

func TestLog_newestFirstAndChained(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fillLog(t, r, 5)
	all := got[[]store.LogEntry](t)(r.Entries(ctx, store.FamilyID{}, 0))
	wantEqual(t, 5, len(all))
	wantEqual(t, int64(5), all[0].Seq)
	wantEqual(t, storetest.Now().Add(4*time.Minute), all[0].At)
	wantEqual(t, r.Seed.Worker.ID, all[0].Worker)
	wantEqual(t, 2, len(got[[]store.LogEntry](t)(r.Entries(ctx, r.Seed.Family.ID, 0))))
	wantEqual(t, int64(4), got[[]store.LogEntry](t)(r.Entries(ctx, r.Seed.Family.ID, 1))[0].Seq)
	wantEqual(t, int64(5), got[int64](t)(r.VerifyLog(ctx)))
	r.Reopen(t)
	wantEqual(t, int64(5), got[int64](t)(r.VerifyLog(ctx)))
}

func TestVerifyLog_acrossPages(t *testing.T) {
	r := storetest.Open(t)
	fillLog(t, r, 1001)
	wantEqual(t, int64(1001), got[int64](t)(r.VerifyLog(t.Context())))
}

// Somebody with the passphrase and SQL drops the triggers and changes the log: every way is noticed.
func TestVerifyLog_noticesTampering(t *testing.T) {
	tests := map[string]struct {
		statement string
		at        int64
	}{
		"action":    {"UPDATE log SET action = 'add' WHERE seq = 3", 3},
		"instant":   {"UPDATE log SET at = at + 1 WHERE seq = 2", 2},
		"worker":    {"UPDATE log SET worker = NULL WHERE seq = 4", 4},
		"family":    {"UPDATE log SET family = NULL WHERE seq = 2", 2},
		"object":    {"UPDATE log SET object = object || ' ' WHERE seq = 1", 1},
		"shifted":   {"UPDATE log SET object = object || why, why = '' WHERE seq = 1", 1},
		"mac":       {"UPDATE log SET mac = zeroblob(32) WHERE seq = 5", 5},
		"hole":      {"DELETE FROM log WHERE seq = 3", 3},
		"beginning": {"DELETE FROM log WHERE seq = 1", 1},
		"end":       {"DELETE FROM log WHERE seq >= 5", 5},
		"all":       {"DELETE FROM log", 1},
		"more":      {"INSERT INTO log SELECT 6, at, worker, action, family, object, why, mac FROM log WHERE seq = 5", 6},
		"head":      {"UPDATE log_head SET count = 4, mac = (SELECT mac FROM log WHERE seq = 4)", 5},
		"swapped":   {"UPDATE log SET seq = CASE seq WHEN 2 THEN 1003 ELSE seq END; UPDATE log SET seq = 2 WHERE seq = 3; UPDATE log SET seq = 3 WHERE seq = 1003", 2},
	}
	r := storetest.Open(t)
	fillLog(t, r, 5)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			do := func(statement string) {
				_, err := raw(r).ExecContext(context.WithoutCancel(t.Context()), statement)
				must(t, err)
			}
			do("BEGIN") // on the only connection, so that the next way finds the log whole
			defer do("ROLLBACK")
			for _, s := range []string{"DROP TRIGGER log_insert", "DROP TRIGGER log_update", "DROP TRIGGER log_delete", tt.statement} {
				do(s)
			}
			_, err := r.VerifyLog(t.Context())
			var broken *store.ChainError
			if !errors.As(err, &broken) || broken.Seq != tt.at {
				t.Errorf("got %v, want a break at %d", err, tt.at)
			}
		})
	}
	wantEqual(t, int64(5), got[int64](t)(r.VerifyLog(t.Context())))
}

// An entry that is genuine, but from another course of events, does not fit what follows it.
func TestVerifyLog_noticesAnEntryOfAnotherCopy(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fillLog(t, r, 3)
	path := filepath.Join(t.TempDir(), "copy")
	must(t, r.Vault().BackupTo(ctx, path))
	fillLog(t, r, 2)
	other, err := sqlite.Open(ctx, path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	must(t, other.Append(ctx, store.LogEntry{At: storetest.Now(), Action: store.ActExport}))
	foreign := got[[]store.LogEntry](t)(other.Entries(ctx, store.FamilyID{}, 1))[0]
	must(t, other.Close())

	_, err = raw(r).ExecContext(ctx, "DROP TRIGGER log_update")
	must(t, err)
	_, err = raw(r).ExecContext(ctx, "UPDATE log SET at = ?, worker = NULL, action = ?, family = NULL, object = '', why = '', mac = ? WHERE seq = 4",
		foreign.At.UnixMicro(), string(foreign.Action), foreign.MAC)
	must(t, err)
	_, err = r.VerifyLog(ctx)
	var broken *store.ChainError
	if !errors.As(err, &broken) || broken.Seq != 5 {
		t.Errorf("got %v, want a break at 5", err)
	}
}
