package vault

import "modernc.org/libc"

// Rollback journals and temporary files: an array of full blocks, each sealed on its own. The last
// block is padded with zeros, so that sizes are multiples of the block.
//
// A journal block must never be sealed again once it holds bytes that were synced: a torn write would
// take the end of a record that rollback needs. With power-safe overwrite SQLite starts each segment of
// a journal at a multiple of 512 bytes, hence that size, and hence full blocks only.
const (
	journalBlock = 512
	tempBlock    = 4096
)

type blockOps struct {
	s        *sealer
	block    int64
	tolerant bool   // a block that does not authenticate reads as zeros: the torn end of a journal
	cached   int64  // index of the block in plain, or -1
	plain    []byte // plaintext of one block
}

func newBlockOps(s *sealer, block int64, tolerant bool) *blockOps {
	return &blockOps{s: s, block: block, tolerant: tolerant, cached: -1, plain: make([]byte, block)}
}

func (o *blockOps) size(tls *libc.TLS, f *file) (int64, int32) {
	n, rc := f.psize(tls)
	return n / (o.block + reserve) * o.block, rc
}

// load brings block i, which exists, into plain.
func (o *blockOps) load(tls *libc.TLS, f *file, i int64) int32 {
	if o.cached == i {
		return rcOK
	}
	o.cached = -1
	n := int(o.block) + reserve
	if rc := f.pread(tls, f.scratch, int32(n), i*int64(n)); rc != rcOK {
		return rc
	}
	b := memory(f.scratch, n)
	switch {
	case o.s.open(b, unitPage, i):
		copy(o.plain, b)
	case o.tolerant:
		clear(o.plain)
	default:
		return rcData
	}
	clear(b)
	o.cached = i
	return rcOK
}

func (o *blockOps) store(tls *libc.TLS, f *file, i int64) int32 {
	n := o.block + reserve
	o.s.seal(memory(f.scratch, int(n)), o.plain, unitPage, i)
	o.cached = i
	rc := f.pwrite(tls, f.scratch, int32(n), i*n)
	if rc != rcOK {
		o.cached = -1
	}
	return rc
}

func (o *blockOps) read(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	dst := memory(buf, int(n))
	size, rc := o.size(tls, f)
	if rc != rcOK {
		return rc
	}
	for len(dst) > 0 && off < size {
		if f.kind == kindJournal {
			o.cached = -1 // another process may have written the journal
		}
		if rc := o.load(tls, f, off/o.block); rc != rcOK {
			clear(dst)
			return rc
		}
		c := copy(dst, o.plain[off%o.block:])
		dst, off = dst[c:], off+int64(c)
	}
	if len(dst) > 0 {
		clear(dst)
		return rcShortRead
	}
	return rcOK
}

func (o *blockOps) write(tls *libc.TLS, f *file, buf uintptr, n int32, off int64) int32 {
	src := memory(buf, int(n))
	size, rc := o.size(tls, f)
	if rc != rcOK {
		return rc
	}
	for ; size+o.block <= off; size += o.block { // blocks skipped over
		clear(o.plain)
		if rc := o.store(tls, f, size/o.block); rc != rcOK {
			return rc
		}
	}
	for len(src) > 0 {
		i, in := off/o.block, off%o.block
		c := min(o.block-in, int64(len(src)))
		if rc := o.prepare(tls, f, i, c, size); rc != rcOK {
			return rc
		}
		copy(o.plain[in:], src[:c])
		if rc := o.store(tls, f, i); rc != rcOK {
			return rc
		}
		size = max(size, (i+1)*o.block)
		src, off = src[c:], off+c
	}
	return rcOK
}

// prepare puts into plain what block i holds apart from the c bytes about to be written.
func (o *blockOps) prepare(tls *libc.TLS, f *file, i, c, size int64) int32 {
	if c == o.block {
		return rcOK
	}
	if i*o.block < size {
		return o.load(tls, f, i)
	}
	clear(o.plain)
	return rcOK
}

func (o *blockOps) truncate(tls *libc.TLS, f *file, size int64) int32 {
	o.cached = -1
	return f.ptruncate(tls, (size+o.block-1)/o.block*(o.block+reserve))
}
