package vault

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// All unsafe of the package is in this file. Its rules:
//
//   - Memory that transpiled code gets an address of comes from its own allocator (allocate, tls.Alloc),
//     never from Go: Go stacks move, and an integer keeps nothing alive.
//   - Only top-level functions are handed over: a "function pointer" there is the address of a Go
//     function value, and only top-level ones have one that is never collected.
//   - Methods of the operating system's VFS get that VFS's own pointers, never ours.
//
// go vet's unsafeptr check reports each conversion; it is off for this package only.

// ownPrefix is the size of our part of an open file object; the operating system's part follows, aligned.
const ownPrefix = 16

// fileObject is our part of an open file.
type fileObject struct {
	base   sqlite3.Tsqlite3_file
	handle uintptr
}

type (
	ioMethods = sqlite3.Tsqlite3_io_methods
	vfsObject = sqlite3.Tsqlite3_vfs
)

// Signatures of the methods, as the transpiler writes them.
type (
	fnFile     = func(tls *libc.TLS, file uintptr) int32
	fnFileVoid = func(tls *libc.TLS, file uintptr)
	fnRW       = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	fnInt64    = func(tls *libc.TLS, file uintptr, v int64) int32
	fnInt32    = func(tls *libc.TLS, object uintptr, v int32) int32
	fnOut      = func(tls *libc.TLS, object, out uintptr) int32
	fnIntOut   = func(tls *libc.TLS, object uintptr, v int32, out uintptr) int32
	fnShmMap   = func(tls *libc.TLS, file uintptr, page, size, extend int32, out uintptr) int32
	fnShmLock  = func(tls *libc.TLS, file uintptr, off, n, flags int32) int32
	fnOpen     = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	fnName     = func(tls *libc.TLS, vfs, name uintptr, v int32) int32
	fnNameOut  = func(tls *libc.TLS, vfs, name uintptr, v int32, out uintptr) int32
)

// toC returns the function pointer of a top-level function.
func toC(f any) uintptr { return (*[2]uintptr)(unsafe.Pointer(&f))[1] }

// fromC turns a function pointer into a function that can be called.
func fromC[T any](p uintptr) T { return *(*T)(unsafe.Pointer(&struct{ uintptr }{p})) }

// memory is a view of n bytes of the transpiled code's memory.
func memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(unsafe.Pointer(p)), n) }

func setInt64(p uintptr, v int64)      { *(*int64)(unsafe.Pointer(p)) = v }
func getInt64(p uintptr) int64         { return *(*int64)(unsafe.Pointer(p)) }
func getPointer(p uintptr) uintptr     { return *(*uintptr)(unsafe.Pointer(p)) }
func vfsAt(p uintptr) *vfsObject       { return (*vfsObject)(unsafe.Pointer(p)) }
func methodsAt(p uintptr) *ioMethods   { return (*ioMethods)(unsafe.Pointer(p)) }
func objectAt(p uintptr) *fileObject   { return (*fileObject)(unsafe.Pointer(p)) }
func fileAt(p uintptr) *file           { return files.get(objectAt(p).handle) }
func systemAt(p uintptr) *vfs          { return systems.get(vfsAt(p).FpAppData) }
func methodsOf(object uintptr) uintptr { return objectAt(object).base.FpMethods }

// allocate returns n zeroed bytes, or 0.
func allocate(tls *libc.TLS, n int) uintptr {
	p := libc.Xmalloc(tls, libc.Tsize_t(n))
	if p != 0 {
		clear(memory(p, n))
	}
	return p
}

func newMethods(tls *libc.TLS) uintptr {
	p := allocate(tls, int(unsafe.Sizeof(ioMethods{})))
	if p != 0 {
		*methodsAt(p) = fileMethods()
	}
	return p
}

func newVFSObject(tls *libc.TLS, v vfsObject) uintptr {
	p := allocate(tls, int(unsafe.Sizeof(v)))
	if p != 0 {
		*vfsAt(p) = v
	}
	return p
}
