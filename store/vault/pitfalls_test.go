package vault

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/mittari/mittari/store/internal/physical"
)

// The tests named after pitfalls go by the list of traps in FORMAT.md, section "Traps". Here: 1 to 6, memory
// and calling convention.

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
	v := openVault(t, path, k, Options{CacheKiB: 16, Seam: &seam{
		Before: func(operation) int32 {
			if n++; n%40 == 0 {
				runtime.GC()
			}
			return int32(growStack(60))
		},
		After: func(operation) { growStack(90) },
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
	onMain(t, v, func(tls *libc.TLS, main *file, buf uintptr) {
		for _, op := range []int32{
			sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE, sqlite3.SQLITE_FCNTL_MMAP_SIZE,
			sqlite3.SQLITE_FCNTL_OVERWRITE, sqlite3.SQLITE_FCNTL_FILE_POINTER, sqlite3.SQLITE_FCNTL_VFS_POINTER,
		} {
			if rc := xFileControl(tls, main.parent-ownPrefix, op, buf); rc != rcNotFound {
				t.Errorf("file control %d: result %d", op, rc)
			}
		}
		if rc := xFileControl(tls, main.parent-ownPrefix, sqlite3.SQLITE_FCNTL_LOCKSTATE, buf); rc != rcOK {
			t.Errorf("lock state: result %d", rc)
		}
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
	for _, op := range []physical.Kind{opRead, opWrite, opSync, opTruncate, opDelete} {
		t.Run(fmt.Sprint(op), func(t *testing.T) {
			path, k := newVault(t)
			armed := false
			s := &seam{Before: func(p operation) int32 {
				if armed && p.Kind == op {
					armed = false
					panic("planted")
				}
				return rcOK
			}}
			v := openVault(t, path, k, Options{CacheKiB: 16, Seam: s})
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
