package cohort

import (
	"math"
	"slices"
)

// Shape gathers mean, spread, lean and tails of values in one pass (Pébay 2008, Sandia report 2008-6212). The zero
// value is ready to use.
type Shape struct {
	Moments
	m3, m4   float64
	min, max float64
}

// Add takes in one value.
func (s *Shape) Add(x float64) {
	var one Shape
	one.n, one.mean, one.min, one.max = 1, x, x, x
	s.Merge(one)
}

// Merge takes in what another gathered.
func (s *Shape) Merge(o Shape) {
	if o.n == 0 {
		return
	}
	if s.n == 0 {
		*s = o
		return
	}
	a, b := float64(s.n), float64(o.n)
	n, d := a+b, o.mean-s.mean
	m2, m3 := s.m2, s.m3
	s.m4 += o.m4 + d*d*d*d*a*b*(a*a-a*b+b*b)/(n*n*n) + 6*d*d*(a*a*o.m2+b*b*m2)/(n*n) + 4*d*(a*o.m3-b*m3)/n
	s.m3 += o.m3 + d*d*d*a*b*(a-b)/(n*n) + 3*d*(a*o.m2-b*m2)/n
	s.Moments.Merge(o.Moments)
	s.min, s.max = min(s.min, o.min), max(s.max, o.max)
}

// Min is the smallest value; NaN when there were none.
func (s *Shape) Min() float64 { return s.seen(s.min) }

// Max is the largest value; NaN when there were none.
func (s *Shape) Max() float64 { return s.seen(s.max) }

func (s *Shape) seen(x float64) float64 {
	if s.n == 0 {
		return math.NaN()
	}
	return x
}

// Skew is g₁, the third moment ÷ the second to the power 1.5; NaN when values do not vary.
func (s *Shape) Skew() float64 {
	v := s.m2 / float64(s.n)
	return ratio(s.m3/float64(s.n), v*math.Sqrt(v))
}

// SkewSample is G₁, g₁ corrected for the size of the sample; NaN below three values.
func (s *Shape) SkewSample() float64 {
	n := float64(s.n)
	if s.n < 3 {
		return math.NaN()
	}
	return s.Skew() * math.Sqrt(n*(n-1)) / (n - 2)
}

// Kurtosis is g₂, the fourth moment ÷ the second squared, less 3; NaN when values do not vary.
func (s *Shape) Kurtosis() float64 {
	v := s.m2 / float64(s.n)
	return ratio(s.m4/float64(s.n), v*v) - 3
}

// KurtosisSample is G₂, g₂ corrected for the size of the sample; NaN below four values.
func (s *Shape) KurtosisSample() float64 {
	n := float64(s.n)
	if s.n < 4 {
		return math.NaN()
	}
	return (n - 1) / ((n - 2) * (n - 3)) * ((n+1)*s.Kurtosis() + 6)
}

// Quantiles gives the points below which parts p of the values lie, straight lines between neighbours: type 7 of
// Hyndman and Fan (1996, Am Stat 50:361–365), as R and spreadsheets do it. It needs all values at once and sorts a
// copy. Points are NaN without values, with a value that is NaN, and for p outside 0 to 1.
func Quantiles(values []float64, p ...float64) []float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	out := make([]float64, len(p))
	for i, part := range p {
		out[i] = quantile(sorted, part)
	}
	return out
}

func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 || math.IsNaN(sorted[0]) || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	h := float64(len(sorted)-1) * p
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

// Median is the middle value, or the mean of the two in the middle.
func Median(values []float64) float64 { return Quantiles(values, 0.5)[0] }
