// Package retention lists the families whose time of keeping is over. Nothing is erased by being on the list: each is
// opened and decided on its own.
package retention

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	RetentionDue(ctx context.Context) ([]store.Due, error)
	Keeping(ctx context.Context) (casework.KeepingView, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	due           []store.Due
	months        int
	read          bool
	list          *rows.List
	width, height int
}

type readMsg struct {
	due    []store.Due
	months int
}

// New makes the screen.
func New(env *screen.Env, _ screen.Retention) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads the list.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		k, err := m.desk.Keeping(ctx)
		if err != nil {
			return readMsg{}, err
		}
		due, err := m.desk.RetentionDue(ctx)
		return readMsg{due, k.KeepMonths}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("retention.title") }

const (
	headHeight = 4
	textWidth  = 84
)

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-headHeight)
}

func (m *Model) keys() (open, months key.Binding) {
	t := m.env.Lang.T
	return screen.Bind("enter", t("retention.key.open"), "enter"), screen.Bind("m", t("retention.key.months"), "m")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	open, months := m.keys()
	if len(m.due) == 0 {
		return screen.KeySet{months}
	}
	return screen.KeySet{open, months, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.due, m.months, m.read = msg.due, msg.months, true
		m.list.Set(len(m.due), m.line)
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		open, months := m.keys()
		switch {
		case key.Matches(msg, open):
			return m, m.list.Open()
		case key.Matches(msg, months):
			return m, screen.Go(screen.KeepingAct{Act: screen.KeepMonths})
		}
		m.list.Move(msg)
	}
	return m, nil
}

func (m *Model) line(i int) rows.Line {
	d, l := m.due[i], m.env.Lang
	return rows.Line{
		Text: widget.Pad(d.Family.Code, 13) + " " + l.T("retention.line", "exit", l.Date(d.Exit), "to", l.Date(d.KeepTo), "over", l.N("keeping.days", d.Overdue)),
		Open: screen.Go(screen.Erasure{Family: d.Family.ID}),
	}
}

// View draws what the list is about and the list.
func (m *Model) View() string {
	if !m.read {
		return m.env.Lang.T("form.wait")
	}
	l := m.env.Lang
	out := widget.Paragraph(l.N("retention.intro", m.months), min(m.width, textWidth)) + "\n\n"
	if len(m.due) == 0 {
		return out + l.T("retention.none")
	}
	return out + m.list.View()
}
