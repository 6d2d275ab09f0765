package change

import "math"

// Method tells whether the change between two scores is reliable.
type Method interface {
	// Name is the stable key of the method in files and on the command line.
	Name() string
	// Judge looks at two finite scores.
	Judge(from, to float64, b Basis) Verdict
}

// ReliableChange is what a method finds, before any border is looked at.
type ReliableChange uint8

// Findings. The zero value says that the method cannot tell.
const (
	CannotTell ReliableChange = iota
	NoReliableChange
	ReliablyBetter
	ReliablyWorse
)

// Verdict is the finding of a method with the numbers behind it.
type Verdict struct {
	Change   ReliableChange
	Index    float64 // in the raw direction; only with HasIndex
	HasIndex bool
	Needed   float64 // smallest raw change that counts, 0 when unknown
}

// Methods lists the methods that need no parameters beyond the basis, the default first. Those that need the
// facts of a cohort are listed by CohortMethods; MinimalImportant and Percentage need numbers of their own.
func Methods() []Method {
	return []Method{JacobsonTruax{}}
}

// judged is the verdict on an index: reliable when it is strictly more than the critical value, binary noise
// apart. An index that is not finite tells nothing.
func judged(index, critical, sign float64) Verdict {
	if !isFinite(index) {
		return Verdict{}
	}
	exceeds := math.Abs(index) > critical*(1+1e-12)
	return Verdict{Index: index, HasIndex: true, Change: turned(exceeds, index*sign)}
}

// turned names a finding: better is the change with plus as better.
func turned(reached bool, better float64) ReliableChange {
	switch {
	case !reached || better == 0:
		return NoReliableChange
	case better > 0:
		return ReliablyBetter
	default:
		return ReliablyWorse
	}
}

// reaches reports whether the size of a change is at least a number of points.
func reaches(raw, points float64) bool { return math.Abs(raw) >= points-tolerance }
