package change

import "math"

// Constants of the chart of individual values and moving ranges.
const (
	xmrLimit  = 2.66         // mean moving ranges from the mean to a limit: 3 ÷ 1.128
	xmrNear   = 2.66 / 3 * 2 // from where a point is near a limit
	xmrScreen = 3.267        // a moving range this many times the mean is itself out of the ordinary
	xmrRun    = 7            // points on one side, or all rising or falling
	// XmRTrusted is the number of points below which limits are provisional.
	XmRTrusted = 12
)

// SignalKind is a way in which a series of numbers shows more than its ordinary variation.
type SignalKind uint8

// Signals.
const (
	OutsideLimits SignalKind = iota + 1
	SevenOnOneSide
	SevenInARow // all rising or all falling
	TwoOfThreeNear
)

// String is the stable name used in files.
func (k SignalKind) String() string {
	switch k {
	case OutsideLimits:
		return "outside-limits"
	case SevenOnOneSide:
		return "seven-on-one-side"
	case SevenInARow:
		return "seven-in-a-row"
	case TwoOfThreeNear:
		return "two-of-three-near"
	default:
		return ""
	}
}

// Signal is one that a point takes part in. Up: above the mean, or rising.
type Signal struct {
	Kind SignalKind
	Up   bool
}

// XmRPoint is a value of the series with its signals.
type XmRPoint struct {
	Value   float64
	Signals []Signal
}

// XmRChart is a series of numbers with its mean and natural limits.
type XmRChart struct {
	Mean, MeanRange float64
	Low, High       float64
	Points          []XmRPoint
	RangesLeftOut   int
	Provisional     bool // fewer than twelve points: limits will still move
}

// XmR makes the chart of a series in order of time: limits are 2.66 mean moving ranges from the mean. With
// screen, moving ranges of at least 3.267 times their mean are left out, once. Signals are those of NHS Making Data
// Count: a point outside the limits; seven in a row on one side of the mean; seven in a row rising or falling; two of
// three on one side in the outer third. A value on the mean is on no side, and one outside the limits is not near them.
// It is false for fewer than two values or one that is not finite.
func XmR(values []float64, screen bool) (XmRChart, bool) {
	if len(values) < 2 {
		return XmRChart{}, false
	}
	c := XmRChart{Provisional: len(values) < XmRTrusted, Points: make([]XmRPoint, len(values))}
	for i, v := range values {
		c.Points[i].Value = v
		c.Mean += (v - c.Mean) / float64(i+1)
	}
	c.MeanRange, c.RangesLeftOut = meanRange(values, screen)
	c.Low, c.High = c.Mean-xmrLimit*c.MeanRange, c.Mean+xmrLimit*c.MeanRange
	if !isFinite(c.Mean) || !isFinite(c.Low) || !isFinite(c.High) {
		return XmRChart{}, false
	}
	c.signal(values)
	return c, true
}

func meanRange(values []float64, screen bool) (mean float64, leftOut int) {
	average := func(limit float64) (mean float64, n int) {
		for i := 1; i < len(values); i++ {
			if mr := math.Abs(values[i] - values[i-1]); mr < limit || math.IsInf(limit, 1) {
				n++
				mean += (mr - mean) / float64(n)
			}
		}
		return mean, n
	}
	mean, all := average(math.Inf(1))
	if !screen || mean == 0 {
		return mean, 0
	}
	kept, n := average(xmrScreen * mean)
	return kept, all - n
}

// signal finds the signals. Sides are told with room for binary noise, or a constant series would seem to move.
func (c *XmRChart) signal(values []float64) {
	noise := 1e-12 * max(math.Abs(c.Low), math.Abs(c.High))
	side := make([]int, len(values))
	near := make([]bool, len(values))
	step := make([]int, len(values))
	for i, v := range values {
		side[i] = signOf(v-c.Mean, noise)
		outside := v > c.High+noise || v < c.Low-noise
		near[i] = !outside && math.Abs(v-c.Mean) > xmrNear*c.MeanRange+noise
		if outside {
			c.add(i, OutsideLimits, side[i])
		}
		if i > 0 {
			step[i] = signOf(v-values[i-1], 0)
		}
	}
	c.runs(side, xmrRun, 0, SevenOnOneSide)
	c.runs(step, xmrRun-1, 1, SevenInARow)
	for i := range values {
		if near[i] && twoOfThree(near, side, i) {
			c.add(i, TwoOfThreeNear, side[i])
		}
	}
}

// runs marks every stretch of at least length equal signs, and the points before it that belong to it.
func (c *XmRChart) runs(signs []int, length, before int, kind SignalKind) {
	for start := 0; start < len(signs); {
		end := start + 1
		for end < len(signs) && signs[end] == signs[start] {
			end++
		}
		if signs[start] != 0 && end-start >= length {
			for i := start - before; i < end; i++ {
				c.add(i, kind, signs[start])
			}
		}
		start = end
	}
}

func (c *XmRChart) add(i int, kind SignalKind, sign int) {
	c.Points[i].Signals = append(c.Points[i].Signals, Signal{kind, sign > 0})
}

// twoOfThree reports whether point i is in three neighbours on one side of which two are near a limit.
func twoOfThree(near []bool, side []int, i int) bool {
	for start := max(0, i-2); start <= i && start+3 <= len(near); start++ {
		n := 0
		for k := start; k < start+3; k++ {
			if side[k] != side[i] {
				n = -3
			}
			if near[k] {
				n++
			}
		}
		if n >= 2 {
			return true
		}
	}
	return false
}

func signOf(v, noise float64) int {
	switch {
	case v > noise:
		return 1
	case v < -noise:
		return -1
	default:
		return 0
	}
}
