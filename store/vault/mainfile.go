package vault

import (
	"encoding/binary"

	"modernc.org/libc"
)

const (
	headPages = headerSize / pageSize
	// lockPage is the page that carries SQLite's lock bytes, at 1 GiB. On Windows those locks are
	// mandatory: content there could not be read while another process holds one.
	lockPage = 0x40000000 / pageSize
)

// physPage maps SQLite's page index (from 0) to the page's place on disk. The header shifts all pages
// and would put one on the lock bytes; that one takes the place of SQLite's own lock page, which
// SQLite never uses.
func physPage(i int64) int64 {
	p := i + headPages
	if p == lockPage {
		return lockPage + headPages
	}
	return p
}

// mainOps seals the database page by page.
type mainOps struct{ s *sealer }

// size leaves out a part of a page at the end, which a crash can leave behind.
func (o *mainOps) size(tls *libc.TLS, f *file) (int64, int32) {
	n, rc := f.psize(tls)
	return max(0, n-headerSize) / pageSize * pageSize, rc
}

func (o *mainOps) read(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	if n == pageSize && off%pageSize == 0 {
		return o.readPage(tls, f, buf, off/pageSize)
	}
	dst := memory(buf, int(n))
	if off == 0 && n == 100 {
		return o.readPreamble(tls, f, dst)
	}
	defer clear(memory(f.scratch, pageSize))
	for len(dst) > 0 {
		if rc := o.readPage(tls, f, f.scratch, off/pageSize); rc != rcOK {
			clear(dst)
			return rc
		}
		c := copy(dst, memory(f.scratch, pageSize)[off%pageSize:])
		dst, off = dst[c:], off+int64(c)
	}
	return rcOK
}

// readPreamble answers the read of SQLite's header that comes before any lock and before recovery.
// Page 1 may be half written then, with its good copy in the log. SQLite takes only sizes from this
// read, and those never change; the real page 1 is authenticated when it is read under a lock.
func (o *mainOps) readPreamble(tls *libc.TLS, f *file, dst []byte) int32 {
	size, rc := o.size(tls, f)
	if rc != rcOK {
		return rc
	}
	if size == 0 { // the target of a backup, not written yet
		clear(dst)
		return rcShortRead
	}
	copy(dst, emptyDatabase())
	return rcOK
}

func (o *mainOps) readPage(tls *libc.TLS, f *file, buf uintptr, index int64) int32 {
	b := memory(buf, pageSize)
	rc := f.pread(tls, buf, pageSize, physPage(index)*pageSize)
	switch {
	case rc == rcShortRead:
		// SQLite takes a short read for a page of zeros. No page it may ask for is missing from a file
		// that is whole, so the end was cut off, perhaps under a log that hides it.
		rc = rcData
	case rc == rcOK && !o.s.open(b, unitPage, index):
		rc = rcData
	}
	if rc != rcOK {
		clear(b)
		if rc == rcData {
			f.v.log.badPage.Store(index + 1)
		}
		return rc
	}
	clear(b[usable:]) // SQLite's checksums in the log were taken over zeros
	if index == 0 {
		f.v.log.pages.Store(int64(binary.BigEndian.Uint32(b[28:])))
	}
	return rcOK
}

func (o *mainOps) write(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	if n != pageSize || off%pageSize != 0 {
		return rcWrite
	}
	index := off / pageSize
	if rc := o.fill(tls, f, index); rc != rcOK {
		return rc
	}
	return o.writePage(tls, f, memory(buf, pageSize), index)
}

// fill seals empty pages from the end of the file up to index, so that no page can be read that was
// never authenticated.
func (o *mainOps) fill(tls *libc.TLS, f *file, index int64) int32 {
	size, rc := o.size(tls, f)
	if rc != rcOK {
		return rc
	}
	var empty [usable]byte
	for have := size / pageSize; have < index; have++ {
		if have == lockPage {
			continue // its place belongs to another page
		}
		if rc := o.sealPage(tls, f, empty[:], have); rc != rcOK {
			return rc
		}
	}
	return rcOK
}

// writePage refuses a page that uses its reserve: what stands there would be lost.
func (o *mainOps) writePage(tls *libc.TLS, f *file, page []byte, index int64) int32 {
	if !allZero(page[usable:]) {
		return rcWrite
	}
	return o.sealPage(tls, f, page[:usable], index)
}

func (o *mainOps) sealPage(tls *libc.TLS, f *file, plain []byte, index int64) int32 {
	o.s.seal(memory(f.scratch, pageSize), plain, unitPage, index)
	return f.pwrite(tls, f.scratch, pageSize, physPage(index)*pageSize)
}

func (o *mainOps) truncate(tls *libc.TLS, f *file, size int64) int32 {
	keep := (size + pageSize - 1) / pageSize
	have, rc := o.size(tls, f)
	if rc != rcOK {
		return rc
	}
	if keep > have/pageSize {
		return o.fill(tls, f, keep)
	}
	return f.ptruncate(tls, physPages(keep)*pageSize)
}

// physPages is the length of a file that holds n pages, header included.
func physPages(n int64) int64 {
	if n == 0 {
		return headPages
	}
	end := physPage(n-1) + 1
	if n > lockPage-headPages { // the displaced page lies further back than its neighbours
		end = max(end, lockPage+headPages+1)
	}
	return end
}
