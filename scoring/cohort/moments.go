package cohort

import "math"

// Moments gathers the mean and the standard deviation of values one at a time (Welford 1962, Technometrics
// 4:419–420), which stays exact where the difference of two large sums would not. The zero value is ready to use.
type Moments struct {
	n    int
	mean float64
	m2   float64 // sum of squared distances from the mean
}

// Add takes in one value.
func (m *Moments) Add(x float64) {
	m.n++
	d := x - m.mean
	m.mean += d / float64(m.n)
	m.m2 += d * (x - m.mean)
}

// Merge takes in what another gathered (Chan, Golub and LeVeque 1979).
func (m *Moments) Merge(o Moments) {
	if o.n == 0 {
		return
	}
	if m.n == 0 {
		*m = o
		return
	}
	n := float64(m.n + o.n)
	d := o.mean - m.mean
	m.m2 += o.m2 + d*d*float64(m.n)*float64(o.n)/n
	m.mean += d * float64(o.n) / n
	m.n += o.n
}

// N is how many values there were.
func (m *Moments) N() int { return m.n }

// Mean is NaN when there were no values.
func (m *Moments) Mean() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	return m.mean
}

// SD is the standard deviation with n − 1; NaN when there were fewer than two values.
func (m *Moments) SD() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	return math.Sqrt(m.m2 / float64(m.n-1))
}

// Variance is the square of SD.
func (m *Moments) Variance() float64 { return m.SD() * m.SD() }

// SE is the standard error of the mean.
func (m *Moments) SE() float64 { return m.SD() / math.Sqrt(float64(m.n)) }

// Interval is the 95 % interval of the mean, by Student's t.
func (m *Moments) Interval() Interval { return around(m.Mean(), m.SE(), float64(m.n-1)) }

// Defined reports whether a statistic has a value.
func Defined(x float64) bool { return !math.IsNaN(x) }
