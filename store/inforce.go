package store

import (
	"slices"

	"github.com/mittari/mittari/instruments"
)

// ProtocolInForce says which protocol a team follows in a project, and from when. An episode follows the one in force
// on the day it began, so that nobody's plan changes while they are in the service.
type ProtocolInForce struct {
	ID       DocumentID
	Project  ProjectID `json:",omitzero"` // zero: whatever the project
	Team     TeamID    `json:",omitzero"` // zero: all teams
	From     Date
	To       Date `json:",omitzero"`
	Protocol Protocol
}

// Place implements Document.
func (p ProtocolInForce) Place() Placement {
	return Placement{Kind: KindProtocol, ID: ID(p.ID), Owner: ID(p.Team), Day: p.From}
}

// Validate reports the first rule the protocol breaks, as an *InvalidError.
func (p ProtocolInForce) Validate() error {
	c := check{noun: "protocol"}
	c.that(p.ID != DocumentID{}, "ID", Missing)
	c.on(p.From, "From")
	c.dates(p.From, p.To)
	if c.err != nil {
		return c.err
	}
	return p.Protocol.Validate()
}

// Validate reports the first rule the protocol breaks, as an *InvalidError.
func (p Protocol) Validate() error {
	c := check{noun: "protocol"}
	seen := map[Wave]bool{}
	for _, phase := range p.Phases {
		c.that(slices.Contains([]Wave{Start, ThreeMonths, SixMonths, End, FollowUp}, phase.Wave), "Wave", UnknownValue)
		c.that(!seen[phase.Wave], "Wave", Duplicate)
		seen[phase.Wave] = true
		c.that(phase.Day >= 0 && phase.Day <= 3660, "Day", OutOfRange)
		c.that(phase.Before >= 0 && phase.After >= 0 && phase.Before <= 366 && phase.After <= 366, "Before", OutOfRange)
		c.needs(phase.Needs)
	}
	c.needs(p.EachMeeting)
	for _, d := range []struct {
		days  int
		field string
	}{
		{p.MeetingDays, "MeetingDays"},
		{p.MergeDays, "MergeDays"},
		{p.ShortDays, "ShortDays"},
		{p.ShortMeetings, "ShortMeetings"},
		{p.PostponeDays, "PostponeDays"},
		{p.LeastAge, "LeastAge"},
	} {
		c.that(d.days >= 0 && d.days <= 366, d.field, OutOfRange)
	}
	return c.err
}

func (c *check) needs(needs []Need) {
	type key struct {
		role       Role
		instrument instruments.ID
	}
	seen := map[key]bool{}
	for _, n := range needs {
		k := key{n.Role, n.Instrument}
		c.that(n.Role == YoungPerson || n.Role == Guardian, "Role", UnknownValue)
		c.that(n.Instrument != "", "Instrument", Missing)
		c.that(n.Mode == "" || n.Mode.known(), "Mode", UnknownValue)
		c.that(!seen[k], "Instrument", Duplicate)
		seen[k] = true
		c.that(n.FromAge >= 0 && n.ToAge >= 0 && n.FromAge <= 120 && n.ToAge <= 120, "FromAge", OutOfRange)
		c.that(n.ToAge == 0 || n.FromAge <= n.ToAge, "ToAge", WrongOrder)
	}
}

// ProtocolOf is the protocol that an episode follows: of those in force on its first day the one made for its team
// before one for all teams, the one for a project before one for any, the newer before the older. Without one it is
// DefaultProtocol.
func ProtocolOf(all []ProtocolInForce, project ProjectID, e Episode) Protocol {
	var best ProtocolInForce
	found := false
	for _, p := range all {
		applies := (p.Team == e.Team || p.Team == TeamID{}) && (p.Project == project || p.Project == ProjectID{}) &&
			!p.From.After(e.Start) && (p.To.IsZero() || !p.To.Before(e.Start))
		if applies && (!found || p.closer(best)) {
			best, found = p, true
		}
	}
	if !found {
		return DefaultProtocol()
	}
	return best.Protocol
}

// closer reports whether p goes before q.
func (p ProtocolInForce) closer(q ProtocolInForce) bool {
	if ours, theirs := p.Team != (TeamID{}), q.Team != (TeamID{}); ours != theirs {
		return ours
	}
	if ours, theirs := p.Project != (ProjectID{}), q.Project != (ProjectID{}); ours != theirs {
		return ours
	}
	if c := p.From.compare(q.From); c != 0 {
		return c > 0
	}
	return slices.Compare(p.ID[:], q.ID[:]) > 0
}

// WithOptional adds instruments to the waves they are named for, as optional ones.
func (p Protocol) WithOptional(needs map[Wave][]Need) Protocol {
	p.Phases = slices.Clone(p.Phases)
	for i, phase := range p.Phases {
		p.Phases[i].Needs = slices.Clone(phase.Needs)
		for _, n := range needs[phase.Wave] {
			n.Optional = true
			p.Phases[i].Needs = append(p.Phases[i].Needs, n)
		}
	}
	return p
}

// Missed notes why an occasion passed without an answer. It fills nothing in.
type Missed struct {
	ID         DocumentID
	Episode    EpisodeID
	Person     PersonID
	Instrument instruments.ID
	Wave       Wave
	Meeting    MeetingID `json:",omitzero"` // with the wave AtMeeting
	Reason     DeclineReason
	Noted      Date
}

// Place implements Document.
func (m Missed) Place() Placement {
	return Placement{Kind: KindMissed, ID: ID(m.ID), Episode: m.Episode, Owner: ID(m.Episode), Day: m.Noted}
}

// Validate reports the first rule the note breaks, as an *InvalidError.
func (m Missed) Validate() error {
	c := check{noun: "missed"}
	c.that(m.ID != DocumentID{}, "ID", Missing)
	c.that(m.Episode != EpisodeID{}, "Episode", Missing)
	c.that(m.Person != PersonID{}, "Person", Missing)
	c.that(m.Instrument != "", "Instrument", Missing)
	c.that(m.Wave.known(), "Wave", UnknownValue)
	c.that((m.Wave == AtMeeting) == (m.Meeting != MeetingID{}), "Meeting", NotFitting)
	c.that(m.Reason.known(), "Reason", UnknownValue)
	c.on(m.Noted, "Noted")
	return c.err
}
