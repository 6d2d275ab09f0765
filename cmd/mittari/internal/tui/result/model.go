package result

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/store"
)

// desk is what the screen asks of *casework.Desk.
type desk interface {
	Result(ctx context.Context, id store.AdministrationID) (casework.ResultView, error)
	MarkDiscussed(ctx context.Context, id store.AdministrationID) error
	UnmarkDiscussed(ctx context.Context, id store.AdministrationID) error
	RiskPromptShown(ctx context.Context, id store.AdministrationID) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            store.AdministrationID
	width, height int

	view   casework.ResultView
	loaded bool
	failed bool
	logged bool // the risk prompt of this visit is in the log
	hidden bool // the worker has put the risk prompt away
	scroll widget.Scroll
	undo   rows.Undo
}

type (
	loadedMsg    struct{ view casework.ResultView }
	discussedMsg struct{}
	shownMsg     struct{}
)

// New makes the screen.
func New(env *screen.Env, r screen.Result) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Result, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, width: 80, height: 20, scroll: widget.NewScroll(env.Theme)}
}

// Init reads the result.
func (m *Model) Init() tea.Cmd {
	d, id := m.desk, m.id
	return screen.Work(m.env, func(ctx context.Context) (loadedMsg, error) {
		v, err := d.Result(ctx, id)
		return loadedMsg{view: v}, err
	})
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		m.view, m.loaded = msg.view, true
		m.draw()
		return m, m.logRisk()
	case discussedMsg:
		d, id := m.desk, m.id
		back := func(ctx context.Context) error { return d.UnmarkDiscussed(ctx, id) }
		return m, tea.Batch(m.Init(), m.undo.Did(m.env, m.env.Lang.T("result.discussed.saved"), back))
	case rows.UndoneMsg:
		return m, tea.Batch(m.Init(), m.undo.Heard(m.env, msg))
	case screen.RefreshMsg:
		m.draw()
		return m, m.Init()
	case screen.Failed:
		m.failed = !m.loaded
	case tea.KeyMsg:
		return m, m.key(msg)
	}
	return m, nil
}

func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	if !m.loaded {
		return nil
	}
	if cmd, done := m.undo.Press(m.env, k); done {
		return cmd
	}
	keys := m.keys()
	switch {
	case key.Matches(k, keys.discussed) && m.open():
		d, id := m.desk, m.id
		return screen.Work(m.env, func(ctx context.Context) (discussedMsg, error) {
			return discussedMsg{}, d.MarkDiscussed(ctx, id)
		})
	case key.Matches(k, keys.risk) && m.risky():
		m.hidden = !m.hidden
		m.draw()
		return nil
	case key.Matches(k, keys.person):
		return screen.Go(screen.Person{ID: m.view.Person.ID})
	}
	m.scroll.Update(k)
	return nil
}

// logRisk tells the record that the prompt stood on the screen, once a visit.
func (m *Model) logRisk() tea.Cmd {
	if m.logged || !m.has(scoring.RiskFlagged) {
		return nil
	}
	m.logged = true
	d, id := m.desk, m.id
	return screen.Work(m.env, func(ctx context.Context) (shownMsg, error) {
		return shownMsg{}, d.RiskPromptShown(ctx, id)
	})
}

// open reports whether the result has not been talked about yet.
func (m *Model) open() bool { return !m.say().Talked() }

func (m *Model) risky() bool { return m.has(scoring.RiskFlagged) || m.has(scoring.RiskUnanswered) }

func (m *Model) has(state scoring.RiskState) bool { return m.say().Has(state) }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	if width == m.width && height == m.height {
		return
	}
	m.width, m.height = width, height
	m.draw()
}

// Title names instrument and person.
func (m *Model) Title() string {
	if !m.loaded {
		return m.env.Lang.T("result.title")
	}
	return m.env.Lang.T("result.title.of", "short", m.env.Lang.Text(m.view.Definition.Abbreviation), "person", m.view.Person.Code)
}

type keyMap struct{ discussed, risk, person key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		discussed: screen.Bind("d", t("result.key.discussed"), "d", "D"),
		risk:      screen.Bind("r", t("result.key.risk"), "r", "R"),
		person:    screen.Bind("t", t("result.key.trend"), "t", "T"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if !m.loaded {
		return screen.KeySet{}
	}
	k := m.keys()
	out := screen.KeySet(m.undo.Offer(m.env))
	if m.open() {
		out = append(out, k.discussed)
	}
	if m.risky() {
		out = append(out, k.risk)
	}
	out = append(out, k.person)
	if m.scroll.Overflows() {
		out = append(out, widget.ScrollKey(m.env.Lang.T("result.key.scroll")))
	}
	return out
}
