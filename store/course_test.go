package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func same(tb testing.TB, want, got any) {
	tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Error(diff)
	}
}

// course is an episode that began on 2026-01-01, with the girl of 15 and her guardian.
func course(tb testing.TB) store.Course {
	tb.Helper()
	return store.Course{
		Episode: store.Episode{ID: store.EpisodeID{1}, Start: day(tb, "2026-01-01")},
		Persons: []store.Person{girl(), guardian()},
	}
}

// statuses of one person's occasions of one instrument, by wave.
func statuses(all []store.Occasion, person store.PersonID, id instruments.ID) map[store.Wave]store.OccasionStatus {
	out := map[store.Wave]store.OccasionStatus{}
	for _, o := range all {
		if o.Person == person && o.Instrument == id {
			out[o.Wave] = o.Status
		}
	}
	return out
}

// byAge has one form for young people under 18 and another one from 18 on.
func byAge() store.Protocol {
	p := store.DefaultProtocol()
	needs := []store.Need{
		{Role: store.YoungPerson, Instrument: "yp-core", FromAge: 12, ToAge: 17},
		{Role: store.YoungPerson, Instrument: "core-10", FromAge: 18},
	}
	for i := range p.Phases {
		p.Phases[i].Needs = needs
	}
	return p
}

// Rule 4. Born in February 2008, she comes of age a month after the start on 2026-01-01, long before the second wave on
// 2026-04-02 (day 91): she keeps the form she began with. Her brother, 18 at the start, has the other one throughout.
func TestPlan_turning18KeepsTheForm(t *testing.T) {
	c := course(t)
	girl, brother := girl(), littleBoy()
	girl.BirthYear, girl.BirthMonth = 2008, 2
	brother.BirthYear, brother.BirthMonth = 2007, 12
	c.Persons = []store.Person{girl, brother}
	plan := byAge().PlanCourse(c, day(t, "2026-04-02"))
	same(t, map[store.Wave]store.OccasionStatus{
		store.Start: store.OccasionOverdue, store.ThreeMonths: store.OccasionDue, store.SixMonths: store.OccasionNotDue,
	}, statuses(plan, girl.ID, "yp-core"))
	same(t, 0, len(statuses(plan, girl.ID, "core-10")))
	same(t, 3, len(statuses(plan, brother.ID, "core-10")))
	same(t, 0, len(statuses(plan, brother.ID, "yp-core")))
}

// Rule 5. The boy is 11 at the start and 12 in March 2026: he joins at the three-month window, which opens on
// 2026-03-12 (day 70), with the form for his age; his sister answers all along, each their own.
func TestPlan_siblingsAnswerEachForThemselves(t *testing.T) {
	c := course(t)
	c.Persons = []store.Person{girl(), littleBoy()}
	plan := byAge().PlanCourse(c, day(t, "2026-03-12"))
	same(t, 3, len(statuses(plan, girl().ID, "yp-core")))
	same(t, map[store.Wave]store.OccasionStatus{
		store.ThreeMonths: store.OccasionDue, store.SixMonths: store.OccasionNotDue,
	}, statuses(plan, littleBoy().ID, "yp-core"))
}

// An age that is not told limits nothing: both forms are offered and the worker chooses.
func TestPlan_unknownAgeLimitsNothing(t *testing.T) {
	c := course(t)
	unknown := girl()
	unknown.BirthYear, unknown.BirthMonth = 0, 0
	c.Persons = []store.Person{unknown}
	same(t, 6, len(byAge().PlanCourse(c, day(t, "2026-01-02"))))
}

// Rule 6, and the flag of a family that answers apart.
func TestPlan_apartAndTwoHomes(t *testing.T) {
	p := store.DefaultProtocol()
	p.Phases = p.Phases[:1]
	p.Phases[0].Needs = []store.Need{
		{Role: store.YoungPerson, Instrument: "score-15", AsksHome: true}, {Role: store.Guardian, Instrument: "score-15", AsksHome: true},
	}
	other := guardian()
	other.ID, other.OtherHome = store.PersonID{4}, true
	today := day(t, "2026-01-02")
	type seen struct{ apart, home [3]bool }
	look := func(c store.Course) (seen, int) {
		plan := p.PlanCourse(c, today)
		var s seen
		for i, o := range plan {
			s.apart[i], s.home[i] = o.Apart, o.AskHome
		}
		return s, len(store.Sittings(plan))
	}
	c := course(t)
	oneHome, sittings := look(c)
	same(t, true, oneHome == seen{})
	same(t, 1, sittings)

	c.Persons = append(c.Persons, other)
	twoHomes, sittings := look(c)
	same(t, true, twoHomes == seen{apart: [3]bool{false, true, true}, home: [3]bool{true, false, false}})
	same(t, 3, sittings) // the young person, and each guardian alone

	c = course(t)
	c.Apart = true
	apart, sittings := look(c)
	same(t, true, apart == seen{apart: [3]bool{true, true, false}})
	same(t, 2, sittings)
}

// Re-entry: the family comes back on 2026-09-01. The new episode has a plan of its own, nothing of the old one is filled
// in by it, and what the old one missed stays missed.
func TestPlan_reentryIsANewEpisode(t *testing.T) {
	old := course(t)
	old.Episode.End = day(t, "2026-06-15")
	again := store.Episode{ID: store.EpisodeID{2}, Start: day(t, "2026-09-01")}
	a := given(t, 5, store.Start, "2026-09-03")
	a.Episode = again.ID
	old.Administrations = []store.Administration{a}
	today := day(t, "2026-09-10")
	p := store.DefaultProtocol()
	same(t, store.OccasionOverdue, statuses(p.PlanCourse(old, today), girl().ID, "yp-core")[store.Start])
	old.Episode = again
	same(t, store.OccasionDone, statuses(p.PlanCourse(old, today), girl().ID, "yp-core")[store.Start])
}

// Rules 2 and 3: the start closes on 2026-01-22 (day 21). A reason may be noted; the occasion stays missed. A note for
// another form, or one noted later than the day looked at, says nothing.
func TestPlan_missedWithReason(t *testing.T) {
	c := course(t)
	note := func(id byte, instrument instruments.ID, reason store.DeclineReason, on string) store.Missed {
		return store.Missed{
			ID: store.DocumentID{id}, Episode: c.Episode.ID, Person: girl().ID, Instrument: instrument, Wave: store.Start,
			Reason: reason, Noted: day(t, on),
		}
	}
	c.Missed = []store.Missed{
		note(1, "yp-core", store.NotOffered, "2026-01-25"), note(2, "yp-core", store.Crisis, "2026-02-10"),
		note(3, "goals", store.Refused, "2026-01-25"),
	}
	for _, tt := range []struct {
		today  string
		status store.OccasionStatus
		why    store.DeclineReason
	}{
		{"2026-01-22", store.OccasionDue, ""},
		{"2026-01-23", store.OccasionOverdue, ""},
		{"2026-01-25", store.OccasionOverdue, store.NotOffered},
		{"2026-02-10", store.OccasionOverdue, store.Crisis},
	} {
		o := store.DefaultProtocol().PlanCourse(c, day(t, tt.today))[0]
		same(t, tt.status, o.Status)
		same(t, tt.why, o.Decline)
	}
}

// Somebody who takes no part from 2026-02-01 keeps the start that was missed before, and has nothing after; who changes
// their mind on 2026-04-10 is asked again while the three-month window is open, until 2026-04-23 (day 112).
func TestPlan_noPartNoOccasions(t *testing.T) {
	c := course(t)
	c.Participations = []store.Participation{
		{ID: store.DocumentID{1}, Person: girl().ID, Date: day(t, "2026-02-01"), Decision: store.NoPart},
		{ID: store.DocumentID{2}, Person: girl().ID, Date: day(t, "2026-04-10"), Decision: store.TakesPart},
	}
	for _, tt := range []struct {
		today string
		want  map[store.Wave]store.OccasionStatus
	}{
		{"2026-04-05", map[store.Wave]store.OccasionStatus{store.Start: store.OccasionOverdue}},
		{"2026-04-10", map[store.Wave]store.OccasionStatus{
			store.Start: store.OccasionOverdue, store.ThreeMonths: store.OccasionDue, store.SixMonths: store.OccasionNotDue,
		}},
	} {
		same(t, tt.want, statuses(store.DefaultProtocol().PlanCourse(c, day(t, tt.today)), girl().ID, "yp-core"))
	}
	same(t, 3, len(statuses(store.DefaultProtocol().PlanCourse(c, day(t, "2026-04-05")), guardian().ID, "core-10")))
}

// An optional form is offered in its window and gone without a trace when it was not answered.
func TestPlan_optionalIsNeverMissed(t *testing.T) {
	p := store.DefaultProtocol().WithOptional(map[store.Wave][]store.Need{
		store.Start: {{Role: store.YoungPerson, Instrument: "esis"}},
	})
	c := course(t)
	same(t, map[store.Wave]store.OccasionStatus{store.Start: store.OccasionDue}, statuses(p.PlanCourse(c, day(t, "2026-01-22")), girl().ID, "esis"))
	same(t, 0, len(statuses(p.PlanCourse(c, day(t, "2026-01-23")), girl().ID, "esis")))
	a := given(t, 5, store.Start, "2026-01-10")
	a.Instrument.ID = "esis"
	c.Administrations = []store.Administration{a}
	same(t, store.OccasionDone, statuses(p.PlanCourse(c, day(t, "2026-02-23")), girl().ID, "esis")[store.Start])
	same(t, 3, len(store.DefaultProtocol().Phases[0].Needs)) // the one it was made from is as it was
}

func TestProtocolOf_closestOnTheFirstDay(t *testing.T) {
	team, other, project := store.TeamID{1}, store.TeamID{2}, store.ProjectID{1}
	rule := func(id byte, team store.TeamID, project store.ProjectID, from, to string) store.ProtocolInForce {
		p := store.ProtocolInForce{ID: store.DocumentID{id}, Team: team, Project: project, From: day(t, from), To: day(t, to)}
		p.Protocol.MeetingDays = int(id)
		return p
	}
	all := []store.ProtocolInForce{
		rule(1, store.TeamID{}, store.ProjectID{}, "2025-01-01", ""),
		rule(2, team, store.ProjectID{}, "2026-01-01", "2026-06-30"),
		rule(3, team, store.ProjectID{}, "2026-03-01", ""),
		rule(4, team, project, "2026-05-01", "2026-05-31"),
		rule(5, other, project, "2025-01-01", ""),
	}
	for _, tt := range []struct {
		start string
		want  int
	}{
		{"2024-12-31", store.DefaultProtocol().MeetingDays},
		{"2025-12-31", 1},
		{"2026-01-01", 2},
		{"2026-03-01", 3},
		{"2026-05-31", 4},
		{"2026-06-01", 3},
		{"2026-07-01", 3},
	} {
		got := store.ProtocolOf(all, project, store.Episode{Team: team, Start: day(t, tt.start)})
		same(t, tt.want, got.MeetingDays)
	}
}

// By the minutes of the definitions a start takes the girl 5, and the three and six months 5 each; the start took her
// 4 minutes 10 seconds, which is 5 whole minutes. The same sitting labelled with both waves counts once.
func TestBurdenOf(t *testing.T) {
	c := course(t)
	a := given(t, 5, store.Start, "2026-01-10")
	a.DurationSec = 250
	c.Administrations = []store.Administration{a}
	p := store.DefaultProtocol()
	p.EachMeeting = nil
	minutes := func(id instruments.ID) int { return map[instruments.ID]int{"yp-core": 5}[id] }
	same(t, store.Burden{Planned: 15, Done: 5, Measured: 5, Timed: 1, Answered: 1},
		store.BurdenOf(girl().ID, p.PlanCourse(c, day(t, "2026-01-20")), c.Administrations, minutes))
	a.Also = store.ThreeMonths
	c.Administrations = []store.Administration{a}
	same(t, store.Burden{Planned: 10, Done: 5, Measured: 5, Timed: 1, Answered: 1},
		store.BurdenOf(girl().ID, p.PlanCourse(c, day(t, "2026-01-20")), c.Administrations, minutes))
}

func TestStatusOf(t *testing.T) {
	scores := []store.ScaleScore{{Scale: "total", Scored: true, Value: 3}, {Scale: "extra", Reason: "too-many-missing"}}
	for _, tt := range []struct {
		o      store.Occasion
		scale  instruments.ScaleID
		status store.ResultStatus
		reason string
	}{
		{store.Occasion{Status: store.OccasionNotDue}, "total", store.ResultNotDue, ""},
		{store.Occasion{Status: store.OccasionDue}, "total", store.ResultDue, ""},
		{store.Occasion{Status: store.OccasionOverdue, Decline: store.Crisis}, "total", store.ResultMissed, "crisis"},
		{store.Occasion{Status: store.OccasionDeclined, Decline: store.Refused}, "total", store.ResultDeclined, "refused"},
		{store.Occasion{Status: store.OccasionDone}, "total", store.ResultScored, ""},
		{store.Occasion{Status: store.OccasionDone}, "extra", store.ResultNotScored, "too-many-missing"},
		{store.Occasion{Status: store.OccasionDone}, "none", store.ResultNotScored, ""},
	} {
		status, reason := store.StatusOf(tt.o, tt.scale, scores)
		same(t, tt.status, status)
		same(t, tt.reason, reason)
	}
}
