package disclosure

// Rules are the limits of what may be shown.
type Rules struct {
	// MinCount: counts from 1 to MinCount−1 are hidden. Zero is shown.
	MinCount int
	// MinStatistic is the smallest group whose mean, deviation or effect size is shown.
	MinStatistic int
	// MinWhole is the smallest whole of which a share is shown; its part must be 0 or at least MinCount.
	MinWhole int
}

// Default is the rule set of the project's reports: 5, 10 and 10.
func Default() Rules { return Rules{MinCount: 5, MinStatistic: 10, MinWhole: 10} }

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

// String is the stable name used in message keys.
func (r Reason) String() string {
	names := [...]string{"unjudged", "shown", "small", "secondary", "few-cases", "linked", "empty", "small-part"}
	if int(r) >= len(names) {
		return names[0]
	}
	return names[r]
}
