package bundle

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// Progress is told how many bytes of how many have been read. It may be nil.
type Progress func(done, of int64)

// Checked is a bundle that has been read through once and is whole.
type Checked struct {
	Manifest Manifest
	src      io.ReaderAt
	size     int64
	keys     Keys
	digest   []byte
}

// Check reads a whole bundle: seal, structure, rules of the records, counts, digest and signature. It says nothing about
// who the signer is; that is for the caller to know. Errors: a *Fault, a *NewerError, what the medium gave, or that of
// the context.
func Check(ctx context.Context, src io.ReaderAt, size int64, k Keys, tell Progress) (*Checked, error) {
	return CheckEach(ctx, src, size, k, tell, func(Part) error { return nil })
}

// CheckEach is Check that shows every block to see. Until it has returned without an error nothing vouches for them.
func CheckEach(ctx context.Context, src io.ReaderAt, size int64, k Keys, tell Progress, see func(Part) error) (*Checked, error) {
	r, err := open(src, size, k, tell)
	if err != nil {
		return nil, err
	}
	if err := r.each(ctx, see); err != nil {
		return nil, err
	}
	return &Checked{Manifest: r.manifest, src: src, size: size, keys: k, digest: r.digest.Sum(nil)}, nil
}

// Peek reads the manifest only. Nothing vouches for it yet.
func Peek(src io.ReaderAt, size int64, k Keys) (Manifest, error) {
	r, err := open(src, size, k, nil)
	if err != nil {
		return Manifest{}, err
	}
	return r.manifest, nil
}

// Each calls f for every block in order. A file that is no longer what was checked is ErrAnotherFile.
func (c *Checked) Each(ctx context.Context, tell Progress, f func(Part) error) error {
	r, err := open(c.src, c.size, c.keys, tell)
	if err != nil {
		return err
	}
	if err := r.each(ctx, f); err != nil {
		return err
	}
	if !bytes.Equal(r.digest.Sum(nil), c.digest) {
		return ErrAnotherFile
	}
	return nil
}

// reader reads a bundle once.
type reader struct {
	plain    *bufio.Reader
	size     int64 // of the plain text taken so far
	records  *bufio.Reader
	digest   hash.Hash
	manifest Manifest
	head     []byte
	found    Counts
}

func open(src io.ReaderAt, size int64, k Keys, tell Progress) (*reader, error) {
	var done int64
	plain, err := unseal(src, size, k, func(n int) {
		done += int64(n)
		if tell != nil {
			tell(done, size)
		}
	})
	if err != nil {
		return nil, err
	}
	r := &reader{plain: bufio.NewReaderSize(plain, chunkSize), digest: sha256.New()}
	if err := r.intro(); err != nil {
		return nil, err
	}
	r.records = bufio.NewReaderSize(flate.NewReader(taken{r}), chunkSize)
	kind, payload, err := r.record(nil)
	if err != nil {
		return nil, err
	}
	if kind != kindManifest || json.Unmarshal(payload, &r.manifest) != nil || len(r.manifest.Signer) != ed25519.PublicKeySize {
		return nil, ErrMalformed
	}
	r.head = bytes.Clone(payload)
	return r, nil
}

// intro reads what stands in front of the records.
func (r *reader) intro() error {
	var b [introSize]byte
	if _, err := io.ReadFull(taken{r}, b[:]); err != nil {
		return why(err)
	}
	if string(b[:len(magic)]) != magic {
		return ErrNotBundle
	}
	if v := int(b[len(magic)]); v != Version {
		return &NewerError{Have: v, Know: Version}
	}
	r.digest.Write(b[:])
	return nil
}

// taken counts the plain text that is taken.
type taken struct{ r *reader }

// Read implements io.Reader.
func (t taken) Read(p []byte) (int, error) {
	n, err := t.r.plain.Read(p)
	t.r.size += int64(n)
	return n, err
}

// ReadByte implements io.ByteReader: the inflater takes no more than it needs.
func (t taken) ReadByte() (byte, error) {
	b, err := t.r.plain.ReadByte()
	if err == nil {
		t.r.size++
	}
	return b, err
}

// why is the reason for an error under the records: the seal's own, or that the stream makes no sense.
func why(err error) error {
	var fault *Fault
	var corrupt flate.CorruptInputError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return ErrMalformed
	}
	return err
}

// record reads one record into b, which grows when it has to.
func (r *reader) record(b []byte) (kind byte, payload []byte, err error) {
	var frame [frameSize]byte
	if _, err := io.ReadFull(r.records, frame[:]); err != nil {
		return 0, nil, why(err)
	}
	size := binary.BigEndian.Uint32(frame[1:])
	if size > mostRecord {
		return 0, nil, ErrMalformed
	}
	if int(size) > cap(b) {
		b = make([]byte, size)
	}
	b = b[:size]
	if _, err := io.ReadFull(r.records, b); err != nil {
		return 0, nil, why(err)
	}
	if frame[0] != kindTrailer {
		r.digest.Write(frame[:])
		r.digest.Write(b)
	}
	return frame[0], b, nil
}

// taking is a record as it came out of the stream, or why none did.
type taking struct {
	kind    byte
	payload []byte
	err     error
}

// each reads all records and the trailer. What is under the seal is opened while what came before is decoded.
func (r *reader) each(ctx context.Context, f func(Part) error) error {
	ctx, stop := context.WithCancel(ctx)
	ahead := make(chan taking, 2)
	go r.ahead(ctx, ahead)
	defer func() {
		stop()
		for range ahead { // until nobody reads any more
		}
	}()
	for t := range ahead {
		if t.err != nil {
			return t.err
		}
		if t.kind == kindTrailer {
			return r.trailer(t.payload)
		}
		p, err := decodePart(t.kind, t.payload)
		if err != nil {
			return err
		}
		r.found = r.found.plus(p.counts())
		if err := f(p); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ahead sends the records up to the trailer, or up to an error.
func (r *reader) ahead(ctx context.Context, to chan<- taking) {
	defer close(to)
	for {
		kind, payload, err := r.record(nil) // a new buffer: versions keep a part of it
		select {
		case to <- taking{kind, payload, err}:
		case <-ctx.Done():
			return
		}
		if err != nil || kind == kindTrailer {
			return
		}
	}
}

// trailer compares what was read with what was packed.
func (r *reader) trailer(b []byte) error {
	if len(b) != trailerSize {
		return ErrMalformed
	}
	count, digest, signature := binary.BigEndian.Uint64(b), b[8:8+sha256.Size], b[8+sha256.Size:]
	switch {
	case r.found != r.manifest.Counts, count != uint64(r.found.All()), !bytes.Equal(digest, r.digest.Sum(nil)),
		!ed25519.Verify(r.manifest.Signer, signed(r.head, count, digest), signature):
		return ErrAltered
	}
	if _, err := r.records.ReadByte(); !errors.Is(err, io.EOF) {
		return ErrMalformed
	}
	return r.padding()
}

// padding reads the end of the plain text: zeros to the end of the chunk, and then nothing.
func (r *reader) padding() error {
	want := padding(r.size)
	rest, err := io.ReadAll(io.LimitReader(r.plain, want+1))
	if err != nil {
		return why(err)
	}
	if int64(len(rest)) != want || bytes.ContainsFunc(rest, func(c rune) bool { return c != 0 }) {
		return fmt.Errorf("%w: end", ErrMalformed)
	}
	return nil
}
