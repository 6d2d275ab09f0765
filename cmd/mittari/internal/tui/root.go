package tui

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// Model is the root.
type Model struct {
	env           *screen.Env
	opt           Options
	keys          globalKeys
	stack         []*opened
	numbers       int // of screens opened so far
	terminal      theme.Terminal
	width, height int

	record casework.Record // that is open, also before the desk over it is ready

	helping  bool
	page     widget.Scroll // of help
	palette  *palette      // nil: closed
	lookups  int           // searches for codes so far
	quitting bool
	said     string
	problem  *lang.Sentence

	idle    time.Duration // after which the program locks; 0: no record is open
	lastKey time.Time
	timer   int            // number of the timer that counts; older ones are void
	resume  []screen.Route // to come back to after a lock, the last on top
}

// opened is a screen on the stack.
type opened struct {
	number int
	route  screen.Route
	screen screen.Screen
}

func newModel(ctx context.Context, o Options) *Model {
	if o.Renderer == nil {
		o.Renderer = lipgloss.NewRenderer(o.Out)
		// bubbletea has asked the terminal already; asked again by the renderer, the answer would arrive as keys.
		o.Renderer.SetHasDarkBackground(lipgloss.HasDarkBackground())
	}
	if o.After == nil {
		o.After = func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd { return tea.Tick(d, then) }
	}
	m := &Model{
		env: &screen.Env{
			Ctx: ctx, Door: o.Door, Catalogue: o.Catalogue, Lang: o.Lang,
			Theme: theme.New(o.Renderer), Clock: o.Clock, After: o.After, Demo: o.Demo, Program: o.Program,
		},
		opt: o, keys: newKeys(o.Lang), terminal: theme.TerminalOf(o.Renderer), width: 80, height: 24,
	}
	m.wear(o.Taste) // Init listens to the mouse
	return m
}

// Init listens to the mouse and shows the first screen.
func (m *Model) Init() tea.Cmd {
	if m.env.Taste.NoMouse {
		return m.begin()
	}
	return tea.Batch(tea.EnableMouseCellMotion, m.begin())
}

// begin shows the first screen, or opens the desk when the record came open.
func (m *Model) begin() tea.Cmd {
	if m.opt.Record != nil {
		route := m.opt.Start
		if route == nil {
			route = screen.Today{}
		}
		return m.sitDown(m.opt.Record, route)
	}
	if m.opt.Door != nil && m.opt.Door.Exists() {
		return m.home(screen.Unlock{})
	}
	return m.home(screen.SetUp{})
}

// Update decides where a message goes. Any of them may change how much room the screens have.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.handle(msg)
	if m.locked() {
		m.palette = nil
	}
	m.resize()
	return m, cmd
}

func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		return nil
	case tea.KeyMsg:
		return m.key(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case tea.FocusMsg:
		return m.woken()
	case tea.BlurMsg:
		return nil
	case foundMsg:
		m.offerFound(msg)
		return nil
	case screen.LangMsg:
		return m.speak(msg)
	case satMsg:
		return m.sat(msg)
	case idleMsg:
		return m.idled(msg)
	case settingsMsg:
		return m.settings(store.Settings(msg))
	case screen.Failed:
		m.fail(msg.Err)
		return nil
	case addressed:
		return m.deliver(msg)
	}
	return m.toTop(msg)
}

// deliver hands a message to the screen it belongs to, or does what that screen asks of the root.
func (m *Model) deliver(a addressed) tea.Cmd {
	from := m.find(a.to)
	if opened, ok := a.msg.(screen.OpenedMsg); ok {
		return m.sitDown(opened.Record, opened.Route)
	}
	// What failed, and what was said on leaving, is heard also when the screen is gone.
	switch msg := a.msg.(type) {
	case screen.Failed:
		m.fail(msg.Err)
	case screen.SaidMsg:
		m.said = msg.Text
		return nil
	}
	if from == nil {
		return nil
	}
	switch msg := a.msg.(type) {
	case screen.GoMsg:
		return m.ifTop(from, func() tea.Cmd { return m.open(msg) })
	case screen.BackMsg:
		return m.ifTop(from, m.back)
	case screen.HomeMsg:
		return m.ifTop(from, func() tea.Cmd { return m.home(msg.Route) })
	case screen.LangMsg:
		return m.speak(msg)
	case screen.PreferMsg:
		return m.prefer(msg.Change)
	}
	return m.update(from, a.msg)
}

func (m *Model) ifTop(from *opened, f func() tea.Cmd) tea.Cmd {
	if from != m.top() {
		return nil
	}
	return f()
}

// key handles the keys that are the root's and gives the rest to the screen.
func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	if m.overdue() {
		return m.lock()
	}
	m.lastKey = m.now()
	switch {
	case m.top() == nil && key.Matches(k, m.keys.quitAlways): // the record is still being opened
		return tea.Quit
	case m.top() == nil || m.locked():
		return m.toTop(k)
	}
	m.said = ""
	hadProblem := m.problem != nil
	m.problem = nil
	switch {
	case m.quitting:
		return m.confirmQuit(k)
	case key.Matches(k, m.keys.quitAlways):
		m.helping, m.palette, m.quitting = false, nil, true
		return nil
	case key.Matches(k, m.keys.lock) && m.env.Desk != nil:
		return m.lock()
	case m.palette != nil && !key.Matches(k, m.keys.helpAlways):
		return m.paletteKey(k)
	case key.Matches(k, m.keys.palette):
		m.showPalette()
		return nil
	case m.helping:
		m.helping = m.page.Update(k) || !key.Matches(k, m.keys.back, m.keys.help, m.keys.helpAlways, m.keys.quit)
		return nil
	case key.Matches(k, m.keys.helpAlways):
		m.showHelp()
		return nil
	case m.typing():
		return m.toTop(k)
	}
	return m.plainKey(k, hadProblem)
}

// plainKey handles the keys that are global only where nothing is typed.
func (m *Model) plainKey(k tea.KeyMsg, dismissed bool) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.help):
		m.showHelp()
		return nil
	case key.Matches(k, m.keys.paletteHere):
		m.showPalette()
		return nil
	case key.Matches(k, m.keys.quit):
		m.quitting = true
		return nil
	case key.Matches(k, m.keys.back):
		if dismissed || len(m.stack) < 2 {
			return nil
		}
		return m.back()
	}
	if m.env.Desk != nil {
		for _, p := range m.keys.places {
			if key.Matches(k, p.key) {
				return m.goTo(p.route)
			}
		}
	}
	return m.toTop(k)
}

func (m *Model) confirmQuit(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEnter || k.Type == tea.KeyCtrlC {
		return tea.Quit
	}
	m.quitting = false
	return nil
}

// fail words an error for the error bar.
func (m *Model) fail(err error) {
	s := m.env.Lang.Err(err)
	m.problem = &s
}

// speak changes the language and lets every screen draw anew.
func (m *Model) speak(msg screen.LangMsg) tea.Cmd {
	l, err := lang.New(msg.Lang)
	if err != nil {
		m.fail(err)
		return nil
	}
	m.env.Lang, m.keys, m.palette, m.helping = l, newKeys(l), nil, false
	var cmds []tea.Cmd
	for _, o := range m.stack {
		cmds = append(cmds, m.update(o, screen.RefreshMsg{}))
	}
	return tea.Batch(cmds...)
}

// leave closes the record, if one is open.
func (m *Model) leave(ctx context.Context) error {
	desk, rec := m.env.Desk, m.record
	m.env, m.record = m.envWith(nil), nil
	switch {
	case desk != nil:
		return desk.Leave(ctx)
	case rec != nil:
		return rec.Close()
	}
	return nil
}

// envWith is a new Env around another desk. The old one stays as it is for work under way.
func (m *Model) envWith(d *casework.Desk) *screen.Env {
	e := *m.env
	e.Desk = d
	return &e
}

// now is the wall clock without its monotonic part, so that time asleep counts as idle.
func (m *Model) now() time.Time { return m.env.Clock().Round(0) }
