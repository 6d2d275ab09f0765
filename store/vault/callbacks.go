package vault

import (
	"fmt"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The functions SQLite calls. A panic must not unwind through transpiled code, which holds locks and
// half-changed state: each function that runs code of ours ends in guard.

// guard turns a panic into a result code and notes it.
func guard(v *vfs, rc *int32, code int32) {
	if x := recover(); x != nil {
		v.log.panicked(fmt.Sprint(x))
		*rc = code
	}
}

// fileMethods has version 2: without xFetch SQLite never maps ciphertext into memory.
func fileMethods() ioMethods {
	return ioMethods{
		FiVersion:               2,
		FxClose:                 toC(xClose),
		FxRead:                  toC(xRead),
		FxWrite:                 toC(xWrite),
		FxTruncate:              toC(xTruncate),
		FxSync:                  toC(xSync),
		FxFileSize:              toC(xFileSize),
		FxLock:                  toC(xLock),
		FxUnlock:                toC(xUnlock),
		FxCheckReservedLock:     toC(xCheckReservedLock),
		FxFileControl:           toC(xFileControl),
		FxSectorSize:            toC(xSectorSize),
		FxDeviceCharacteristics: toC(xDeviceCharacteristics),
		FxShmMap:                toC(xShmMap),
		FxShmLock:               toC(xShmLock),
		FxShmBarrier:            toC(xShmBarrier),
		FxShmUnmap:              toC(xShmUnmap),
	}
}

// describe is the VFS as registered. Loading extensions and replacing system calls are not offered.
func (v *vfs) describe() vfsObject {
	p := vfsAt(v.parent)
	return vfsObject{
		FiVersion:          min(p.FiVersion, 2),
		FszOsFile:          p.FszOsFile + ownPrefix,
		FmxPathname:        p.FmxPathname,
		FzName:             v.cname,
		FpAppData:          v.handle,
		FxOpen:             toC(vOpen),
		FxDelete:           toC(vDelete),
		FxAccess:           toC(vAccess),
		FxFullPathname:     toC(vFullPathname),
		FxDlOpen:           toC(vDlOpen),
		FxDlError:          toC(vDlError),
		FxDlSym:            toC(vDlSym),
		FxDlClose:          toC(vDlClose),
		FxRandomness:       toC(vRandomness),
		FxSleep:            toC(vSleep),
		FxCurrentTime:      toC(vCurrentTime),
		FxGetLastError:     toC(vGetLastError),
		FxCurrentTimeInt64: toC(vCurrentTimeInt64),
	}
}

func xClose(tls *libc.TLS, object uintptr) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	f.v.main.CompareAndSwap(f, nil)
	rc = f.pclose(tls)
	clear(memory(f.scratch, scratchSize))
	libc.Xfree(tls, f.scratch)
	files.drop(f.handle)
	f.v.open.Add(-1)
	objectAt(object).base.FpMethods = 0
	return rc
}

func xRead(tls *libc.TLS, object, buf uintptr, n int32, off int64) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	return f.ops.read(tls, f, buf, n, off)
}

func xWrite(tls *libc.TLS, object, buf uintptr, n int32, off int64) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	return f.ops.write(tls, f, buf, n, off)
}

func xTruncate(tls *libc.TLS, object uintptr, size int64) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	return f.ops.truncate(tls, f, size)
}

func xFileSize(tls *libc.TLS, object, out uintptr) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	n, rc := f.ops.size(tls, f)
	setInt64(out, n)
	return rc
}

func xSync(tls *libc.TLS, object uintptr, flags int32) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	return f.psync(tls, flags)
}

func xLock(tls *libc.TLS, object uintptr, level int32) int32 {
	f := fileAt(object)
	return fromC[fnInt32](methodsAt(f.methods).FxLock)(tls, f.parent, level)
}

func xUnlock(tls *libc.TLS, object uintptr, level int32) int32 {
	f := fileAt(object)
	return fromC[fnInt32](methodsAt(f.methods).FxUnlock)(tls, f.parent, level)
}

func xCheckReservedLock(tls *libc.TLS, object, out uintptr) int32 {
	f := fileAt(object)
	return fromC[fnOut](methodsAt(f.methods).FxCheckReservedLock)(tls, f.parent, out)
}

func xSectorSize(tls *libc.TLS, object uintptr) int32 {
	f := fileAt(object)
	return fromC[fnFile](methodsAt(f.methods).FxSectorSize)(tls, f.parent)
}

// xDeviceCharacteristics keeps only promises that hold for sealed units too. Atomic or sequential
// writes of the device say nothing about units that lie elsewhere than SQLite thinks.
func xDeviceCharacteristics(tls *libc.TLS, object uintptr) int32 {
	return fileAt(object).deviceCharacteristics(tls)
}

func (f *file) deviceCharacteristics(tls *libc.TLS) int32 {
	c := fromC[fnFile](methodsAt(f.methods).FxDeviceCharacteristics)(tls, f.parent)
	return c & (sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE | sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN)
}

// forwarded lists the file controls that may reach the operating system's VFS. All others are refused:
// size hint, chunk size and mmap size would act on offsets that are not SQLite's.
func forwarded(op int32) bool {
	switch op {
	case sqlite3.SQLITE_FCNTL_LOCKSTATE, sqlite3.SQLITE_FCNTL_LAST_ERRNO,
		sqlite3.SQLITE_FCNTL_PERSIST_WAL, sqlite3.SQLITE_FCNTL_HAS_MOVED,
		sqlite3.SQLITE_FCNTL_POWERSAFE_OVERWRITE, sqlite3.SQLITE_FCNTL_SYNC,
		sqlite3.SQLITE_FCNTL_COMMIT_PHASETWO, sqlite3.SQLITE_FCNTL_WAL_BLOCK,
		sqlite3.SQLITE_FCNTL_LOCK_TIMEOUT, sqlite3.SQLITE_FCNTL_TEMPFILENAME,
		sqlite3.SQLITE_FCNTL_EXTERNAL_READER, sqlite3.SQLITE_FCNTL_CKPT_START,
		sqlite3.SQLITE_FCNTL_CKPT_DONE, sqlite3.SQLITE_FCNTL_BUSYHANDLER,
		sqlite3.SQLITE_FCNTL_WIN32_AV_RETRY, sqlite3.SQLITE_FCNTL_BLOCK_ON_CONNECT:
		return true
	default:
		return false
	}
}

func xFileControl(tls *libc.TLS, object uintptr, op int32, arg uintptr) (rc int32) {
	f := fileAt(object)
	defer guard(f.v, &rc, rcIOErr)
	if op == sqlite3.SQLITE_FCNTL_PDB && f.kind == kindMain {
		// The connection introduces itself when it opens the file. From here on it attaches nothing:
		// ATTACH or VACUUM INTO with a URI that names another VFS would write a plaintext file.
		sqlite3.Xsqlite3_limit(tls, getPointer(arg), sqlite3.SQLITE_LIMIT_ATTACHED, 0)
		return rcOK
	}
	if !forwarded(op) {
		return rcNotFound
	}
	return fromC[fnIntOut](methodsAt(f.methods).FxFileControl)(tls, f.parent, op, arg)
}

func xShmMap(tls *libc.TLS, object uintptr, page, size, extend int32, out uintptr) int32 {
	f := fileAt(object)
	m := methodsAt(f.methods)
	if m.FiVersion < 2 || m.FxShmMap == 0 {
		return rcShmMap
	}
	f.v.sharedMemory.Store(true)
	return fromC[fnShmMap](m.FxShmMap)(tls, f.parent, page, size, extend, out)
}

// walRecoverLock is the shared-memory lock that a connection holds alone while it recovers the log.
const walRecoverLock = 2

func xShmLock(tls *libc.TLS, object uintptr, off, n, flags int32) int32 {
	f := fileAt(object)
	rc := fromC[fnShmLock](methodsAt(f.methods).FxShmLock)(tls, f.parent, off, n, flags)
	exclusive := flags&sqlite3.SQLITE_SHM_EXCLUSIVE != 0
	if rc == rcOK && exclusive && off <= walRecoverLock && walRecoverLock < off+n {
		f.v.recovering.Store(flags&sqlite3.SQLITE_SHM_LOCK != 0)
	}
	return rc
}

func xShmBarrier(tls *libc.TLS, object uintptr) {
	f := fileAt(object)
	fromC[fnFileVoid](methodsAt(f.methods).FxShmBarrier)(tls, f.parent)
}

func xShmUnmap(tls *libc.TLS, object uintptr, remove int32) int32 {
	f := fileAt(object)
	return fromC[fnInt32](methodsAt(f.methods).FxShmUnmap)(tls, f.parent, remove)
}
