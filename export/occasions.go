package export

import (
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// occasion is one measurement that was due in the period, at one wave: what is kept of store.Occasion, since there are many.
type occasion struct {
	episode    store.EpisodeID
	group      int // that the person counts for, see once
	person     store.PersonID
	instrument instruments.ID
	wave       store.Wave
	status     store.OccasionStatus
	decline    store.DeclineReason
	date       store.Date
}

// occasions asks the protocol, episode by episode, what was due in the period and what became of it, as it stood
// on the last day looked at. A sitting that serves two waves counts for both.
func (x *index) occasions() []occasion {
	met := places(x.data.Meetings, func(m *store.Meeting) store.EpisodeID { return m.Episode })
	given := map[store.EpisodeID][]int32{}
	for i := range x.data.Scored {
		if a := &x.data.Scored[i].Administration; !a.Answered.After(x.asOf) {
			given[a.Episode] = append(given[a.Episode], int32(i))
		}
	}
	var administrations []store.Administration
	var meetings []store.Meeting
	events := map[store.FamilyID][]store.Event{}
	for _, e := range x.data.Events {
		if p := x.persons[e.Person]; p != nil && !e.Date.After(x.asOf) {
			events[p.Family] = append(events[p.Family], e)
		}
	}
	apart := map[store.FamilyID]bool{}
	for _, f := range x.data.Families {
		apart[f.ID] = f.AnswersApart
	}
	var out onceOnly
	for i := range x.data.Episodes {
		e := x.data.Episodes[i]
		if x.episodes[e.ID] == nil {
			continue
		}
		if e.End.After(x.asOf) {
			e.End = store.Date{} // not known yet on that day
		}
		var members []store.Person
		for _, p := range x.members[e.Family] {
			members = append(members, *p)
		}
		administrations = administrations[:0]
		for _, at := range given[e.ID] {
			administrations = append(administrations, x.data.Scored[at].Administration)
		}
		meetings = meetings[:0]
		for _, at := range met[e.ID] {
			meetings = append(meetings, x.data.Meetings[at])
		}
		course := store.Course{
			Episode: e, Apart: apart[e.Family], Persons: members, Meetings: meetings, Events: events[e.Family],
			Administrations: administrations, Missed: x.data.Missed, Participations: x.data.Participations,
		}
		for _, o := range store.ProtocolOf(x.data.Protocols, store.ProjectID{}, e).PlanCourse(course, x.asOf) {
			if o.Status != store.OccasionNotDue && x.period.Has(o.Date) && !o.Date.After(x.asOf) {
				one := occasion{e.ID, 0, o.Person, o.Instrument, o.Wave, o.Status, o.Decline, o.Date}
				if x.once(&out, one); o.Also != "" {
					one.wave = o.Also
					x.once(&out, one)
				}
			}
		}
	}
	return out.kept
}

// places are where the rows of each key stand.
func places[K comparable, T any](rows []T, key func(*T) K) map[K][]int32 {
	out := map[K][]int32{}
	for i := range rows {
		k := key(&rows[i])
		out[k] = append(out[k], int32(i))
	}
	return out
}
