package vault

import "modernc.org/libc"

// The write-ahead log. Every write that SQLite makes to it is one unit, so nothing is ever read back,
// changed and written again. Frame headers are sealed like pages: they carry a checksum of the
// plaintext, by which a guessed answer could be tried.
//
//	SQLite:  32-byte header, then frames of 24-byte header and page
//	on disk: header padded to 88 and sealed (128), then frames of sealed header (64) and sealed page
const (
	walHeader    = 32
	walFrameHead = 24
	walFrame     = walFrameHead + pageSize

	physWALHeader    = 128 // the frames keep a tidy start, and every byte is authenticated
	physWALFrameHead = walFrameHead + reserve
	physWALFrame     = physWALFrameHead + pageSize
)

// walUnit is one sealed unit of the log.
type walUnit struct {
	unit  unitType
	index int64 // frame, from 0
	start int64 // in SQLite's offsets
	n     int
	phys  int64
	physN int
}

// walUnitAt returns the unit that holds SQLite's offset off.
func walUnitAt(off int64) walUnit {
	if off < walHeader {
		return walUnit{unitWALHeader, 0, 0, walHeader, 0, physWALHeader}
	}
	k := (off - walHeader) / walFrame
	start := walHeader + k*walFrame
	phys := physWALHeader + k*physWALFrame
	if off-start < walFrameHead {
		return walUnit{unitWALFrame, k, start, walFrameHead, phys, physWALFrameHead}
	}
	return walUnit{unitWALContent, k, start + walFrameHead, pageSize, phys + physWALFrameHead, pageSize}
}

type walOps struct {
	s     *sealer
	wrote bool // this handle has written to the log
}

// size leaves out a torn last frame.
func (o *walOps) size(tls *libc.TLS, f *file) (int64, int32) {
	n, rc := f.psize(tls)
	if n < physWALHeader {
		return 0, rc
	}
	return walHeader + (n-physWALHeader)/physWALFrame*walFrame, rc
}

func (o *walOps) read(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	dst := memory(buf, int(n))
	for rest, at := dst, off; len(rest) > 0; {
		u := walUnitAt(at)
		b, rc := o.readUnit(tls, f, u)
		if rc != rcOK {
			clear(dst)
			return o.failed(f, rc, n, off)
		}
		c := copy(rest, b[at-u.start:u.n])
		rest, at = rest[c:], at+int64(c)
	}
	return rcOK
}

func (o *walOps) readUnit(tls *libc.TLS, f *file, u walUnit) ([]byte, int32) {
	b := memory(f.scratch, u.physN)
	if rc := f.pread(tls, f.scratch, int32(u.physN), u.phys); rc != rcOK {
		return nil, rc
	}
	if !o.s.open(b, u.unit, u.index) {
		return nil, rcData
	}
	if u.unit == unitWALContent {
		clear(b[usable:])
	}
	return b, rcOK
}

// failed decides what a unit that does not authenticate means. During recovery it is where the log
// ends: a crash may tear the last writes, and SQLite stops at a frame of zeros. That is noted, and the
// log is kept before SQLite writes over it. At any other time it is damage.
func (o *walOps) failed(f *file, rc, n int32, off int64) int32 {
	switch {
	case rc != rcData:
		return rc
	case o.recovery(f, n, off):
		f.v.log.walDropped(f.path)
		return rcOK
	default:
		f.v.log.badWAL.Add(1)
		return rcData
	}
}

// recovery says whether SQLite is recovering the log. It then reads the log's header, or whole frames.
// Whole frames are read in one more case, when checksums are redone after frames of the running
// transaction were overwritten; taking damage for the end of the log there would lose answers. A
// connection that has the log to itself recovers before it writes anything; one that shares it holds
// the recovery lock.
func (o *walOps) recovery(f *file, n int32, off int64) bool {
	if off != 0 && (n != walFrame || (off-walHeader)%walFrame != 0) {
		return false
	}
	if f.v.sharedMemory.Load() {
		return f.v.recovering.Load()
	}
	return !o.wrote
}

func (o *walOps) write(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	o.wrote = true
	src := memory(buf, int(n))
	for len(src) > 0 {
		u := walUnitAt(off)
		if off != u.start || len(src) < u.n {
			return rcWrite // parts of units: SQLite writes them only without power-safe overwrite
		}
		plain, ok := u.plain(src[:u.n])
		if !ok {
			return rcWrite
		}
		o.s.seal(memory(f.scratch, u.physN), plain, u.unit, u.index)
		if rc := f.pwrite(tls, f.scratch, int32(u.physN), u.phys); rc != rcOK {
			return rc
		}
		src, off = src[u.n:], off+int64(u.n)
	}
	return rcOK
}

// plain returns what is sealed for the n bytes of a unit, and whether that is all of them.
func (u walUnit) plain(b []byte) ([]byte, bool) {
	switch u.unit {
	case unitWALHeader:
		padded := make([]byte, physWALHeader-reserve)
		copy(padded, b)
		return padded, true
	case unitWALContent:
		return b[:usable], allZero(b[usable:])
	default:
		return b, true
	}
}

func (o *walOps) truncate(tls *libc.TLS, f *file, size int64) int32 {
	if size == 0 {
		return f.ptruncate(tls, 0)
	}
	frames := (max(0, size-walHeader) + walFrame - 1) / walFrame
	return f.ptruncate(tls, physWALHeader+frames*physWALFrame)
}
