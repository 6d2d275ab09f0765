package cohort

import (
	"cmp"
	"maps"
	"slices"
)

// Frequencies counts how often each answer, band or value occurs. The zero value is ready to use; memory grows with the
// number of different keys.
type Frequencies[K cmp.Ordered] struct {
	counts map[K]int
	n      int
}

// Add counts one.
func (f *Frequencies[K]) Add(key K) {
	if f.counts == nil {
		f.counts = map[K]int{}
	}
	f.counts[key]++
	f.n++
}

// Merge takes in what another counted.
func (f *Frequencies[K]) Merge(o *Frequencies[K]) {
	if f.counts == nil {
		f.counts = map[K]int{}
	}
	for key, n := range o.counts {
		f.counts[key] += n
	}
	f.n += o.n
}

// N is how many were counted in all.
func (f *Frequencies[K]) N() int { return f.n }

// Count is how often a key occurred.
func (f *Frequencies[K]) Count(key K) int { return f.counts[key] }

// Share is the part a key is of all that were counted.
func (f *Frequencies[K]) Share(key K) Share { return NewShare(f.counts[key], f.n) }

// Keys lists the keys that occurred, in ascending order.
func (f *Frequencies[K]) Keys() []K { return slices.Sorted(maps.Keys(f.counts)) }
