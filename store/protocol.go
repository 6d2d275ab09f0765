package store

import (
	"slices"

	"github.com/mittari/mittari/instruments"
)

// Need says that everybody with a role answers an instrument.
type Need struct {
	Role       Role
	Instrument instruments.ID
	Mode       Mode `json:",omitzero"` // suggested way of answering; empty: as it suits
	// Optional: offered, and neither overdue nor missed when it is not answered.
	Optional bool `json:",omitzero"`
	// FromAge and ToAge limit the need to people of an age, in full years, both included; 0: no limit. The age is that
	// on the first day of the episode on which the person was old enough to answer at all: somebody who comes of age
	// later keeps the form they began with.
	FromAge int `json:",omitzero"`
	ToAge   int `json:",omitzero"`
	// AsksHome: the form is about life at home, so somebody with two homes is asked which one is meant.
	AsksHome bool `json:",omitzero"`
}

// Phase is a wave with its window in days around its date. The date is Day days after the start of the episode, or
// after its end when FromEnd.
type Phase struct {
	Wave    Wave
	Day     int
	FromEnd bool
	Before  int
	After   int
	Needs   []Need
}

// Protocol says which instruments are answered by whom at which wave. It is plain data and pure rules.
type Protocol struct {
	Phases []Phase
	// EachMeeting is answered at every meeting that is logged, on its day or at most MeetingDays later.
	EachMeeting []Need
	MeetingDays int
	// MergeDays: of two neighbouring phases (start and three months, six months and end) no more than this many days
	// apart, one sitting serves both.
	MergeDays int
	// ShortDays and ShortMeetings: an episode that ended sooner has a start and an end only, and without that many
	// meetings a start only.
	ShortDays     int
	ShortMeetings int
	// PostponeDays is how much longer a window stays open after an emergency placement.
	PostponeDays int
	// LeastAge: nobody younger answers, in full years on the day the window opens.
	LeastAge int
}

// Instruments of the default protocol.
const (
	ypCore          = instruments.ID("yp-core")
	core10          = instruments.ID("core-10")
	goalsForm       = instruments.ID("goals")
	meetingFeedback = instruments.ID("meeting-feedback")
)

// DefaultProtocol is the house protocol: distress of young people and guardians at fixed waves, own goals with them,
// and feedback at each meeting. Day 0 is the first working meeting, which is the start of the episode. Six months
// after the end are counted as 182 days, as six months after the start are.
func DefaultProtocol() Protocol {
	distress := []Need{{Role: YoungPerson, Instrument: ypCore}, {Role: Guardian, Instrument: core10}}
	withGoals := append(slices.Clone(distress), Need{Role: YoungPerson, Instrument: goalsForm, Mode: Together})
	return Protocol{
		Phases: []Phase{
			{Wave: Start, Day: 0, Before: 0, After: 21, Needs: withGoals},
			{Wave: ThreeMonths, Day: 91, Before: 21, After: 21, Needs: withGoals},
			{Wave: SixMonths, Day: 182, Before: 28, After: 28, Needs: withGoals},
			{Wave: End, FromEnd: true, Before: 14, After: 14, Needs: withGoals},
			{Wave: FollowUp, FromEnd: true, Day: 182, Before: 30, After: 30, Needs: distress},
		},
		EachMeeting: []Need{
			{Role: YoungPerson, Instrument: meetingFeedback},
			{Role: Guardian, Instrument: meetingFeedback},
		},
		MeetingDays:   3,
		MergeDays:     30,
		ShortDays:     42,
		ShortMeetings: 3,
		PostponeDays:  30,
		LeastAge:      12,
	}
}

// OccasionStatus is how an occasion stands on a day. None of them is a number: a missed occasion is not a zero.
type OccasionStatus string

// Statuses of an occasion.
const (
	OccasionNotDue   OccasionStatus = "not-due"  // the window has not opened
	OccasionDue      OccasionStatus = "due"      // the window is open
	OccasionOverdue  OccasionStatus = "overdue"  // missed: the window closed without an answer; it is never filled in later
	OccasionDone     OccasionStatus = "done"     // completed
	OccasionDeclined OccasionStatus = "declined" // no answer, with a reason
)

// Occasion is one administration that the protocol asks for.
type Occasion struct {
	Person     PersonID
	Instrument instruments.ID
	Mode       Mode // suggested; empty: as it suits
	Wave       Wave
	Also       Wave      // the second wave the same sitting serves; empty: none
	Meeting    MeetingID // with Wave AtMeeting
	Opens      Date
	Date       Date // the day the wave falls on
	Closes     Date // last day; with the days an emergency placement adds
	Postponed  bool
	Apart      bool // in a sitting of its own, apart from the guardians of the other home or all others
	AskHome    bool // ask which home is meant
	Optional   bool
	Status     OccasionStatus
	Decline    DeclineReason    // with OccasionDeclined, and with OccasionOverdue when somebody noted why
	By         AdministrationID // the administration that settled it, or its draft; zero: none
}

// Plan lists the occasions of one episode as they stand on a day: phases in order, then meetings by date; within each,
// persons in the order given. Persons, meetings, events and administrations may be those of the whole family: what
// belongs to another episode is passed over. End and follow-up are there once the episode has an end.
//
// A wave counts only when its date was reached while the family was in the work. An administration settles the waves
// it is labelled with, whatever day it was given; a completed one before a declined one. By names it, also where the
// sitting of a neighbouring phase serves a wave that it is not labelled with.
func (p Protocol) Plan(e Episode, persons []Person, meetings []Meeting, events []Event, administrations []Administration, today Date) []Occasion {
	return p.PlanCourse(Course{
		Episode: e, Persons: persons, Meetings: meetings, Events: events, Administrations: administrations,
	}, today)
}

// Course is all that the plan of an episode depends on.
type Course struct {
	Episode         Episode
	Apart           bool // the family's AnswersApart
	Persons         []Person
	Meetings        []Meeting
	Events          []Event
	Administrations []Administration
	Missed          []Missed
	Participations  []Participation
}

// PlanCourse is Plan with everything that a file can know about a family. People who take no part have no occasions
// from the day they said so, but for what they had answered.
func (p Protocol) PlanCourse(c Course, today Date) []Occasion {
	pl := planner{
		p: p, e: c.Episode, today: today, events: c.Events, apart: c.Apart, missed: c.Missed,
		participations: c.Participations,
		meetings:       ofEpisode(c.Meetings, func(m Meeting) bool { return m.Episode == c.Episode.ID }),
		given:          ofEpisode(c.Administrations, func(a Administration) bool { return a.Episode == c.Episode.ID }),
	}
	pl.twoHomes = slices.ContainsFunc(c.Persons, func(p Person) bool { return p.OtherHome })
	slices.SortStableFunc(pl.meetings, func(a, b Meeting) int { return a.Date.compare(b.Date) })
	var out []Occasion
	for _, w := range pl.windows() {
		out = append(out, pl.occasions(w, c.Persons)...)
	}
	return append(out, pl.feedback(c.Persons)...)
}

func ofEpisode[T any](all []T, belongs func(T) bool) []T {
	var out []T
	for _, v := range all {
		if belongs(v) {
			out = append(out, v)
		}
	}
	return out
}

func (d Date) compare(e Date) int { return d.Time().Compare(e.Time()) }

// planner is one call of Plan.
type planner struct {
	p        Protocol
	e        Episode
	today    Date
	meetings []Meeting
	events   []Event
	given    []Administration

	missed          []Missed
	participations  []Participation
	apart, twoHomes bool
}

// window is a phase with its days.
type window struct {
	phase               Phase
	also                Wave
	opens, date, closes Date
	postponed           bool
}

// occasions of one window.
func (pl planner) occasions(w window, persons []Person) []Occasion {
	var out []Occasion
	for _, person := range persons {
		for _, need := range w.phase.Needs {
			if !pl.asked(need, person, w.opens) {
				continue
			}
			o := pl.occasion(need, person)
			o.Wave, o.Also, o.Opens, o.Date, o.Closes, o.Postponed = w.phase.Wave, w.also, w.opens, w.date, w.closes, w.postponed
			out = pl.keep(out, pl.settle(o, func(a Administration) bool { return pl.serves(a, o) }))
		}
	}
	return out
}

// tooYoung looks at children only: guardians and people of unknown age answer.
func (pl planner) tooYoung(p Person, on Date) bool {
	age := p.AgeOn(on)
	return p.Role == YoungPerson && age >= 0 && age < pl.p.LeastAge
}

// serves reports whether an administration is labelled with the occasion's wave, or with the neighbouring phase before
// it and was given so near to its date that one sitting serves both.
func (pl planner) serves(a Administration, o Occasion) bool {
	if labelled(a, o.Wave) {
		return true
	}
	before, ok := mergedWith(o.Wave)
	if !ok || !labelled(a, before) || a.Answered.IsZero() {
		return false
	}
	apart := o.Date.DaysSince(a.Answered)
	return max(apart, -apart) <= pl.p.MergeDays
}

func labelled(a Administration, w Wave) bool { return a.Wave == w || a.Also == w }

// mergedWith is the phase before w that one sitting may serve together with it.
func mergedWith(w Wave) (Wave, bool) {
	switch w {
	case ThreeMonths:
		return Start, true
	case End:
		return SixMonths, true
	case Start, SixMonths, FollowUp, AtMeeting, Extra:
		return "", false
	}
	return "", false
}
