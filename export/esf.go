package export

import (
	"github.com/mittari/mittari/store"
)

// Days around an event within which the funder's results are asked.
const (
	leavingDays  = 28 // after leaving, what is true counts as true on leaving
	halfYear     = 6  // months after leaving at which the later results are asked
	earliestDays = 30 // so many days before the half year is over they may be asked at the earliest
)

// indicator is one of the common indicators of persons in Annex I of Regulation (EU) 2021/1057 that are counted from
// what is known of each participant.
type indicator struct {
	code string
	has  func(esfPerson) bool
}

// esfPerson is a participant on the day that the figures look at.
type esfPerson struct {
	store.Participant
	asOf store.Date
}

// onEntry are the indicators of what was true on the first day. EECO01 is their sum: those whose place in the labour
// market is known.
func onEntry() []indicator {
	return []indicator{
		{"EECO01", esfPerson.counted},
		{"EECO02", func(p esfPerson) bool { return p.unemployed() }},
		{"EECO03", func(p esfPerson) bool { return p.Labour == store.LongTermUnemployed }},
		{"EECO04", func(p esfPerson) bool { return p.Labour == store.Inactive }},
		{"EECO05", func(p esfPerson) bool { return p.Labour == store.Employed }},
		{"EECO06", func(p esfPerson) bool { return p.Age == store.Under18 }},
		{"EECO07", func(p esfPerson) bool { return p.Age == store.Age18 }},
		{"EECO08", func(p esfPerson) bool { return p.Age == store.Age55 }},
		{"EECO09", func(p esfPerson) bool { return p.Education == store.LowerSecondary }},
		{"EECO10", func(p esfPerson) bool { return p.Education == store.UpperSecondary }},
		{"EECO11", func(p esfPerson) bool { return p.Education == store.Tertiary }},
	}
}

// onLeaving are the results on leaving, or within four weeks of it.
func onLeaving() []indicator {
	return []indicator{
		{"EECR01", func(p esfPerson) bool { return p.Labour == store.Inactive && p.JobSearch == store.Yes }},
		{"EECR02", func(p esfPerson) bool { return p.InTraining == store.Yes }},
		{"EECR03", func(p esfPerson) bool { return p.Qualification == store.Yes }},
		{"EECR04", func(p esfPerson) bool { return p.Labour != store.Employed && p.Employed == store.Yes }},
	}
}

// afterHalfYear are the results six months after leaving. Who was in work at entry can only improve there, so the two
// exclude each other.
func afterHalfYear() []indicator {
	return []indicator{
		{"EECR05", func(p esfPerson) bool { return p.Labour != store.Employed && p.LaterEmployed == store.Yes }},
		{"EECR06", func(p esfPerson) bool { return p.Labour == store.Employed && p.LaterBetter == store.Yes }},
	}
}

// estimatedCodes are never asked of a person: sub-projects estimate them.
func estimatedCodes() []string {
	return []string{"EECO12", "EECO13", "EECO14", "EECO15", "EECO16", "EECO17"}
}

// counted: the indicators are about those whose place in the labour market at entry is known.
func (p esfPerson) counted() bool { return p.Labour != "" }

func (p esfPerson) unemployed() bool {
	return p.Labour == store.Unemployed || p.Labour == store.LongTermUnemployed
}

// left reports whether the person had left by the day of the figures.
func (p esfPerson) left() bool { return !p.Exit.IsZero() && !p.Exit.After(p.asOf) }

// settling: the person left so lately that what is true on leaving may still change.
func (p esfPerson) settling() bool { return p.left() && p.asOf.Before(p.Exit.AddDays(leavingDays)) }

// askedOnLeaving: at least one result on leaving is known.
func (p esfPerson) askedOnLeaving() bool {
	return p.left() && (p.JobSearch != "" || p.InTraining != "" || p.Qualification != "" || p.Employed != "")
}

// dueLater: six months have gone since the person left.
func (p esfPerson) dueLater() bool { return p.left() && !p.Exit.AddMonths(halfYear).After(p.asOf) }

// askedLater: the person is due and was asked when the half year was over or nearly so. What was asked sooner says
// nothing about it.
func (p esfPerson) askedLater() bool {
	if !p.dueLater() || p.LaterAsked.IsZero() || p.LaterAsked.After(p.asOf) {
		return false
	}
	return !p.LaterAsked.Before(p.Exit.AddMonths(halfYear).AddDays(-earliestDays)) && (p.LaterEmployed != "" || p.LaterBetter != "")
}

// esfPeople are the participants of a report as the funder counts them: each person once in a project, with what was
// true at the first entry and the results of the last exit. Who enters after the day of the figures is not there yet.
func esfPeople(all []store.Participant, asOf store.Date) []esfPerson {
	var begun []store.Participant
	for _, p := range all {
		if !p.Entry.After(asOf) {
			begun = append(begun, p)
		}
	}
	var out []esfPerson
	for _, p := range store.Once(begun) {
		out = append(out, esfPerson{p, asOf})
	}
	return out
}

// Columns of the indicators by gender. The regulation knows women, men and non-binary; who did not tell is put with the
// last, as a column of a few persons would have to be hidden, and another with it.
const (
	women = iota
	men
	otherGender
	genders
)

func genderOf(g store.Gender) int {
	switch g {
	case store.Girl:
		return women
	case store.Boy:
		return men
	case store.OtherGender, store.NotTold:
	}
	return otherGender
}
