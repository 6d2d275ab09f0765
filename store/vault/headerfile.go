package vault

import (
	"bytes"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"
	"os"
)

// headerPair is what the start of a file says.
type headerPair struct {
	best  *header
	raw   [2][]byte    // both copies as read
	state [2]copyState // what each is worth
	which int          // the copy best was read from
}

// readHeaderFile reads the header of the vault at path. Nothing else in this process may have the
// file open: closing it would drop SQLite's locks where they belong to the process (POSIX).
func readHeaderFile(path string) (*headerPair, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	fi, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open vault: %w", err)
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a regular file", ErrNotVault, path)
	}
	return readHeader(f, fi.Size(), path)
}

func readHeader(r io.ReaderAt, size int64, path string) (*headerPair, error) {
	p := &headerPair{which: -1}
	start := make([]byte, headerSize)
	n, err := r.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read vault header: %w", err)
	}
	if size < headerSize+pageSize {
		if bytes.HasPrefix(start[:n], []byte(headerMagic)) {
			return nil, fmt.Errorf("%w: %d bytes", ErrTruncated, size)
		}
		return nil, fmt.Errorf("%w: %s", ErrNotVault, path)
	}
	for i := range p.raw {
		p.raw[i] = start[i*copySize : (i+1)*copySize]
		h, state, version := decodeHeader(p.raw[i])
		p.state[i] = state
		if state == copyNewer {
			return nil, &NewerFormatError{Have: version, Know: headerVersion}
		}
		if state == copyWhole && (p.best == nil || h.gen > p.best.gen) {
			p.best, p.which = h, i
		}
	}
	return p, p.verdict(path)
}

// verdict says why there is no usable copy.
func (p *headerPair) verdict(path string) error {
	has := func(s copyState) bool { return p.state[0] == s || p.state[1] == s }
	switch {
	case p.best != nil:
		return nil
	case has(copyAltered):
		return ErrHeaderAltered
	case has(copyDamaged):
		return &DamagedError{Path: path}
	default:
		return fmt.Errorf("%w: %s", ErrNotVault, path)
	}
}

// authenticate checks under the data key every copy whose checksum is right. A copy that is whole but
// not ours was made on purpose.
func (p *headerPair) authenticate(k *Key) error {
	if p.best.vaultID != k.vaultID {
		return fmt.Errorf("%w: key of another vault", ErrWrongSecret)
	}
	for i, b := range p.raw {
		switch p.state[i] {
		case copyWhole:
			if !hmac.Equal(headerMAC(b, k), b[offMAC:offSum]) {
				return ErrHeaderAltered
			}
		case copyAltered:
			return ErrHeaderAltered
		case copyForeign, copyDamaged, copyNewer:
		}
	}
	return nil
}

// damaged says that one copy is unreadable; stale that it differs from the one in use.
func (p *headerPair) damaged() bool { return p.state[0] != copyWhole || p.state[1] != copyWhole }
func (p *headerPair) stale() bool   { return !bytes.Equal(p.raw[0], p.raw[1]) }
