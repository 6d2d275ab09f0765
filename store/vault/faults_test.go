package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"

	"github.com/mittari/mittari/store/internal/faultlog"
)

// fullDisk is a disk that has room for so many writes. Half of a write that does not fit may still land
// on it, as real ones do.
type fullDisk struct {
	room    int // writes until it is full; negative: endless
	partial bool
	writes  int
	full    bool
}

func (d *fullDisk) ask(p operation) int32 {
	if p.Kind != opWrite {
		return rcOK
	}
	d.writes++
	if d.room < 0 || d.writes <= d.room {
		return rcOK
	}
	if d.partial && !d.full {
		landHalf(p)
	}
	d.full = true
	return sqlite3.SQLITE_FULL
}

func (d *fullDisk) free() { d.room, d.full = -1, false }

// landHalf puts half of a write on the disk. Only for files whose locks do not matter to the test.
func landHalf(p operation) {
	f, err := os.OpenFile(p.Path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	_, _ = f.WriteAt(p.Data[:len(p.Data)/2], p.Off)
	_ = f.Close()
}

// TestDiskFullAtEveryWrite runs a session once for each of its writes, with the disk full from that
// write on. The error is ErrDiskFull, what was committed before is there, and once there is room again
// the session goes on.
func TestDiskFullAtEveryWrite(t *testing.T) {
	dir := t.TempDir()
	blank := filepath.Join(dir, "blank.mittari")
	k := newVaultAt(t, blank)
	content := read(t, blank)
	count := &fullDisk{room: -1}
	runOnFullDisk(t, filepath.Join(dir, "count.mittari"), content, k, count)
	if count.writes < 100 {
		t.Fatalf("a session of only %d writes", count.writes)
	}
	step := max(1, count.writes/faultlog.Draw(8, count.writes))
	for room := 0; room < count.writes; room += step {
		path := filepath.Join(dir, fmt.Sprintf("%d.mittari", room))
		d := &fullDisk{room: room, partial: room%2 == 1}
		runOnFullDisk(t, path, content, k, d)
		if d.writes <= room {
			t.Errorf("room for %d writes: the disk never was full", room)
		}
		must(t, os.Remove(path))
	}
	runs := (count.writes + step - 1) / step
	faultlog.Line{Fault: "disk full, pages, every write of a session", Runs: runs, Acknowledged: 12 * runs}.Log(t)
}

func runOnFullDisk(t *testing.T, path string, content []byte, k *Key, d *fullDisk) {
	t.Helper()
	must(t, os.WriteFile(path, content, 0o600))
	fail := func(when string, err error) {
		t.Helper()
		if !errors.Is(err, ErrDiskFull) {
			t.Errorf("%s, full at write %d of %d: %v", when, d.room, d.writes, err)
		}
		d.free()
	}
	o := Options{CacheKiB: 100, autoCheckpoint: 30, Seam: &seam{Before: d.ask}}
	v, err := Open(t.Context(), path, k, o)
	if err != nil {
		fail("open", err)
		v = openVault(t, path, k, o)
	}
	do := func(when string, f func() error) {
		t.Helper()
		if err := v.Classify(f()); err != nil {
			fail(when, err)
			if err := f(); err != nil {
				t.Errorf("%s with room again: %v", when, err)
			}
		}
	}
	do("schema", func() error { return execOnce(v, "begin immediate;"+saveSchema+";commit") })
	for i := 1; i <= 12; i++ {
		do(fmt.Sprint("answer ", i), func() error { return execOnce(v, saveAnswer(i)) })
		checkAnswersQuietly(t, v, i)
		if i == 6 {
			do("header", func() error {
				return v.changeHeader(t.Context(), func(h *header) error { h.slots[0] = slot{}; return nil })
			})
			do("checkpoint", func() error { return v.Checkpoint(t.Context()) })
		}
	}
	if err := v.Close(); err != nil {
		fail("close", err)
	}
	v = openVault(t, path, k, Options{})
	checkAnswers(t, v, 12)
	if n := v.Notices(); n.HeaderRepaired || n.BadPage != 0 || n.Panics != 0 {
		t.Errorf("full at write %d: %+v", d.room, n)
	}
	v.mustClose(t)
}

// execOnce runs a transaction and leaves none open when it fails.
func execOnce(v *Vault, statements string) error {
	conn, err := v.DB().Conn(context.Background())
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(context.Background(), statements)
	if err != nil {
		_, _ = conn.ExecContext(context.Background(), "rollback") // SQLite may have done it already
	}
	return errors.Join(err, conn.Close())
}

// checkAnswersQuietly does not checkpoint, which would change what the session does.
func checkAnswersQuietly(t *testing.T, v *Vault, want int) {
	t.Helper()
	if n := number(t, v.DB(), "select count(*) from a join mirror using(seq, note)"); int(n) != want {
		t.Errorf("%d answers of %d", n, want)
	}
}

func TestFailedSyncIsNotACommit(t *testing.T) {
	path, k := newVault(t)
	broken := false
	v := openVault(t, path, k, Options{Seam: &seam{Before: func(p operation) int32 {
		if broken && p.Kind == opSync {
			return sqlite3.SQLITE_IOERR_FSYNC
		}
		return rcOK
	}}})
	fill(t, v.DB(), 10)
	broken = true
	if _, err := v.DB().Exec("insert into t(b,c) values('vastaus',1)"); err == nil {
		t.Error("a commit that was not synced was acknowledged")
	}
	broken = false
	v.mustClose(t)
}

// TestCreateLeavesNothingBehind fails at each step of making a file.
func TestCreateLeavesNothingBehind(t *testing.T) {
	secrets := []Secret{{SlotPassphrase, "salasana", FloorKDF()}}
	for name, spoil := range map[string]func(*disk){
		"write": func(d *disk) {
			d.write = func(f *os.File, b []byte) (int, error) {
				n, _ := f.Write(b[:100])
				return n, &os.PathError{Op: "write", Path: f.Name(), Err: noSpace()}
			}
		},
		"sync": func(d *disk) {
			d.sync = func(f *os.File) error { return &os.PathError{Op: "sync", Path: f.Name(), Err: noSpace()} }
		},
	} {
		dir := t.TempDir()
		d := realDisk()
		spoil(&d)
		if _, err := create(filepath.Join(dir, "v.mittari"), secrets, d); !errors.Is(err, ErrDiskFull) {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s left %v, %v", name, left, err)
		}
	}
}

// On file systems without hard links a new file is renamed, and still never in place of another.
func TestCreateWithoutHardLinks(t *testing.T) {
	dir := t.TempDir()
	d := realDisk()
	d.link = func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.New("not supported")}
	}
	path := filepath.Join(dir, "v.mittari")
	must(t, d.publish(partial(t, d, path, "one"), path))
	if err := d.publish(partial(t, d, path, "two"), path); !errors.Is(err, ErrExists) {
		t.Errorf("second file: %v", err)
	}
	if got := string(read(t, path)); got != "one" {
		t.Errorf("content %q", got)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

func partial(t *testing.T, d disk, path, content string) string {
	t.Helper()
	name, err := d.writePartial(path, []byte(content))
	must(t, err)
	return name
}

func TestCreateNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	must(t, os.WriteFile(path, []byte("something else"), 0o600))
	_, err := Create(path, []Secret{{SlotPassphrase, "salasana", FloorKDF()}})
	if !errors.Is(err, ErrExists) || string(read(t, path)) != "something else" {
		t.Errorf("create over a file: %v", err)
	}
	// Somebody else creates the file while the KDF runs.
	path2 := filepath.Join(t.TempDir(), "v.mittari")
	d := realDisk()
	d.sync = func(f *os.File) error {
		return errors.Join(f.Sync(), os.WriteFile(path2, []byte("theirs"), 0o600))
	}
	_, err = create(path2, []Secret{{SlotPassphrase, "salasana", FloorKDF()}}, d)
	if !errors.Is(err, ErrExists) || string(read(t, path2)) != "theirs" {
		t.Errorf("create over a file made meanwhile: %v", err)
	}
}
