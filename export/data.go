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
	// Projects, organisations and their dated parts, sub-projects. A report names those valid on its own day.
	Projects      []store.Project
	Organisations []store.Organisation
	Partnerships  []store.Partnership
	SubProjects   []store.SubProject
	// Targets are what was promised, Estimates what is never asked of a person.
	Targets   []store.Target
	Estimates []store.Estimate
	// Participants are as recorded, one for every service period; store.Once folds them.
	Participants []store.Participant
	Methods      []store.Method
	MethodsUsed  []store.MethodUsed
	// Blocks are the project's own texts, which passed the free-text guard.
	Blocks []store.NarrativeBlock
	// Public holds imported public indicators: context beside the project's figures.
	Public []store.PublicIndicator
	// Frozen are the frozen reports of the file, oldest first: what has been published already.
	Frozen []store.FrozenReport
	// Since tells what came into the record after the last frozen report of the kind to be built; nil: not looked at.
	Since *Changed
	// Definitions holds every version that Scored refers to.
	Definitions []*instruments.Definition
}

// Options of a report.
type Options struct {
	Period  Period
	Today   store.Date // the day the report is made
	Program string     // version of the program
}
