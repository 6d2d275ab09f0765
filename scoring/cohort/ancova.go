package cohort

import "math"

// Adjusted is the difference of a group from the reference group in the later score, at equal earlier scores: the
// coefficient of the group in least squares of later score on earlier score and group, one common slope.
type Adjusted struct {
	N          int // persons in all groups together
	Difference float64
	SE         float64
	Test               // of the difference; DF is N − groups − 1
	Slope      float64 // later per earlier score, common to all groups
}

// Adjust compares each group with the reference, adjusted for the first scores (analysis of covariance; Cochran 1957,
// Biometrics 13:261–281). Everything follows from what the pairs gathered. The residual is that of all groups
// together, so adding a group changes the intervals of the others. Values are NaN where the first scores do not vary
// within any group, a group is empty or no degrees of freedom are left.
func Adjust(reference *Pairs, groups ...*Pairs) []Adjusted {
	var n int
	var xx, xy, yy float64
	for _, g := range append([]*Pairs{reference}, groups...) {
		n += g.N()
		xx += g.from.m2
		xy += g.co
		yy += g.to.m2
	}
	slope := ratio(xy, xx)
	df := float64(n - len(groups) - 2)
	variance := math.NaN()
	if df > 0 {
		variance = max(0, yy-slope*xy) / df
	}
	out := make([]Adjusted, len(groups))
	for i, g := range groups {
		apart := g.from.Mean() - reference.from.Mean()
		a := Adjusted{N: n, Slope: slope, Difference: g.to.Mean() - reference.to.Mean() - slope*apart}
		a.SE = math.Sqrt(variance * (1/float64(g.N()) + 1/float64(reference.N()) + apart*apart/xx))
		a.Test = newTest(a.Difference, a.SE, df)
		out[i] = a
	}
	return out
}
