package cohort

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// NoncentralInterval is the 95 % interval of the noncentrality parameter behind an observed t: the two parameters
// under which t is the 97.5 % and the 2.5 % point of the noncentral t distribution (Algina and Keselman 2003, Educ
// Psychol Meas 63:537–553). It is NaN unless df is at least 1 and t is finite and below 1e150.
//
// With S = √(χ²/df) the probability of at most t under the parameter δ is E[Φ(tS − δ)], so the bounds are the 2.5 %
// and the 97.5 % point of tS + Z, Z normal. They are found by integrating over S, which holds for any noncentrality;
// the usual series (Lenth 1989, AS 243) runs out of range at 38, which a few thousand pairs can reach.
func NoncentralInterval(t float64, df int) Interval {
	if df < 1 || !(math.Abs(t) <= 1e150) {
		return undefined()
	}
	c := newConfidence(t, float64(df))
	return Interval{c.point(0.025), c.point(0.975)}
}

// StandardInterval is the 95 % interval of a standardised mean change d of n pairs, taking d·√n as noncentral t with
// n − 1 degrees of freedom.
func StandardInterval(d float64, n int) Interval {
	root := math.Sqrt(float64(max(n, 0)))
	return NoncentralInterval(d*root, n-1).times(1 / root)
}

// confidence is the distribution of tS + Z.
type confidence struct {
	t, df        float64
	mean, sd     float64
	knots, share []float64 // Gauss–Legendre places and weights between −1 and 1
}

func newConfidence(t, df float64) *confidence {
	es := gammaHalfStep(df/2) / math.Sqrt(df/2) // mean of S
	c := &confidence{t: t, df: df, mean: t * es, sd: math.Hypot(1, t*math.Sqrt(max(0, 1-es*es)))}
	c.knots, c.share = make([]float64, 16), make([]float64, 16)
	quad.Legendre{}.FixedLocations(c.knots, c.share, -1, 1)
	return c
}

// point finds the value below which a part p lies, by Newton's steps inside a bracket that halves when a step
// leaves it. By Chebyshev's inequality 7 standard deviations hold every p from 0.0205 to 0.9795.
func (c *confidence) point(p float64) float64 {
	low, high := c.mean-7*c.sd, c.mean+7*c.sd
	x := c.mean
	if p < 0.5 {
		x -= z975 * c.sd
	} else {
		x += z975 * c.sd
	}
	for range 200 {
		below, density := c.at(x)
		if below < p {
			low = x
		} else {
			high = x
		}
		next := x - (below-p)/density
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) <= 1e-14*(c.sd+math.Abs(x)) || high-low <= 1e-14*math.Abs(x) {
			return next
		}
		x = next
	}
	return x
}

// at gives the probability of at most x, and the density at x.
func (c *confidence) at(x float64) (below, density float64) {
	var whole float64
	borders := c.borders(x)
	for i := 1; i < len(borders); i++ {
		half, middle := (borders[i]-borders[i-1])/2, (borders[i]+borders[i-1])/2
		if half <= 0 {
			continue
		}
		for k, u := range c.knots {
			s := middle + half*u
			w := half * c.share[k] * math.Exp((c.df-1)*math.Log(s)-c.df*(s-1)*(s+1)/2) // density of S, up to a factor
			z := x - c.t*s
			whole += w
			below += w * normalBelow(z)
			density += w * math.Exp(-z*z/2)
		}
	}
	return below / whole, density / whole / math.Sqrt(2*math.Pi)
}

// borders cuts the range of S into panels on which the integrand is smooth: even ones over all S that matter (what is
// left out weighs less than 1e-16), and finer ones where Φ climbs, when it climbs faster than the density of S falls.
func (c *confidence) borders(x float64) []float64 {
	spread := 1 / math.Sqrt(2*c.df)
	low, high := max(0, 1-12*spread), 1+12*spread
	out := even(make([]float64, 0, 40), low, high, 16)
	if math.Abs(c.t)*spread > 1 {
		middle, half := x/c.t, 9/math.Abs(c.t)
		out = even(out, max(low, middle-half), min(high, middle+half), 12)
		slices.Sort(out)
	}
	return out
}

func even(dst []float64, low, high float64, n int) []float64 {
	if !(low < high) {
		return dst
	}
	for i := range n + 1 {
		dst = append(dst, low+(high-low)*float64(i)/float64(n))
	}
	return dst
}
