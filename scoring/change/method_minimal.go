package change

// MinimalImportant judges by a minimal important difference in points, reached or passed. Worse 0 means the same
// number of points in both directions. Combined with the cut-off of the basis it gives the five classes, as any
// method does; it says what matters to people, not what is more than measurement error.
type MinimalImportant struct {
	Better, Worse float64
}

// Name is "mid".
func (MinimalImportant) Name() string { return "mid" }

// Judge implements Method. It cannot tell without a positive number of points.
func (m MinimalImportant) Judge(from, to float64, b Basis) Verdict {
	raw := to - from
	v := b.indexed(raw)
	if !thresholds(m.Better, m.Worse) {
		return v
	}
	better := raw * b.Direction.Sign()
	v.Needed = m.Better
	if better < 0 && m.Worse > 0 {
		v.Needed = m.Worse
	}
	v.Change = turned(reaches(raw, v.Needed), better)
	return v
}

// thresholds reports whether two thresholds can be used: the one for better must be given.
func thresholds(better, worse float64) bool {
	return better > 0 && worse >= 0 && isFinite(better) && isFinite(worse)
}
