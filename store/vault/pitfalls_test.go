package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The tests of this file and the next go by the list of traps in FORMAT.md, section "Traps".

// A failed open closes the operating system's file and leaves ours without methods.
func TestPitfall01FailedOpenLeavesNothingOpen(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("counts file descriptors in /proc")
	}
	path, k := newVault(t)
	v, err := register(path, k, id{}, nil)
	must(t, err)
	if got := vfsAt(v.object).FszOsFile; got != vfsAt(v.parent).FszOsFile+ownPrefix {
		t.Errorf("szOsFile is %d", got)
	}
	must(t, v.unregister())
	openVault(t, path, k, Options{}).mustClose(t) // whatever the runtime opens once is open now
	before := openFiles(t)
	var taken []uintptr
	for h := files.put(&file{}); h != 0; h = files.put(&file{}) {
		taken = append(taken, h)
	}
	_, err = Open(t.Context(), path, k, Options{})
	for _, h := range taken {
		files.drop(h)
	}
	if err == nil {
		t.Fatal("opened without a handle")
	}
	if after := openFiles(t); after != before {
		t.Errorf("%d files open, %d before", after, before)
	}
	openVault(t, path, k, Options{}).mustClose(t)
}

func openFiles(t *testing.T) int {
	t.Helper()
	e, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	return len(e)
}

func (v *Vault) mustClose(t *testing.T) {
	t.Helper()
	must(t, v.Close())
}

// The operating system's VFS gets its own pointer with every call: its methods look at their own data.
func TestPitfall02ParentIsCalledWithItsOwnPointer(t *testing.T) {
	path, k := newVault(t)
	c, err := openVaults.claim(path)
	must(t, err)
	defer openVaults.release(c)
	v, err := register(path, k, c.header.best.fileID, nil)
	must(t, err)
	spies := *vfsAt(v.parent)
	spies.FxOpen, spies.FxDelete = toC(spyOpen), toC(spyDelete)
	spies.FxAccess, spies.FxFullPathname = toC(spyAccess), toC(spyFullPathname)
	v.parent = newVFSObject(v.tls, spies)
	spied.want, spied.calls, spied.wrong = v.parent, 0, 0
	con, err := newConnector(v, v.path, Options{}, false)
	must(t, err)
	db, err := openDB(t.Context(), con)
	must(t, err)
	fill(t, db, 100)
	must(t, db.Close())
	libc.Xfree(v.tls, v.parent)
	must(t, v.unregister())
	if spied.calls < 5 || spied.wrong > 0 {
		t.Errorf("%d calls, %d of them with another pointer", spied.calls, spied.wrong)
	}
}

func realSystem(tls *libc.TLS) uintptr { return sqlite3.Xsqlite3_vfs_find(tls, 0) }

// Go memory whose address went astray would be moved or reused by this: a collection and a stack that
// grows at every operation.
func TestPitfall03NoGoMemoryCrosses(t *testing.T) {
	path, k := newVault(t)
	n := 0
	v := openVault(t, path, k, Options{CacheKiB: 16, seam: &seam{
		before: func(physical) int32 {
			if n++; n%40 == 0 {
				runtime.GC()
			}
			return int32(growStack(60))
		},
		after: func(physical) { growStack(90) },
	}})
	fill(t, v.DB(), 2000)
	run(t, v.DB(), "update t set b=b||'x' where a%3=0")
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}

// growStack returns 0 and uses a lot of stack on the way.
func growStack(depth int) byte {
	var room [512]byte
	if depth == 0 {
		return room[0]
	}
	return growStack(depth-1) | room[depth]
}

func TestPitfall04NoMappingAndNoPhysicalHints(t *testing.T) {
	m := fileMethods()
	if m.FiVersion != 2 || m.FxFetch != 0 || m.FxUnfetch != 0 {
		t.Errorf("version %d offers memory mapping", m.FiVersion)
	}
	for _, op := range []int32{
		sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE, sqlite3.SQLITE_FCNTL_MMAP_SIZE,
		sqlite3.SQLITE_FCNTL_OVERWRITE, sqlite3.SQLITE_FCNTL_FILE_POINTER, sqlite3.SQLITE_FCNTL_VFS_POINTER,
	} {
		if forwarded(op) {
			t.Errorf("file control %d is forwarded", op)
		}
	}
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	rows, err := v.DB().Query("pragma mmap_size=1000000")
	must(t, err)
	for rows.Next() {
		var n int64
		must(t, rows.Scan(&n))
		if n != 0 {
			t.Errorf("mmap_size is %d", n)
		}
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	onMain(t, v, func(tls *libc.TLS, main *file, _ uintptr) {
		if got := main.deviceCharacteristics(tls); got&^(sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE|
			sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN) != 0 {
			t.Errorf("device characteristics %#x", got)
		}
	})
}

// go vet runs without its unsafeptr check for this package; so unsafe stays in one file of it.
func TestPitfall05UnsafeStaysInOneFile(t *testing.T) {
	names, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		must(t, err)
		for _, i := range f.Imports {
			if i.Path.Value == `"unsafe"` && name != "cabi.go" {
				t.Errorf("%s imports unsafe", name)
			}
		}
	}
}

func TestPitfall06PanicsDoNotCross(t *testing.T) {
	for _, op := range []opKind{opRead, opWrite, opSync, opTruncate, opDelete} {
		t.Run(fmt.Sprint(op), func(t *testing.T) {
			path, k := newVault(t)
			armed := false
			s := &seam{before: func(p physical) int32 {
				if armed && p.op == op {
					armed = false
					panic("planted")
				}
				return rcOK
			}}
			v := openVault(t, path, k, Options{CacheKiB: 16, seam: s})
			fill(t, v.DB(), 3000)
			armed = true
			// Reads, writes, syncs, truncates and deletes, in that order or another.
			_, _ = v.DB().Exec("update t set b='y'||b where a%7=0")
			_, _, _ = readAll(v.DB())
			_ = v.Checkpoint(t.Context())
			_, _ = v.DB().Exec("pragma locking_mode=normal; pragma journal_mode=delete; select count(*) from t")
			if armed {
				t.Fatal("the operation never happened")
			}
			if n := v.Notices(); n.Panics != 1 || n.LastPanic != "planted" {
				t.Errorf("notices %+v", n)
			}
			must(t, v.verifyStructure(t.Context()))
			if n := number(t, v.DB(), "select count(*) from t"); n != 3000 {
				t.Errorf("%d rows", n)
			}
			_ = v.Close() // journal mode was changed, which a checkpoint may complain of
		})
	}
}

// A page gives back zeros in its reserve, and one that uses it is refused rather than cut.
func TestPitfall07ReserveIsZeroAndNeverLost(t *testing.T) {
	b := emptyDatabase()
	if b[20] != reserve || b[18] != 2 || b[19] != 2 || !allZero(b[usable:]) {
		t.Error("first page of an empty vault")
	}
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	fill(t, v.DB(), 500)
	must(t, v.Checkpoint(t.Context()))
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		page := memory(buf, pageSize)
		page[pageSize-1] = 1
		if rc := main.ops.read(tls, main, buf, pageSize, 2*pageSize); rc != rcOK {
			t.Fatalf("read: %d", rc)
		}
		if !allZero(page[usable:]) || allZero(page[:usable]) {
			t.Error("reserve is not zero, or page empty")
		}
		page[usable] = 1
		if rc := main.ops.write(tls, main, buf, pageSize, 2*pageSize); rc != rcWrite {
			t.Errorf("a page that uses its reserve: %d", rc)
		}
		if _, ok := walUnitAt(walHeader + walFrameHead).plain(page); ok {
			t.Error("the log takes a page that uses its reserve")
		}
	})
	must(t, v.Verify(t.Context()))
}

// The first 100 bytes are read before any lock and before recovery, when page 1 may be half written.
func TestPitfall08OpensWithTornFirstPage(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 200) // page 1 has changed and its good copy is in the log
	main, wal := snapshot(t, v)
	v.mustClose(t)
	clear(main[headerSize+512 : headerSize+1024])
	place(t, path, main, wal)
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t"); n != 200 {
		t.Errorf("%d rows", n)
	}
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
	place(t, path, main, nil) // and without the log it is damage, not an empty vault
	_, err := Open(t.Context(), path, k, Options{})
	if d, ok := isDamaged(err); !ok || d.Page != 1 {
		t.Errorf("torn first page without log: %v", err)
	}
}

// In recovery a torn unit ends the log; that is noted and the log kept.
func TestPitfall09TornLogEndsInRecovery(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 200)
	must(t, v.Checkpoint(t.Context()))
	for range 5 {
		run(t, v.DB(), "insert into t(b,c) values('vastaus',1)")
	}
	main, wal := snapshot(t, v)
	v.mustClose(t)
	wal[len(wal)-100] ^= 1
	place(t, path, main, wal)
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t"); n != 204 {
		t.Errorf("%d rows, want all but the torn transaction", n)
	}
	n := v.Notices()
	if n.WALDropped != 1 || n.BadPage != 0 {
		t.Errorf("notices %+v", n)
	}
	run(t, v.DB(), "insert into t(b,c) values('uusi',1)") // SQLite writes over the log now
	if !bytes.Equal(read(t, n.WALCopy), wal) {
		t.Error("the kept log is not the one that was found")
	}
	v.mustClose(t)
}

// The same unit, torn while the vault is in use, is damage: it was there.
func TestPitfall09DamagedLogInUseIsAnError(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{CacheKiB: 16})
	fill(t, v.DB(), 2000)
	spoil(t, path+"-wal", func(b []byte) { // every page in the log
		for at := physWALHeader + physWALFrameHead; at < len(b); at += physWALFrame {
			b[at] ^= 1
		}
	})
	_, _, err := readAll(v.DB())
	if _, ok := isDamaged(v.Classify(err)); !ok {
		t.Errorf("read of a damaged log: %v", err)
	}
	_ = v.abandon()
}

// SQLite reads whole frames in one more case, to redo checksums over frames of the running transaction
// that it overwrote. Zeros there would end the log in the middle of answers.
func TestPitfall09DamageWhileChecksumsAreRedone(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{CacheKiB: 16})
	fill(t, v.DB(), 2000)
	must(t, v.Checkpoint(t.Context()))
	tx, err := v.DB().Begin()
	must(t, err)
	_, err = tx.Exec("update t set c=c+1") // spills into the log
	must(t, err)
	spoil(t, path+"-wal", func(b []byte) { b[physWALHeader+3*physWALFrame+physWALFrameHead+9] ^= 1 })
	_, err = tx.Exec("update t set c=c+1 where a<20") // overwrites the first frames
	if err == nil {
		err = tx.Commit()
	}
	if err == nil {
		t.Error("committed over a damaged log")
	} else if _, ok := isDamaged(v.Classify(err)); !ok {
		t.Errorf("commit over a damaged log: %v", err)
	}
	if n := v.Notices().WALDropped; n != 0 {
		t.Errorf("%d units dropped outside recovery", n)
	}
	_ = tx.Rollback()
	_ = v.abandon()
	v = openVault(t, path, k, Options{})
	if n := number(t, v.DB(), "select count(*) from t where c=a%5"); n != 2000 {
		t.Errorf("%d rows as they were before the failed transaction", n)
	}
	v.mustClose(t)
}

// spoil changes a file that is not the main file of an open vault.
func spoil(t *testing.T, path string, f func([]byte)) {
	t.Helper()
	b := read(t, path)
	f(b)
	h, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = h.WriteAt(b, 0)
	must(t, errors.Join(err, h.Close()))
}

// Blocks of a journal that hold synced records are never written again. Only the head of a segment is,
// and that is a block of its own.
func TestPitfall10SyncedJournalBlocksStay(t *testing.T) {
	for _, mode := range []string{"DELETE", "TRUNCATE", "PERSIST"} {
		t.Run(mode, func(t *testing.T) {
			path, k := newVault(t)
			j := &journalWatch{t: t, sealed: map[int64]bool{}}
			s, err := newSealer(k, fileIDOf(t, path), kindJournal)
			must(t, err)
			j.s = s
			v := openVault(t, path, k, Options{journalMode: mode, CacheKiB: 16, seam: &seam{after: j.see}})
			fill(t, v.DB(), 3000)
			run(t, v.DB(), "update t set b=b||'x'") // spills, so several segments
			must(t, v.verifyStructure(t.Context()))
			_ = v.Close()
			if j.records < 20 || j.heads < 3 {
				t.Errorf("%d blocks of records and %d rewritten heads: too little happened", j.records, j.heads)
			}
		})
	}
}

func fileIDOf(t *testing.T, path string) id {
	t.Helper()
	p, err := openVaults.header(path)
	must(t, err)
	return p.best.fileID
}

// journalWatch knows which blocks of the journal are synced.
type journalWatch struct {
	t       *testing.T
	s       *sealer
	written []int64
	sealed  map[int64]bool // synced
	records int
	heads   int
}

func (j *journalWatch) see(p physical) {
	if !strings.HasSuffix(p.path, "-journal") {
		return
	}
	const block = journalBlock + reserve
	switch p.op {
	case opWrite:
		i := p.off / block
		if p.off%block != 0 || len(p.data) != block {
			j.t.Errorf("write of %d bytes at %d is not one full block", len(p.data), p.off)
		}
		plain := bytes.Clone(p.data)
		if !j.s.open(plain, unitPage, i) {
			j.t.Errorf("block %d does not open", i)
		}
		head := bytes.HasPrefix(plain, []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}) ||
			i == 0 && allZero(plain[:12]) // of the first segment, before its records count
		switch {
		case i == 0 && allZero(plain[:28]): // a journal that stays ends its transaction so
			clear(j.sealed)
		case !j.sealed[i]:
			j.records++
		case head:
			j.heads++
		default:
			j.t.Errorf("block %d held synced records and was written again", i)
		}
		j.written = append(j.written, i)
	case opSync:
		for _, i := range j.written {
			j.sealed[i] = true
		}
		j.written = nil
	case opTruncate, opDelete:
		clear(j.sealed)
		j.written = nil
	case opRead:
	}
}

// Writing past the end leaves no page that could be read without being authenticated.
func TestPitfall11GapsAreSealed(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		memory(buf, pageSize)[0] = 7
		if rc := main.ops.write(tls, main, buf, pageSize, 9*pageSize); rc != rcOK {
			t.Fatalf("write: %d", rc)
		}
		if rc := main.ops.truncate(tls, main, 13*pageSize); rc != rcOK {
			t.Fatalf("truncate: %d", rc)
		}
		if n, _ := main.ops.size(tls, main); n != 13*pageSize {
			t.Errorf("size %d", n)
		}
		for i := int64(1); i < 13; i++ {
			rc := main.ops.read(tls, main, buf, pageSize, i*pageSize)
			if want := i != 9; rc != rcOK || allZero(memory(buf, pageSize)) != want {
				t.Errorf("page %d: result %d, empty is not %v", i, rc, want)
			}
		}
		if rc := main.ops.truncate(tls, main, pageSize); rc != rcOK {
			t.Fatalf("truncate: %d", rc)
		}
	})
	v.mustClose(t)
	b := read(t, path)
	b = append(b, make([]byte, pageSize)...) // a page of zeros, put there by somebody else
	must(t, os.WriteFile(path, b, 0o600))
	v = openVault(t, path, k, Options{})
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		if rc := main.ops.read(tls, main, buf, pageSize, pageSize); rc != rcData {
			t.Errorf("a page of zeros reads with result %d", rc)
		}
	})
	v.mustClose(t)
}

// A vault cut down to its header would be a new, empty database to SQLite.
func TestPitfall12CutToHeaderIsTruncated(t *testing.T) {
	path, k := newVault(t)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 500)
	v.mustClose(t)
	whole := read(t, path)
	for _, n := range []int{8, 100, copySize, headerSize, headerSize + 1, headerSize + pageSize - 1, headerSize + pageSize, headerSize + 3*pageSize, len(whole) - 1, len(whole) - pageSize} {
		place(t, path, whole[:n], nil)
		v, err := Open(context.Background(), path, k, Options{})
		if err == nil {
			t.Errorf("cut to %d bytes: opened", n)
			v.mustClose(t)
			continue
		}
		if _, ok := isDamaged(err); !errors.Is(err, ErrTruncated) || ok {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	// A crash can leave a part of a page behind the end; that is no reason to refuse.
	place(t, path, append(slices.Clone(whole), 1, 2, 3), nil)
	v = openVault(t, path, k, Options{})
	must(t, v.Verify(t.Context()))
	v.mustClose(t)
}

func TestPitfall13DamageIsNeverAWrongSecret(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.mittari")
	k, err := Create(path, []Secret{{SlotPassphrase, "oikea", FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 500)
	v.mustClose(t)
	_, err = Unlock(path, SlotPassphrase, "väärä")
	if _, ok := isDamaged(err); !errors.Is(err, ErrWrongSecret) || ok {
		t.Errorf("wrong secret: %v", err)
	}
	whole := read(t, path)
	for page := int64(1); page <= 4; page++ {
		b := bytes.Clone(whole)
		b[headerSize+(page-1)*pageSize+77] ^= 4
		place(t, path, b, nil)
		k, err := Unlock(path, SlotPassphrase, "oikea")
		must(t, err)
		v, err := Open(t.Context(), path, k, Options{})
		if err == nil {
			_, _, err = readAll(v.DB())
			err = v.Classify(err)
			_ = v.Close()
		}
		if d, ok := isDamaged(err); !ok || d.Page != page || d.Path != path || errors.Is(err, ErrWrongSecret) {
			t.Errorf("page %d flipped: %v", page, err)
		}
		var se *sqlite.Error
		if !errors.As(err, &se) || se.Code() != sqlite3.SQLITE_IOERR_DATA {
			t.Errorf("page %d flipped: cause %v", page, err)
		}
	}
}
