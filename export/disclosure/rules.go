package disclosure

import "fmt"

// Rules are the limits of what may be shown.
type Rules struct {
	// MinCount: counts from 1 to MinCount−1 are hidden. Zero is shown.
	MinCount int
	// MinStatistic is the smallest group whose mean, deviation or effect size is shown.
	MinStatistic int
	// MinWhole is the smallest whole of which a share is shown; its part must be 0 or at least MinCount.
	MinWhole int
	// MinDifference: a count that differs by 1 to MinDifference−1 from what an earlier report printed is hidden.
	MinDifference int
}

// Default is the rule set of the project's reports: 5, 10 and 10, and 5 for differences between reports.
func Default() Rules { return Rules{MinCount: 5, MinStatistic: 10, MinWhole: 10, MinDifference: 5} }

// Reason says why something is not shown, or that it is.
type Reason uint8

// Reasons. The zero value is Unjudged, so that what was never protected is never shown.
const (
	Unjudged  Reason = iota
	Shown            // may be published
	Small            // a count of 1 to MinCount−1
	Secondary        // would give away a hidden count
	FewCases         // statistic or share of a group that is too small
	Linked           // statistic that would give away that of a small group
	Empty            // there is nobody to describe
	SmallPart        // share whose part is a count of 1 to MinCount−1
)

func reasonNames() [8]string {
	return [...]string{"unjudged", "shown", "small", "secondary", "few-cases", "linked", "empty", "small-part"}
}

// String is the stable name used in message keys and in frozen reports.
func (r Reason) String() string {
	names := reasonNames()
	if int(r) >= len(names) {
		return names[0]
	}
	return names[r]
}

// MarshalText writes the stable name.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a stable name. It fails on any other.
func (r *Reason) UnmarshalText(text []byte) error {
	for i, name := range reasonNames() {
		if name == string(text) {
			*r = Reason(i)
			return nil
		}
	}
	return fmt.Errorf("%q is no reason", text)
}
