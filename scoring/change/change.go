package change

import "github.com/mittari/mittari/instruments"

// Class is what happened between two results of one person.
type Class uint8

// Classes, best first. Unknown: there was no basis to tell.
const (
	Unknown      Class = iota
	Recovered          // reliable improvement that also crossed to the non-clinical side
	Improved           // reliable improvement
	Unchanged          // within measurement error
	Deteriorated       // reliable worsening
	Harmed             // reliable worsening that also crossed to the clinical side
)

// String is the stable name used in files.
func (c Class) String() string {
	if c > Harmed {
		return "unknown"
	}
	return [...]string{"unknown", "recovered", "improved", "unchanged", "deteriorated", "harmed"}[c]
}

// Basis is what decides whether a change is reliable, with its sources.
// Either Points is set (a published figure, reached or passed: |change| ≥ Points) or SD and R are
// (Jacobson–Truax: |change| ÷ SE of the difference > Critical).
type Basis struct {
	Direction   instruments.Direction
	Points      float64
	SD, R       float64
	Critical    float64 // 1.96 unless said otherwise
	SDSource    string  // norm id, or "cohort baseline"
	RSource     string  // reliability id, or "given"
	Evidence    instruments.Evidence
	Cutoff      *Cutoff // nil: crossing is not looked at
	Description string  // stable key of the basis, for tables: "published", "norm", "cohort"
}

// Cutoff is the border between the clinical and the non-clinical range.
type Cutoff struct {
	Value float64
	// Side says which side is clinical, the border itself included. Empty: the border was computed from means
	// and standard deviations and belongs to neither side, see Compare.
	Side     instruments.Side
	ID       string // of the definition's cut-off, or "a", "b", "c"
	Evidence instruments.Evidence
}

// Crossing tells how two results lie about a cut-off.
type Crossing uint8

// Crossings.
const (
	NoCutoff Crossing = iota
	StayedNonClinical
	StayedClinical
	ToNonClinical
	ToClinical
)

// String is the stable name used in files; it is empty when there is no cut-off.
func (c Crossing) String() string {
	switch c {
	case StayedNonClinical:
		return "stayed-non-clinical"
	case StayedClinical:
		return "stayed-clinical"
	case ToNonClinical:
		return "to-non-clinical"
	case ToClinical:
		return "to-clinical"
	case NoCutoff:
	}
	return ""
}

// Result is the comparison of two scores of one person.
type Result struct {
	From, To float64
	Raw      float64 // To − From
	Better   float64 // Raw turned so that plus is better
	Index    float64 // reliable change index, in the raw direction; NaN-free: 0 with HasIndex false
	HasIndex bool
	Needed   float64 // smallest raw change that counts as reliable; 0 when unknown
	Class    Class
	Crossing Crossing
	// CrossedOnly: crossed the cut-off, but the change is within measurement error.
	CrossedOnly bool
}
