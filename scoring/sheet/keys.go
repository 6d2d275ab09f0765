package sheet

import "hash/maphash"

// keys remembers which keys were seen, by a fingerprint of 95 bits each and never the key itself. A million keys
// take 24 MB. That two different keys share a fingerprint is out of the question at any size a file can have.
type keys struct {
	slots []fingerprint // a power of two; the zero fingerprint marks a free slot
	used  int
}

type fingerprint [3]uint32

// fewestSlots is the size of an empty table.
const fewestSlots = 1 << 10

func newKeys() *keys { return &keys{slots: make([]fingerprint, fewestSlots)} }

// add takes in a key and reports whether it is new.
func (k *keys) add(f fingerprint) bool {
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

// has reports whether a key was seen.
func (k *keys) has(f fingerprint) bool { return *k.find(f) == f }

// find gives the slot that holds a fingerprint, or the free one where it belongs.
func (k *keys) find(f fingerprint) *fingerprint {
	mask := uint32(len(k.slots) - 1)
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

// fingerprints makes keys. Two with the same seeds make the same; each is for one goroutine.
type fingerprints struct {
	seeds [2]maphash.Seed
	text  []byte
}

func newSeeds() [2]maphash.Seed { return [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()} }

// of is the fingerprint of a key of three parts. It is never zero.
func (p *fingerprints) of(person, date []byte, informant string) fingerprint {
	p.text = append(append(p.text[:0], person...), 0)
	p.text = append(append(p.text, date...), 0)
	p.text = append(p.text, informant...)
	one, two := maphash.Bytes(p.seeds[0], p.text), maphash.Bytes(p.seeds[1], p.text)
	return fingerprint{uint32(one), uint32(one >> 32), uint32(two) | 1}
}
