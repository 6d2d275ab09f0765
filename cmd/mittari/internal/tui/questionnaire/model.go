package questionnaire

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// stage is which page is shown.
type stage int

const (
	opening   stage = iota // the sitting is being opened: nothing is shown
	telling                // what is asked, why and who sees it, before a person's first form
	greeting               // what is coming, before the first item
	asking                 // an item
	skipping               // why the item is passed over
	reading                // the instruction, over an item
	paused                 // a break; nothing of the questions is shown
	reviewing              // what was answered and skipped, before finishing
	ended                  // thank you; the answers are scored and stored
	curving                // the respondent's own curve
	sharing                // what guardians may see
)

// breath is how long a new item must have stood before it takes an answer in respondent mode, and how long the
// keyboard must have been still. It keeps a key held down from answering the whole form.
const breath = 120 * time.Millisecond

// pinLength is the greatest number of characters of a PIN.
const pinLength = 12

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	route         screen.Questionnaire
	words         *lang.Localizer // of the one who reads the page
	width, height int

	sitting sitting
	now     snapshot
	stage   stage
	locked  bool
	busy    bool
	saved   bool // the last thing done was an answer, and it is on disk
	fixing  bool // an item is being changed from the review
	trouble string

	options widget.Options
	reasons widget.Options
	choice  int   // line of the review: 0 is the button, then the items; of the shares: the topics, then the button
	before  stage // of the break
	breath  time.Duration
	rest    int // number of the pause that counts; 0: none is on
	rests   int

	pinning   bool // the worker's PIN is asked, over any page
	pin       widget.TextField
	pinLength int // characters of the PIN; 0: not known

	speeches []casework.Speech // that the form can be answered in
	page     widget.Scroll     // of the notice
	offer    bool              // the end page offers the curve and the choice of sharing
	more     widget.Options    // what the end page offers
	said     string            // on the end page, what was done
	curves   []casework.Series
	shares   map[store.Topic]bool
}

type (
	openedMsg struct {
		sitting   sitting
		now       snapshot
		words     *lang.Localizer
		speeches  []casework.Speech
		pinLength int
		err       error
	}
	movedMsg struct {
		now      snapshot
		answered bool
		err      error
	}
	completedMsg struct{ err error }
	pinMsg       struct{ err error }
	restedMsg    struct{ rest int }
)

// New makes the screen.
func New(env *screen.Env, r screen.Questionnaire) screen.Screen {
	m := newModel(env, r, newAtDesk(env.Desk))
	m.breath = breath
	return m
}

func newModel(env *screen.Env, r screen.Questionnaire, d desk) *Model {
	m := &Model{env: env, desk: d, route: r, words: env.Lang, width: 80, height: 24, page: widget.NewScroll(env.Theme)}
	m.locked = r.Begin != nil && (r.Begin.Mode == store.OwnScreen || r.Begin.Mode == "")
	return m
}

// Init opens the sitting.
func (m *Model) Init() tea.Cmd {
	m.busy = true
	d, ctx, r, worker := m.desk, m.env.Ctx, m.route, m.env.Lang
	return func() tea.Msg { return sitDown(ctx, d, r, worker) }
}

func sitDown(ctx context.Context, d desk, r screen.Questionnaire, worker *lang.Localizer) openedMsg {
	s, err := open(ctx, d, r)
	if err != nil {
		return openedMsg{err: err}
	}
	out := openedMsg{sitting: s, now: look(s), words: ownWords(worker, s.Administration())}
	if out.speeches, err = s.Speeches(ctx); err != nil {
		return openedMsg{err: err}
	}
	out.pinLength, err = d.PINLength(ctx)
	out.err = err
	return out
}

func open(ctx context.Context, d desk, r screen.Questionnaire) (sitting, error) {
	if r.Begin != nil {
		return d.Begin(ctx, *r.Begin)
	}
	return d.Resume(ctx, r.Resume)
}

// Title is the short name of the instrument. It is not drawn in respondent mode.
func (m *Model) Title() string {
	if m.now.def == nil {
		return m.env.Lang.T("ask.title")
	}
	return m.env.Lang.Text(m.now.def.Abbreviation)
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

// Locked is true in respondent mode until the worker's PIN was given.
func (m *Model) Locked() bool { return m.locked }

// Typing is always true: digits are answers, and esc asks nothing of the root.
func (m *Model) Typing() bool { return true }

// Resume comes back to the same item, or to the result when the answers are complete.
func (m *Model) Resume() (screen.Route, bool) {
	switch {
	case m.sitting == nil:
		return nil, false
	case m.over():
		return screen.Result{ID: m.now.admin.ID}, true
	}
	return screen.Questionnaire{Resume: m.now.admin.ID}, true
}

// ownWords is the language of the page: the respondent's where the respondent reads it, else the worker's. Reading a
// language takes a while, so it is done off the UI loop.
func ownWords(worker *lang.Localizer, a store.Administration) *lang.Localizer {
	if !ownPage(a) || a.Lang == worker.Lang() {
		return worker
	}
	if words, ok := lang.ForRespondent(a.Lang); ok {
		return words
	}
	return worker
}

// ownPage reports whether the respondent reads the page.
func ownPage(a store.Administration) bool {
	return a.Mode == store.OwnScreen || a.Mode == store.Together
}

// show takes a new snapshot and chooses the page. After an answer that was changed from the review, and none left
// open, the review is next.
func (m *Model) show(now snapshot, answered bool) {
	m.now = now
	if !now.atItem || m.fixing && answered && now.left == 0 {
		m.stage, m.choice, m.fixing = reviewing, 0, false
		return
	}
	m.stage = asking
	m.options = optionsOf(now.item)
}

func optionsOf(it casework.ItemView) widget.Options {
	items := make([]widget.Option, len(it.Options))
	for i, o := range it.Options {
		items[i] = widget.Option{Code: o.Code, Text: o.Text}
	}
	return widget.NewOptions(items, int(it.Response.Code), it.Response.State == instruments.Answered)
}

// over reports whether the answers are scored and stored.
func (m *Model) over() bool { return m.stage == ended || m.stage == curving || m.stage == sharing }
