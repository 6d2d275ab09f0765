package keyin

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/sitdown"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// sitting is what the screen asks of *casework.Sitting.
type sitting interface {
	Definition() *instruments.Definition
	Administration() store.Administration
	Form(l instruments.Lang) []casework.Cell
	Put(ctx context.Context, number int, r instruments.Response) error
	Second() *casework.Second
	Decided(ctx context.Context, found []casework.Mismatch, right []instruments.Response) error
	Complete(ctx context.Context) (store.AdministrationID, error)
}

// desk is what the screen asks of *casework.Desk.
type desk interface {
	Begin(ctx context.Context, p casework.Plan) (sitting, error)
	Resume(ctx context.Context, id store.AdministrationID) (sitting, error)
	forms
}

// forms is what the desk knows of those to be keyed in.
type forms interface {
	Discard(ctx context.Context, id store.AdministrationID) error
	Person(ctx context.Context, id store.PersonID) (casework.PersonView, error)
	PaperForms(ctx context.Context, after *casework.Plan) ([]casework.PaperRow, error)
}

// stage is which page is shown.
type stage int

const (
	loading  stage = iota
	picking        // which form lies on the pile
	dating         // when it was answered
	keying         // the form
	again          // the same form a second time, without the first
	deciding       // what differs
)

// longestQueue is how many keys are kept in order while an answer is being saved; longestRun how many digits may come in
// one message and still be typed, not pasted.
const (
	longestQueue = 64
	longestRun   = 8
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	route         screen.KeyIn
	width, height int

	stage stage
	busy  bool
	queue []tea.KeyMsg
	note  string // what was done last, above the keys

	rows   []casework.PaperRow
	list   *rows.List
	filter widget.TextField
	last   store.AdministrationID // keyed in just now
	after  *casework.Plan

	plan   casework.Plan // of the form at hand
	person string        // code of the respondent
	day    widget.TextField
	form   store.AdministrationID
	dated  store.Date // of the form before: the pile is mostly of one day
	picked bool       // chosen from the list, so that esc leads back there

	sitting sitting
	grid    grid
	second  *casework.Second
	found   []casework.Mismatch
	chosen  []choice
	at      int // among found
}

// choice is which of two keyings is right.
type choice int

const (
	undecided choice = iota
	theFirst
	theSecond
)

type (
	listMsg  struct{ rows []casework.PaperRow }
	planMsg  struct{ person string }
	begunMsg struct {
		sitting sitting
		cells   []casework.Cell
		person  string
	}
	putMsg struct {
		cells  []casework.Cell
		number int
	}
	decidedMsg struct{ cells []casework.Cell }
	doneMsg    struct {
		id   store.AdministrationID
		rows []casework.PaperRow
	}
	leftMsg struct{ kept bool }
)

// New makes the screen.
func New(env *screen.Env, r screen.KeyIn) screen.Screen { return newModel(env, r, newAtDesk(env.Desk)) }

// atDesk is the desk with sittings as this screen sees them.
type atDesk struct {
	sitdown.Sitter[sitting]
	forms
}

func newAtDesk(d *casework.Desk) atDesk {
	return atDesk{sitdown.Sitter[sitting]{Desk: d, As: func(s *casework.Sitting) sitting { return s }}, d}
}

func newModel(env *screen.Env, r screen.KeyIn, d desk) *Model {
	m := &Model{env: env, desk: d, route: r, width: 80, height: 20, list: rows.New(env)}
	m.filter = widget.NewTextField(env.Theme, env.Lang.T("keyin.filter"))
	if r.Begin != nil {
		m.plan = *r.Begin
	}
	return m
}

// Init opens the draft, asks the day of the planned form, or lists forms.
func (m *Model) Init() tea.Cmd {
	m.busy = true
	switch {
	case m.route.Begin != nil:
		return m.work(func(ctx context.Context) (tea.Msg, error) {
			p, err := m.desk.Person(ctx, m.route.Begin.Respondent)
			return planMsg{p.Person.Code}, err
		})
	case m.route.Resume != store.AdministrationID{}:
		return m.resume(m.route.Resume)
	}
	return m.work(func(ctx context.Context) (tea.Msg, error) {
		rows, err := m.desk.PaperForms(ctx, nil)
		return listMsg{rows}, err
	})
}

// work runs off the UI loop; until its message is back the screen takes no keys.
func (m *Model) work(f func(ctx context.Context) (tea.Msg, error)) tea.Cmd {
	m.busy = true
	return screen.Work(m.env, f)
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("keyin.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, max(height-listHead, 1))
}

// Typing is always true: digits are answers, and esc asks nothing of the root.
func (m *Model) Typing() bool { return true }

// Resume comes back to the form at hand.
func (m *Model) Resume() (screen.Route, bool) {
	if m.sitting == nil {
		return screen.KeyIn{}, m.stage == picking
	}
	return screen.KeyIn{Resume: m.form}, true
}

// lang is the language of the cues: the worker reads them.
func (m *Model) lang() instruments.Lang { return m.env.Lang.Lang() }

// today is the day on the worker's clock.
func (m *Model) today() store.Date { return store.DateOf(m.env.Clock()) }
