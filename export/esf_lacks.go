package export

import "github.com/mittari/mittari/store"

// Lack is something about a participant that is not known, or not in the funder's system.
type Lack string

// What may be lacking.
const (
	LackStart     Lack = "start" // entry is not in the funder's system
	LackEnd       Lack = "end"
	LackLabour    Lack = "labour" // not in the indicators without it
	LackAge       Lack = "age"
	LackEducation Lack = "education"
	LackResults   Lack = "results" // nothing asked on leaving, four weeks having gone
	LackLater     Lack = "later"   // nothing asked after half a year
)

// Lacks lists what is lacking of a participant on a day.
func Lacks(p store.Participant, on store.Date) []Lack {
	e := esfPerson{p, on}
	var out []Lack
	for _, l := range []struct {
		lack  Lack
		there bool
	}{
		{LackStart, !p.StartEntered.IsZero()},
		{LackEnd, !e.left() || !p.EndEntered.IsZero()},
		{LackLabour, p.Labour != ""},
		{LackAge, p.Age != ""},
		{LackEducation, p.Education != ""},
		{LackResults, !e.left() || e.settling() || e.askedOnLeaving()},
		{LackLater, !e.dueLater() || e.askedLater()},
	} {
		if !l.there {
			out = append(out, l.lack)
		}
	}
	return out
}
