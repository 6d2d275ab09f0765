package cohort

import (
	"math"
	"slices"
)

// Wilcoxon is the signed-rank test of paired changes (Wilcoxon 1945, Biometrics Bull 1:80–83). Changes of zero are
// dropped, equal sizes share the mean of their ranks. Level decimal changes first, see Levelled.
type Wilcoxon struct {
	N       int // changes
	NonZero int // of which not zero: the ones that are ranked
	// Plus and Minus are the sums of the ranks of the positive and of the negative changes.
	Plus, Minus float64
	// Z and P are the normal approximation, corrected for ties; P is two-sided.
	Z, P float64
	// ZContinuity and PContinuity also move the rank sum by a half towards the middle.
	ZContinuity, PContinuity float64
	// PExact is two-sided from all 2ⁿ signs. It is NaN unless there are 1 to 49 changes, none of them zero and all
	// of different size; use PContinuity then.
	PExact float64
	// RankBiserial is (Plus − Minus) ÷ (Plus + Minus), from −1 to 1 (Kerby 2014, Compr Psychol 3:1).
	RankBiserial float64
	// HodgesLehmann is the median of the means of all pairs of changes, each with itself included (Hodges and Lehmann
	// 1963, Ann Math Stat 34:598–611). PseudoMedian is the same without the changes of zero.
	HodgesLehmann, PseudoMedian float64
}

// SignedRank computes the Wilcoxon statistics of changes (later − earlier). Ranks need all changes at once: unlike
// the other statistics it keeps a copy of the data. Statistics that are not defined are NaN; all are when a change
// is not finite.
func SignedRank(changes []float64) Wilcoxon {
	nan := math.NaN()
	w := Wilcoxon{
		N: len(changes), Plus: nan, Minus: nan, Z: nan, P: nan, ZContinuity: nan, PContinuity: nan,
		PExact: nan, RankBiserial: nan, HodgesLehmann: nan, PseudoMedian: nan,
	}
	if !finite(changes...) {
		return w
	}
	nonZero := slices.DeleteFunc(slices.Clone(changes), func(d float64) bool { return d == 0 })
	w.NonZero = len(nonZero)
	w.HodgesLehmann, w.PseudoMedian = walshMedian(changes), walshMedian(nonZero)
	w.rank(nonZero)
	return w
}

func (w *Wilcoxon) rank(nonZero []float64) {
	sizes := make([]float64, len(nonZero))
	for i, d := range nonZero {
		sizes[i] = math.Abs(d)
	}
	ranks, ties := midRanks(sizes)
	w.Plus, w.Minus = 0, 0
	for i, d := range nonZero {
		if d > 0 {
			w.Plus += ranks[i]
		} else {
			w.Minus += ranks[i]
		}
	}
	n := float64(len(nonZero))
	w.RankBiserial = ratio(w.Plus-w.Minus, w.Plus+w.Minus)
	sigma := math.Sqrt(n*(n+1)*(2*n+1)/24 - ties/48)
	off := w.Plus - n*(n+1)/4
	w.Z, w.P = approximate(off, sigma, false)
	w.ZContinuity, w.PContinuity = approximate(off, sigma, true)
	if ties == 0 && w.NonZero == w.N && w.N > 0 && w.N < 50 {
		w.PExact = exactSigns(w.N, min(w.Plus, w.Minus))
	}
}

// approximate is the normal approximation of a rank sum that lies off its expected value by so much.
func approximate(off, sigma float64, continuity bool) (z, p float64) {
	switch {
	case !continuity || off == 0:
	case off > 0:
		off -= 0.5
	default:
		off += 0.5
	}
	z = ratio(off, sigma)
	return z, normalBoth(z)
}

// exactSigns is the two-sided probability of a smaller rank sum of at most v among all 2ⁿ ways to give signs.
func exactSigns(n int, v float64) float64 {
	ways := make([]float64, n*(n+1)/2+1) // ways[s]: sets of ranks with the sum s
	ways[0] = 1
	for rank := 1; rank <= n; rank++ {
		for s := len(ways) - 1; s >= rank; s-- {
			ways[s] += ways[s-rank]
		}
	}
	return min(1, 2*sum(ways[:int(v)+1])/math.Exp2(float64(n)))
}

// walshMedian is the median of (dᵢ + dⱼ)/2 over i ≤ j, without writing the n(n + 1)/2 means down: how
// many lie at or below a mark is counted in one walk, and the mark is found by halving.
func walshMedian(changes []float64) float64 {
	n := len(changes)
	if n == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(changes))
	all := n * (n + 1) / 2
	low := walshAt(sorted, (all+1)/2)
	if all%2 == 1 {
		return low
	}
	high := walshAt(sorted, all/2+1)
	return low + (high-low)/2
}

// walshAt is the k-th smallest mean, counted from 1. Floating-point numbers are halved by their place in the order
// of all floating-point numbers, so the answer is one of the means to the last bit after at most 64 walks.
func walshAt(sorted []float64, k int) float64 {
	low, high := place(sorted[0]), place(sorted[len(sorted)-1])
	for low < high {
		middle := low + (high-low)/2
		if walshUpTo(sorted, at(middle)) >= k {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return at(low)
}

// walshUpTo counts the means of at most mark.
func walshUpTo(sorted []float64, mark float64) int {
	count := 0
	j := len(sorted) - 1
	for i := 0; i < len(sorted) && i <= j; i++ {
		for j >= i && sorted[i]/2+sorted[j]/2 > mark {
			j--
		}
		count += max(0, j-i+1)
	}
	return count
}

// place numbers the floating-point numbers in ascending order; at is its inverse.
func place(x float64) uint64 {
	bits := math.Float64bits(x)
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}

func at(place uint64) float64 {
	if place>>63 == 1 {
		return math.Float64frombits(place &^ (1 << 63))
	}
	return math.Float64frombits(^place)
}
