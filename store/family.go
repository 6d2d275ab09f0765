package store

import "github.com/mittari/mittari/instruments"

// Family is a client family, known by a code with a random number: "ES-0042".
type Family struct {
	ID           FamilyID
	Code         string
	Region       RegionID
	AnswersApart bool // guardians answer in separate sittings and never see each other's answers
	Created      Date
	Erased       Date // not zero: a tombstone, everything else about the family is gone
	ErasedGround string
}

// Role is what a person is in the family.
type Role string

// Roles.
const (
	YoungPerson Role = "young-person"
	Guardian    Role = "guardian"
)

// Letter is the letter of the role in a person's code, from the Finnish words nuori and huoltaja.
func (r Role) Letter() string {
	if r == Guardian {
		return "H"
	}
	return "N"
}

// Gender as a person tells it.
type Gender string

// Genders. Only the first two match norm tables that are split by sex.
const (
	Girl        Gender = "female"
	Boy         Gender = "male"
	OtherGender Gender = "other"
	NotTold     Gender = ""
)

// Sex is the key into norm tables; empty when no table fits.
func (g Gender) Sex() instruments.Sex {
	switch g {
	case Girl:
		return instruments.Female
	case Boy:
		return instruments.Male
	case OtherGender, NotTold:
		return ""
	}
	return ""
}

// Person is a member of a family, known by a code such as ES-0042-N1.
type Person struct {
	ID         PersonID
	Family     FamilyID
	Code       string
	Role       Role
	BirthYear  int // 0: not told
	BirthMonth int // 1–12; 0: not told
	Gender     Gender
	Lang       instruments.Lang // language the person answers in
	OtherHome  bool             // a guardian who lives elsewhere
}

// AgeOn is the age in full years on a day, counted from the first day of the birth month; −1 when not known.
func (p Person) AgeOn(day Date) int {
	if p.BirthYear == 0 || day.IsZero() {
		return -1
	}
	age := day.Year - p.BirthYear
	if p.BirthMonth > int(day.Month) {
		age--
	}
	return age
}

// Episode is one period of service of a family.
type Episode struct {
	ID         EpisodeID
	Family     FamilyID
	Team       TeamID   // team at entry: the sub-project the family counts for
	Worker     WorkerID // main worker now
	Start      Date
	End        Date // zero: still in work
	ExitReason ExitReason
}

// ExitReason is why an episode ended.
type ExitReason string

// Exit reasons.
const (
	ExitGoalsMet ExitReason = "goals-met"
	ExitLighter  ExitReason = "lighter-service"
	ExitStopped  ExitReason = "family-stopped"
	ExitMoved    ExitReason = "moved"
	ExitPlaced   ExitReason = "placed"
	ExitShort    ExitReason = "short-contact"
	ExitOther    ExitReason = "other"
)

// EventKind is a dated outcome fact about a young person.
type EventKind string

// Events.
const (
	EmergencyPlacement EventKind = "emergency-placement"
	OpenCarePlacement  EventKind = "open-care-placement"
	TakenIntoCare      EventKind = "taken-into-care"
	ReturnHome         EventKind = "return-home"
)

// Event is something that happened to a person on a day.
type Event struct {
	ID     EventID
	Person PersonID
	Kind   EventKind
	Date   Date
}

// Place is where a meeting was held.
type Place string

// Places.
const (
	AtHome   Place = "home"
	AtOffice Place = "office"
	Remote   Place = "remote"
)

// Meeting is one working meeting with a family.
type Meeting struct {
	ID      MeetingID
	Episode EpisodeID
	Date    Date
	Minutes int
	Place   Place
	Worker  WorkerID
}

// Goal is a family member's own goal, in their own words, rated 0–10 with the goals form.
type Goal struct {
	ID     GoalID
	Person PersonID
	Number int // 1–3: the item of the goals form it stands behind
	Text   string
	Set    Date
	Closed Date // zero: open
}
