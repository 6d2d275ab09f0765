package questionnaire

import (
	"context"
	"errors"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/sitdown"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// sitting is what the screen asks of *casework.Sitting.
type sitting interface {
	Definition() *instruments.Definition
	Administration() store.Administration
	Instruction() string
	Official() bool
	Item() (casework.ItemView, bool)
	Items() []casework.ItemView
	Answer(ctx context.Context, code int) error
	Skip(ctx context.Context, reason instruments.SkipReason) error
	Back(ctx context.Context) error
	Forward(ctx context.Context) error
	GoTo(ctx context.Context, number int) error
	Complete(ctx context.Context) (store.AdministrationID, error)
	Notice() *casework.NoticeView
	Acknowledge(ctx context.Context) error
	Speeches(ctx context.Context) ([]casework.Speech, error)
	Speak(ctx context.Context, l instruments.Lang) error
	MayOffer() bool
	OwnCurves(ctx context.Context) ([]casework.Series, error)
	Shares(ctx context.Context) (map[store.Topic]bool, error)
	Share(ctx context.Context, allowed map[store.Topic]bool) error
}

// desk is what the screen asks of *casework.Desk.
type desk interface {
	Begin(ctx context.Context, p casework.Plan) (sitting, error)
	Resume(ctx context.Context, id store.AdministrationID) (sitting, error)
	gate
}

// gate asks for the worker's PIN.
type gate interface {
	CheckPIN(ctx context.Context, pin string) error
	PINLength(ctx context.Context) (int, error)
}

// atDesk is the desk with sittings as this screen sees them.
type atDesk struct {
	sitdown.Sitter[sitting]
	gate
}

func newAtDesk(d *casework.Desk) atDesk {
	return atDesk{sitdown.Sitter[sitting]{Desk: d, As: func(s *casework.Sitting) sitting { return s }}, d}
}

// snapshot is what the screen draws from: a copy, so that nothing it reads can change under it.
type snapshot struct {
	admin       store.Administration
	def         *instruments.Definition
	instruction string
	official    bool
	item        casework.ItemView
	atItem      bool // false: past the last item
	items       []casework.ItemView
	left        int // items without an answer or a skip
	notice      *casework.NoticeView
}

func look(s sitting) snapshot {
	v := snapshot{
		admin: s.Administration(), def: s.Definition(), instruction: s.Instruction(), official: s.Official(),
		items: s.Items(), notice: s.Notice(),
	}
	v.item, v.atItem = s.Item()
	for _, it := range v.items {
		if it.Response.State == instruments.Unanswered {
			v.left++
		}
	}
	return v
}

// settle goes to the first open item when the sitting stands at the end with items still open, as after a
// change that brought a conditional item back.
func settle(ctx context.Context, s sitting, fixing bool) error {
	if _, atItem := s.Item(); atItem && !fixing {
		return nil
	}
	for _, it := range s.Items() {
		if it.Response.State == instruments.Unanswered {
			return s.GoTo(ctx, it.Number)
		}
	}
	return nil
}

// pinWait tells how long to wait after too many wrong PINs.
func pinWait(err error) (*casework.PINWaitError, bool) {
	var wait *casework.PINWaitError
	ok := errors.As(err, &wait)
	return wait, ok
}
