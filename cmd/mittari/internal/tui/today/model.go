package today

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Today(context.Context) (casework.TodayView, error)
	Discard(context.Context, store.AdministrationID) error
	Restore(context.Context, store.Administration) error
}

// Model is the screen.
type Model struct {
	rows.Panel
	env   *screen.Env
	desk  desk
	view  *casework.TodayView // nil until read
	waves map[store.Wave]string
	forms map[occasion]string
}

// occasion is a form at a wave, with the last day for it.
type occasion struct {
	form   instruments.Ref
	wave   store.Wave
	closes store.Date
}

type (
	viewMsg      struct{ view casework.TodayView }
	discardedMsg struct{ draft store.Administration }
)

// New makes the screen.
func New(env *screen.Env, _ screen.Today) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.waiting, Above: m.head, Empty: m.nothing, Open: "today.key.open"})
	return m
}

// waiting reads what waits.
func (m *Model) waiting() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Today(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("today.title") }

type keyMap struct{ begin, add, feedback, discard, paper key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
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
	line, ok := m.Selected()
	if !ok {
		return m.Panel.Keys(k.add, k.paper)
	}
	if about, _ := line.Data.(subject); about.empty != nil {
		return m.Panel.Keys(k.discard, k.begin, k.feedback, k.add, k.paper)
	}
	if about, _ := line.Data.(subject); about.person == (store.PersonID{}) {
		return m.Panel.Keys(k.begin, k.add, k.paper)
	}
	return m.Panel.Keys(k.begin, k.feedback, k.add, k.paper)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case discardedMsg:
		said := m.Undo.Did(m.env, m.env.Lang.T("today.discarded"), func(ctx context.Context) error { return m.desk.Restore(ctx, msg.draft) })
		return m, tea.Batch(m.Init(), said)
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	line, _ := m.Selected()
	about, chosen := line.Data.(subject)
	switch {
	case key.Matches(msg, k.add):
		return screen.Go(screen.NewFamily{})
	case key.Matches(msg, k.paper):
		return screen.Go(screen.KeyIn{})
	case !chosen:
	case key.Matches(msg, k.begin):
		return screen.Go(screen.Meeting{Family: about.family, Person: about.person})
	case key.Matches(msg, k.feedback) && about.person != (store.PersonID{}):
		return screen.Go(screen.Plan{Person: about.person, Draft: casework.Plan{
			Respondent: about.person, Instrument: casework.MeetingFeedback, Wave: store.AtMeeting,
		}})
	case key.Matches(msg, k.discard) && about.empty != nil:
		return m.discard(*about.empty)
	}
	return nil
}

// subject is what a line is about.
type subject struct {
	family store.FamilyID
	person store.PersonID
	empty  *store.Administration // a draft in which nothing has been answered or skipped; nil: none
}

// discard takes a form away that was begun by mistake.
func (m *Model) discard(draft store.Administration) tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (discardedMsg, error) {
		return discardedMsg{draft}, m.desk.Discard(ctx, draft.ID)
	})
}
