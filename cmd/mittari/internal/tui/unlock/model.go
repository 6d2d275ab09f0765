package unlock

import (
	"time"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/spinner"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	locked        bool // came from a lock, not from the start
	width, height int

	input    textinput.Model
	recovery bool
	working  bool
	waiting  time.Duration // how long the next try is held back; 0: it may be made now
	tries    int           // failed in a row
	failed   error
	spin     spinner.Model
}

type (
	openedMsg struct {
		record casework.Record
		err    error
	}
	waitedMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, r screen.Unlock) screen.Screen {
	m := &Model{env: env, locked: r.Locked, spin: spinner.New(spinner.WithSpinner(spinner.Dot)), width: 80, height: 20}
	m.reset()
	return m
}

func (m *Model) reset() {
	m.input = textinput.New()
	m.input.Prompt = "▸ "
	m.input.EchoMode = textinput.EchoPassword
	m.input.EchoCharacter = '•'
	if m.recovery {
		m.input.EchoMode = textinput.EchoNormal // 40 symbols from paper cannot be typed blind
	}
	m.input.Cursor.SetMode(cursor.CursorStatic) // an idle program sleeps
	m.input.Focus()
	m.sizeInput()
}

// Init has nothing to read.
func (m *Model) Init() tea.Cmd { return nil }

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("unlock.title") }

// Typing is always true: every letter belongs to the secret.
func (m *Model) Typing() bool { return true }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.sizeInput()
}

func (m *Model) sizeInput() { m.input.Width = min(m.width-8, 56) }

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	other := t("unlock.key.recovery")
	if m.recovery {
		other = t("unlock.key.passphrase")
	}
	return screen.KeySet{m.bindOpen(), screen.Bind("tab", other, "tab"), screen.Bind("ctrl+c", t("unlock.key.quit"), "ctrl+c")}
}

func (m *Model) bindOpen() key.Binding {
	return screen.Bind("enter", m.env.Lang.T("unlock.key.open"), "enter")
}

// pause is how long the next try is held back: from the third failure on 2, 4, 8 … 30 seconds.
func pause(tries int) time.Duration {
	if tries < 3 {
		return 0
	}
	return min(time.Second<<min(tries-2, 6), 30*time.Second)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case openedMsg:
		return m, m.opened(msg)
	case waitedMsg:
		m.waiting = 0
		return m, nil
	case spinner.TickMsg:
		if !m.working {
			return m, nil
		}
		var cmd tea.Cmd
		m.spin, cmd = m.spin.Update(msg)
		return m, cmd
	case tea.KeyMsg:
		if m.working {
			return m, nil
		}
		switch {
		case key.Matches(msg, m.bindOpen()):
			return m, m.open()
		case key.Matches(msg, screen.Bind("", "", "tab")):
			m.recovery, m.failed = !m.recovery, nil
			m.reset()
			return m, nil
		}
	}
	var cmd tea.Cmd
	m.input, cmd = m.input.Update(msg)
	return m, cmd
}

func (m *Model) open() tea.Cmd {
	secret, recovery := m.input.Value(), m.recovery
	if secret == "" || m.waiting > 0 {
		return nil
	}
	m.working, m.failed = true, nil
	ctx, door := m.env.Ctx, m.env.Door
	return tea.Batch(func() tea.Msg {
		rec, err := door.Open(ctx, secret, recovery)
		return openedMsg{rec, err}
	}, m.spin.Tick)
}

func (m *Model) opened(msg openedMsg) tea.Cmd {
	m.working = false
	m.reset()
	if msg.err == nil {
		return func() tea.Msg { return screen.OpenedMsg{Record: msg.record, Route: screen.Today{}} }
	}
	m.failed = msg.err
	m.tries++
	m.waiting = pause(m.tries)
	if m.waiting == 0 {
		return nil
	}
	return m.env.After(m.waiting, func(time.Time) tea.Msg { return waitedMsg{} })
}
