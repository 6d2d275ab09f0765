package sheet

import "hash/maphash"

// keys remembers which keys were seen, by a fingerprint of 128 bits each and never the key itself. A million keys
// take 32 MB. That two different keys share a fingerprint is out of the question at any size a file can have.
type keys struct {
	seeds [2]maphash.Seed
	slots []fingerprint // a power of two; the zero fingerprint marks a free slot
	used  int
	text  []byte
}

type fingerprint [2]uint64

// fewestSlots is the size of an empty table.
const fewestSlots = 1 << 10

func newKeys() *keys {
	return &keys{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		slots: make([]fingerprint, fewestSlots),
	}
}

// add takes in a key of several parts and reports whether it is new.
func (k *keys) add(parts ...[]byte) bool {
	k.text = k.text[:0]
	for _, p := range parts {
		k.text = append(append(k.text, p...), 0)
	}
	f := fingerprint{maphash.Bytes(k.seeds[0], k.text), maphash.Bytes(k.seeds[1], k.text) | 1}
	slot := k.find(f)
	if *slot == f {
		return false
	}
	*slot = f
	k.used++
	if k.used*4 > len(k.slots)*3 {
		k.grow()
	}
	return true
}

// find gives the slot that holds a fingerprint, or the free one where it belongs.
func (k *keys) find(f fingerprint) *fingerprint {
	mask := uint64(len(k.slots) - 1)
	for i := f[0] & mask; ; i = (i + 1) & mask {
		if k.slots[i] == f || k.slots[i] == (fingerprint{}) {
			return &k.slots[i]
		}
	}
}

func (k *keys) grow() {
	old := k.slots
	k.slots = make([]fingerprint, 2*len(old))
	for _, f := range old {
		if f != (fingerprint{}) {
			*k.find(f) = f
		}
	}
}
