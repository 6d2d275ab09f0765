package cohort

import "math"

// ShareDifference is the difference of two shares with its 95 % interval by Newcombe's square-and-add rule, which puts
// the Wilson intervals of the two together. Fields are NaN when a share is not defined.
type ShareDifference struct {
	Value    float64
	Interval Interval
}

// IndependentDifference compares the shares of two different groups, a − b (Newcombe 1998, Stat Med 17:873–890,
// method 10).
func IndependentDifference(a, b Share) ShareDifference { return squareAndAdd(a, b, 0) }

// PairedDifference compares two shares of the same persons, such as those above a cut-off at the end and at the start
// (Newcombe 1998, Stat Med 17:2635–2650, method 10). both counts the persons in the part on both occasions, first and
// second those only on one of them, neither the rest; the value is first − second occasion. With negative counts it is
// not defined.
func PairedDifference(both, first, second, neither int) ShareDifference {
	if min(both, first, second, neither) < 0 {
		return ShareDifference{math.NaN(), undefined()}
	}
	n := both + first + second + neither
	a, b := NewShare(both+first, n), NewShare(both+second, n)
	return squareAndAdd(a, b, likeness(both, first, second, neither))
}

// likeness is the correlation of the two occasions, corrected for continuity towards 0 when it is positive, as the
// method asks.
func likeness(both, first, second, neither int) float64 {
	a, b, c, d := float64(both), float64(first), float64(second), float64(neither)
	margins := math.Sqrt(a+b) * math.Sqrt(c+d) * math.Sqrt(a+c) * math.Sqrt(b+d)
	if margins == 0 {
		return 0
	}
	top := a*d - b*c
	if top > 0 {
		top = max(0, top-(a+b+c+d)/2)
	}
	return top / margins
}

// squareAndAdd goes from the difference by the distances of the Wilson bounds that pull the same way, less what the
// two shares have in common.
func squareAndAdd(a, b Share, phi float64) ShareDifference {
	d := a.Value - b.Value
	aDown, aUp := a.Value-a.Interval.Low, a.Interval.High-a.Value
	bDown, bUp := b.Value-b.Interval.Low, b.Interval.High-b.Value
	down := math.Sqrt(max(0, aDown*aDown-2*phi*aDown*bUp+bUp*bUp))
	up := math.Sqrt(max(0, aUp*aUp-2*phi*aUp*bDown+bDown*bDown))
	return ShareDifference{d, Interval{max(-1, d-down), min(1, d+up)}}
}
