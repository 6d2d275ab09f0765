package vault

import "modernc.org/libc"

// file is one open file. SQLite uses it from one goroutine at a time.
type file struct {
	v       *vfs
	kind    fileKind
	path    string
	handle  uintptr
	parent  uintptr // the operating system's file object
	methods uintptr // and its methods
	ops     fileOps
	scratch uintptr // room for one sealed unit
}

const scratchSize = 2 * pageSize

// fileOps is how the content of one kind of file is laid out and sealed. Offsets and sizes are those
// SQLite sees.
type fileOps interface {
	read(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32
	write(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32
	truncate(tls *libc.TLS, f *file, size int64) int32
	size(tls *libc.TLS, f *file) (int64, int32)
}

// The methods below act on the file as it lies on the disk.

func (f *file) pread(tls *libc.TLS, buf uintptr, n int32, off int64) int32 {
	if rc := f.v.seam.Ask(operation{Kind: opRead, Path: f.path, Off: off}); rc != rcOK {
		return rc
	}
	return fromC[fnRW](methodsAt(f.methods).FxRead)(tls, f.parent, buf, n, off)
}

func (f *file) pwrite(tls *libc.TLS, buf uintptr, n int32, off int64) int32 {
	p := operation{Kind: opWrite, Path: f.path, Off: off, Data: memory(buf, int(n))}
	if rc := f.v.seam.Ask(p); rc != rcOK {
		return rc
	}
	rc := fromC[fnRW](methodsAt(f.methods).FxWrite)(tls, f.parent, buf, n, off)
	f.v.seam.Tell(p, rc)
	return rc
}

func (f *file) ptruncate(tls *libc.TLS, size int64) int32 {
	p := operation{Kind: opTruncate, Path: f.path, Off: size}
	if rc := f.v.seam.Ask(p); rc != rcOK {
		return rc
	}
	rc := fromC[fnInt64](methodsAt(f.methods).FxTruncate)(tls, f.parent, size)
	f.v.seam.Tell(p, rc)
	return rc
}

func (f *file) psync(tls *libc.TLS, flags int32) int32 {
	p := operation{Kind: opSync, Path: f.path}
	if rc := f.v.seam.Ask(p); rc != rcOK {
		return rc
	}
	rc := fromC[fnInt32](methodsAt(f.methods).FxSync)(tls, f.parent, flags)
	f.v.seam.Tell(p, rc)
	return rc
}

// psize returns the size on disk. The out parameter lives on the TLS stack: a Go variable may move
// under the callee.
func (f *file) psize(tls *libc.TLS) (int64, int32) {
	out := tls.Alloc(8)
	defer tls.Free(8)
	rc := fromC[fnOut](methodsAt(f.methods).FxFileSize)(tls, f.parent, out)
	return getInt64(out), rc
}

func (f *file) pclose(tls *libc.TLS) int32 {
	return fromC[fnFile](methodsAt(f.methods).FxClose)(tls, f.parent)
}
