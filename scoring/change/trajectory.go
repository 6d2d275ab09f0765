package change

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/scoring"
)

// Point is one result of one person on one scale.
type Point struct {
	Date   string // ISO 8601, so that text order is time order
	Status scoring.Status
	Reason scoring.Reason // why there is no value
	Value  float64        // meaningless unless scored
}

// Step is a point of a trajectory with what changed. A comparison is missing when there is nothing earlier to
// compare with or the point has no value.
type Step struct {
	Point
	SinceFirst    *Result
	SincePrevious *Result
}

// Trajectory lists the points in order of date, points of one date in the order given, each compared with the
// first and with the latest earlier point that have a value. Points without a value stay in the list: a gap is
// shown, never bridged in silence. The points given are not changed.
func Trajectory(points []Point, b Basis) []Step {
	sorted := slices.Clone(points)
	slices.SortStableFunc(sorted, func(a, b Point) int { return cmp.Compare(a.Date, b.Date) })
	steps := make([]Step, 0, len(sorted))
	var firstValue, previous *Point
	for i := range sorted {
		p := &sorted[i]
		step := Step{Point: *p}
		if p.Status == scoring.Scored {
			step.SinceFirst, step.SincePrevious = since(firstValue, p, b), since(previous, p, b)
			if firstValue == nil {
				firstValue = p
			}
			previous = p
		}
		steps = append(steps, step)
	}
	return steps
}

func since(earlier, p *Point, b Basis) *Result {
	if earlier == nil {
		return nil
	}
	r := Compare(earlier.Value, p.Value, b)
	return &r
}
