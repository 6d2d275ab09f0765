package change

import "math"

// JacobsonTruax is the default method: a published figure, reached or passed, or else more than 1.96 standard
// errors of the difference.
type JacobsonTruax struct{}

// Name is "jt".
func (JacobsonTruax) Name() string { return "jt" }

// Judge implements Method.
func (JacobsonTruax) Judge(from, to float64, b Basis) Verdict {
	raw := to - from
	v := b.indexed(raw)
	if b.Points > 0 {
		v.Needed = b.Points
		v.Change = turned(reaches(raw, b.Points), raw*b.Direction.Sign())
		return v
	}
	if !v.HasIndex {
		return v
	}
	critical := b.critical()
	v.Needed = Smallest(b.SD, b.R, critical)
	exceeds := math.Abs(v.Index) > critical*(1+1e-12) // strictly, binary noise apart
	v.Change = turned(exceeds, raw*b.Direction.Sign())
	return v
}

// indexed starts a verdict with the index of Jacobson and Truax, where the basis has what it takes.
func (b *Basis) indexed(raw float64) Verdict {
	if !judgeable(b.SD, b.R) {
		return Verdict{}
	}
	return Verdict{Index: raw / SDiff(b.SD, b.R), HasIndex: true}
}

func (b *Basis) critical() float64 {
	if b.Critical > 0 {
		return b.Critical
	}
	return CriticalValue
}
