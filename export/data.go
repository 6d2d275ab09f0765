package export

import (
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Data is what reports are built from, as plain values. Workers are left out on purpose: no report is about them.
// Codes and ids that are in the nouns serve to tie rows together and never reach a report.
type Data struct {
	Project  store.Project
	Demo     bool
	Regions  []store.Region
	Teams    []store.Team
	Families []store.Family
	Persons  []store.Person
	Episodes []store.Episode
	Meetings []store.Meeting
	Events   []store.Event
	// Scored holds completed and declined administrations, newest revision, answers not needed.
	Scored []store.Scored
	// Protocols say what each team asked for over time, and so what is missing; without one it is the default.
	Protocols []store.ProtocolInForce
	// Missed holds reasons noted for missed occasions, Participations who takes part and since when.
	Missed         []store.Missed
	Participations []store.Participation
	// LeftOut is how many families are not in the data because they restricted the use of their answers or object.
	LeftOut int
	// Definitions holds every version that Scored refers to.
	Definitions []*instruments.Definition
}

// Options of a report.
type Options struct {
	Period  Period
	Today   store.Date // the day the report is made
	Program string     // version of the program
}
