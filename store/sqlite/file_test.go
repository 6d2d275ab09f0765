package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/internal/readable"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// closed is a seeded file that nobody has open, with its key.
func closed(t *testing.T) (string, *vault.Key) {
	t.Helper()
	r := storetest.Open(t)
	must(t, r.Close())
	return r.Path, storetest.Key(t, r.Path)
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// unchanged runs f and fails when it changed the file or left another one beside it.
func unchanged(t *testing.T, path string, f func()) {
	t.Helper()
	before := bytesOf(t, path)
	f()
	if !bytes.Equal(before, bytesOf(t, path)) {
		t.Error("the file was changed")
	}
	others, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	must(t, err)
	if len(others) != 1 {
		t.Errorf("files left: %v", others)
	}
}

func TestCreate_neverOverwrites(t *testing.T) {
	path, _ := closed(t)
	unchanged(t, path, func() {
		_, err := sqlite.Create(t.Context(), path, storetest.Secrets(), storetest.Options())
		wantErr(t, err, vault.ErrExists)
	})
}

func TestOpen_secondHandleIsTold(t *testing.T) {
	r := storetest.Open(t)
	_, err := sqlite.Open(t.Context(), r.Path, storetest.Key(t, r.Path), storetest.Options())
	wantErr(t, err, vault.ErrInUse)
	must(t, r.SaveWorker(t.Context(), store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"}))
}

func TestOpen_secondProcessIsTold(t *testing.T) {
	r := storetest.Open(t)
	out, err := child(t, "open", r.Path).CombinedOutput()
	if err == nil || !strings.Contains(string(out), vault.ErrInUse.Error()) {
		t.Errorf("the other process: %v: %s", err, out)
	}
	must(t, r.SaveWorker(t.Context(), store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"}))
}

func TestOpen_wrongSecret(t *testing.T) {
	path, _ := closed(t)
	_, err := vault.Unlock(path, vault.SlotPassphrase, "something else")
	wantErr(t, err, vault.ErrWrongSecret)
}

func TestOpen_refusesANewerSchemaUntouched(t *testing.T) {
	path, key := closed(t)
	n := sqlite.Shipped()
	later := sqlite.Step{Version: n + 1, Name: "later", SQL: "CREATE TABLE later (x INTEGER) STRICT"}
	w, err := sqlite.OpenWith(t.Context(), path, key, sqlite.Options{CopyPath: copyTo(filepath.Join(t.TempDir(), "copy"))}, n, later)
	must(t, err)
	must(t, w.Close())
	unchanged(t, path, func() {
		_, err := sqlite.Open(t.Context(), path, key, storetest.Options())
		var newer *store.NewerSchemaError
		if !errors.As(err, &newer) || newer.Have != n+1 || newer.Know != n {
			t.Errorf("got %v", err)
		}
	})
}

func copyTo(path string) func(string, int) string {
	return func(string, int) string { return path }
}

func TestOpen_refusesAMigrationThatWasChanged(t *testing.T) {
	path, key := closed(t)
	unchanged(t, path, func() {
		steps := []sqlite.Step{{Version: 1, Name: "0001_record", SQL: "CREATE TABLE something_else (x INTEGER)"}}
		for v := 2; v <= sqlite.Shipped(); v++ {
			steps = append(steps, sqlite.Step{Version: v, Name: "later", SQL: "SELECT 1"})
		}
		_, err := sqlite.OpenWith(t.Context(), path, key, sqlite.Options{}, 0, steps...)
		var changed *store.SchemaChangedError
		if !errors.As(err, &changed) || changed.Version != 1 {
			t.Errorf("got %v", err)
		}
	})
}

func TestOpen_refusesAVaultWithSomethingElse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other")
	key, err := vault.Create(path, storetest.Secrets())
	must(t, err)
	v, err := vault.Open(t.Context(), path, key, vault.Options{})
	must(t, err)
	_, err = v.DB().ExecContext(t.Context(), "CREATE TABLE shopping (x INTEGER)")
	must(t, err)
	must(t, v.Close())
	for _, version := range []string{"", "PRAGMA user_version = 1"} {
		if version != "" {
			v, err := vault.Open(t.Context(), path, key, vault.Options{})
			must(t, err)
			_, err = v.DB().ExecContext(t.Context(), version)
			must(t, err)
			must(t, v.Close())
		}
		unchanged(t, path, func() {
			_, err = sqlite.Open(t.Context(), path, key, storetest.Options())
			wantErr(t, err, store.ErrNotWorkspace)
		})
	}
}

func TestMigrate_takesACopyFirst(t *testing.T) {
	ctx := t.Context()
	path, key := closed(t)
	n := sqlite.Shipped()
	name := fmt.Sprintf("%s.before-schema-%d", path, n+1)
	must(t, os.WriteFile(name, []byte("an older copy"), 0o600))
	more := sqlite.Step{Version: n + 1, Name: "more", SQL: "CREATE TABLE more (x INTEGER) STRICT; DELETE FROM membership"}
	w, err := sqlite.OpenWith(ctx, path, key, storetest.Options(), n, more)
	must(t, err)
	wantEqual(t, name+"-2", w.CopyMade())
	wantEqual(t, 0, len(got[[]store.Membership](t)(w.Memberships(ctx))))
	must(t, w.Close())

	old, err := sqlite.Open(ctx, name+"-2", storetest.Key(t, name+"-2"), storetest.Options())
	must(t, err)
	defer old.Close() //nolint:errcheck // read only here
	wantEqual(t, 1, len(got[[]store.Membership](t)(old.Memberships(ctx))))
	wantEqual(t, int64(0), got[int64](t)(old.VerifyLog(ctx))) // the copy has the same derived keys
	wantEqual(t, "an older copy", string(bytesOf(t, name)))

	again, err := sqlite.OpenWith(ctx, path, key, storetest.Options(), n, more)
	must(t, err)
	wantEqual(t, "", again.CopyMade())
	must(t, again.Close())
}

func TestMigrate_failingStepLeavesTheOldSchema(t *testing.T) {
	path, key := closed(t)
	n := sqlite.Shipped()
	_, err := sqlite.OpenWith(t.Context(), path, key, sqlite.Options{CopyPath: copyTo(filepath.Join(t.TempDir(), "copy"))}, n,
		sqlite.Step{Version: n + 1, Name: "bad", SQL: "CREATE TABLE more (x INTEGER); DELETE FROM membership; CREATE TABLE more (x INTEGER)"})
	if err == nil {
		t.Fatal("went through")
	}
	w, err := sqlite.Open(t.Context(), path, key, storetest.Options())
	must(t, err)
	defer w.Close() //nolint:errcheck // read only here
	wantEqual(t, 1, len(got[[]store.Membership](t)(w.Memberships(t.Context()))))
}

func TestMigrate_withoutACopyNothingIsMigrated(t *testing.T) {
	path, key := closed(t)
	n := sqlite.Shipped()
	o := sqlite.Options{CopyPath: copyTo(filepath.Join(t.TempDir(), "no", "such", "directory"))}
	unchanged(t, path, func() {
		_, err := sqlite.OpenWith(t.Context(), path, key, o, n, sqlite.Step{Version: n + 1, Name: "more", SQL: "DELETE FROM membership"})
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	})
}

// Nothing of what a meeting writes can be read in any file, while the workspace is open and after.
func TestFiles_holdNoPlainText(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	for i := range d.Responses {
		d.Responses[i] = instruments.Answer(31000 + i)
	}
	must(t, r.BeginDraft(ctx, d))
	must(t, r.SaveDraft(ctx, d.ID, d.Responses, 1))
	search := readable.For(
		"ES-0042", "31000 31001", d.Responses.Encode(), "demo-checkin", "Etelä-Savo", "CREATE TABLE", "administration",
		"SQLite format", string(d.ID[:]), storetest.Passphrase,
	)
	look := func(when string) {
		t.Helper()
		if _, err := search.InFiles(filepath.Dir(r.Path)); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	look("while open")
	if _, err := os.Stat(r.Path + "-wal"); err != nil {
		t.Fatalf("the journal was not looked at: %v", err)
	}
	must(t, r.Close())
	look("closed")
}

// child is this test binary, started again to play a part in another process.
func child(t *testing.T, part string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), self, args...)
	cmd.Env = append(os.Environ(), childPart+"="+part)
	return cmd
}
