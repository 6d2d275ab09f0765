package store

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/instruments"
)

// Longest free texts, in characters.
const (
	maxName = 200
	maxText = 500
)

// Bounds of what a person's year of birth can be.
const (
	firstBirthYear = 1900
	lastBirthYear  = 2200
)

// check collects the first problem of one noun.
type check struct {
	noun string
	err  error
}

func (c *check) that(ok bool, field string, p Problem) {
	if c.err == nil && !ok {
		c.err = &InvalidError{Noun: c.noun, Field: field, Problem: p}
	}
}

func (c *check) period(from, to Date, field string) {
	c.that(to.IsZero() || !to.Before(from), field, WrongOrder)
}

func (c *check) date(d Date, field string) {
	c.that(d.IsZero() || (d.real() && d.Year >= 1900 && d.Year <= 2200), field, OutOfRange)
}

func (c *check) text(s, field string, longest int) {
	c.that(utf8.ValidString(s) && !strings.ContainsRune(s, 0), field, BadFormat)
	c.that(utf8.RuneCountInString(s) <= longest, field, OutOfRange)
}

// name is a short text that has to be there.
func (c *check) name(s, field string) {
	c.that(strings.TrimSpace(s) != "", field, Missing)
	c.text(s, field, maxName)
}

// on is a day that has to be there.
func (c *check) on(d Date, field string) {
	c.that(!d.IsZero(), field, Missing)
	c.date(d, field)
}

// dates are From and To of something that holds for a time.
func (c *check) dates(from, to Date) {
	c.date(from, "From")
	c.date(to, "To")
	c.period(from, to, "To")
}

// real reports whether the date is a day of the calendar.
func (d Date) real() bool { return DateOf(d.Time()) == d }

// IsRegionCode reports whether s is two to four capitals, Finnish ones included.
func IsRegionCode(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && !strings.ContainsRune("ÅÄÖ", r) {
			return false
		}
	}
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 4
}

// Validate reports the first rule the region breaks, as an *InvalidError.
func (r Region) Validate() error {
	c := check{noun: "region"}
	c.that(r.ID != RegionID{}, "ID", Missing)
	c.that(IsRegionCode(r.Code), "Code", BadFormat)
	c.text(r.Name, "Name", maxName)
	c.date(r.From, "From")
	c.date(r.To, "To")
	c.period(r.From, r.To, "To")
	return c.err
}

// Validate reports the first rule the team breaks, as an *InvalidError.
func (t Team) Validate() error {
	c := check{noun: "team"}
	c.that(t.ID != TeamID{}, "ID", Missing)
	c.that(t.Region != RegionID{}, "Region", Missing)
	c.that(t.Code != "", "Code", Missing)
	c.text(t.Code, "Code", maxName)
	c.text(t.Name, "Name", maxName)
	c.date(t.From, "From")
	c.date(t.To, "To")
	c.period(t.From, t.To, "To")
	return c.err
}

// Validate reports the first rule the worker breaks, as an *InvalidError.
func (w Worker) Validate() error {
	c := check{noun: "worker"}
	c.that(w.ID != WorkerID{}, "ID", Missing)
	c.that(w.Code != "", "Code", Missing)
	c.text(w.Code, "Code", maxName)
	return c.err
}

// Validate reports the first rule the membership breaks, as an *InvalidError.
func (m Membership) Validate() error {
	c := check{noun: "membership"}
	c.that(m.Worker != WorkerID{}, "Worker", Missing)
	c.that(m.Team != TeamID{}, "Team", Missing)
	c.that(!m.From.IsZero(), "From", Missing)
	c.date(m.From, "From")
	c.date(m.To, "To")
	c.period(m.From, m.To, "To")
	return c.err
}

// Validate reports the first rule the settings break, as an *InvalidError.
func (s Settings) Validate() error {
	c := check{noun: "settings"}
	c.that(s.AutoLockMinutes >= 1 && s.AutoLockMinutes <= 15, "AutoLockMinutes", OutOfRange)
	c.that(slices.Contains([]instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English}, s.Lang),
		"Lang", UnknownValue)
	c.date(s.Project.From, "Project.From")
	c.date(s.Project.To, "Project.To")
	c.period(s.Project.From, s.Project.To, "Project.To")
	for _, o := range s.Project.Organisations {
		c.that(partKnown(o.Role), "Organisations.Role", UnknownValue)
		c.that(o.Name != "", "Organisations.Name", Missing)
		c.period(o.From, o.To, "Organisations.To")
	}
	return c.err
}

// Validate reports the first rule the family breaks, as an *InvalidError. A tombstone is made by erasing only.
func (f Family) Validate() error {
	c := check{noun: "family"}
	c.that(f.ID != FamilyID{}, "ID", Missing)
	c.that(IsFamilyCode(f.Code), "Code", BadFormat)
	c.that(f.Region != RegionID{}, "Region", Missing)
	c.that(!f.Created.IsZero(), "Created", Missing)
	c.date(f.Created, "Created")
	c.that(f.Erased.IsZero() && f.ErasedGround == "", "Erased", NotPermitted)
	return c.err
}

// Validate reports the first rule the person breaks, as an *InvalidError.
func (p Person) Validate() error {
	c := check{noun: "person"}
	c.that(p.ID != PersonID{}, "ID", Missing)
	c.that(p.Family != FamilyID{}, "Family", Missing)
	c.that(p.Role == YoungPerson || p.Role == Guardian, "Role", UnknownValue)
	role, _, ok := splitPersonCode(p.Code)
	c.that(ok, "Code", BadFormat)
	c.that(!ok || role == p.Role, "Code", NotFitting)
	c.that(p.BirthYear == 0 || (p.BirthYear >= firstBirthYear && p.BirthYear <= lastBirthYear), "BirthYear", OutOfRange)
	c.that(p.BirthMonth >= 0 && p.BirthMonth <= 12, "BirthMonth", OutOfRange)
	c.that(p.BirthMonth == 0 || p.BirthYear != 0, "BirthYear", Missing)
	c.that(slices.Contains([]Gender{Girl, Boy, OtherGender, NotTold}, p.Gender), "Gender", UnknownValue)
	c.that(!p.OtherHome || p.Role == Guardian, "OtherHome", NotFitting)
	return c.err
}

// Validate reports the first rule the episode breaks, as an *InvalidError.
func (e Episode) Validate() error {
	c := check{noun: "episode"}
	c.that(e.ID != EpisodeID{}, "ID", Missing)
	c.that(e.Family != FamilyID{}, "Family", Missing)
	c.that(e.Team != TeamID{}, "Team", Missing)
	c.that(!e.Start.IsZero(), "Start", Missing)
	c.date(e.Start, "Start")
	c.date(e.End, "End")
	c.period(e.Start, e.End, "End")
	c.that(slices.Contains([]ExitReason{
		"", ExitGoalsMet, ExitLighter, ExitStopped, ExitMoved, ExitPlaced, ExitShort, ExitOther,
	}, e.ExitReason), "ExitReason", UnknownValue)
	c.that(!e.End.IsZero() || e.ExitReason == "", "ExitReason", NotFitting)
	return c.err
}

// Validate reports the first rule the meeting breaks, as an *InvalidError.
func (m Meeting) Validate() error {
	c := check{noun: "meeting"}
	c.that(m.ID != MeetingID{}, "ID", Missing)
	c.that(m.Episode != EpisodeID{}, "Episode", Missing)
	c.that(!m.Date.IsZero(), "Date", Missing)
	c.date(m.Date, "Date")
	c.that(m.Minutes >= 0 && m.Minutes <= 24*60, "Minutes", OutOfRange)
	c.that(slices.Contains([]Place{AtHome, AtOffice, Remote}, m.Place), "Place", UnknownValue)
	return c.err
}

// Validate reports the first rule the event breaks, as an *InvalidError.
func (e Event) Validate() error {
	c := check{noun: "event"}
	c.that(e.ID != EventID{}, "ID", Missing)
	c.that(e.Person != PersonID{}, "Person", Missing)
	c.that(slices.Contains([]EventKind{EmergencyPlacement, OpenCarePlacement, TakenIntoCare, ReturnHome}, e.Kind),
		"Kind", UnknownValue)
	c.that(!e.Date.IsZero(), "Date", Missing)
	c.date(e.Date, "Date")
	return c.err
}

// Validate reports the first rule the goal breaks, as an *InvalidError. It does not look for identifiers in
// the text: the caller warns with FindIdentifiers and may store it all the same.
func (g Goal) Validate() error {
	c := check{noun: "goal"}
	c.that(g.ID != GoalID{}, "ID", Missing)
	c.that(g.Person != PersonID{}, "Person", Missing)
	c.that(g.Number >= 1 && g.Number <= 3, "Number", OutOfRange)
	c.that(strings.TrimSpace(g.Text) != "", "Text", Missing)
	c.text(g.Text, "Text", maxText)
	c.that(!g.Set.IsZero(), "Set", Missing)
	c.date(g.Set, "Set")
	c.date(g.Closed, "Closed")
	c.period(g.Set, g.Closed, "Closed")
	return c.err
}

// Validate reports the first rule the administration breaks, as an *InvalidError.
func (a Administration) Validate() error {
	c := check{noun: "administration"}
	c.that(a.ID != AdministrationID{}, "ID", Missing)
	c.that(a.Episode != EpisodeID{}, "Episode", Missing)
	c.that(a.Respondent != PersonID{}, "Respondent", Missing)
	c.that(a.Subject != PersonID{}, "Subject", Missing)
	c.that(a.Instrument.ID != "", "Instrument", Missing)
	c.that(a.Instrument.Version > 0, "Instrument", OutOfRange)
	c.that(a.Wave.known(), "Wave", UnknownValue)
	c.that(a.Also == "" || a.Also.known(), "Also", UnknownValue)
	c.that(a.Also != a.Wave, "Also", NotFitting)
	c.that(a.DurationSec >= 0, "DurationSec", OutOfRange)
	c.date(a.Answered, "Answered")
	c.that(slices.Contains([]AdministrationState{DraftState, Completed, Declined}, a.State), "State", UnknownValue)
	c.that((a.State == Declined) == (a.Decline != ""), "Decline", NotFitting)
	c.that(a.Decline == "" || a.Decline.known(), "Decline", UnknownValue)
	c.that(a.Mode.known() || (a.Mode == "" && a.State == Declined), "Mode", UnknownValue)
	if a.State != DraftState {
		c.that(!a.Answered.IsZero(), "Answered", Missing)
		c.that(!a.Entered.IsZero(), "Entered", Missing)
		c.that(a.Revision >= 0, "Revision", OutOfRange)
		c.that(a.Revision <= 1 || strings.TrimSpace(a.RevisedWhy) != "", "RevisedWhy", Missing)
	}
	return c.err
}

func (w Wave) known() bool {
	return slices.Contains([]Wave{Start, ThreeMonths, SixMonths, End, FollowUp, AtMeeting, Extra}, w)
}

func (m Mode) known() bool {
	return slices.Contains([]Mode{OwnScreen, Together, Interpreter, FromPaper}, m)
}

func (r DeclineReason) known() bool {
	return slices.Contains([]DeclineReason{
		Refused, NotReached, Crisis, LanguageBarrier, NotOffered, MovedAway, OtherReason,
	}, r)
}

// ValidateResult reports the first rule that stored copies of a result break, as an *InvalidError: a scale or
// risk item named twice, a scored value that is not a number, a missing reason where there is no score.
func ValidateResult(scores []ScaleScore, risks []RiskFlag) error {
	c := check{noun: "result"}
	scales := map[instruments.ScaleID]bool{}
	for _, s := range scores {
		c.that(s.Scale != "", "Scale", Missing)
		c.that(!scales[s.Scale], "Scale", Duplicate)
		scales[s.Scale] = true
		finite := !math.IsNaN(s.Value) && !math.IsInf(s.Value, 0) && !math.IsNaN(s.Reported) && !math.IsInf(s.Reported, 0)
		c.that(!s.Scored || finite, "Value", OutOfRange)
		c.that(s.Scored || s.Reason != "", "Reason", Missing)
	}
	items := map[int]bool{}
	for _, r := range risks {
		c.that(!items[r.Item], "Item", Duplicate)
		items[r.Item] = true
		c.that(slices.Contains([]string{"flagged", "none", "unanswered"}, r.State), "State", UnknownValue)
	}
	return c.err
}
