package cohort

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Probabilities are computed as tails and never as one minus the other side, so that small ones keep their digits.

// normalBoth is the probability of a normal value at least as far from zero as z.
func normalBoth(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalBelow is the normal distribution function.
func normalBelow(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// studentBoth is the probability of a Student's t value at least as far from zero as t; NaN without degrees of freedom.
func studentBoth(t, df float64) float64 {
	if !(df > 0) || math.IsNaN(t) {
		return math.NaN()
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// fAbove is the probability of an F value of at least f.
func fAbove(f, df1, df2 float64) float64 {
	if !(df1 > 0) || !(df2 > 0) || !(f >= 0) {
		return math.NaN()
	}
	if math.IsInf(f, 1) {
		return 0
	}
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}

// chiSquareAbove is the probability of a chi-square value of at least x.
func chiSquareAbove(x, df float64) float64 {
	if !(df > 0) || !(x >= 0) {
		return math.NaN()
	}
	return mathext.GammaIncRegComp(df/2, x/2)
}
