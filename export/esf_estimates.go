package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/store"
)

// estimated adds up the estimates of an indicator by gender. ok is false when nobody has estimated it, which is not none.
func estimated(all []store.Estimate, code string, asOf store.Date) (byGender [genders]int, ok bool) {
	for _, e := range inForce(all, code, asOf) {
		byGender[women] += e.Women
		byGender[men] += e.Men
		byGender[otherGender] += e.Other
		ok = true
	}
	return byGender, ok
}

// inForce are the estimates of an indicator that count on a day: those whose period is over, and of overlapping ones of
// a team the longer, else the one entered later.
func inForce(all []store.Estimate, code string, asOf store.Date) []store.Estimate {
	var over []store.Estimate
	for _, e := range all {
		if e.Indicator == code && !e.To.After(asOf) {
			over = append(over, e)
		}
	}
	slices.SortFunc(over, func(a, b store.Estimate) int {
		return cmp.Or(
			cmp.Compare(b.To.DaysSince(b.From), a.To.DaysSince(a.From)), // the longest first
			slices.Compare(b.ID[:], a.ID[:]),
		)
	})
	var out []store.Estimate
	for _, e := range over {
		if !slices.ContainsFunc(out, func(f store.Estimate) bool { return f.Team == e.Team && overlap(e, f) }) {
			out = append(out, e)
		}
	}
	return out
}

func overlap(a, b store.Estimate) bool { return !a.From.After(b.To) && !b.From.After(a.To) }
