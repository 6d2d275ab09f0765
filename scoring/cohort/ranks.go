package cohort

import (
	"cmp"
	"math"
	"slices"
)

// midRanks gives each value its place in ascending order from 1 on, equal values the mean of their places. ties is
// the sum of t³ − t over groups of t equal values, as every correction for ties wants it.
func midRanks(values []float64) (ranks []float64, ties float64) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	ranks = make([]float64, len(values))
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && values[order[end]] == values[order[start]] {
			end++
		}
		for _, i := range order[start:end] {
			ranks[i] = float64(start+1+end) / 2
		}
		t := float64(end - start)
		ties += t*t*t - t
		start = end
	}
	return ranks, ties
}

// Levelled is a copy in which values that differ by less than a part in 10¹² of the largest are equal. Statistics by
// ranks take values as they are, as R does; but equal changes of decimal or prorated scores may differ in their last
// bits (0.3 − 0.2 and 0.2 − 0.1 do), and ranks would take that for an order. Level such changes, or the scores, before
// ranking. Whole numbers and halves stay exact, what is not finite stays as it is.
func Levelled(values []float64) []float64 {
	var largest float64
	for _, v := range values {
		if finite(v) {
			largest = max(largest, math.Abs(v))
		}
	}
	_, exponent := math.Frexp(largest)
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = math.Ldexp(math.RoundToEven(math.Ldexp(v, 41-exponent)), exponent-41)
	}
	return out
}

// Spearman is the rank correlation of two scores of the same persons, Pearson's r of their mid-ranks. Ranks need all
// values at once, unlike Pairs. It is NaN when the lengths differ, a score does not vary or a value is NaN.
func Spearman(x, y []float64) float64 {
	if len(x) != len(y) || !finite(x...) || !finite(y...) {
		return math.NaN()
	}
	rx, _ := midRanks(x)
	ry, _ := midRanks(y)
	var p Pairs
	for i := range rx {
		p.Add(rx[i], ry[i])
	}
	return p.r()
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// MannWhitney compares two groups by ranks (Mann and Whitney 1947, Ann Math Stat 18:50–60).
type MannWhitney struct {
	U float64 // pairs of one of each group in which the first is higher, equal ones counted half
	// P is two-sided, by the normal approximation corrected for ties and for continuity.
	P float64
	// RankBiserial is 2U ÷ (n₁n₂) − 1: from −1 (every one of the first group lower) to 1.
	RankBiserial float64
}

// CompareRanks computes the Mann–Whitney statistics. Ranks need all values at once, so memory grows with the groups.
// Fields are NaN when a group is empty or a value is not finite, P also when all values are equal.
func CompareRanks(a, b []float64) MannWhitney {
	out := MannWhitney{math.NaN(), math.NaN(), math.NaN()}
	if len(a) == 0 || len(b) == 0 || !finite(a...) || !finite(b...) {
		return out
	}
	ranks, ties := midRanks(slices.Concat(a, b))
	na, nb := float64(len(a)), float64(len(b))
	out.U = sum(ranks[:len(a)]) - na*(na+1)/2
	out.RankBiserial = 2*out.U/(na*nb) - 1
	n := na + nb
	sigma := math.Sqrt(na * nb / 12 * (n + 1 - ties/(n*(n-1))))
	_, out.P = approximate(out.U-na*nb/2, sigma, true)
	return out
}

func sum(values []float64) float64 {
	var s float64
	for _, v := range values {
		s += v
	}
	return s
}
