package demo

import (
	"encoding/binary"
	"math"
	"math/rand/v2"

	"github.com/mittari/mittari/store"
)

// source draws what one family or one part of the agency needs. Its numbers depend on the seed and the stream only.
type source struct{ *rand.Rand }

func newSource(seed, stream uint64) source {
	return source{rand.New(rand.NewPCG(seed, stream*0x9e3779b97f4a7c15+1))}
}

func (s source) normal(mean, sd float64) float64 { return mean + sd*s.NormFloat64() }

func (s source) chance(p float64) bool { return s.Float64() < p }

// between draws a whole number, both ends included.
func (s source) between(low, high int) int { return low + s.IntN(high-low+1) }

// pick draws an index with chances in proportion to the weights.
func (s source) pick(weights ...float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	at := s.Float64() * sum
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// beta draws from a beta distribution with both parameters above 1: a point under the box around its density.
func (s source) beta(a, b float64) float64 {
	density := func(x float64) float64 { return math.Pow(x, a-1) * math.Pow(1-x, b-1) }
	top := density((a - 1) / (a + b - 2))
	for {
		if x := s.Float64(); s.Float64()*top < density(x) {
			return x
		}
	}
}

// id is a UUIDv7 whose time is the day of what it names and whose rest comes from the seed.
func (s source) id(day store.Date) store.ID {
	var id store.ID
	ms := uint64(day.Time().UnixMilli()) + s.Uint64N(24*60*60*1000)
	binary.BigEndian.PutUint64(id[:8], ms<<16|0x7000|s.Uint64N(1<<12))
	binary.BigEndian.PutUint64(id[8:], s.Uint64()>>2|1<<63)
	return id
}

func clamp(x, low, high float64) float64 { return math.Min(math.Max(x, low), high) }
