package bundle

import (
	"bytes"
	"compress/flate"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"testing"

	"filippo.io/age"

	"github.com/mittari/mittari/store"
)

// piece is a record of a bundle that has been taken apart.
type piece struct {
	kind    byte
	payload []byte
}

// forger can open and seal bundles, but has no key for signing but its own.
type forger struct {
	t      *testing.T
	id     Identity
	signer ed25519.PrivateKey
}

// honest is a good bundle of two blocks.
func (f *forger) honest() []piece {
	f.t.Helper()
	var out bytes.Buffer
	m := Manifest{Purpose: Exchange, Sender: "ES-T/T1", Counts: Counts{Versions: 3}}
	w, err := NewWriter(&out, Seal{Recipients: []string{f.id.Recipient()}}, f.signer, m)
	f.must(err)
	for i := range 3 {
		f.must(w.Versions(store.Version{Kind: store.KindWorker, ID: store.ID{byte(i + 1)}, Body: []byte(`{"Code":"T1"}`)}))
		w.flush()
	}
	f.must(w.Close())
	plain, err := unseal(bytes.NewReader(out.Bytes()), int64(out.Len()), Keys{Identity: f.id}, nil)
	f.must(err)
	all, err := io.ReadAll(plain)
	f.must(err)
	stream := flate.NewReader(bytes.NewReader(all[introSize:]))
	var pieces []piece
	for {
		var frame [frameSize]byte
		if _, err := io.ReadFull(stream, frame[:]); err != nil {
			return pieces
		}
		p := piece{kind: frame[0], payload: make([]byte, binary.BigEndian.Uint32(frame[1:]))}
		_, err := io.ReadFull(stream, p.payload)
		f.must(err)
		pieces = append(pieces, p)
	}
}

func (f *forger) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// sealed puts pieces together again, with this beginning and these bytes behind the stream.
func (f *forger) sealed(intro []byte, pieces []piece, behind []byte) []byte {
	f.t.Helper()
	var plain bytes.Buffer
	plain.Write(intro)
	w, err := flate.NewWriter(&plain, flate.BestSpeed)
	f.must(err)
	for _, p := range pieces {
		_, err := w.Write(append(binary.BigEndian.AppendUint32([]byte{p.kind}, uint32(len(p.payload))), p.payload...))
		f.must(err)
	}
	f.must(w.Close())
	plain.Write(behind)
	plain.Write(make([]byte, padding(int64(plain.Len()))))
	r, err := age.ParseX25519Recipient(f.id.Recipient())
	f.must(err)
	var out bytes.Buffer
	seal, err := age.Encrypt(&out, r)
	f.must(err)
	_, err = seal.Write(plain.Bytes())
	f.must(err)
	f.must(seal.Close())
	return out.Bytes()
}

// withDigest is the pieces with a trailer whose count and digest are right; the signature is the old one.
func withDigest(pieces []piece, count uint64) []piece {
	h := sha256.New()
	h.Write(append([]byte(magic), Version))
	for _, p := range pieces[:len(pieces)-1] {
		h.Write(append(binary.BigEndian.AppendUint32([]byte{p.kind}, uint32(len(p.payload))), p.payload...))
	}
	old := pieces[len(pieces)-1].payload
	trailer := append(binary.BigEndian.AppendUint64(nil, count), h.Sum(nil)...)
	return append(slices.Clone(pieces[:len(pieces)-1]), piece{kindTrailer, append(trailer, old[len(old)-ed25519.SignatureSize:]...)})
}

// signedAgain is withDigest with the signature of the one who packed: what a program with a mistake would make.
func (f *forger) signedAgain(pieces []piece, count uint64) []piece {
	out := withDigest(pieces, count)
	b := out[len(out)-1].payload
	digest := b[8 : 8+sha256.Size]
	copy(b[8+sha256.Size:], ed25519.Sign(f.signer, signed(pieces[0].payload, count, digest)))
	return out
}

// changed is the pieces with another manifest.
func (f *forger) changed(pieces []piece, change func(*Manifest)) []piece {
	f.t.Helper()
	var m Manifest
	f.must(json.Unmarshal(pieces[0].payload, &m))
	change(&m)
	head, err := json.Marshal(m)
	f.must(err)
	return append([]piece{{kindManifest, head}}, pieces[1:]...)
}

// Whoever can seal a bundle still cannot change one that somebody else has signed.
func TestForged(t *testing.T) {
	id, err := NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	f := &forger{t: t, id: id, signer: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))}
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, 32))
	good, intro := f.honest(), append([]byte(magic), Version)
	last := len(good) - 1
	body := slices.Clone(good)
	body[1].payload = bytes.Replace(body[1].payload, []byte("T1"), []byte("T2"), 1)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"honest":            {f.sealed(intro, good, nil), nil},
		"a body":            {f.sealed(intro, body, nil), ErrAltered},
		"a body and digest": {f.sealed(intro, withDigest(body, 3), nil), ErrAltered},
		"the sender":        {f.sealed(intro, withDigest(f.changed(good, func(m *Manifest) { m.Sender = "PS-T/T9" }), 3), nil), ErrAltered},
		"the signer": {f.sealed(intro, withDigest(f.changed(good, func(m *Manifest) {
			m.Signer, _ = other.Public().(ed25519.PublicKey)
		}), 3), nil), ErrAltered},
		"no signer":           {f.sealed(intro, f.changed(good, func(m *Manifest) { m.Signer = nil }), nil), ErrMalformed},
		"a block left out":    {f.sealed(intro, slices.Delete(slices.Clone(good), 2, 3), nil), ErrAltered},
		"left out, counted":   {f.sealed(intro, withDigest(f.changed(slices.Delete(slices.Clone(good), 2, 3), func(m *Manifest) { m.Counts.Versions = 2 }), 2), nil), ErrAltered},
		"promises not kept":   {f.sealed(intro, f.signedAgain(f.changed(good, func(m *Manifest) { m.Counts = Counts{Versions: 2, Files: 1} }), 3), nil), ErrAltered},
		"miscounted":          {f.sealed(intro, f.signedAgain(good, 4), nil), ErrAltered},
		"signed again":        {f.sealed(intro, f.signedAgain(good, 3), nil), nil},
		"blocks exchanged":    {f.sealed(intro, []piece{good[0], good[2], good[1], good[3], good[4]}, nil), ErrAltered},
		"the trailer is gone": {f.sealed(intro, good[:last], nil), ErrMalformed},
		"two trailers":        {f.sealed(intro, append(slices.Clone(good), good[last]), nil), ErrMalformed},
		"no manifest":         {f.sealed(intro, good[1:], nil), ErrMalformed},
		"an unknown kind":     {f.sealed(intro, append([]piece{good[0], {77, nil}}, good[1:]...), nil), ErrMalformed},
		"bytes behind":        {f.sealed(intro, good, []byte("x")), ErrMalformed},
		"another magic":       {f.sealed([]byte("another bundle\n\x01"), good, nil), ErrNotBundle},
		"a newer format":      {f.sealed(append([]byte(magic), 2), good, nil), &NewerError{Have: 2, Know: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Check(t.Context(), bytes.NewReader(c.raw), int64(len(c.raw)), Keys{Identity: id}, nil)
			var newer *NewerError
			var want *NewerError
			if errors.As(c.want, &want) {
				if !errors.As(err, &newer) || *newer != *want {
					t.Errorf("got %v", err)
				}
				return
			}
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
