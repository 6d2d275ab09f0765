package change

import (
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// tolerance absorbs the noise of binary fractions; differences of scores that matter are far larger.
const tolerance = 1e-9

// Compare compares two scores of one person by Jacobson and Truax, or by the published figure when the basis has one.
//
// A change of exactly the critical size is not reliable when it is computed (strictly more than 1.96 standard
// errors), and is reliable when a published number of points is reached. Recovered needs all three: on the
// clinical side before, on the other side after, reliably improved; harmed is its mirror image. A score exactly
// on a computed border, which belongs to neither side, is never credited: before it counts as non-clinical,
// after it as clinical. Without a basis the class is Unknown and only the crossing is told.
func Compare(from, to float64, b Basis) Result {
	return CompareBy(JacobsonTruax{}, from, to, b)
}

// CompareBy is Compare with another method of telling a reliable change. Scores that are not finite, or too far
// apart to be subtracted, give an unknown class.
func CompareBy(m Method, from, to float64, b Basis) Result {
	r := Result{From: from, To: to, Raw: to - from, Better: (to - from) * b.Direction.Sign()}
	if !isFinite(from) || !isFinite(to) || !isFinite(to-from) {
		r.Raw, r.Better = 0, 0
		return r
	}
	v := m.Judge(from, to, b)
	r.Index, r.HasIndex, r.Needed = v.Index, v.HasIndex, v.Needed
	r.Crossing = crossingBy(m, from, to, b)
	r.Class = classOf(v.Change, r.Crossing)
	crossed := r.Crossing == ToClinical || r.Crossing == ToNonClinical
	r.CrossedOnly = crossed && v.Change == NoReliableChange
	return r
}

// CompareResults compares two results of the same scale. It is false when either could not be scored.
// The values compared are those that bands and cut-offs look at, so that what people read adds up.
func CompareResults(scale *instruments.Scale, from, to *scoring.ScaleResult, b Basis) (Result, bool) {
	if from == nil || to == nil || from.Status != scoring.Scored || to.Status != scoring.Scored {
		return Result{}, false
	}
	return Compare(from.Judged(scale), to.Judged(scale), b), true
}

// ownCrossing is a method with its own test of where a score lies about a cut-off.
type ownCrossing interface {
	// crossing is false when the method cannot tell; the plain comparison with the cut-off then stands.
	crossing(from, to float64, b Basis) (Crossing, bool)
}

func crossingBy(m Method, from, to float64, b Basis) Crossing {
	if own, ok := m.(ownCrossing); ok {
		if x, ok := own.crossing(from, to, b); ok {
			return x
		}
	}
	return b.Cutoff.crossing(from, to, b.Direction)
}

func classOf(c ReliableChange, x Crossing) Class {
	switch c {
	case ReliablyBetter:
		if x == ToNonClinical {
			return Recovered
		}
		return Improved
	case ReliablyWorse:
		if x == ToClinical {
			return Harmed
		}
		return Deteriorated
	case NoReliableChange:
		return Unchanged
	default:
		return Unknown
	}
}

// crossing places two scores about the cut-off.
func (c *Cutoff) crossing(from, to float64, d instruments.Direction) Crossing {
	if !c.usable() {
		return NoCutoff
	}
	before, after := c.clinical(from, d, false), c.clinical(to, d, true)
	switch {
	case before && after:
		return StayedClinical
	case before:
		return ToNonClinical
	case after:
		return ToClinical
	default:
		return StayedNonClinical
	}
}

// usable reports whether there is a border at all.
func (c *Cutoff) usable() bool { return c != nil && isFinite(c.Value) }

// clinical reports the side of a score; border is the side of one that lies exactly on a computed border.
func (c *Cutoff) clinical(v float64, d instruments.Direction, border bool) bool {
	if math.Abs(v-c.Value) <= tolerance {
		return c.Side != "" || border
	}
	switch c.Side {
	case instruments.AtOrAbove:
		return v > c.Value
	case instruments.AtOrBelow:
		return v < c.Value
	default:
		return d.Sign()*(v-c.Value) < 0
	}
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
