package store

import (
	"cmp"
	"slices"
)

// Participant is what the funder's indicators need of one person in one project, and no more: who the person is stands
// in the funder's own system. A participant from outside the families, such as a colleague trained, has no Person.
type Participant struct {
	ID        DocumentID
	Project   ProjectID
	Team      TeamID
	Person    PersonID `json:",omitzero"`
	Type      ParticipantType
	Gender    Gender   `json:",omitzero"`
	Age       AgeClass `json:",omitzero"` // on the day of entry; stays
	Entry     Date
	Labour    Labour    `json:",omitzero"` // on the day of entry; empty: not told
	Education Education `json:",omitzero"`
	Exit      Date      `json:",omitzero"`
	// What was true on leaving or within four weeks of it.
	JobSearch     Answer `json:",omitzero"` // looks for work, and did not before
	InTraining    Answer `json:",omitzero"` // began education or training
	Qualification Answer `json:",omitzero"` // gained one through the project
	Employed      Answer `json:",omitzero"` // in work
	// Six months after leaving.
	LaterAsked    Date   `json:",omitzero"`
	LaterEmployed Answer `json:",omitzero"`
	LaterBetter   Answer `json:",omitzero"` // was in work at entry and is better placed now
	// The days on which the data were entered in the funder's system.
	StartEntered Date `json:",omitzero"`
	EndEntered   Date `json:",omitzero"`
}

// ParticipantType is the part in which somebody takes part.
type ParticipantType string

// Types.
const (
	YoungParticipant    ParticipantType = "young-person"
	GuardianParticipant ParticipantType = "guardian"
	Professional        ParticipantType = "professional"
)

// Labour is a person's place in the labour market.
type Labour string

// Places in the labour market. A pupil is inactive; long-term is a part of unemployed.
const (
	Unemployed         Labour = "unemployed"
	LongTermUnemployed Labour = "long-term-unemployed"
	Inactive           Labour = "inactive"
	Employed           Labour = "employed"
)

// Education is the highest completed level.
type Education string

// Levels by ISCED.
const (
	LowerSecondary Education = "isced-0-2"
	UpperSecondary Education = "isced-3-4"
	Tertiary       Education = "isced-5-8"
)

// AgeClass is an age in the classes of the indicators.
type AgeClass string

// Classes, in full years.
const (
	Under18 AgeClass = "under-18"
	Age18   AgeClass = "18-29"
	Age30   AgeClass = "30-54"
	Age55   AgeClass = "55-"
)

// AgeClassOf is the class of an age in full years; an unknown age, below 0, has none.
func AgeClassOf(age int) AgeClass {
	switch {
	case age < 0:
		return ""
	case age < 18:
		return Under18
	case age < 30:
		return Age18
	case age < 55:
		return Age30
	}
	return Age55
}

// Answer is yes, no, or not asked.
type Answer string

// Answers.
const (
	NotAskedYet Answer = ""
	Yes         Answer = "yes"
	No          Answer = "no"
)

// Place implements Document.
func (p Participant) Place() Placement {
	return Placement{Kind: KindParticipant, ID: ID(p.ID), Person: p.Person, Owner: ID(p.Project), Day: p.Entry}
}

// Validate reports the first rule the participant breaks, as an *InvalidError.
func (p Participant) Validate() error {
	c := check{noun: "participant"}
	c.that(p.ID != DocumentID{}, "ID", Missing)
	c.that(p.Project != ProjectID{}, "Project", Missing)
	c.that(p.Team != TeamID{}, "Team", Missing)
	c.that(slices.Contains([]ParticipantType{YoungParticipant, GuardianParticipant, Professional}, p.Type), "Type", UnknownValue)
	c.that((p.Type == Professional) == (p.Person == PersonID{}), "Person", NotFitting)
	c.that(slices.Contains([]Gender{Girl, Boy, OtherGender, NotTold}, p.Gender), "Gender", UnknownValue)
	c.that(slices.Contains([]AgeClass{"", Under18, Age18, Age30, Age55}, p.Age), "Age", UnknownValue)
	c.on(p.Entry, "Entry")
	c.that(slices.Contains([]Labour{"", Unemployed, LongTermUnemployed, Inactive, Employed}, p.Labour), "Labour", UnknownValue)
	c.that(slices.Contains([]Education{"", LowerSecondary, UpperSecondary, Tertiary}, p.Education), "Education", UnknownValue)
	c.dates(p.Entry, p.Exit)
	c.results(p)
	return c.err
}

// results: what is true on leaving is there only of those who have left.
func (c *check) results(p Participant) {
	for _, r := range []struct {
		answer Answer
		field  string
		later  bool
	}{
		{p.JobSearch, "JobSearch", false},
		{p.InTraining, "InTraining", false},
		{p.Qualification, "Qualification", false},
		{p.Employed, "Employed", false},
		{p.LaterEmployed, "LaterEmployed", true},
		{p.LaterBetter, "LaterBetter", true},
	} {
		c.that(slices.Contains([]Answer{NotAskedYet, Yes, No}, r.answer), r.field, UnknownValue)
		c.that(r.answer == NotAskedYet || !p.Exit.IsZero(), r.field, NotFitting)
		c.that(!r.later || r.answer == NotAskedYet || !p.LaterAsked.IsZero(), "LaterAsked", Missing)
	}
	c.that(p.JobSearch != Yes || p.Labour == Inactive, "JobSearch", NotFitting)
	c.that(p.LaterBetter != Yes || p.Labour == Employed, "LaterBetter", NotFitting)
	c.date(p.LaterAsked, "LaterAsked")
	c.period(p.Exit, p.LaterAsked, "LaterAsked")
	c.date(p.StartEntered, "StartEntered")
	c.date(p.EndEntered, "EndEntered")
	c.period(p.Entry, p.StartEntered, "StartEntered")
	c.that(p.EndEntered.IsZero() || !p.Exit.IsZero(), "EndEntered", NotFitting)
	c.period(p.Exit, p.EndEntered, "EndEntered")
}

// Once folds the participations of one person in one project into one, as the funder counts: the first entry with what
// was true then, and the exit and results of the last. Participants without a Person are left as they are. What comes
// out is in order of entry.
func Once(all []Participant) []Participant {
	type key struct {
		project ProjectID
		person  PersonID
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Participant) int {
		return cmp.Or(a.Entry.compare(b.Entry), slices.Compare(a.ID[:], b.ID[:]))
	})
	var out []Participant
	at := map[key]int{}
	for _, p := range sorted {
		k := key{p.Project, p.Person}
		i, seen := at[k]
		if p.Person == (PersonID{}) || !seen {
			at[k] = len(out)
			out = append(out, p)
			continue
		}
		first := out[i]
		p.ID, p.Team, p.Type, p.Gender, p.Age = first.ID, first.Team, first.Type, first.Gender, first.Age
		p.Entry, p.Labour, p.Education, p.StartEntered = first.Entry, first.Labour, first.Education, first.StartEntered
		out[i] = p
	}
	return out
}
