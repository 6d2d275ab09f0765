package store

import (
	"cmp"
	"slices"
)

// Notice says that a person was told what is asked, why, who sees it and for how long.
type Notice struct {
	ID      DocumentID
	Person  PersonID
	Date    Date
	Version NoticeVersion
	Edition string `json:",omitzero"` // which text: its date or number
	Lang    string `json:",omitzero"`
	How     NoticeHow
	Worker  WorkerID `json:",omitzero"`
}

// NoticeVersion is the age group that a notice is written for.
type NoticeVersion string

// Versions of the notice.
const (
	NoticeYounger NoticeVersion = "12-14"
	NoticeOlder   NoticeVersion = "15-17"
	NoticeAdult   NoticeVersion = "adult"
)

// NoticeFor is the version for a person on a day. One whose age is not told gets the plainer one of the role.
func NoticeFor(p Person, day Date) NoticeVersion {
	age := p.AgeOn(day)
	switch {
	case p.Role == Guardian || age >= adultAge:
		return NoticeAdult
	case age >= 15:
		return NoticeOlder
	}
	return NoticeYounger
}

// adultAge is when a person comes of age, in full years.
const adultAge = 18

// NoticeHow is how somebody was told.
type NoticeHow string

// Ways of telling.
const (
	NoticeSpoken NoticeHow = "spoken"
	NoticePaper  NoticeHow = "paper"
	NoticeScreen NoticeHow = "screen"
)

// Place implements Document.
func (n Notice) Place() Placement {
	return Placement{Kind: KindNotice, ID: ID(n.ID), Person: n.Person, Owner: ID(n.Person), Day: n.Date}
}

// Validate reports the first rule the notice breaks, as an *InvalidError.
func (n Notice) Validate() error {
	c := check{noun: "notice"}
	c.that(n.ID != DocumentID{}, "ID", Missing)
	c.that(n.Person != PersonID{}, "Person", Missing)
	c.on(n.Date, "Date")
	c.that(slices.Contains([]NoticeVersion{NoticeYounger, NoticeOlder, NoticeAdult}, n.Version), "Version", UnknownValue)
	c.that(slices.Contains([]NoticeHow{NoticeSpoken, NoticePaper, NoticeScreen}, n.How), "How", UnknownValue)
	c.text(n.Edition, "Edition", maxName)
	return c.err
}

// Decision is what a person decided about taking part.
type Decision string

// Decisions. Without one nobody has been asked yet.
const (
	TakesPart  Decision = "takes-part"
	NoPart     Decision = "no-part"    // does not take part in the measuring; the service goes on
	Restricted Decision = "restricted" // answers serve the work with the family only, never a report or an export
	Objects    Decision = "objects"    // objects to the evaluation: as Restricted until the objection is decided
)

// Participation is a person's dated decision about taking part in the measuring.
type Participation struct {
	ID       DocumentID
	Person   PersonID
	Date     Date
	Decision Decision
	Why      string   `json:",omitzero"` // as the person put it; may be empty
	Worker   WorkerID `json:",omitzero"`
}

// Place implements Document.
func (p Participation) Place() Placement {
	return Placement{Kind: KindParticipation, ID: ID(p.ID), Person: p.Person, Owner: ID(p.Person), Day: p.Date}
}

// Validate reports the first rule the decision breaks, as an *InvalidError.
func (p Participation) Validate() error {
	c := check{noun: "participation"}
	c.that(p.ID != DocumentID{}, "ID", Missing)
	c.that(p.Person != PersonID{}, "Person", Missing)
	c.on(p.Date, "Date")
	c.that(slices.Contains([]Decision{TakesPart, NoPart, Restricted, Objects}, p.Decision), "Decision", UnknownValue)
	c.text(p.Why, "Why", maxText)
	return c.err
}

// ParticipationOn is the decision of a person in force on a day, the newest up to it. Of two on one day the one with
// the later id counts. ok is false when there is none.
func ParticipationOn(all []Participation, person PersonID, day Date) (p Participation, ok bool) {
	return newestOn(all, day, func(p Participation) bool { return p.Person == person },
		func(p Participation) (Date, ID) { return p.Date, ID(p.ID) })
}

// InEvaluation reports whether a person's results may be counted in reports and exports on a day. Taking part in a
// measurement needs no consent of the law, but a restriction or an objection stops it.
func InEvaluation(all []Participation, person PersonID, day Date) bool {
	p, ok := ParticipationOn(all, person, day)
	return !ok || p.Decision == TakesPart || p.Decision == NoPart
}

// newestOn is the last of those that apply, up to a day.
func newestOn[T any](all []T, day Date, applies func(T) bool, key func(T) (Date, ID)) (newest T, ok bool) {
	for _, v := range all {
		on, id := key(v)
		if !applies(v) || on.After(day) {
			continue
		}
		if ok {
			last, lastID := key(newest)
			if cmp.Or(on.compare(last), slices.Compare(id[:], lastID[:])) < 0 {
				continue
			}
		}
		newest, ok = v, true
	}
	return newest, ok
}

// Topic is a group of items that a young person decides about in one go.
type Topic string

// Topics.
const (
	TopicWellbeing Topic = "wellbeing" // distress and well-being forms
	TopicFamily    Topic = "family"    // forms about the family
	TopicGoals     Topic = "goals"     // own goals and their ratings
	TopicFeedback  Topic = "feedback"  // feedback on meetings
	TopicRisk      Topic = "risk"      // answers that the worker is prompted about
)

// Topics in the order in which they are asked.
func Topics() []Topic {
	return []Topic{TopicWellbeing, TopicFamily, TopicGoals, TopicFeedback, TopicRisk}
}

// Sharing is a young person's dated choice whether guardians may see their answers on a topic.
type Sharing struct {
	ID       DocumentID
	Person   PersonID // the young person
	Date     Date
	Topic    Topic
	Guardian PersonID `json:",omitzero"` // whom the choice is about; zero: all guardians
	Allowed  bool
}

// Place implements Document.
func (s Sharing) Place() Placement {
	return Placement{Kind: KindSharing, ID: ID(s.ID), Person: s.Person, Owner: ID(s.Person), Day: s.Date}
}

// Validate reports the first rule the choice breaks, as an *InvalidError.
func (s Sharing) Validate() error {
	c := check{noun: "sharing"}
	c.that(s.ID != DocumentID{}, "ID", Missing)
	c.that(s.Person != PersonID{}, "Person", Missing)
	c.that(s.Guardian != s.Person, "Guardian", NotFitting)
	c.on(s.Date, "Date")
	c.that(slices.Contains(Topics(), s.Topic), "Topic", UnknownValue)
	return c.err
}

// MaySee reports whether a guardian may see what a young person answered on a topic, by the choices up to a day. The
// answer is no unless the young person has said yes. The newest choice counts, whether it named one guardian or all.
func MaySee(all []Sharing, young, guardian PersonID, topic Topic, day Date) bool {
	s, ok := newestOn(all, day, func(s Sharing) bool {
		return s.Person == young && s.Topic == topic && (s.Guardian == guardian || s.Guardian == PersonID{})
	}, func(s Sharing) (Date, ID) { return s.Date, ID(s.ID) })
	return ok && s.Allowed
}
