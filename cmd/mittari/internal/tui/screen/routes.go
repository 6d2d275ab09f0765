package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Route names a screen and what it is about. The root's list of routes turns it into a screen.
type Route interface{ route() }

// Routes.
type (
	// SetUp is the first run: language, passphrase, recovery code, team, PIN.
	SetUp struct{}
	// Unlock asks for the passphrase. Locked says that it came from a lock, not from the start.
	Unlock struct{ Locked bool }
	// Today is the first screen after unlocking.
	Today struct{}
	// Families is the list.
	Families struct{}
	// NewFamily adds a family.
	NewFamily struct{}
	// Family is one family.
	Family struct{ ID store.FamilyID }
	// Meeting is a meeting with a family. With a person it begins with them.
	Meeting struct {
		Family store.FamilyID
		Person store.PersonID
	}
	// Team is how the work of the team goes.
	Team struct{}
	// Targets sets what the project has promised against what came of it.
	Targets struct{}
	// NewPerson adds a member.
	NewPerson struct{ Family store.FamilyID }
	// NewMeeting and NewEvent add dated facts.
	NewMeeting struct{ Family store.FamilyID }
	// NewEvent adds an outcome fact.
	NewEvent struct{ Family store.FamilyID }
	// NextMeeting agrees on the day of the next meeting; Day stands in the field at first.
	NextMeeting struct {
		Family store.FamilyID
		Day    store.Date
	}
	// EndEpisode closes the newest episode.
	EndEpisode struct{ Family store.FamilyID }
	// Person is one person's trends.
	Person struct{ ID store.PersonID }
	// Goals are a person's own goals.
	Goals struct{ Person store.PersonID }
	// Plan chooses instrument, wave, respondent, mode and language. Draft fields are filled in.
	Plan struct {
		Person store.PersonID
		Draft  casework.Plan
	}
	// Questionnaire asks. Exactly one of Begin and Resume is used.
	Questionnaire struct {
		Begin  *casework.Plan
		Resume store.AdministrationID
	}
	// KeyIn keys paper forms in: the one of Begin, a draft to Resume, or with neither one from a list, narrowed down to
	// those that hold Only.
	KeyIn struct {
		Begin  *casework.Plan
		Resume store.AdministrationID
		Only   string
	}
	// Result is the result in the meeting.
	Result struct{ ID store.AdministrationID }
	// Reports writes workbooks.
	Reports struct{}
	// Instruments lists the catalogue.
	Instruments struct{}
	// Instrument is one instrument. With a person it says which figures fit them.
	Instrument struct {
		ID     instruments.ID
		Person store.PersonID
	}
	// WordingImport brings official wording in from a file.
	WordingImport struct{ ID instruments.ID }
	// Permission records what a holder has allowed.
	Permission struct{ ID instruments.ID }
	// KeyCheck records that a scoring key was compared with the original form.
	KeyCheck struct{ Ref instruments.Ref }
	// PaperForm prints a form from installed wording.
	PaperForm struct{ ID instruments.ID }
	// Settings of the workspace.
	Settings struct{}
	// Keeping is backups and keys.
	Keeping struct{}
	// KeepingAct does one thing about backups or keys.
	KeepingAct struct{ Act KeepAct }
	// Retention lists families whose time of keeping is over.
	Retention struct{}
	// Erasure decides whether a family is erased.
	Erasure struct{ Family store.FamilyID }
	// Choices is what a family was told and has decided.
	Choices struct{ Family store.FamilyID }
	// Choice records what one member was told or decides.
	Choice struct {
		Person store.PersonID
		What   ChoiceKind
	}
	// Correct puts a completed administration right.
	Correct struct{ ID store.AdministrationID }
	// Participant is the funder's fields of a person.
	Participant struct{ Person store.PersonID }
	// Methods are the ways of working that a family gets.
	Methods struct{ Family store.FamilyID }
	// Protocol is what the team asks, of whom and when.
	Protocol struct{}
	// CheckMark looks for a noted point of the access log.
	CheckMark struct{}
	// Log is the access log, of one family or all.
	Log struct{ Family store.FamilyID }
)

// KeepAct is a thing to do about backups or keys.
type KeepAct string

// Things to do.
const (
	KeepBackup       KeepAct = "backup"
	KeepRemind       KeepAct = "remind"
	KeepPassphrase   KeepAct = "passphrase"
	KeepRecovery     KeepAct = "recovery"
	KeepSecond       KeepAct = "second"
	KeepSecondRemove KeepAct = "second-remove"
	KeepTest         KeepAct = "test"
	KeepMonths       KeepAct = "months"
)

// ChoiceKind is what is recorded of a member.
type ChoiceKind string

// Kinds of choices.
const (
	ChoiceNotice   ChoiceKind = "notice"
	ChoiceDecision ChoiceKind = "decision"
	ChoiceSharing  ChoiceKind = "sharing"
)

func (Keeping) route()       {}
func (KeepingAct) route()    {}
func (Retention) route()     {}
func (Erasure) route()       {}
func (Choices) route()       {}
func (Choice) route()        {}
func (Correct) route()       {}
func (Participant) route()   {}
func (Methods) route()       {}
func (Protocol) route()      {}
func (CheckMark) route()     {}
func (SetUp) route()         {}
func (Unlock) route()        {}
func (Today) route()         {}
func (Families) route()      {}
func (NewFamily) route()     {}
func (Family) route()        {}
func (Meeting) route()       {}
func (Targets) route()       {}
func (Team) route()          {}
func (NewPerson) route()     {}
func (NewMeeting) route()    {}
func (NextMeeting) route()   {}
func (NewEvent) route()      {}
func (EndEpisode) route()    {}
func (Person) route()        {}
func (Goals) route()         {}
func (Plan) route()          {}
func (Questionnaire) route() {}
func (KeyIn) route()         {}
func (Result) route()        {}
func (Reports) route()       {}
func (Instruments) route()   {}
func (Instrument) route()    {}
func (WordingImport) route() {}
func (Permission) route()    {}
func (KeyCheck) route()      {}
func (PaperForm) route()     {}
func (Settings) route()      {}
func (Log) route()           {}

// Messages to the root.
type (
	// GoMsg opens a screen over this one. Replace true puts it in this one's place.
	GoMsg struct {
		Route   Route
		Replace bool
	}
	// BackMsg returns to the screen below; that screen gets a RefreshMsg.
	BackMsg struct{}
	// HomeMsg drops the whole stack and shows a route alone.
	HomeMsg struct{ Route Route }
	// RefreshMsg tells a screen to read its data again.
	RefreshMsg struct{}
	// OpenedMsg carries the record that set-up or unlocking opened; the root sits down at it and goes to Route.
	OpenedMsg struct {
		Record casework.Record
		Route  Route
	}
	// LangMsg changes the language of the program.
	LangMsg struct{ Lang instruments.Lang }
	// SaidMsg shows one line of text until the next key.
	SaidMsg struct{ Text string }
	// Failed is an error to show; the root words it through lang, and then hands it to the screen whose work failed,
	// so that the screen can stop waiting.
	Failed struct{ Err error }
)

// Go opens a screen.
func Go(r Route) tea.Cmd { return func() tea.Msg { return GoMsg{Route: r} } }

// Replace opens a screen in place of this one.
func Replace(r Route) tea.Cmd { return func() tea.Msg { return GoMsg{Route: r, Replace: true} } }

// Back returns to the screen below.
func Back() tea.Cmd { return func() tea.Msg { return BackMsg{} } }

// Home drops the stack and shows r.
func Home(r Route) tea.Cmd { return func() tea.Msg { return HomeMsg{Route: r} } }

// Say shows one line of text until the next key.
func Say(text string) tea.Cmd { return func() tea.Msg { return SaidMsg{Text: text} } }
