package vault

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Result codes given to SQLite.
const (
	rcOK        = int32(sqlite3.SQLITE_OK)
	rcIOErr     = int32(sqlite3.SQLITE_IOERR)
	rcShortRead = int32(sqlite3.SQLITE_IOERR_SHORT_READ)
	rcWrite     = int32(sqlite3.SQLITE_IOERR_WRITE)
	rcData      = int32(sqlite3.SQLITE_IOERR_DATA)
	rcShmMap    = int32(sqlite3.SQLITE_IOERR_SHMMAP)
	rcNotFound  = int32(sqlite3.SQLITE_NOTFOUND)
	rcCantOpen  = int32(sqlite3.SQLITE_CANTOPEN)
	rcNoMem     = int32(sqlite3.SQLITE_NOMEM)
	rcSymlink   = int32(sqlite3.SQLITE_OK_SYMLINK)
)

// vfs is one registered encrypting VFS over the operating system's: one key, one database file.
type vfs struct {
	name string
	path string // the only main database it opens, in the form SQLite passes to xOpen
	key  *Key   // own copy
	file id
	seam *seam

	object  uintptr // sqlite3_vfs
	methods uintptr // sqlite3_io_methods shared by its files
	cname   uintptr
	handle  uintptr
	parent  uintptr // the operating system's VFS

	mu  sync.Mutex // guards tls for work that does not come from SQLite
	tls *libc.TLS

	open atomic.Int32
	main atomic.Pointer[file]

	// With several processes recovery is known by the lock it holds; see walOps.
	sharedMemory atomic.Bool
	recovering   atomic.Bool

	log tally
}

// register makes a VFS for the database at path. The key is copied.
func register(path string, k *Key, file id, s *seam) (*vfs, error) {
	tls := libc.NewTLS()
	v := &vfs{key: k.clone(), file: file, seam: s, tls: tls}
	if err := v.register(path); err != nil {
		v.free()
		return nil, fmt.Errorf("register encrypting VFS: %w", err)
	}
	return v, nil
}

func (v *vfs) register(path string) error {
	if rc := sqlite3.Xsqlite3_initialize(v.tls); rc != rcOK {
		return fmt.Errorf("sqlite3_initialize: %d", rc)
	}
	if v.parent = sqlite3.Xsqlite3_vfs_find(v.tls, 0); v.parent == 0 {
		return errors.New("no default VFS")
	}
	full, rc := v.fullPath(path)
	if rc != rcOK {
		return fmt.Errorf("full path name: %d", rc)
	}
	v.path = full
	if v.handle = systems.put(v); v.handle == 0 {
		return errors.New("too many open vaults")
	}
	v.name = fmt.Sprintf("mittari-%d-%x", v.handle, newID())
	cname, err := libc.CString(v.name)
	if err != nil {
		return err
	}
	v.cname = cname
	v.methods = newMethods(v.tls)
	v.object = newVFSObject(v.tls, v.describe())
	if v.methods == 0 || v.object == 0 {
		return errors.New("out of memory")
	}
	if rc := sqlite3.Xsqlite3_vfs_register(v.tls, v.object, 0); rc != rcOK {
		return fmt.Errorf("sqlite3_vfs_register: %d", rc)
	}
	return nil
}

// unregister wipes the key and frees everything. It fails while a file is open, which SQLite would
// otherwise reach through freed memory.
func (v *vfs) unregister() error {
	if n := v.open.Load(); n != 0 {
		return fmt.Errorf("%w: %d files still open", ErrInUse, n)
	}
	sqlite3.Xsqlite3_vfs_unregister(v.tls, v.object)
	v.free()
	return nil
}

func (v *vfs) free() {
	v.key.Forget()
	if v.handle != 0 {
		systems.drop(v.handle)
	}
	for _, p := range []uintptr{v.object, v.methods, v.cname} {
		if p != 0 {
			libc.Xfree(v.tls, p)
		}
	}
	v.object, v.methods, v.cname, v.handle = 0, 0, 0, 0
	v.tls.Close()
}

func (v *vfs) fullPath(path string) (string, int32) {
	name, err := libc.CString(path)
	if err != nil {
		return "", rcNoMem
	}
	defer libc.Xfree(v.tls, name)
	n := vfsAt(v.parent).FmxPathname + 1
	out := allocate(v.tls, int(n))
	if out == 0 {
		return "", rcNoMem
	}
	defer libc.Xfree(v.tls, out)
	rc := fromC[fnNameOut](vfsAt(v.parent).FxFullPathname)(v.tls, v.parent, name, n, out)
	if rc != rcOK && rc != rcSymlink {
		return "", rc
	}
	return libc.GoString(out), rcOK
}

// withMain runs f on the open main file, for work that does not come from SQLite. The caller holds the
// vault's only connection, so that SQLite does not use the file at the same time.
func (v *vfs) withMain(f func(tls *libc.TLS, main *file) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	main := v.main.Load()
	if main == nil {
		return errors.New("vault file is not open")
	}
	return f(v.tls, main)
}

// newOps chooses how the content of a file is sealed.
func (v *vfs) newOps(kind fileKind) (fileOps, error) {
	if kind == kindTemp {
		s, err := newTempSealer(v.file)
		return newBlockOps(s, tempBlock, false), err
	}
	s, err := newSealer(v.key, v.file, kind)
	if err != nil {
		return nil, err
	}
	switch kind {
	case kindMain:
		return &mainOps{s: s}, nil
	case kindWAL:
		return &walOps{s: s}, nil
	default:
		return newBlockOps(s, journalBlock, true), nil
	}
}
