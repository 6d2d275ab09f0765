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
	rows.Panel
	env    *screen.Env
	desk   desk
	all    []casework.Conflict
	keeps  map[string]string  // conflict → letter of the side that is to stay
	open   *casework.Conflict // nil: the list
	scroll widget.Scroll
	job    *transfer.Job // settling
	failed error
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
	m := &Model{env: env, desk: d, keeps: map[string]string{}, scroll: widget.NewScroll(env.Theme)}
	m.Panel = rows.NewPanel(env, rows.Spec{
		Read: m.read, Above: m.head, Empty: func() string { return env.Lang.T("conflicts.none") },
		Open: "conflicts.key.open", Orders: []string{"conflicts.sort.kind", "conflicts.sort.code"},
	})
	return m
}

// read reads the conflicts.
func (m *Model) read() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		all, err := m.desk.Conflicts(ctx)
		return readMsg{all}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("conflicts.title") }

// Typing holds the keyboard while something is decided, so that only esc, which carries it out, leaves the screen.
func (m *Model) Typing() bool { return m.open != nil || len(m.keeps) > 0 || m.Panel.Typing() }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.Panel.SetSize(width, height)
	m.lay()
}

// Point is a click on the list.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.open != nil || m.job != nil {
		return nil
	}
	return m.Panel.Point(x, y)
}

type keyMap struct{ undo, back, leave key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		undo:  screen.Bind("u", t("conflicts.key.undo"), "u"),
		back:  screen.Bind("esc", t("conflicts.key.back"), "esc"),
		leave: screen.Bind("esc", t("conflicts.key.leave"), "esc"),
	}
}

// Keys of the list, or of one conflict.
func (m *Model) Keys() help.KeyMap {
	switch {
	case m.job != nil:
		return screen.KeySet{screen.Bind("esc", m.env.Lang.T("exchange.key.stop"), "esc")}
	case m.open != nil:
		return m.openKeys()
	}
	k := m.keys()
	var own []key.Binding
	if _, ok := m.keeps[m.chosen()]; ok {
		own = append(own, k.undo)
	}
	if len(m.keeps) > 0 {
		own = append(own, k.leave)
	}
	return m.Panel.Keys(own...)
}

func (m *Model) openKeys() screen.KeySet {
	k, t := m.keys(), m.env.Lang.T
	var set screen.KeySet
	for _, s := range m.open.Sides {
		if !decidable(*m.open) {
			break
		}
		set = append(set, screen.Bind(strings.ToLower(s.Letter), t("conflicts.key.keep", "side", s.Letter), strings.ToLower(s.Letter)))
	}
	if _, ok := m.keeps[m.open.ID]; ok {
		set = append(set, k.undo)
	}
	return append(set, widget.ScrollKey(t("rows.key.move")), k.back)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	pressed, typed := msg.(tea.KeyMsg)
	if typed {
		m.failed = nil
	}
	if !typed || m.job == nil && m.open == nil {
		if cmd, done := m.Panel.Update(msg); done {
			return m, cmd
		}
	}
	switch msg := msg.(type) {
	case readMsg:
		m.all = msg.all
		m.Show(m.section())
	case openMsg:
		m.open = &m.all[msg.at]
		m.scroll.Top()
		m.lay()
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case settledMsg:
		return m, m.settled(msg)
	case tea.KeyMsg:
		return m, m.pressed(pressed)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case m.job != nil:
		if key.Matches(msg, k.leave) {
			m.job.Stop()
		}
	case m.open != nil:
		cmd := m.pressedOpen(msg, k)
		m.lay()
		return cmd
	case key.Matches(msg, k.undo):
		m.keep(m.chosen(), "")
	case key.Matches(msg, k.leave) && len(m.keeps) > 0:
		return m.settle()
	}
	return nil
}

// keep decides which side of a conflict is to stay; none takes the choice back. The lines tell it, and so are new.
func (m *Model) keep(id, side string) {
	m.keeps[id] = side
	if side == "" {
		delete(m.keeps, id)
	}
	m.Show(m.section())
}

// chosen is the conflict on the chosen line.
func (m *Model) chosen() string {
	line, _ := m.Selected()
	id, _ := line.Data.(string)
	return id
}

func (m *Model) pressedOpen(msg tea.KeyMsg, k keyMap) tea.Cmd {
	switch {
	case key.Matches(msg, k.back):
		m.open = nil
		return nil
	case key.Matches(msg, k.undo):
		m.keep(m.open.ID, "")
		return nil
	}
	pressed := strings.ToUpper(msg.String())
	if decidable(*m.open) && slices.ContainsFunc(m.open.Sides, func(s casework.Side) bool { return s.Letter == pressed }) {
		m.keep(m.open.ID, pressed)
		m.open = nil
		return screen.Say(m.env.Lang.T("conflicts.kept", "side", pressed))
	}
	m.scroll.Update(msg)
	return nil
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
