package team

import (
	"context"
	"slices"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Team(context.Context, casework.TeamRequest) (casework.TeamView, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	periods       []string // whole project first
	period        int
	page          int
	view          *casework.TeamView // nil until read
	waiting       bool
	failed        bool
	scroll        widget.Scroll
	width, height int
}

type viewMsg struct {
	period int
	view   casework.TeamView
}

// New makes the screen.
func New(env *screen.Env, _ screen.Team) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{
		env: env, desk: d, periods: casework.RecentPeriods(store.DateOf(env.Clock())), scroll: widget.NewScroll(env.Theme), width: 80, height: 20,
	}
}

// Init reads the figures.
func (m *Model) Init() tea.Cmd {
	m.waiting = true
	at := m.period
	req := casework.TeamRequest{Period: m.periods[at], Words: m.env.Lang}
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Team(ctx, req)
		return viewMsg{at, v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("team.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.draw()
}

type keyMap struct{ next, prev, period, targets, report, today key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		next:    screen.Bind("tab", t("team.key.next"), "tab", "right"),
		prev:    screen.Bind("shift+tab", t("team.key.prev"), "shift+tab", "left"),
		period:  screen.Bind("p", t("team.key.period"), "p"),
		targets: screen.Bind("g", t("team.key.targets"), "g"),
		report:  screen.Bind("r", t("team.key.report"), "r"),
		today:   screen.Bind("t", t("team.key.today"), "t"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	set := screen.KeySet{k.next, k.period, k.targets, k.report, k.today, k.prev}
	if m.scroll.Overflows() {
		set = slices.Insert(set, 1, widget.ScrollKey(m.env.Lang.T("rows.key.move")))
	}
	return set
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		if msg.period != m.period {
			return m, nil // figures of a period that is no longer asked for
		}
		m.view, m.waiting, m.failed = &msg.view, false, false
		m.draw()
	case screen.Failed:
		m.waiting, m.failed = false, true
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
	case key.Matches(msg, k.next):
		m.turn(1)
	case key.Matches(msg, k.prev):
		m.turn(-1)
	case key.Matches(msg, k.period):
		m.period = (m.period + 1) % len(m.periods)
		return m.Init()
	case key.Matches(msg, k.targets):
		return screen.Go(screen.Targets{})
	case key.Matches(msg, k.report):
		return screen.Go(screen.Reports{})
	case key.Matches(msg, k.today):
		return screen.Home(screen.Today{})
	default:
		m.scroll.Update(msg)
	}
	return nil
}

func (m *Model) turn(by int) {
	n := len(casework.TeamPages())
	m.page = (m.page + by + n) % n
	m.scroll.Top()
	m.draw()
}
