package casework

import (
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// TodayView is what waits for the worker.
type TodayView struct {
	Date       store.Date
	Due        []DueRow // due now, the one whose window closes first comes first
	Overdue    []DueRow // waves whose window closed without an answer in the last 30 days
	Unfinished []DraftRow
	Alerts     []AlertRow
	Agreed     []AgreedRow // meetings agreed for the next seven days, and days that went by in the last 30
	Families   int         // in work
	BackupDue  bool
	LastBackup time.Time // UTC; zero: none
}

// closingDays is how soon a window counts as about to close.
const closingDays = 7

// Closing is how many of Due, counted from the first, cannot wait a week.
func (v *TodayView) Closing() int {
	n := 0
	for n < len(v.Due) && v.Due[n].Closes.DaysSince(v.Date) < closingDays {
		n++
	}
	return n
}

// DueRow is one administration that is due.
type DueRow struct {
	Family  store.Family
	Person  store.Person
	Episode store.Episode
	Wave    store.Wave
	Ref     instruments.Ref
	Title   instruments.Text
	Short   instruments.Text
	Minutes float64
	Opens   store.Date
	Closes  store.Date
}

// DraftRow is an unfinished administration that can be resumed.
type DraftRow struct {
	Family   store.Family
	Person   store.Person
	Draft    store.Administration
	Title    instruments.Text
	Short    instruments.Text
	Answered int
	Asked    int
}

// AlertKind names an alert.
type AlertKind string

// Alerts.
const (
	AlertRisk     AlertKind = "risk"     // a flagged answer that has not been talked about
	AlertWorse    AlertKind = "worse"    // reliable worsening since the start
	AlertFeedback AlertKind = "feedback" // feedback on the meetings has fallen
	AlertStalled  AlertKind = "stalled"  // feedback on the meetings has not risen over several meetings
	AlertNoTalk   AlertKind = "notalk"   // a result not yet talked about, older than two weeks
)

// AlertRow is something the worker should look at, until it has been talked about.
type AlertRow struct {
	Kind           AlertKind
	Family         store.Family
	Person         store.Person
	Administration store.AdministrationID
	Title          instruments.Text
	Short          instruments.Text
	Date           store.Date
	Evidence       instruments.Evidence // of the rule or figure that raised it; zero: it needs none
}

// FamilyView is everything about one family.
type FamilyView struct {
	Family   store.Family
	Persons  []PersonRow
	Episodes []store.Episode // oldest first
	Meetings []store.Meeting
	Events   []store.Event
	Timeline []TimelineRow // newest first
	Due      []DueRow
	Drafts   []DraftRow
	Workers  map[store.WorkerID]string // codes
	Teams    map[store.TeamID]string
	// BurdenMinutes is the time asked of the family so far, by forms, in minutes.
	BurdenMinutes float64
	Next          *NextRow   // the next measurement of anybody in the family; nil: none is planned
	Agreed        *AgreedRow // the next meeting, or one that did not come about; nil: none is agreed
	Proposed      store.Date // a day for the next meeting; zero: none can be proposed
}

// Episode is the newest episode, or nil.
func (v *FamilyView) Episode() *store.Episode {
	if len(v.Episodes) == 0 {
		return nil
	}
	return &v.Episodes[len(v.Episodes)-1]
}

// PersonRow is one member with the age today (−1 unknown).
type PersonRow struct {
	store.Person
	Age int
}

// TimelineKind names a line of the timeline.
type TimelineKind string

// Timeline lines.
const (
	LineAnswered TimelineKind = "answered"
	LineDeclined TimelineKind = "declined"
	LineEvent    TimelineKind = "event"
	LineMeeting  TimelineKind = "meeting"
	LineStart    TimelineKind = "start"
	LineEnd      TimelineKind = "end"
)

// TimelineRow is one dated line.
type TimelineRow struct {
	Date           store.Date
	Kind           TimelineKind
	Person         string // code; empty: the family
	Administration store.AdministrationID
	Short          instruments.Text // abbreviation of the instrument
	Wave           store.Wave
	Event          store.EventKind
	Meeting        store.Meeting
	Decline        store.DeclineReason
	Exit           store.ExitReason
}

// PersonView is one person with the results about them, as series.
type PersonView struct {
	Family  store.Family
	Person  PersonRow
	Series  []Series
	Opposed []Opposed // changes in opposite directions by different respondents; none when answers are kept apart
	Events  []store.Event
	Goals   []store.Goal
}

// Series is one scale of one instrument by one respondent over time.
type Series struct {
	Ref        instruments.Ref
	Short      instruments.Text
	Title      instruments.Text
	Validated  bool
	Scale      *instruments.Scale
	Informant  instruments.Informant
	Respondent string // code of who answered
	Points     []Point
	Basis      *change.Basis // nil: no reliable change can be told
	Latest     *change.Result
	Cutoff     *instruments.Cutoff // first that fits the person now; nil: none
	Beside     []Beside            // what others said on the same scale; empty when answers are kept apart
}

// Point is one result in a series, oldest first. Not scored points have Scored false and are gaps.
type Point struct {
	Administration store.AdministrationID
	Date           store.Date
	Wave           store.Wave
	Scored         bool
	Value          float64
	Reported       float64
	Prorated       bool
	Band           string
	Reason         string // stable key when not scored
}

// ResultView is the result in the meeting.
type ResultView struct {
	Family         store.Family
	Person         PersonRow // subject
	Respondent     store.Person
	Administration store.Scored
	Definition     *instruments.Definition
	Scales         []ScaleView // main scales first
	Items          []ItemMove  // answers that moved most since last time, largest first; empty the first time
	Missing        []int       // numbers of items without an answer
	Risks          []scoring.RiskResult
	Previous       *store.Scored // the result compared with; nil: first time
	Instruction    string        // the organisation's own words on a risk answer, in the worker's language; empty: not set
	Next           *NextRow      // the respondent's next measurement; nil: none is planned
}

// ScaleView is one scale now and how it moved.
type ScaleView struct {
	Scale    *instruments.Scale
	Now      scoring.ScaleResult
	Before   *store.ScaleScore // last time; nil: none or not scored
	First    *store.ScaleScore // at the start of the episode; nil: none or the same as Before
	Change   *change.Result    // since last time; nil: cannot be told
	Since    *change.Result    // since the start; nil: the same as Change, or cannot be told
	Basis    *change.Basis
	Evidence instruments.Evidence // of the band shown
}

// ItemMove is an item whose scored answer moved.
type ItemMove struct {
	Number   int
	From, To instruments.Response
	Better   float64 // plus is better
}
