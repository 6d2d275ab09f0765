package casework

import (
	"context"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Plan is what the worker chose before handing over.
type Plan struct {
	Episode    store.EpisodeID
	Respondent store.PersonID
	Subject    store.PersonID // zero: the respondent
	Instrument instruments.ID
	Informant  instruments.Informant // empty: self
	Wave       store.Wave
	Mode       store.Mode
	Lang       instruments.Lang // empty: the respondent's
	Answered   store.Date       // zero: today
}

// Sitting is one administration under way. It is not safe for concurrent use.
// Every method that changes an answer returns only when the change is on disk.
type Sitting struct {
	desk    *Desk
	admin   store.Administration
	def     *instruments.Definition
	wording *instruments.Wording // nil: cues
	goals   []store.Goal
}

// ItemView is what the screen shows of one item.
type ItemView struct {
	Index    int
	Number   int
	Text     string // official wording, or our own; empty: show the cue
	Cue      string
	Options  []OptionView
	Response instruments.Response
	Position int // 1-based place among the items asked
	Asked    int // how many items are asked, as far as known now
	Left     int // asked items without an answer or a skip
}

// OptionView is one answer on the screen.
type OptionView struct {
	Code int
	Text string // wording, or our own label when there is none
}

// compile-time promises for the screens; the methods are in answer.go and begin.go.
var _ interface {
	ID() store.AdministrationID
	Definition() *instruments.Definition
	Administration() store.Administration
	Instruction() string
	Official() bool
	Item() (ItemView, bool)
	Answer(ctx context.Context, code int) error
	Skip(ctx context.Context, reason instruments.SkipReason) error
	Back(ctx context.Context) error
	Forward(ctx context.Context) error
	GoTo(ctx context.Context, number int) error
	Done() bool
	Complete(ctx context.Context) (store.AdministrationID, error)
} = (*Sitting)(nil)
