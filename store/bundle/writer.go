package bundle

import (
	"bufio"
	"compress/flate"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"filippo.io/age"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Writer packs a bundle. Versions come before administrations, so that these find what they point at.
type Writer struct {
	sealed   io.WriteCloser
	plain    *bufio.Writer
	size     int64 // of the plain text so far
	deflate  *flate.Writer
	digest   hash.Hash
	key      ed25519.PrivateKey
	manifest Manifest
	head     []byte // the manifest as written
	done     Counts
	kind     byte // of the block that is being filled
	block    *encoder
	err      error
}

// NewWriter begins a bundle on out and writes the manifest, with the public half of the key as the signer. The counts
// of the manifest are a promise that Close checks.
func NewWriter(out io.Writer, to Seal, key ed25519.PrivateKey, m Manifest) (*Writer, error) {
	recipients, err := to.recipients()
	if err != nil {
		return nil, err
	}
	sealed, err := age.Encrypt(out, recipients...)
	if err != nil {
		return nil, fmt.Errorf("seal the bundle: %w", err)
	}
	public, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("seal the bundle: no key for signing")
	}
	m.Signer = public
	w := &Writer{
		sealed: sealed, plain: bufio.NewWriterSize(sealed, chunkSize), digest: sha256.New(), key: key, manifest: m, block: newEncoder(),
	}
	if w.head, err = json.Marshal(m); err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	intro := append([]byte(magic), Version)
	w.digest.Write(intro)
	w.keep(errOf(counting{w}.Write(intro)))
	if w.deflate, err = flate.NewWriter(counting{w}, flate.BestSpeed); err != nil {
		return nil, fmt.Errorf("begin the bundle: %w", err)
	}
	w.record(kindManifest, w.head)
	return w, w.err
}

func errOf(_ int, err error) error { return err }

// counting writes to the plain text and counts.
type counting struct{ w *Writer }

// Write implements io.Writer.
func (c counting) Write(p []byte) (int, error) {
	n, err := c.w.plain.Write(p)
	c.w.size += int64(n)
	return n, err
}

func (w *Writer) keep(err error) {
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("write the bundle: %w", err)
	}
}

// record writes one record; all but the trailer are under the digest.
func (w *Writer) record(kind byte, payload []byte) {
	var frame [frameSize]byte
	frame[0] = kind
	binary.BigEndian.PutUint32(frame[1:], uint32(len(payload)))
	if len(payload) > mostRecord {
		w.keep(ErrBadFile)
	}
	if kind != kindTrailer {
		w.digest.Write(frame[:])
		w.digest.Write(payload)
	}
	for _, part := range [][]byte{frame[:], payload} {
		if w.err == nil {
			w.keep(errOf(w.deflate.Write(part)))
		}
	}
}

// into makes sure that the open block is of a kind and has room.
func (w *Writer) into(kind byte) *encoder {
	if w.kind != kind || w.block.n >= blockRecords || len(w.block.b) >= blockBytes {
		w.flush()
		w.kind = kind
	}
	return w.block
}

// flush writes the open block.
func (w *Writer) flush() {
	if w.block.n > 0 {
		w.record(w.kind, append(binary.AppendUvarint(nil, uint64(w.block.n)), w.block.b...))
	}
	w.block.reset()
}

// Versions packs versions.
func (w *Writer) Versions(all ...store.Version) error {
	for _, v := range all {
		w.into(kindVersions).version(v)
	}
	w.done.Versions += len(all)
	return w.err
}

// Administrations packs administrations.
func (w *Writer) Administrations(all ...store.Given) error {
	for _, g := range all {
		w.into(kindAdministrations).given(g)
	}
	w.done.Administrations += len(all)
	return w.err
}

// File packs a file of a definition. A name or size that is not allowed is ErrBadFile.
func (w *Writer) File(f File) error {
	if !f.allowed() {
		return fmt.Errorf("%w: %s", ErrBadFile, f.Path)
	}
	e := newEncoder()
	e.raw(f.Path)
	e.bytes(f.Content)
	w.flush()
	w.record(kindFile, e.b)
	w.done.Files++
	return w.err
}

// Wording packs a wording.
func (w *Writer) Wording(v instruments.Wording) error {
	payload, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("pack the wording of %s: %w", v.Instrument, err)
	}
	w.flush()
	w.record(kindWording, payload)
	w.done.Wordings++
	return w.err
}

// Close writes the trailer and ends the bundle; the file under it is the caller's to sync. A bundle that holds another
// number of records than its manifest says is an error.
func (w *Writer) Close() error {
	w.flush()
	if w.err == nil && w.done != w.manifest.Counts {
		w.keep(fmt.Errorf("packed %+v, announced %+v", w.done, w.manifest.Counts))
	}
	if w.err != nil {
		return w.err
	}
	digest, count := w.digest.Sum(nil), uint64(w.done.All())
	trailer := append(binary.BigEndian.AppendUint64(nil, count), digest...)
	w.record(kindTrailer, append(trailer, ed25519.Sign(w.key, signed(w.head, count, digest))...))
	w.keep(w.deflate.Close())
	w.keep(errOf(counting{w}.Write(make([]byte, padding(w.size)))))
	w.keep(w.plain.Flush())
	w.keep(w.sealed.Close())
	return w.err
}

// padding is what is missing to a whole chunk. A file that ends elsewhere has been cut, and its size tells little.
func padding(size int64) int64 { return (chunkSize - size%chunkSize) % chunkSize }
