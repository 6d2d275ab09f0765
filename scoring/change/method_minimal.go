package change

// MinimalImportant judges by a minimal important difference in points, reached or passed. Worse 0 means the same
// number of points in both directions.
type MinimalImportant struct {
	Better, Worse float64
}

// Name is "mid".
func (MinimalImportant) Name() string { return "mid" }

// Judge implements Method. It cannot tell without a positive number of points.
func (m MinimalImportant) Judge(from, to float64, b Basis) Verdict {
	raw := to - from
	v := b.indexed(raw)
	if !(m.Better > 0) || m.Worse < 0 {
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
