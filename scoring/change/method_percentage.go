package change

import "math"

// Percentage judges by the share of the first score that was gained or lost, reached or passed: 0.5 is half.
// Worse 0 means the same share in both directions. A change from 0 has no share, and
// a share of a score below 0 is taken of its size: from −4 to −6 is half better where lower is better.
type Percentage struct {
	Better, Worse float64
}

// Name is "percentage".
func (Percentage) Name() string { return "percentage" }

// Judge implements Method. It cannot tell when the first score is 0 or the share not positive.
func (p Percentage) Judge(from, to float64, b Basis) Verdict {
	raw := to - from
	v := b.indexed(raw)
	if from == 0 || !thresholds(p.Better, p.Worse) {
		return v
	}
	better := raw * b.Direction.Sign()
	share := p.Better
	if better < 0 && p.Worse > 0 {
		share = p.Worse
	}
	needed := share * math.Abs(from)
	if !isFinite(needed) {
		return v
	}
	v.Needed = needed
	v.Change = turned(reaches(raw, v.Needed), better)
	return v
}
