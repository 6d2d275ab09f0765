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
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	view          *casework.TodayView // nil until read
	list          *rows.List
	width, height int
}

type viewMsg struct{ view casework.TodayView }

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
	m.fill()
}

type keyMap struct{ open, add, feedback key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		open:     screen.Bind("enter", t("today.key.open"), "enter"),
		add:      screen.Bind("n", t("today.key.new"), "n"),
		feedback: screen.Bind("m", t("today.key.feedback"), "m"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if _, ok := m.list.Selected(); !ok {
		return screen.KeySet{k.add}
	}
	return screen.KeySet{k.open, k.feedback, k.add, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
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
	case key.Matches(msg, k.feedback):
		return m.feedback()
	}
	m.list.Move(msg)
	return nil
}

// feedback starts the meeting feedback of the person on the chosen line.
func (m *Model) feedback() tea.Cmd {
	line, ok := m.list.Selected()
	if !ok {
		return nil
	}
	person, ok := line.Data.(store.PersonID)
	if !ok {
		return nil
	}
	return screen.Go(screen.Plan{Person: person, Draft: casework.Plan{
		Respondent: person, Instrument: casework.MeetingFeedback, Wave: store.AtMeeting,
	}})
}
