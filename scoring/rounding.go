package scoring

import "math"

// tolerance absorbs the noise of binary fractions in comparisons: a value that is a border on paper
// counts as having reached it. Scores are of the order of 0.01 to 1000, so this is far below any real difference.
const tolerance = 1e-9

// maxDecimals is the finest rounding a definition may ask for.
const maxDecimals = 9

// RoundHalfUp rounds to a number of decimals, a half always upwards: 2.5 becomes 3 and −2.5 becomes −2.
// A value that is a half on paper but a hair less in binary, such as 1.005 at two decimals, is rounded up too.
// Decimals outside 0 to 9 are brought to the nearest of the two; NaN and infinities are returned as they are.
func RoundHalfUp(x float64, decimals int) float64 {
	scale := powerOfTen(decimals)
	scaled := x * scale
	whole := math.Floor(scaled)
	if math.IsNaN(scaled) || math.IsInf(scaled, 0) {
		return x
	}
	if scaled-whole >= 0.5-noise(scaled) {
		whole++
	}
	if whole == 0 {
		return 0 // not −0
	}
	return whole / scale
}

// noise is how far below a half a scaled value may lie and still be one on paper.
func noise(scaled float64) float64 {
	return tolerance + math.Abs(scaled)*1e-14
}

func powerOfTen(decimals int) float64 {
	powers := [maxDecimals + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}
	return powers[min(max(decimals, 0), maxDecimals)]
}

// reaches reports whether a value is at or above a border.
func reaches(value, border float64) bool { return value >= border-tolerance }
