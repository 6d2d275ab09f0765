package cohort

import (
	"math"

	"github.com/mittari/mittari/instruments"
)

// Pairs gathers pairs of scores, the earlier and the later one of a person. The zero value is ready to use.
type Pairs struct {
	from, to, change Moments
	co               float64 // sum of products of distances from the means
	rose, fell       int
}

// Add takes in one pair. Both scores must be finite.
func (p *Pairs) Add(from, to float64) {
	d := from - p.from.mean
	p.from.Add(from)
	p.to.Add(to)
	p.change.Add(to - from)
	p.co += d * (to - p.to.mean)
	switch {
	case to > from:
		p.rose++
	case to < from:
		p.fell++
	}
}

// Merge takes in what another gathered.
func (p *Pairs) Merge(o *Pairs) {
	if n := float64(p.from.n + o.from.n); n > 0 {
		p.co += o.co + (o.from.mean-p.from.mean)*(o.to.mean-p.to.mean)*float64(p.from.n)*float64(o.from.n)/n
	}
	p.from.Merge(o.from)
	p.to.Merge(o.to)
	p.change.Merge(o.change)
	p.rose += o.rose
	p.fell += o.fell
}

// N is how many pairs there were.
func (p *Pairs) N() int { return p.from.n }

// Directions counts the persons whose score changed at all for the better, not at all, and at all for the worse.
// It says nothing about measurement error: for that there is Classes.
func (p *Pairs) Directions(d instruments.Direction) (better, same, worse int) {
	same = p.N() - p.rose - p.fell
	if d.Sign() > 0 {
		return p.rose, same, p.fell
	}
	return p.fell, same, p.rose
}

// r is the correlation of the two scores; NaN when one of them does not vary.
func (p *Pairs) r() float64 {
	if p.N() < 2 || p.from.m2 <= 0 || p.to.m2 <= 0 {
		return math.NaN()
	}
	return max(-1, min(1, p.co/math.Sqrt(p.from.m2)/math.Sqrt(p.to.m2)))
}

// Statistics describes the change of a group. Signed fields are later − earlier until Better turns them.
// Fields that are not defined are NaN.
type Statistics struct {
	N                int
	FromMean, FromSD float64
	ToMean, ToSD     float64
	R                float64 // correlation of the two scores

	Change   float64 // mean of the changes
	ChangeSD float64
	Interval Interval // 95 %, of the mean change, by Student's t
	T        float64  // paired t
	DF       int
	P        float64 // of the paired t, two-sided

	// DPre is the mean change ÷ SD of the first scores of the pairs (Becker 1988, Br J Math Stat Psychol 41:257–278).
	DPre float64
	// J is Hedges' exact correction for small groups with n − 1 degrees of freedom.
	J float64
	// Gain is DPre × J, the effect size for tables, with its standard error and 95 % interval. The standard error is
	// Becker's, √(2(1 − r)/n + d²/2n), at d = Gain.
	Gain         float64
	GainSE       float64
	GainInterval Interval

	// DZ is the mean change ÷ SD of the changes.
	DZ float64
	// DAvRMS is the mean change ÷ √((SD₁² + SD₂²)/2), as Cumming (2012) defines d_av.
	DAvRMS float64
	// DAvMean is the mean change ÷ ((SD₁ + SD₂)/2), as Lakens (2013, Front Psychol 4:863) defines d_av.
	DAvMean float64
	// DRM is DZ × √(2(1 − r)), the mean change in units of the scores as if both SDs were equal (Morris and DeShon 2002,
	// Psychol Methods 7:105–125).
	DRM float64
}

// Statistics computes what the pairs gathered so far say.
func (p *Pairs) Statistics() Statistics {
	n := p.N()
	s := Statistics{
		N: n, FromMean: p.from.Mean(), FromSD: p.from.SD(), ToMean: p.to.Mean(), ToSD: p.to.SD(),
		R: p.r(), Change: p.change.Mean(), ChangeSD: p.change.SD(), J: HedgesJ(n - 1), DF: max(n-1, 0),
	}
	se := s.ChangeSD / math.Sqrt(float64(n))
	s.Interval = around(s.Change, se, float64(n-1))
	spread := s.ChangeSD
	if constant(max(math.Abs(s.FromMean), math.Abs(s.ToMean)), se) {
		spread, se = 0, 0
	}
	s.T = ratio(s.Change, se)
	s.P = studentBoth(s.T, float64(n-1))

	s.DPre = ratio(s.Change, s.FromSD)
	s.Gain = s.DPre * s.J
	s.GainSE = math.Sqrt((2*(1-s.R) + s.Gain*s.Gain/2) / float64(n))
	s.GainInterval = Interval{s.Gain - z975*s.GainSE, s.Gain + z975*s.GainSE}

	s.DZ = ratio(s.Change, spread)
	s.DAvRMS = ratio(s.Change, math.Sqrt((s.FromSD*s.FromSD+s.ToSD*s.ToSD)/2))
	s.DAvMean = ratio(s.Change, (s.FromSD+s.ToSD)/2)
	s.DRM = s.DZ * math.Sqrt(2*(1-s.R))
	return s
}

// constant reports whether changes differ by no more than the last digits of a binary fraction: decimals such as
// 0.3 − 0.2 and 0.4 − 0.3 are not quite equal in the machine, and a t of 10¹⁵ would be made of that alone.
func constant(size, se float64) bool { return se < 10*0x1p-52*size }

// Better turns every signed field so that plus is better, for a scale that improves in the given direction.
// Means of the scores themselves stay as they are.
func (s Statistics) Better(d instruments.Direction) Statistics {
	if d.Sign() > 0 {
		return s
	}
	s.Change, s.T, s.DPre, s.Gain = -s.Change, -s.T, -s.DPre, -s.Gain
	s.DZ, s.DAvRMS, s.DAvMean, s.DRM = -s.DZ, -s.DAvRMS, -s.DAvMean, -s.DRM
	s.Interval, s.GainInterval = s.Interval.turned(), s.GainInterval.turned()
	return s
}

// ratio is NaN when there is nothing to divide by: a group that does not vary has no standardised change.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
