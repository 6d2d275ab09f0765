// Package targets sets what the project has promised against what came of it, and is where targets are set. The actual
// values are those of the annex, protected as there; a target that was missed stands as plainly as one that was reached.
package targets

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Targets(context.Context, casework.TargetsRequest) (casework.TargetsView, error)
	SetTarget(context.Context, store.Target) error
}

// Model is the list, and over it the page on which a target is set.
type Model struct {
	rows.Panel
	env     *screen.Env
	desk    desk
	periods []string // whole project first
	period  int
	asked   int                   // number of the reading whose answer counts
	view    *casework.TargetsView // nil until read
	page    *form.Page
}

type (
	viewMsg struct {
		asked int
		view  casework.TargetsView
	}
	setMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Targets) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d, periods: casework.RecentPeriods(store.DateOf(env.Clock()))}
	m.Panel = rows.NewPanel(env, rows.Spec{
		Read: m.read, Above: m.head, Open: "targets.key.change", Empty: func() string { return env.Lang.T("targets.empty") },
	})
	return m
}

// read reads the targets, and then what came of them: that takes longer.
func (m *Model) read() tea.Cmd {
	m.asked++
	return m.ask(false)
}

func (m *Model) ask(figures bool) tea.Cmd {
	asked, req := m.asked, casework.TargetsRequest{Period: m.periods[m.period], Words: m.env.Lang, Figures: figures}
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Targets(ctx, req)
		return viewMsg{asked, v}, err
	})
}

// Title of the screen, or of the page over it.
func (m *Model) Title() string {
	if m.page != nil {
		return m.page.Title()
	}
	return m.env.Lang.T("targets.title")
}

// Typing is true while the page is open or something is searched for.
func (m *Model) Typing() bool { return m.page != nil || m.Panel.Typing() }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.Panel.SetSize(width, height)
	m.fill()
	if m.page != nil {
		m.page.SetSize(width, height)
	}
}

// Point is a click on the list.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.page != nil {
		return nil
	}
	return m.Panel.Point(x, y)
}

func (m *Model) keys() (add, period key.Binding) {
	t := m.env.Lang.T
	return screen.Bind("a", t("targets.key.add"), "a"), screen.Bind("p", t("targets.key.period"), "p")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.page != nil {
		return m.page.Keys()
	}
	add, period := m.keys()
	return m.Panel.Keys(add, period)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	pressed, typed := msg.(tea.KeyMsg)
	switch {
	case typed && m.page != nil && key.Matches(pressed, screen.Bind("", "", "esc")):
		m.page = nil
		return m, nil
	case m.page == nil || !typed:
		if cmd, done := m.Panel.Update(msg); done {
			return m, cmd
		}
	}
	switch msg := msg.(type) {
	case viewMsg:
		return m, m.shown(msg)
	case openMsg:
		return m, m.open(msg.target, msg.name)
	case setMsg:
		m.page = nil
		return m, tea.Batch(m.Init(), screen.Say(m.env.Lang.T("targets.said")))
	}
	switch {
	case m.page != nil:
		_, cmd := m.page.Update(msg)
		return m, cmd
	case typed && m.view != nil:
		return m, m.pressed(pressed)
	}
	return m, nil
}

// shown takes what was read, unless something else has been asked for since, and asks for the figures if they lack.
func (m *Model) shown(msg viewMsg) tea.Cmd {
	if msg.asked != m.asked {
		return nil
	}
	m.view = &msg.view
	m.fill()
	if m.view.Figures || len(m.view.Rows) == 0 {
		return nil
	}
	return m.ask(true)
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	add, period := m.keys()
	switch {
	case key.Matches(msg, add):
		return m.open(m.another(), "")
	case key.Matches(msg, period):
		m.period = (m.period + 1) % len(m.periods)
		return m.Init()
	}
	return nil
}

// another is a target for the time of the project, as a new one is begun from.
func (m *Model) another() store.Target {
	t := store.Target{From: m.view.Project.From, To: m.view.Project.To}
	if len(m.view.Indicators) > 0 {
		t.Indicator = m.view.Indicators[0].Key
	}
	return t
}
