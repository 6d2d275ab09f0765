// Package conflicts is the list of what merging has left to decide, and one of them with its sides beside each other. What
// is decided here takes effect when the screen is left, so that it can be taken back until then.
package conflicts

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

type desk interface {
	Conflicts(ctx context.Context) ([]casework.Conflict, error)
	Resolve(ctx context.Context, id, keep string) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	all           []casework.Conflict
	read          bool
	keeps         map[string]string // conflict → letter of the side that is to stay
	list          *rows.List
	open          *casework.Conflict // nil: the list
	scroll        widget.Scroll
	job           *transfer.Job // settling
	failed        error
	width, height int
}

type (
	readMsg    struct{ all []casework.Conflict }
	openMsg    struct{ at int }
	settledMsg struct {
		n   int
		err error
	}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Conflicts) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{
		env: env, desk: d, keeps: map[string]string{}, list: rows.New(env), scroll: widget.NewScroll(env.Theme), width: 80, height: 20,
	}
}

// Init reads the conflicts.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		all, err := m.desk.Conflicts(ctx)
		return readMsg{all}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("conflicts.title") }

// Typing holds the keyboard while something is decided, so that only esc, which carries it out, leaves the screen.
func (m *Model) Typing() bool { return m.open != nil || len(m.keeps) > 0 }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

type keyMap struct{ open, undo, back, leave key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		open:  screen.Bind("enter", t("conflicts.key.open"), "enter"),
		undo:  screen.Bind("u", t("conflicts.key.undo"), "u"),
		back:  screen.Bind("esc", t("conflicts.key.back"), "esc"),
		leave: screen.Bind("esc", t("conflicts.key.leave"), "esc"),
	}
}

// Keys of the list, or of one conflict.
func (m *Model) Keys() help.KeyMap {
	k, t := m.keys(), m.env.Lang.T
	if m.job != nil {
		return screen.KeySet{screen.Bind("esc", t("exchange.key.stop"), "esc")}
	}
	if m.open == nil {
		set := screen.KeySet{k.open, k.undo, m.list.Keys()}
		if len(m.keeps) > 0 {
			set = append(set, k.leave)
		}
		return set
	}
	var set screen.KeySet
	for _, s := range m.open.Sides {
		if !decidable(*m.open) {
			break
		}
		set = append(set, screen.Bind(strings.ToLower(s.Letter), t("conflicts.key.keep", "side", s.Letter), strings.ToLower(s.Letter)))
	}
	return append(set, k.undo, widget.ScrollKey(t("rows.key.move")), k.back)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.all, m.read = msg.all, true
		m.fill()
	case openMsg:
		m.open = &m.all[msg.at]
		m.scroll.Top()
		m.fill()
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case settledMsg:
		return m, m.settled(msg)
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	m.failed = nil
	switch {
	case m.job != nil:
		if key.Matches(msg, k.leave) {
			m.job.Stop()
		}
	case m.open != nil:
		m.pressedOpen(msg, k)
	case key.Matches(msg, k.open):
		return m.list.Open()
	case key.Matches(msg, k.undo):
		if line, ok := m.list.Selected(); ok {
			id, _ := line.Data.(string)
			delete(m.keeps, id)
		}
	case key.Matches(msg, k.leave) && len(m.keeps) > 0:
		return m.settle()
	default:
		m.list.Move(msg)
	}
	m.fill()
	return nil
}

func (m *Model) pressedOpen(msg tea.KeyMsg, k keyMap) {
	switch {
	case key.Matches(msg, k.back):
		m.open = nil
		return
	case key.Matches(msg, k.undo):
		delete(m.keeps, m.open.ID)
		return
	}
	pressed := strings.ToUpper(msg.String())
	if decidable(*m.open) && slices.ContainsFunc(m.open.Sides, func(s casework.Side) bool { return s.Letter == pressed }) {
		m.keeps[m.open.ID] = pressed
		m.open = nil
		return
	}
	m.scroll.Update(msg)
}

// settle carries out what was decided, in the order of the list.
func (m *Model) settle() tea.Cmd {
	type decision struct{ id, keep string }
	var todo []decision
	for _, c := range m.all {
		if keep, ok := m.keeps[c.ID]; ok {
			todo = append(todo, decision{c.ID, keep})
		}
	}
	d := m.desk
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, tell func(done, of int)) tea.Msg {
		for i, t := range todo {
			tell(i, len(todo))
			if err := d.Resolve(ctx, t.id, t.keep); err != nil {
				return settledMsg{i, err}
			}
		}
		return settledMsg{n: len(todo)}
	})
	return cmd
}

func (m *Model) settled(msg settledMsg) tea.Cmd {
	m.job, m.keeps = nil, map[string]string{}
	if msg.err != nil {
		m.failed = msg.err
		return m.Init()
	}
	return tea.Sequence(screen.Say(m.env.Lang.N("conflicts.said", msg.n)), screen.Back())
}
