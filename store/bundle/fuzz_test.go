package bundle

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mittari/mittari/store"
)

// FuzzDecodePart: no payload, however it was made, does anything but give records that obey their rules or an error that
// says it is malformed; and what was decoded is encoded to something that decodes to the same.
func FuzzDecodePart(f *testing.F) {
	e := newEncoder()
	e.version(store.Version{Kind: store.KindGoal, ID: store.ID{1}, Stamp: store.Stamp{Micros: 2}, Parents: []store.Stamp{{Micros: 1}}, Body: []byte("{}")})
	f.Add(byte(kindVersions), append([]byte{1}, e.b...))
	e.reset()
	e.given(store.Given{})
	f.Add(byte(kindAdministrations), append([]byte{1}, e.b...))
	f.Add(byte(kindFile), []byte("\x0fx/1/cases.yaml\x00\x00"))
	f.Add(byte(kindWording), []byte(`{"Instrument":"x"}`))
	f.Add(byte(kindVersions), []byte("\xff\xff\xff\xff\x07"))
	f.Fuzz(func(t *testing.T, kind byte, payload []byte) {
		p, err := decodePart(kind, bytes.Clone(payload))
		if err != nil {
			if !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrBadFile) {
				t.Fatal(err)
			}
			return
		}
		again := newEncoder()
		for _, v := range p.Versions {
			again.version(v)
		}
		for _, g := range p.Administrations {
			again.given(g)
		}
		if again.n == 0 {
			return
		}
		q, err := decodePart(kind, append(countBytes(again.n), again.b...))
		if err != nil {
			t.Fatalf("what was decoded cannot be encoded: %v", err)
		}
		for i, v := range p.Versions {
			if v.Hash() != q.Versions[i].Hash() {
				t.Fatalf("%+v became %+v", v, q.Versions[i])
			}
		}
	})
}

func countBytes(n int) []byte {
	e := newEncoder()
	e.number(n)
	return e.b
}
