package setup

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/spinner"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
)

type step int

// Steps, in order.
const (
	stepLang step = iota
	stepPassphrase
	stepCode
	stepConfirm
	stepTeam
	stepPIN
	stepReady
	steps
)

// firstSetUp writes the first records into a new workspace; casework.SetUp outside tests.
type firstSetUp func(ctx context.Context, rec casework.Record, f casework.First, clock func() time.Time) error

// Model is the screen.
type Model struct {
	env           *screen.Env
	setUp         firstSetUp
	width, height int

	step    step
	form    *form.Form // nil on steps without fields
	working bool
	spin    spinner.Model
	failed  error
	record  casework.Record // made, but its first records are not in yet

	lang               instruments.Lang
	phrase, phraseBack string
	code               string
	typed1, typed2     string
	regionCode, region string
	teamCode, team     string
	worker             string
	pin, pinBack       string
}

// New makes the screen.
func New(env *screen.Env, _ screen.SetUp) screen.Screen { return newModel(env, casework.SetUp) }

func newModel(env *screen.Env, setUp firstSetUp) *Model {
	m := &Model{env: env, setUp: setUp, spin: spinner.New(spinner.WithSpinner(spinner.Dot)), lang: env.Lang.Lang(), width: 80, height: 20}
	m.form = m.buildForm()
	return m
}

// Init starts at the language.
func (m *Model) Init() tea.Cmd { return m.form.Init() }

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("setup.title") }

// Typing is true while there is a text field.
func (m *Model) Typing() bool { return m.form != nil && m.step != stepLang }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.sizeForm()
}

func (m *Model) sizeForm() {
	if m.form != nil {
		m.form.SetSize(m.width, m.height-m.introHeight())
	}
}

// Keys of the step.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	if m.working {
		return screen.KeySet{}
	}
	next := screen.Bind("enter", t("setup.key.next"), "enter")
	if m.step == stepReady {
		next = screen.Bind("enter", t("setup.key.create"), "enter")
	}
	if m.step == stepLang {
		return screen.KeySet{next, screen.Bind("↑↓", t("setup.key.choose"), "up", "down")}
	}
	return screen.KeySet{next, screen.Bind("esc", t("setup.key.back"), "esc")}
}
