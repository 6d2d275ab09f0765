package casework

import (
	"context"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Record is the open workspace as casework needs it. The store's SQLite implementation satisfies it.
// Every method that returns has either done its work durably or changed nothing.
type Record interface {
	Agency
	Families
	Administrations
	Wordings
	Rights
	Exchange
	Documents
	Subjects
	Log
	Safe

	// Batch runs f in one transaction: all of it is stored, or none.
	Batch(ctx context.Context, f func(Record) error) error
	// Notices tells what was noticed when the file was opened, such as a torn end of the journal.
	Notices() []Notice
	// Checkpoint moves the journal into the main file.
	Checkpoint(ctx context.Context) error
	Close() error
}

// Notice is something a person should know about the file, as a message key with its facts.
type Notice struct {
	Key  string
	Path string
	N    int
}

// Agency is who gives the service, and the workspace's own settings.
type Agency interface {
	Settings(ctx context.Context) (store.Settings, error)
	SaveSettings(ctx context.Context, s store.Settings) error
	Regions(ctx context.Context) ([]store.Region, error)
	SaveRegion(ctx context.Context, r store.Region) error
	Teams(ctx context.Context) ([]store.Team, error)
	SaveTeam(ctx context.Context, t store.Team) error
	Workers(ctx context.Context) ([]store.Worker, error)
	SaveWorker(ctx context.Context, w store.Worker) error
	Memberships(ctx context.Context) ([]store.Membership, error)
	SaveMembership(ctx context.Context, m store.Membership) error
	// PIN is the salted hash of the worker's PIN for leaving respondent mode; nil when none is set.
	PIN(ctx context.Context) ([]byte, error)
	SavePIN(ctx context.Context, hash []byte) error
}

// Families is whom the service is given to. Save methods insert, or change the row with the same id;
// a code that another row has is store.ErrConflict.
type Families interface {
	FamilyRows(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error)
	AllFamilies(ctx context.Context) ([]store.Family, error)
	Family(ctx context.Context, id store.FamilyID) (store.Family, error)
	FamilyByCode(ctx context.Context, code string) (store.Family, error)
	SaveFamily(ctx context.Context, f store.Family) error
	// EraseFamily removes everything about a family and leaves a tombstone with code, date and ground.
	EraseFamily(ctx context.Context, id store.FamilyID, on store.Date, ground string) error
	// Persons, Episodes, Meetings and Events of one family; the zero id means of all families.
	Persons(ctx context.Context, id store.FamilyID) ([]store.Person, error)
	Person(ctx context.Context, id store.PersonID) (store.Person, error)
	SavePerson(ctx context.Context, p store.Person) error
	Episodes(ctx context.Context, id store.FamilyID) ([]store.Episode, error)
	SaveEpisode(ctx context.Context, e store.Episode) error
	Meetings(ctx context.Context, id store.FamilyID) ([]store.Meeting, error)
	SaveMeeting(ctx context.Context, m store.Meeting) error
	Events(ctx context.Context, id store.FamilyID) ([]store.Event, error)
	SaveEvent(ctx context.Context, e store.Event) error
	Goals(ctx context.Context, id store.PersonID) ([]store.Goal, error)
	SaveGoal(ctx context.Context, g store.Goal) error
}

// Administrations is what was asked and answered.
type Administrations interface {
	// BeginDraft stores a new draft with its empty sheet.
	BeginDraft(ctx context.Context, a store.Administration) error
	// SaveDraft stores the sheet and the position of a draft; when it returns the answers are on disk.
	SaveDraft(ctx context.Context, id store.AdministrationID, sheet instruments.Responses, position int) error
	// SaveSecond stores how far the second keying of a draft has come, nil for none; it is on disk when it returns.
	SaveSecond(ctx context.Context, id store.AdministrationID, second instruments.Responses) error
	// DiscardDraft removes a draft that holds no answer yet; with answers it is store.ErrConflict.
	DiscardDraft(ctx context.Context, id store.AdministrationID) error
	// Drafts lists unfinished administrations, newest first.
	Drafts(ctx context.Context) ([]store.Administration, error)
	// Complete turns a draft into a completed administration with its scores, in one transaction.
	// A second call is store.ErrCompleted.
	Complete(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error
	// AddCompleted stores an administration that was never a draft here: declined, keyed in whole, or imported.
	AddCompleted(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error
	// Correct adds a revision to a completed administration; the old one is kept.
	Correct(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error
	// Administration returns the newest revision, draft or not.
	Administration(ctx context.Context, id store.AdministrationID) (store.Scored, error)
	// OfPerson lists completed and declined administrations about a subject, oldest first.
	OfPerson(ctx context.Context, subject store.PersonID) ([]store.Scored, error)
	// OfFamily lists completed and declined administrations of a family, oldest first.
	OfFamily(ctx context.Context, family store.FamilyID) ([]store.Scored, error)
	// EachScored calls f for every completed and declined administration (newest revision), oldest first,
	// without its answers unless withAnswers.
	EachScored(ctx context.Context, withAnswers bool, f func(store.Scored) error) error
	MarkDiscussed(ctx context.Context, id store.AdministrationID, on store.Date) error
	MarkRiskShown(ctx context.Context, id store.AdministrationID, at time.Time) error
}

// Wordings is the official wording the user has imported.
type Wordings interface {
	SaveWording(ctx context.Context, w instruments.Wording, at time.Time) error
	// RemoveWording takes a wording out of use; kept: administrations showed it, so it stays in the file.
	RemoveWording(ctx context.Context, hash string, at time.Time) (kept bool, err error)
	Wordings(ctx context.Context) ([]instruments.Wording, error)
}

// Log is the access log. Entries get their number and chain value from the store.
type Log interface {
	Append(ctx context.Context, e store.LogEntry) error
	// Entries lists the newest first; the zero family means all.
	Entries(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error)
	// VerifyLog walks the chain; a break is a *store.ChainError.
	VerifyLog(ctx context.Context) (n int64, err error)
}

// Exchange is what one file tells another, and what a person has to decide afterwards.
type Exchange interface {
	// WorkspaceID tells this file from others; Device is the id under which it makes versions.
	WorkspaceID(ctx context.Context) (store.ID, error)
	Device(ctx context.Context) (store.DeviceID, error)
	// Schema is the number of the file's schema.
	Schema(ctx context.Context) (int, error)
	// Position is the number of the newest change; Changes lists what came after a position, a part at a time, and
	// gives an empty Delivery when there is no more; CountChanges says how much that is.
	Position(ctx context.Context) (store.Cursor, error)
	CountChanges(ctx context.Context, after store.Cursor) (versions, administrations int, err error)
	Changes(ctx context.Context, after store.Cursor, limit int) (store.Delivery, store.Cursor, error)
	// OfOneFamily is everything that travels with one family.
	OfOneFamily(ctx context.Context, id store.FamilyID) (store.Delivery, error)
	// Absorb takes in a delivery: again, in parts and in any order with the same result.
	Absorb(ctx context.Context, d store.Delivery) (store.Absorbed, error)
	// StateHash is the same for two files that hold the same.
	StateHash(ctx context.Context) ([32]byte, error)
	// Conflicts lists what merging has left to decide; Resolve makes a body the version in force.
	Conflicts(ctx context.Context) (store.Conflicts, error)
	Resolve(ctx context.Context, kind store.Kind, id store.ID, body []byte) error
	// ExchangeState keeps the keys and names of exchange with the record.
	ExchangeState(ctx context.Context) ([]byte, error)
	SaveExchangeState(ctx context.Context, state []byte) error
	// Versions lists the states that one object has had.
	Versions(ctx context.Context, kind store.Kind, id store.ID) ([]store.Version, error)
}

// Documents are the nouns of the agency, the projects and the families that have no list of their own on a screen that
// everybody waits for. Lists take the zero id for all. Save methods insert, or change the one with the same id.
type Documents interface {
	SaveOrganisation(ctx context.Context, v store.Organisation) error
	Organisations(ctx context.Context) ([]store.Organisation, error)
	SaveProject(ctx context.Context, v store.Project) error
	Projects(ctx context.Context) ([]store.Project, error)
	SavePartnership(ctx context.Context, v store.Partnership) error
	Partnerships(ctx context.Context, project store.ProjectID) ([]store.Partnership, error)
	SaveSubProject(ctx context.Context, v store.SubProject) error
	SubProjects(ctx context.Context, project store.ProjectID) ([]store.SubProject, error)
	SaveTarget(ctx context.Context, v store.Target) error
	Targets(ctx context.Context, project store.ProjectID) ([]store.Target, error)
	SaveEstimate(ctx context.Context, v store.Estimate) error
	Estimates(ctx context.Context, project store.ProjectID) ([]store.Estimate, error)
	SaveProtocol(ctx context.Context, v store.ProtocolInForce) error
	Protocols(ctx context.Context) ([]store.ProtocolInForce, error)
	SaveMethod(ctx context.Context, v store.Method) error
	Methods(ctx context.Context) ([]store.Method, error)
	SaveMethodUsed(ctx context.Context, v store.MethodUsed) error
	MethodsUsed(ctx context.Context, family store.FamilyID) ([]store.MethodUsed, error)
	SaveNotice(ctx context.Context, v store.Notice) error
	NoticesGiven(ctx context.Context, family store.FamilyID) ([]store.Notice, error)
	SaveParticipation(ctx context.Context, v store.Participation) error
	Participations(ctx context.Context, family store.FamilyID) ([]store.Participation, error)
	SaveSharing(ctx context.Context, v store.Sharing) error
	Sharings(ctx context.Context, family store.FamilyID) ([]store.Sharing, error)
	SaveParticipant(ctx context.Context, v store.Participant) error
	Participants(ctx context.Context, project store.ProjectID) ([]store.Participant, error)
	SaveMissed(ctx context.Context, v store.Missed) error
	MissedOccasions(ctx context.Context, family store.FamilyID) ([]store.Missed, error)
	SaveAppointment(ctx context.Context, v store.Appointment) error
	Appointments(ctx context.Context, family store.FamilyID) ([]store.Appointment, error)
	SaveRequest(ctx context.Context, v store.Request) error
	Requests(ctx context.Context, family store.FamilyID) ([]store.Request, error)
	SaveNarrative(ctx context.Context, v store.NarrativeBlock) error
	Narratives(ctx context.Context, project store.ProjectID) ([]store.NarrativeBlock, error)
	SavePublicIndicator(ctx context.Context, v store.PublicIndicator) error
	PublicIndicators(ctx context.Context) ([]store.PublicIndicator, error)
	SaveFrozenReport(ctx context.Context, v store.FrozenReport) error
	FrozenReports(ctx context.Context) ([]store.FrozenReport, error)
}

// Subjects is what the rules of data protection ask of a record.
type Subjects interface {
	// Extract is everything that the file holds about a person.
	Extract(ctx context.Context, id store.PersonID) (store.Extract, error)
	// Decide stores the ruling on a request; a granted erasure erases the family.
	Decide(ctx context.Context, r store.Request) error
	// RetentionDue lists the families that have been kept long enough after their exit.
	RetentionDue(ctx context.Context, months int, today store.Date) ([]store.Due, error)
	// LogHead is the length of the access log and its last value; CheckNoted looks for one noted earlier, and is a
	// *store.RolledBackError when the log does not have it.
	LogHead(ctx context.Context) (store.LogHead, error)
	CheckNoted(ctx context.Context, noted store.LogHead) error
}
