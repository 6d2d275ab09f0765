package sheet

import "hash/maphash"

// keys remembers which keys were seen, by a fingerprint of 128 bits each: 16 bytes a key and never the key itself.
// That two different keys share a fingerprint is out of the question at any size a file can have.
type keys struct {
	seeds [2]maphash.Seed
	seen  map[[2]uint64]struct{}
	text  []byte
}

func newKeys() *keys {
	return &keys{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		seen:  map[[2]uint64]struct{}{},
	}
}

// add takes in a key of several parts and reports whether it is new.
func (k *keys) add(parts ...[]byte) bool {
	k.text = k.text[:0]
	for _, p := range parts {
		k.text = append(append(k.text, p...), 0)
	}
	print := [2]uint64{maphash.Bytes(k.seeds[0], k.text), maphash.Bytes(k.seeds[1], k.text)}
	if _, ok := k.seen[print]; ok {
		return false
	}
	k.seen[print] = struct{}{}
	return true
}
