package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

func secondProcess(t *testing.T, path string, k *Key) string {
	t.Helper()
	return output(t, child(t, "open", path, k))
}

func output(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	b, err := cmd.Output()
	must(t, err)
	return strings.TrimSpace(string(b))
}

// A second program says at once that the vault is in use; once open, a statement waits its full time.
func TestPitfall14SecondProcessIsRefusedAtOnce(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 10)
	var took int
	var ofd bool
	said := secondProcess(t, path, k)
	if _, err := fmt.Sscanf(said, "in-use %d %t", &took, &ofd); err != nil {
		t.Fatalf("second process: %s", said)
	}
	if took > 3000 {
		t.Errorf("refused after %d ms", took)
	}
	if runtime.GOOS == "linux" && !ofd {
		t.Error("locks belong to the process: they would go with any close of the file")
	}
	if n := number(t, v.DB(), "pragma busy_timeout"); n != defaultBusyTimeout.Milliseconds() {
		t.Errorf("busy timeout %d ms", n)
	}
	v.mustClose(t)
	if said := secondProcess(t, path, k); said != "opened <nil>" {
		t.Errorf("after closing: %s", said)
	}
}

func TestPitfall15SettingsOfEveryConnection(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{CacheKiB: 3000})
	defer v.mustClose(t)
	check := func(when string) {
		t.Helper()
		for pragma, want := range map[string]string{
			"locking_mode": "exclusive", "journal_mode": "wal", "synchronous": "2", "temp_store": "2",
			"secure_delete": "1", "foreign_keys": "1", "auto_vacuum": "0", "cache_size": "-3000",
			"page_size": "4096", "encoding": "UTF-8", "query_only": "0",
		} {
			var got string
			must(t, v.DB().QueryRow("pragma "+pragma).Scan(&got))
			if got != want {
				t.Errorf("%s: %s is %s, not %s", when, pragma, got, want)
			}
		}
	}
	check("first connection")
	loseConnection(t, v)
	check("after a cancelled query")
	if _, err := os.Stat(path + "-shm"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("shared memory file: %v", err)
	}
}

func TestPitfall15DarwinSyncsTheDriveToo(t *testing.T) {
	list := (&connector{}).pragmas("darwin")
	for _, want := range []string{"fullfsync=ON", "checkpoint_fullfsync=ON"} {
		if !slices.Contains(list, want) {
			t.Errorf("%s is missing from %v", want, list)
		}
	}
	if i, j := slices.Index(list, "locking_mode=EXCLUSIVE"), slices.Index(list, "journal_mode=WAL"); i != 1 || j < i {
		t.Errorf("order of %v", list)
	}
}

// loseConnection makes the pool close its connection and open another, as it does after a cancelled query.
func loseConnection(t *testing.T, v *Vault) {
	t.Helper()
	first := v.vfs.main.Load()
	v.DB().SetMaxIdleConns(-1)
	v.DB().SetMaxIdleConns(1)
	must(t, v.DB().Ping())
	if v.vfs.main.Load() == first {
		t.Fatal("the connection is still the first one")
	}
}

func TestPitfall16NothingCanBeAttached(t *testing.T) {
	path, k := newVault(t)
	leak := filepath.Join(t.TempDir(), "leak.db")
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 100)
	refused := func(when string) {
		t.Helper()
		for _, try := range []struct {
			query string
			args  []any
		}{
			{"attach '" + leak + "' as x", nil},
			{"attach 'file:" + leak + "?vfs=unix' as x", nil},
			{"attach ? as x", []any{"file:" + leak + "?vfs=unix"}},
			{"attach ':memory:' as x", nil},
			{"attach '' as x", nil},
			{"vacuum into '" + leak + "'", nil},
			{"vacuum into 'file:" + leak + "?vfs=unix'", nil},
			{"vacuum into ?", []any{"file:" + leak + "?vfs=unix"}},
		} {
			if _, err := v.DB().Exec(try.query, try.args...); err == nil {
				t.Errorf("%s: %s was accepted", when, try.query)
			}
		}
		if _, err := os.Stat(leak); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a file was made: %v", when, err)
		}
	}
	refused("after opening")
	must(t, v.Compact(t.Context()))
	refused("after compacting")
	must(t, v.BackupTo(t.Context(), path+".copy"))
	refused("after a backup")
	loseConnection(t, v)
	refused("on a new connection")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_ = v.Compact(ctx)
	refused("after a cancelled compacting")
	v.mustClose(t)
}

// Closing any handle of the file in this process would drop SQLite's locks where they belong to the
// process. So nothing opens it a second time, by whatever name.
func TestPitfall17OneVaultPerFileAndProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	k, err := Create(path, []Secret{{SlotPassphrase, "salasana", FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	names := []string{path, filepath.Join(filepath.Dir(path), ".", "..", filepath.Base(filepath.Dir(path)), "v.mittari")}
	for _, link := range []func(string, string) error{os.Symlink, os.Link} {
		name := fmt.Sprintf("%s-%d", path, len(names))
		if link(path, name) == nil { // not every system has them
			names = append(names, name)
		}
	}
	for _, name := range names {
		_, err := Open(t.Context(), name, k, Options{})
		if !errors.Is(err, ErrInUse) {
			t.Errorf("second open of %s: %v", name, err)
		}
		var driver *sqlite.Error
		if errors.As(err, &driver) {
			t.Errorf("second open of %s was stopped by SQLite only, after the file was opened: %v", name, err)
		}
		// Checking a secret while the vault is open works, from the header held in memory.
		if _, err := Unlock(name, SlotPassphrase, "salasana"); err != nil {
			t.Errorf("unlock of %s: %v", name, err)
		}
		if _, err := Unlock(name, SlotRecovery, "x"); !errors.Is(err, ErrNoSuchSlot) {
			t.Errorf("unlock of %s: %v", name, err)
		}
	}
	if said := secondProcess(t, path, k); !strings.HasPrefix(said, "in-use") {
		t.Errorf("the lock is gone: %s", said)
	}
	v.mustClose(t)
	openVault(t, path, k, Options{}).mustClose(t)
}

func TestPitfall18BackupIsAVaultOfItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), awkwardName)
	k, err := Create(path, []Secret{{SlotPassphrase, "salasana", FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 5000)
	rows, digest, err := readAll(v.DB())
	must(t, err)
	copied := filepath.Join(t.TempDir(), awkwardName)
	must(t, v.BackupTo(t.Context(), copied))
	if err := v.BackupTo(t.Context(), copied); !errors.Is(err, ErrExists) {
		t.Errorf("second backup to one name: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.BackupTo(ctx, copied+"2"); err == nil {
		t.Error("a cancelled backup succeeded")
	}
	left, err := os.ReadDir(filepath.Dir(copied))
	must(t, err)
	if len(left) != 1 {
		t.Errorf("beside the copy lies %v", left)
	}
	chain := v.DeriveKey("log")
	k2, err := Unlock(copied, SlotPassphrase, "salasana")
	must(t, err)
	b := openVault(t, copied, k2, Options{})
	rows2, digest2, err := readAll(b.DB())
	must(t, err)
	if rows2 != rows || digest2 != digest {
		t.Errorf("copy has %d rows (%x), original %d (%x)", rows2, digest2, rows, digest)
	}
	if string(b.DeriveKey("log")) != string(chain) {
		t.Error("derived keys differ: what was authenticated in the original is not in the copy")
	}
	must(t, b.Verify(t.Context()))
	// The two can be open and change independently, and their pages are not interchangeable.
	run(t, b.DB(), "delete from t")
	b.mustClose(t)
	v.mustClose(t)
	original, other := read(t, path), read(t, copied)
	copy(original[headerSize+pageSize:headerSize+2*pageSize], other[headerSize+pageSize:])
	place(t, path, original, nil)
	v = openVault(t, path, k, Options{})
	if d, ok := isDamaged(v.Verify(t.Context())); !ok || d.Page != 2 {
		t.Errorf("page of the backup in the original: %v", d)
	}
	_ = v.Close()
}

// A copy that did not come out right is found before it gets its name, not when it is needed.
func TestPitfall18BadBackupIsRefused(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{Seam: &seam{Before: func(p operation) int32 {
		if p.Kind == opWrite && strings.Contains(p.Path, ".partial-") && p.Off == physPage(20)*pageSize {
			p.Data[9] ^= 1
		}
		return rcOK
	}}})
	fill(t, v.DB(), 3000)
	err := v.BackupTo(t.Context(), path+".copy")
	if d, ok := isDamaged(err); !ok || d.Path == path {
		t.Errorf("bad copy: %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	for _, e := range left {
		if strings.Contains(e.Name(), ".copy") {
			t.Errorf("left behind: %s", e.Name())
		}
	}
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}

// From a database without the reserve the backup API must fail and leave the vault as it was.
func TestPitfall18PlaintextCannotBeCopiedIn(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	source := filepath.Join(t.TempDir(), "plain.db")
	plain := openPlain(t, source)
	fill(t, plain, 1000)
	must(t, plain.Close())
	c, err := v.DB().Conn(t.Context())
	must(t, err)
	err = c.Raw(func(driverConn any) error {
		restorer, ok := driverConn.(interface {
			NewRestore(string) (*sqlite.Backup, error)
		})
		if !ok {
			t.Fatal("the driver has no restore")
		}
		b, err := restorer.NewRestore(uri(source))
		if err != nil {
			return err
		}
		_, err = b.Step(-1)
		return errors.Join(err, b.Finish())
	})
	must(t, c.Close())
	var se *sqlite.Error
	if !errors.As(err, &se) || se.Code() != sqlite3.SQLITE_IOERR_WRITE {
		t.Errorf("copying a plaintext database in: %v", err)
	}
	must(t, v.Verify(t.Context()))
}

// The transpiled library promises no stable interface. Whoever updates it runs the full fault suite
// (see the package documentation) and then changes this test.
func TestPitfall19DriverIsPinned(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	must(t, err)
	for _, want := range []string{"modernc.org/sqlite v1.61.1\n", "modernc.org/libc v1.79.0\n"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("go.mod no longer says %s", strings.TrimSpace(want))
		}
	}
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	var version string
	must(t, v.DB().QueryRow("select sqlite_version()").Scan(&version))
	if version != "3.54.1" {
		t.Errorf("SQLite %s", version)
	}
}
