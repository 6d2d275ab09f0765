package cohort

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Reliability says how well the items of a scale hang together in this cohort. Unless said otherwise it is over complete
// sheets. Fields that are not defined are NaN.
type Reliability struct {
	N, Items int // complete sheets, items
	// Alpha is Cronbach's (1951, Psychometrika 16:297–334), Interval its 95 % interval (Feldt 1965, Psychometrika
	// 30:357–370).
	Alpha    float64
	Interval Interval
	// AlphaPairwise takes each covariance over the sheets that have both items, so that a sheet with a gap still counts.
	AlphaPairwise float64
	// AlphaStandard is alpha of standardised items, MeanR the mean correlation between two items.
	AlphaStandard, MeanR float64
	// Lambda6 is Guttman's sixth bound (1945, Psychometrika 10:255–282), from standardised items.
	Lambda6 float64
	// SD is that of the sums, SEM the standard error of measurement SD × √(1 − Alpha), SDiff that of a difference
	// of two scores, √2 × SEM.
	SD, SEM, SDiff float64
}

// Reliability computes what the sheets gathered so far say.
func (it *Items) Reliability() Reliability {
	c := it.complete.covariances()
	k := c.k
	r := Reliability{N: it.complete.n, Items: k, Alpha: alpha(k, c.trace(), c.sum()), SD: math.Sqrt(beyondRounding(c.sum(), c.trace()))}
	r.Interval = FeldtInterval(r.Alpha, r.N, k)
	r.SEM = r.SD * math.Sqrt(1-r.Alpha)
	r.SDiff = math.Sqrt2 * r.SEM

	p := it.pairwise()
	r.AlphaPairwise = alpha(k, p.trace(), p.sum())

	correlations := c.correlations()
	all := correlations.sum()
	r.AlphaStandard = alpha(k, float64(k), all)
	r.MeanR = ratio(all-float64(k), float64(k*(k-1)))
	r.Lambda6 = lambda6(correlations)
	return r
}

// alpha is k/(k − 1) × (1 − sum of variances ÷ variance of the sum); NaN for fewer than two items, and where every
// sheet has the same sum.
func alpha(k int, variances, whole float64) float64 {
	if k < 2 {
		return math.NaN()
	}
	whole = beyondRounding(whole, variances)
	return min(1, float64(k)/float64(k-1)*(1-ratio(variances, whole))) // above 1 is rounding only
}

// beyondRounding is the variance of a sum, and 0 where it is only what rounding left when the items cancel each other
// out: the variance of a sum is at most the number of items times the sum of their variances, so a part of 1e-12 of
// that sum is below what float64 carries.
func beyondRounding(whole, variances float64) float64 {
	if math.Abs(whole) <= 1e-12*variances {
		return 0
	}
	return whole
}

// FeldtInterval is the 95 % interval of Cronbach's alpha from n complete sheets of k items (Feldt 1965, Psychometrika
// 30:357–370): 1 less (1 − alpha) times the 97.5 % and the 2.5 % point of F with n − 1 and (n − 1)(k − 1) degrees of
// freedom. It is NaN for fewer than two sheets or items.
func FeldtInterval(alpha float64, n, k int) Interval {
	if n < 2 || k < 2 || !Defined(alpha) {
		return undefined()
	}
	d1 := float64(n - 1)
	d2 := d1 * float64(k-1)
	return Interval{1 - (1-alpha)*fPoint(0.975, d1, d2), 1 - (1-alpha)*fPoint(0.025, d1, d2)}
}

// fPoint is the value below which a part p of the F distribution lies.
func fPoint(p, d1, d2 float64) float64 {
	y := mathext.InvRegIncBeta(d1/2, d2/2, p)
	return d2 * y / (d1 * (1 - y))
}

// lambda6 is 1 − Σ(1 − squared multiple correlation of each item with the others) ÷ sum of correlations. The part an
// item does not share with the others is one over its place on the diagonal of the inverse.
func lambda6(r matrix) float64 {
	if r.k < 2 || !Defined(r.sum()) {
		return math.NaN()
	}
	diagonal, ok := r.inverseDiagonal()
	if !ok {
		return math.NaN()
	}
	var alone float64
	for _, d := range diagonal {
		alone += 1 / d
	}
	return 1 - alone/r.sum()
}
