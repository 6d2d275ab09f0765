package change

// JacobsonTruax is the default method: a published figure, reached or passed, or else more than 1.96 standard
// errors of the difference.
type JacobsonTruax struct{}

// Name is "jt".
func (JacobsonTruax) Name() string { return "jt" }

// Judge implements Method.
func (JacobsonTruax) Judge(from, to float64, b Basis) Verdict {
	raw := to - from
	v := b.indexed(raw)
	if b.Points > 0 && isFinite(b.Points) {
		v.Needed = b.Points
		v.Change = turned(reaches(raw, b.Points), raw*b.Direction.Sign())
		return v
	}
	if !v.HasIndex {
		return v
	}
	needed := Smallest(b.SD, b.R, b.critical())
	if !isFinite(needed) {
		return Verdict{}
	}
	v = judged(v.Index, b.critical(), b.Direction.Sign())
	v.Needed = needed
	return v
}

// indexed starts a verdict with the index of Jacobson and Truax, where the basis has what it takes.
func (b *Basis) indexed(raw float64) Verdict {
	if !judgeable(b.SD, b.R) {
		return Verdict{}
	}
	index := raw / SDiff(b.SD, b.R)
	if !isFinite(index) {
		return Verdict{}
	}
	return Verdict{Index: index, HasIndex: true}
}

func (b *Basis) critical() float64 {
	if b.Critical > 0 {
		return b.Critical
	}
	return CriticalValue
}
