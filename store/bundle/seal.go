package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// Seal says who can open a bundle: the holders of some keys, or whoever knows a passphrase.
type Seal struct {
	Recipients []string
	Passphrase string
	WorkFactor int // log2 of scrypt's cost; 0: DefaultWorkFactor
}

// Keys are what a bundle is tried with.
type Keys struct {
	Identity   Identity
	Passphrase string
}

// Costs of a passphrase, as log2 of scrypt's N. More than the most is refused: it would stand still for minutes.
const (
	DefaultWorkFactor = 17
	mostWorkFactor    = 20
)

// The age format: 64 KiB of plain text in a chunk, 16 bytes of tag after each, 16 bytes of nonce before the first.
const (
	chunkSize = 64 << 10
	tagSize   = 16
	nonceSize = 16
	ageIntro  = "age-encryption.org/v1\n"
)

func (s Seal) recipients() ([]age.Recipient, error) {
	switch {
	case s.Passphrase != "" && len(s.Recipients) > 0:
		return nil, ErrTwoSeals
	case s.Passphrase != "":
		r, err := age.NewScryptRecipient(s.Passphrase)
		if err != nil {
			return nil, fmt.Errorf("seal with a passphrase: %w", err)
		}
		cost := s.WorkFactor
		if cost == 0 {
			cost = DefaultWorkFactor
		}
		r.SetWorkFactor(cost)
		return []age.Recipient{r}, nil
	case len(s.Recipients) == 0:
		return nil, ErrNoSeal
	}
	var out []age.Recipient
	for _, text := range s.Recipients {
		r, err := age.ParseX25519Recipient(text)
		if err != nil {
			return nil, ErrBadRecipient
		}
		out = append(out, r)
	}
	return out, nil
}

// unseal opens the outer format and tells apart the ways in which that can fail.
func unseal(src io.ReaderAt, size int64, k Keys, seen func(int)) (io.Reader, error) {
	header, err := readHeader(src, size)
	if err != nil {
		return nil, err
	}
	if payload := size - int64(len(header)) - nonceSize; payload <= 0 || payload%(chunkSize+tagSize) != 0 {
		return nil, ErrCutShort // what is packed fills whole chunks
	}
	byPassphrase := bytes.Contains(header, []byte("\n-> scrypt "))
	var with []age.Identity
	switch {
	case byPassphrase && k.Passphrase == "":
		return nil, ErrNeedsPassphrase
	case byPassphrase:
		i, err := age.NewScryptIdentity(k.Passphrase)
		if err != nil {
			return nil, fmt.Errorf("open with a passphrase: %w", err)
		}
		i.SetMaxWorkFactor(mostWorkFactor)
		with = append(with, i)
	case k.Identity.key == nil:
		return nil, ErrWrongRecipient
	default:
		with = append(with, k.Identity.key)
	}
	in := &source{r: io.NewSectionReader(src, 0, size), seen: seen}
	plain, err := age.Decrypt(in, with...)
	var none *age.NoIdentityMatchError
	switch {
	case err == nil:
		return &opened{plain: plain, in: in}, nil
	case in.err != nil:
		return nil, in.err
	case errors.As(err, &none) && byPassphrase:
		return nil, ErrWrongPassphrase
	case errors.As(err, &none):
		return nil, ErrWrongRecipient
	}
	return nil, ErrAltered
}

// mostHeader is the most that is read in search of the end of a header: some hundred recipients.
const mostHeader = 64 << 10

// readHeader is the text in front of the sealed part.
func readHeader(src io.ReaderAt, size int64) ([]byte, error) {
	start := make([]byte, min(size, mostHeader))
	if n, err := src.ReadAt(start, 0); err != nil && (!errors.Is(err, io.EOF) || n != len(start)) {
		return nil, fmt.Errorf("read the bundle: %w", err)
	}
	intro := []byte(ageIntro)
	if !bytes.HasPrefix(start, intro[:min(len(start), len(intro))]) {
		return nil, ErrNotBundle
	}
	const last = "\n--- "
	at := bytes.Index(start, []byte(last))
	if at >= 0 {
		if end := bytes.IndexByte(start[at+len(last):], '\n'); end >= 0 {
			return start[:at+len(last)+end+1], nil
		}
	}
	if size < mostHeader {
		return nil, ErrCutShort
	}
	return nil, ErrAltered
}

// source counts what is read of the file and keeps the error that the medium gave, which is no fault of the bundle.
type source struct {
	r    io.Reader
	seen func(int)
	err  error
}

// Read implements io.Reader.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if s.seen != nil {
		s.seen(n)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = fmt.Errorf("read the bundle: %w", err)
	}
	return n, err
}

// opened is the plain text; it gives the reason why it ends.
type opened struct {
	plain io.Reader
	in    *source
}

// Read implements io.Reader.
func (o *opened) Read(p []byte) (int, error) {
	n, err := o.plain.Read(p)
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return n, err
	case o.in.err != nil:
		return n, o.in.err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return n, ErrCutShort
	}
	return n, ErrAltered
}
