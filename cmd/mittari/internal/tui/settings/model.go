package settings

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Settings(ctx context.Context) (store.Settings, error)
	SaveSettings(ctx context.Context, s store.Settings) error
	SetPIN(ctx context.Context, pin string) error
}

// Model is the screen: a list of settings, or the form of one of them over it.
type Model struct {
	env           *screen.Env
	desk          desk
	settings      *store.Settings // nil until read
	list          *rows.List
	form          *form.Form // nil: the list has the keyboard
	save          func(context.Context) error
	saving        bool
	failed        error
	width, height int

	lang          instruments.Lang
	minutes       string
	pin, pinBack  string
	instructionIn instruments.Lang
	instruction   string

	taste  func(*screen.Taste) // what the form at hand comes to; nil: it is about the record
	ground theme.Ground
	charts theme.Charts
	folder string
}

type (
	readMsg  struct{ settings store.Settings }
	savedMsg struct{ err error }
	editMsg  struct {
		what setting
		in   instruments.Lang // of the instruction
	}
)

// setting is one line that can be changed.
type setting int

const (
	setLang setting = iota
	setLock
	setPIN
	setInstruction
	setGround
	setCharts
	setMouse
	setFolder
)

// New makes the screen.
func New(env *screen.Env, _ screen.Settings) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads the settings.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		s, err := m.desk.Settings(ctx)
		return readMsg{s}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("settings.title") }

// Typing is true while a form is open.
func (m *Model) Typing() bool { return m.form != nil }

// Point is a click: on a line of the list, or on an option of the form at hand.
func (m *Model) Point(_, y int) tea.Cmd {
	switch {
	case m.settings == nil || m.saving:
		return nil
	case m.form != nil:
		return m.form.Point(y)
	case y >= lipgloss.Height(m.list.View()):
		return nil
	}
	return m.list.Point(y)
}

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-len(m.file()))
	if m.form != nil {
		m.form.SetSize(width, height-2)
	}
	m.fill()
}

func (m *Model) bindChange() key.Binding {
	return screen.Bind("enter", m.env.Lang.T("settings.key.change"), "enter")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.form != nil {
		return form.Keys(m.env)
	}
	return screen.KeySet{m.bindChange(), m.list.Keys()}
}
