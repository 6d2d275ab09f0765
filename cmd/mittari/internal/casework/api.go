package casework

import (
	"context"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Stories is everything the screens and commands ask of a desk; it documents the use cases in one place.
type Stories interface {
	// Today lists what is due, overdue, unfinished and worth a look.
	Today(ctx context.Context) (TodayView, error)

	// Team is how the work of the team goes, protected as a report is.
	Team(ctx context.Context, req TeamRequest) (TeamView, error)

	Families(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error)
	Family(ctx context.Context, id store.FamilyID) (FamilyView, error)
	Person(ctx context.Context, id store.PersonID) (PersonView, error)
	AddFamily(ctx context.Context, n NewFamily) (store.Family, error)
	AddPerson(ctx context.Context, family store.FamilyID, n NewPerson) (store.Person, error)
	AddMeeting(ctx context.Context, family store.FamilyID, m store.Meeting) error
	// Agree records the day of the next meeting; CallOff that none is agreed any more.
	Agree(ctx context.Context, family store.FamilyID, on store.Date) error
	CallOff(ctx context.Context, family store.FamilyID) error
	AddEvent(ctx context.Context, e store.Event) error
	EndEpisode(ctx context.Context, id store.EpisodeID, on store.Date, why store.ExitReason) error
	SetAnswersApart(ctx context.Context, id store.FamilyID, apart bool) error

	// Offers lists the instruments with what is possible for one respondent.
	Offers(ctx context.Context, respondent store.PersonID) ([]Offer, error)
	// Begin stores a draft and returns the sitting at its first item.
	Begin(ctx context.Context, p Plan) (*Sitting, error)
	// Resume returns a draft at the item it was left at.
	Resume(ctx context.Context, id store.AdministrationID) (*Sitting, error)
	// Discard removes a draft that holds no answer.
	Discard(ctx context.Context, id store.AdministrationID) error
	Decline(ctx context.Context, p Plan, why store.DeclineReason) error

	// Result is the result in the meeting, compared with last time.
	Result(ctx context.Context, id store.AdministrationID) (ResultView, error)
	MarkDiscussed(ctx context.Context, id store.AdministrationID) error
	RiskPromptShown(ctx context.Context, id store.AdministrationID) error

	// SetGoal words a person's own goal 1–3. Text that may identify somebody is a *store.FreeTextError.
	SetGoal(ctx context.Context, person store.PersonID, number int, text string) error
	Goals(ctx context.Context, person store.PersonID) ([]store.Goal, error)

	SetPIN(ctx context.Context, pin string) error
	// CheckPIN is nil, ErrWrongPIN or *PINWaitError: from the third wrong try on, each doubles the wait.
	CheckPIN(ctx context.Context, pin string) error

	ImportWording(ctx context.Context, w instruments.Wording) error
	RemoveWording(ctx context.Context, hash string) (kept bool, err error)
	// Standing is what may be done with an instrument here and now, and why something is switched off.
	Standing(ctx context.Context, id instruments.ID) (Standing, error)
	Standings(ctx context.Context) ([]Standing, error)
	RecordPermission(ctx context.Context, n NewPermission) (store.Permission, error)
	WithdrawPermission(ctx context.Context, id store.PermissionID, why string) error
	ApproveKey(ctx context.Context, n NewKeyCheck) (store.KeyCheck, error)
	WithdrawKeyCheck(ctx context.Context, id store.KeyCheckID, why string) error
	// Installed lists the languages in which an instrument can show full wording.
	Installed(ctx context.Context, id instruments.ID) ([]instruments.Lang, error)

	SaveSettings(ctx context.Context, s store.Settings) error
	Log(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error)
	Agency(ctx context.Context) (AgencyView, error)
}

var _ Stories = (*Desk)(nil)

// AgencyView is the whole agency; it is small.
type AgencyView struct {
	Regions     []store.Region
	Teams       []store.Team
	Workers     []store.Worker
	Memberships []store.Membership
}

// NewFamily is a family as a worker enters it.
type NewFamily struct {
	Region       store.RegionID // zero: the region of the worker's team
	AnswersApart bool
	Start        store.Date // first working meeting; zero: today
	Persons      []NewPerson
}

// NewPerson is a member as a worker enters them.
type NewPerson struct {
	Role       store.Role
	BirthYear  int
	BirthMonth int
	Gender     store.Gender
	Lang       instruments.Lang
	OtherHome  bool
}

// Offer is one instrument and what is possible with it for one respondent.
type Offer struct {
	Definition *instruments.Definition
	Informants []instruments.Informant // roles this person can answer in
	Modes      []store.Mode            // what the licence allows
	Langs      []instruments.Lang      // full wording installed
	Fits       bool                    // age and role fit what the form was made for
	DueWave    store.Wave              // due now; empty: not due
	Planned    bool                    // in the plan of the team for this respondent, at whatever wave
	Off        error                   // why it cannot be begun at all, *NeedsCheckError; nil: it can
	WordingOff error                   // why full wording is not shown, store.ErrPaperOnly or *PermissionError; nil: it may be
}
