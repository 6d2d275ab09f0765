// Package protocol shows what the team asks: its core set and what it offers besides, occasion by occasion. Changes hold
// for episodes that begin from today on.
package protocol

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	TeamProtocol(ctx context.Context) (casework.ProtocolView, error)
	AddNeed(ctx context.Context, w store.Wave, n store.Need) error
	RemoveNeed(ctx context.Context, w store.Wave, role store.Role, id instruments.ID) error
}

// Model is the list, and over it the page that adds or the question before taking away.
type Model struct {
	env           *screen.Env
	desk          desk
	view          *casework.ProtocolView // nil until read
	list          *rows.List
	page          *form.Page
	ask           *widget.Confirm
	width, height int
}

type (
	viewMsg    struct{ view casework.ProtocolView }
	removedMsg struct{}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Protocol) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads the protocol.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.TeamProtocol(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("protocol.title") }

// Typing is true while a form or a question is open.
func (m *Model) Typing() bool { return m.page != nil || m.ask != nil }

const (
	headHeight = 4
	textWidth  = 84
)

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-headHeight)
	if m.page != nil {
		m.page.SetSize(width, height)
	}
}

func (m *Model) keys() (add, remove key.Binding) {
	t := m.env.Lang.T
	return screen.Bind("a", t("protocol.key.add"), "a"), screen.Bind("x", t("protocol.key.remove"), "x")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.page != nil {
		return m.page.Keys()
	}
	add, remove := m.keys()
	return screen.KeySet{add, remove, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view, m.page = &msg.view, nil
		m.list.SetLines(m.lines())
		return m, nil
	case screen.RefreshMsg, removedMsg:
		return m, m.Init()
	case tea.KeyMsg:
		switch {
		case m.page != nil && key.Matches(msg, screen.Bind("", "", "esc")):
			m.page = nil
			return m, nil
		case m.page == nil && m.view != nil:
			return m, m.pressed(msg)
		}
	}
	if m.page != nil {
		_, cmd := m.page.Update(msg)
		return m, cmd
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	if m.ask != nil {
		return m.answered(msg)
	}
	add, remove := m.keys()
	row, ok := m.row()
	switch {
	case key.Matches(msg, add):
		return m.add(row.Wave)
	case key.Matches(msg, remove) && ok:
		t := m.env.Lang.T
		m.ask = &widget.Confirm{
			Question: t("protocol.ask", "form", m.name(row), "who", t("role."+string(row.Need.Role)), "when", t("wave."+string(row.Wave))),
			Yes:      t("form.yes"), No: t("form.no"),
		}
	default:
		m.list.Move(msg)
	}
	return nil
}

func (m *Model) row() (casework.NeedRow, bool) {
	line, _ := m.list.Selected()
	row, ok := line.Data.(casework.NeedRow)
	return row, ok
}

func (m *Model) answered(msg tea.KeyMsg) tea.Cmd {
	decision := m.ask.Update(msg)
	if decision == widget.Undecided {
		return nil
	}
	m.ask = nil
	row, ok := m.row()
	if decision == widget.Refused || !ok {
		return nil
	}
	return screen.Work(m.env, func(ctx context.Context) (removedMsg, error) {
		return removedMsg{}, m.desk.RemoveNeed(ctx, row.Wave, row.Need.Role, row.Need.Instrument)
	})
}

// add opens the page that adds an instrument, at the occasion of the chosen line.
func (m *Model) add(at store.Wave) tea.Cmd {
	t, l := m.env.Lang.T, m.env.Lang
	n := store.Need{Role: store.YoungPerson}
	if at == "" {
		at = store.Start
	}
	m.page = form.NewPage(m.env, form.Spec{
		Title: t("protocol.add"), Intro: t("protocol.add.intro"),
		Fields: func() []huh.Field {
			var forms []form.Option[instruments.ID]
			for _, def := range m.view.Forms {
				forms = append(forms, form.Option[instruments.ID]{Text: l.Text(def.Abbreviation), Value: def.ID})
			}
			var waves []form.Option[store.Wave]
			for _, w := range []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp, store.AtMeeting} {
				waves = append(waves, form.Option[store.Wave]{Text: t("wave." + string(w)), Value: w})
			}
			return []huh.Field{
				form.Line(t("protocol.form"), &n.Instrument, forms),
				form.Line(t("protocol.wave"), &at, waves),
				form.Line(t("protocol.who"), &n.Role, []form.Option[store.Role]{
					{Text: t("role.young-person"), Value: store.YoungPerson}, {Text: t("role.guardian"), Value: store.Guardian},
				}),
				form.Line(t("protocol.optional"), &n.Optional, form.YesNo(m.env)),
			}
		},
		Save: func(ctx context.Context) (tea.Cmd, error) {
			if err := m.desk.AddNeed(ctx, at, n); err != nil {
				return nil, err
			}
			return tea.Sequence(screen.Say(t("settings.said")), m.Init()), nil
		},
	})
	m.page.SetSize(m.width, m.height)
	return m.page.Init()
}

func (m *Model) name(r casework.NeedRow) string {
	if r.Def == nil {
		return string(r.Need.Instrument)
	}
	return m.env.Lang.Text(r.Def.Abbreviation)
}

func (m *Model) lines() []rows.Line {
	t := m.env.Lang.T
	var out []rows.Line
	last := store.Wave("")
	for _, r := range m.view.Rows {
		if r.Wave != last {
			out = append(out, rows.Line{Head: true, Text: t("wave." + string(r.Wave))})
			last = r.Wave
		}
		text := widget.Pad(m.name(r), 16) + " " + widget.Pad(t("role."+string(r.Need.Role)), 14)
		if r.Need.Optional {
			text += " " + t("protocol.is-optional")
		}
		out = append(out, rows.Line{Text: text, Open: rows.Nothing, Data: r})
	}
	return out
}

// View draws the list, the question or the page.
func (m *Model) View() string {
	switch {
	case m.view == nil:
		return m.env.Lang.T("form.wait")
	case m.page != nil:
		return m.page.View()
	case m.ask != nil:
		return m.ask.View(m.env.Theme, min(m.width, textWidth))
	}
	t := m.env.Lang.T
	since := t("protocol.house")
	if !m.view.Since.IsZero() {
		since = t("protocol.since", "date", m.env.Lang.Date(m.view.Since))
	}
	return m.env.Theme.Strong.Render(since) + "\n" +
		m.env.Theme.Faint.Render(widget.Paragraph(t("protocol.intro"), min(m.width, textWidth))) + "\n\n" + m.list.View()
}
