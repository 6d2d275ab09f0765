// Package retention lists the families whose time of keeping is over. Nothing is erased by being on the list: each is
// opened and decided on its own.
package retention

import (
	"cmp"
	"context"
	"strings"

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

// What the list is sorted by.
const (
	_ = iota // the longest overdue first
	byCode
)

// Model is the screen.
type Model struct {
	rows.Panel
	env    *screen.Env
	desk   desk
	due    []store.Due
	months int
}

type readMsg struct {
	due    []store.Due
	months int
}

// New makes the screen.
func New(env *screen.Env, _ screen.Retention) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{
		Read: m.list, Above: m.head, Empty: func() string { return env.Lang.T("retention.none") },
		Open: "retention.key.open", Orders: []string{"retention.sort.overdue", "retention.sort.code"},
	})
	return m
}

// list reads the families.
func (m *Model) list() tea.Cmd {
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

const textWidth = 84

func (m *Model) changeMonths() key.Binding {
	return screen.Bind("m", m.env.Lang.T("retention.key.months"), "m")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return m.Panel.Keys(m.changeMonths()) }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case readMsg:
		m.due, m.months = msg.due, msg.months
		m.Show(m.section())
	case tea.KeyMsg:
		if key.Matches(msg, m.changeMonths()) {
			return m, screen.Go(screen.KeepingAct{Act: screen.KeepMonths})
		}
	}
	return m, nil
}

func (m *Model) section() rows.Section {
	all, l := m.due, m.env.Lang
	return rows.Section{
		N: len(all), Line: func(i int) rows.Line { return m.line(&all[i]) },
		Words: func(i int) string {
			return strings.Join([]string{all[i].Family.Code, l.Date(all[i].Exit), l.Date(all[i].KeepTo)}, " ")
		},
		Compare: func(order, a, b int) int {
			if order == byCode {
				return strings.Compare(all[a].Family.Code, all[b].Family.Code)
			}
			return cmp.Compare(all[b].Overdue, all[a].Overdue)
		},
	}
}

func (m *Model) line(d *store.Due) rows.Line {
	l := m.env.Lang
	return rows.Line{
		Text: widget.Pad(d.Family.Code, 13) + " " + l.T("retention.line", "exit", l.Date(d.Exit), "to", l.Date(d.KeepTo), "over", l.N("keeping.days", d.Overdue)),
		Open: screen.Go(screen.Erasure{Family: d.Family.ID}),
	}
}

// head tells what the list is about.
func (m *Model) head() []string {
	return append(widget.Wrap(m.env.Lang.N("retention.intro", m.months), min(m.Width(), textWidth)), "")
}
