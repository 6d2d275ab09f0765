// Package goals is a person's own goals, up to three, in their own words.
package goals

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	slots   = 3
	maxText = 120 // characters of a goal: it must fit an item of the form
)

type desk interface {
	Goals(context.Context, store.PersonID) ([]store.Goal, error)
	SetGoal(ctx context.Context, person store.PersonID, number int, text string) error
	TakeBackGoal(ctx context.Context, person store.PersonID, number int, before store.GoalID) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	person        store.PersonID
	open          [slots]store.Goal // empty text: none
	old           []store.Goal
	read          bool
	at            int
	field         *widget.TextField // the goal being worded; nil: none
	saving        bool
	failed        error
	undo          rows.Undo
	width, height int
}

type (
	goalsMsg struct{ goals []store.Goal }
	savedMsg struct {
		number int
		text   string
		err    error
	}
)

// New makes the screen.
func New(env *screen.Env, r screen.Goals) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Goals, d desk) *Model {
	return &Model{env: env, desk: d, person: r.Person, width: 80, height: 20}
}

// Init reads the goals.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (goalsMsg, error) {
		g, err := m.desk.Goals(ctx, m.person)
		return goalsMsg{g}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("goals.title") }

// Typing is true while a goal is worded.
func (m *Model) Typing() bool { return m.field != nil }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

type keyMap struct{ edit, rate, move, save, cancel key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		edit:   screen.Bind("enter", t("goals.key.edit"), "enter"),
		rate:   screen.Bind("a", t("goals.key.rate"), "a"),
		move:   screen.Bind("↑↓", t("rows.key.move"), "up", "down"),
		save:   screen.Bind("enter", t("goals.key.save"), "enter"),
		cancel: screen.Bind("esc", t("form.key.cancel"), "esc"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if m.field != nil {
		return screen.KeySet{k.save, k.cancel}
	}
	return append(append(screen.KeySet{k.edit}, m.undo.Offer(m.env)...), k.rate, k.move)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case goalsMsg:
		m.place(msg.goals)
	case savedMsg:
		return m, m.saved(msg)
	case rows.UndoneMsg:
		return m, tea.Batch(m.Init(), m.undo.Heard(m.env, msg))
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if !m.read || m.saving {
			return m, nil
		}
		if m.field != nil {
			return m, m.typed(msg)
		}
		return m, m.pressed(msg)
	}
	return m, nil
}

// saved closes the field, and remembers how the goal that stood there before comes back.
func (m *Model) saved(msg savedMsg) tea.Cmd {
	m.saving, m.failed = false, msg.err
	if msg.err != nil {
		return nil // the text stays in the field to be mended
	}
	m.field = nil
	before := m.open[msg.number-1]
	if before.Text == msg.text {
		return nil
	}
	said := "goals.said"
	if msg.text == "" {
		said = "goals.ended"
	}
	back := func(ctx context.Context) error { return m.desk.TakeBackGoal(ctx, m.person, msg.number, before.ID) }
	return tea.Batch(m.Init(), m.undo.Did(m.env, m.env.Lang.T(said), back))
}

// place sorts goals into the three slots and the closed ones.
func (m *Model) place(all []store.Goal) {
	m.open, m.old, m.read = [slots]store.Goal{}, nil, true
	for _, g := range all {
		if g.Closed.IsZero() && g.Number >= 1 && g.Number <= slots {
			m.open[g.Number-1] = g
			continue
		}
		m.old = append(m.old, g)
	}
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	if cmd, done := m.undo.Press(m.env, msg); done {
		return cmd
	}
	k := m.keys()
	switch {
	case key.Matches(msg, k.edit):
		m.edit()
	case key.Matches(msg, k.rate):
		return m.rate()
	case msg.Type == tea.KeyUp:
		m.at = max(m.at-1, 0)
	case msg.Type == tea.KeyDown:
		m.at = min(m.at+1, slots-1)
	}
	return nil
}

// edit opens the field of the chosen goal.
func (m *Model) edit() {
	f := widget.NewTextField(m.env.Theme, m.env.Lang.T("goals.field", "n", m.at+1))
	f.Limit(maxText)
	f.SetValue(m.open[m.at].Text)
	m.field, m.failed = &f, nil
}

// Point is a click on one of the goals: it chooses the goal, and words the chosen one.
func (m *Model) Point(_, y int) tea.Cmd {
	if !m.read || m.saving || m.field != nil {
		return nil
	}
	top := lipgloss.Height(m.intro())
	for i, g := range m.open {
		bottom := top + len(m.slot(i, g, m.textWidth()))
		switch {
		case y < top || y >= bottom:
		case i == m.at:
			m.edit()
			return nil
		default:
			m.at = i
		}
		top = bottom
	}
	return nil
}

// rate opens the plan of the goals form, in which the respondent rates the goals on the locked screen.
func (m *Model) rate() tea.Cmd {
	for _, g := range m.open {
		if g.Text != "" {
			return screen.Go(screen.Plan{Person: m.person, Draft: casework.Plan{Respondent: m.person, Instrument: casework.GoalsForm}})
		}
	}
	return screen.Say(m.env.Lang.T("goals.norate"))
}

func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.cancel):
		m.field, m.failed = nil, nil
		return nil
	case key.Matches(msg, k.save):
		m.saving, m.failed = true, nil
		ctx, d, n, text := m.env.Ctx, m.desk, m.at+1, strings.TrimSpace(m.field.Value())
		return func() tea.Msg { return savedMsg{n, text, d.SetGoal(ctx, m.person, n, text)} }
	}
	m.failed = nil
	m.field.Update(msg)
	return nil
}
