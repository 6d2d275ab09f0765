package today

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Today(context.Context) (casework.TodayView, error)
	Discard(context.Context, store.AdministrationID) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	view          *casework.TodayView // nil until read
	list          *rows.List
	width, height int
}

type (
	viewMsg      struct{ view casework.TodayView }
	discardedMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Today) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads what waits.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Today(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("today.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-headHeight)
}

type keyMap struct{ open, begin, add, feedback, discard, paper key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		open:     screen.Bind("enter", t("today.key.open"), "enter"),
		begin:    screen.Bind("b", t("today.key.meeting"), "b"),
		add:      screen.Bind("n", t("today.key.new"), "n"),
		feedback: screen.Bind("m", t("today.key.feedback"), "m"),
		paper:    screen.Bind("k", t("keyin.key.open"), "k"),
		discard:  screen.Bind("x", t("today.key.discard"), "x"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if _, ok := m.list.Selected(); !ok {
		return screen.KeySet{k.add, k.paper}
	}
	if _, empty := m.emptyDraft(); empty {
		return screen.KeySet{k.open, k.discard, k.begin, k.feedback, k.add, k.paper, m.list.Keys()}
	}
	return screen.KeySet{k.open, k.begin, k.feedback, k.add, k.paper, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case discardedMsg:
		return m, tea.Batch(m.Init(), screen.Say(m.env.Lang.T("today.discarded")))
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.open):
		return m.list.Open()
	case key.Matches(msg, k.add):
		return screen.Go(screen.NewFamily{})
	case key.Matches(msg, k.paper):
		return screen.Go(screen.KeyIn{})
	case key.Matches(msg, k.begin):
		return m.begin()
	case key.Matches(msg, k.feedback):
		return m.feedback()
	case key.Matches(msg, k.discard):
		return m.discard()
	}
	m.list.Move(msg)
	return nil
}

// begin opens the meeting with the family on the chosen line, for the person on it.
func (m *Model) begin() tea.Cmd {
	line, _ := m.list.Selected()
	about, ok := line.Data.(subject)
	if !ok {
		return nil
	}
	return screen.Go(screen.Meeting{Family: about.family, Person: about.person})
}

// feedback starts the meeting feedback of the person on the chosen line.
func (m *Model) feedback() tea.Cmd {
	line, ok := m.list.Selected()
	if !ok {
		return nil
	}
	about, ok := line.Data.(subject)
	if !ok {
		return nil
	}
	return screen.Go(screen.Plan{Person: about.person, Draft: casework.Plan{
		Respondent: about.person, Instrument: casework.MeetingFeedback, Wave: store.AtMeeting,
	}})
}

// subject is what a line is about.
type subject struct {
	family store.FamilyID
	person store.PersonID
	empty  store.AdministrationID // a draft without answers; zero: none
}

// emptyDraft is the draft on the chosen line when nothing in it has been answered or skipped.
func (m *Model) emptyDraft() (store.AdministrationID, bool) {
	line, _ := m.list.Selected()
	about, _ := line.Data.(subject)
	return about.empty, about.empty != store.AdministrationID{}
}

// discard takes a form away that was begun by mistake.
func (m *Model) discard() tea.Cmd {
	id, ok := m.emptyDraft()
	if !ok {
		return nil
	}
	return screen.Work(m.env, func(ctx context.Context) (discardedMsg, error) {
		return discardedMsg{}, m.desk.Discard(ctx, id)
	})
}
