package store

import (
	"time"

	"github.com/mittari/mittari/instruments"
)

// Wave is a planned occasion in an episode.
type Wave string

// Waves, in order. AtMeeting is the every-meeting occasion, Extra an occasion outside the plan.
const (
	Start       Wave = "start"
	ThreeMonths Wave = "3-months"
	SixMonths   Wave = "6-months"
	End         Wave = "end"
	FollowUp    Wave = "follow-up"
	AtMeeting   Wave = "meeting"
	Extra       Wave = "extra"
)

// Mode is how the answers were given.
type Mode string

// Modes.
const (
	OwnScreen   Mode = "own-screen"  // the respondent, alone at the locked screen
	Together    Mode = "together"    // read aloud or side by side
	Interpreter Mode = "interpreter" // through an interpreter: left out of norm comparison
	FromPaper   Mode = "from-paper"  // keyed in by the worker from a paper form
)

// AdministrationState is how far an administration has come.
type AdministrationState string

// States. Completed and Declined are final; a correction adds a revision.
const (
	DraftState AdministrationState = "draft"
	Completed  AdministrationState = "completed"
	Declined   AdministrationState = "declined"
)

// DeclineReason is why there is no answer. "The worker did not offer" is normal and safe to tick.
type DeclineReason string

// Decline reasons.
const (
	Refused         DeclineReason = "refused"
	NotReached      DeclineReason = "not-reached"
	Crisis          DeclineReason = "crisis"
	LanguageBarrier DeclineReason = "language"
	NotOffered      DeclineReason = "not-offered"
	MovedAway       DeclineReason = "moved"
	OtherReason     DeclineReason = "other"
)

// Administration is one occasion of giving one instrument to one respondent.
type Administration struct {
	ID          AdministrationID
	Episode     EpisodeID
	Respondent  PersonID
	Subject     PersonID
	Informant   instruments.Informant
	Instrument  instruments.Ref
	Definition  string // hash of the definition
	Wording     string // hash of the wording shown; empty: cues, or answered on paper
	Lang        instruments.Lang
	Mode        Mode
	Wave        Wave
	Also        Wave // a second wave the same sitting serves; empty: none
	State       AdministrationState
	Decline     DeclineReason
	Answered    Date      // the day the answers were given
	Entered     time.Time // the instant they were completed in this program, UTC
	Responses   instruments.Responses
	Position    int                   // index of the item a draft stands at
	Offer       bool                  // of a draft: the worker lets the respondent see the own curve and choose what guardians see
	Second      instruments.Responses // of a draft from paper: the second keying as far as it has come; nil: none is begun
	Revision    int                   // 1 for the first; a correction has the next number and the same ID
	RevisedBy   WorkerID
	RevisedWhy  string
	Discussed   Date // the day the result was talked about; zero: not yet
	RiskShown   time.Time
	DurationSec int // time the respondent spent, seconds; 0: not measured
}

// ScaleScore is the stored copy of one scale's result. Band and clinical side are as of the definition version.
type ScaleScore struct {
	Administration AdministrationID
	Scale          instruments.ScaleID
	Scored         bool
	Value          float64
	Reported       float64
	Answered       int
	Items          int
	Prorated       bool
	Band           string // code of the shown band; empty: none fits
	Clinical       *bool  // side of the first fitting cut-off; nil: none fits
	Reason         string // stable key when not scored
}

// RiskFlag is the stored outcome of one risk rule.
type RiskFlag struct {
	Administration AdministrationID
	Item           int
	State          string // "flagged", "none", "unanswered"
}

// Scored is an administration with its stored scores, as lists and trends need it.
type Scored struct {
	Administration
	Scores []ScaleScore
	Risks  []RiskFlag
}
