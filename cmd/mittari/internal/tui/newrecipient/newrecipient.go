// Package newrecipient remembers somebody's public key under a name, once its fingerprint has been looked at.
package newrecipient

import (
	"context"
	"errors"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

type desk interface {
	Address(ctx context.Context) (casework.Address, error)
	NameRecipient(ctx context.Context, name, key string) error
}

// Model is the screen: a form, then the question whether the fingerprint is right.
type Model struct {
	env           *screen.Env
	desk          desk
	own           casework.Address
	form          *form.Form // nil until the own address is known
	ask           *widget.Confirm
	name, key     string
	saving        bool
	failed        error
	width, height int
}

type (
	ownMsg   struct{ own casework.Address }
	savedMsg struct{ err error }
)

// New makes the screen.
func New(env *screen.Env, _ screen.NewRecipient) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, width: 80, height: 20}
}

// Init reads the own fingerprint.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (ownMsg, error) {
		a, err := m.desk.Address(ctx)
		return ownMsg{a}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("newrecipient.title") }

// Typing keeps letters for the fields.
func (m *Model) Typing() bool { return m.form != nil }

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return form.Keys(m.env) }

const (
	introRoom = 4 // lines kept for the text above the form
	textWidth = 84
)

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.form != nil {
		m.form.SetSize(width, height-introRoom)
	}
}

func (m *Model) open() tea.Cmd {
	m.ask = nil
	m.form = form.New(m.env, m.fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}

func (m *Model) fields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{
		form.Text(t("newrecipient.name"), t("newrecipient.name.note"), &m.name, form.Required(m.env.Lang)),
		form.Text(t("newrecipient.key"), t("newrecipient.key.note"), &m.key, func(s string) error {
			if _, err := casework.MarkOfKey(strings.TrimSpace(s)); err != nil {
				return errors.New(t("newrecipient.key.wrong"))
			}
			return nil
		}),
	}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case ownMsg:
		m.own = msg.own
		return m, m.open()
	case savedMsg:
		m.saving = false
		if msg.err == nil {
			return m, tea.Sequence(screen.Say(m.env.Lang.T("newrecipient.said", "name", m.name)), screen.Back())
		}
		m.failed = msg.err
		return m, m.open()
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, m.toForm(msg)
}

func (m *Model) pressed(k tea.KeyMsg) tea.Cmd {
	switch {
	case m.saving || m.form == nil:
		return nil
	case m.ask != nil:
		return m.answered(k)
	case k.Type == tea.KeyEsc:
		return screen.Back()
	}
	m.failed = nil
	return m.toForm(k)
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.form == nil || m.ask != nil || m.saving {
		return nil
	}
	cmd := m.form.Update(msg)
	if !m.form.Done() {
		return cmd
	}
	t := m.env.Lang.T
	m.name, m.key = strings.TrimSpace(m.name), strings.TrimSpace(m.key)
	m.ask = &widget.Confirm{Question: t("newrecipient.same"), Yes: t("newrecipient.yes"), No: t("newrecipient.no")}
	return nil
}

func (m *Model) answered(k tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(k) {
	case widget.Confirmed:
		m.saving = true
		ctx, d, name, key := m.env.Ctx, m.desk, m.name, m.key
		return func() tea.Msg { return savedMsg{d.NameRecipient(ctx, name, key)} }
	case widget.Refused:
		return m.open()
	case widget.Undecided:
	}
	return nil
}

// View draws the form, or both fingerprints with the question.
func (m *Model) View() string {
	t, th, width := m.env.Lang.T, m.env.Theme, min(m.width, textWidth)
	switch {
	case m.form == nil:
		return t("form.wait")
	case m.saving:
		return t("form.saving")
	case m.ask != nil:
		theirs, err := casework.MarkOfKey(m.key)
		if err != nil {
			return "" // the form lets no such key through
		}
		return strings.Join([]string{
			th.Strong.Render(t("newrecipient.theirs", "name", widget.Clean(m.name))), "  " + theirs.String(), "",
			th.Strong.Render(t("newrecipient.own")), "  " + m.own.Mark.String(), "",
			m.ask.View(th, width),
		}, "\n")
	}
	out := widget.Paragraph(t("newrecipient.intro"), width) + "\n\n" + m.form.View()
	if m.failed != nil {
		out += "\n\n" + th.Error.Render(widget.Paragraph("! "+transfer.Words(m.env.Lang, m.failed), width))
	}
	return out
}
