// Package choices is what the members of a family were told and have decided: notices, taking part, restriction or
// objection, and what a young person lets guardians see. Each is recorded on a page of its own.
package choices

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Choices(ctx context.Context, family store.FamilyID) (casework.ChoicesView, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	family        store.FamilyID
	view          *casework.ChoicesView // nil until read
	list          *rows.List
	width, height int
}

type viewMsg struct{ view casework.ChoicesView }

// New makes the screen.
func New(env *screen.Env, r screen.Choices) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Choices, d desk) *Model {
	return &Model{env: env, desk: d, family: r.Family, list: rows.New(env), width: 80, height: 20}
}

// Init reads what the family was told and decided.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Choices(ctx, m.family)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("choices.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.view != nil {
		m.list.SetSize(width, height-lipgloss.Height(m.head()))
	}
}

func (m *Model) keys() (open, erase key.Binding) {
	t := m.env.Lang.T
	return screen.Bind("enter", t("choices.key.record"), "enter"), screen.Bind("x", t("choices.key.erase"), "x")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	open, erase := m.keys()
	return screen.KeySet{open, erase, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.list.SetLines(m.lines())
		m.SetSize(m.width, m.height)
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		open, erase := m.keys()
		switch {
		case key.Matches(msg, open):
			return m, m.list.Open()
		case key.Matches(msg, erase):
			return m, screen.Go(screen.Erasure{Family: m.family})
		}
		m.list.Move(msg)
	}
	return m, nil
}

const (
	labelWidth = 24
	textWidth  = 84
)

func (m *Model) lines() []rows.Line {
	t := m.env.Lang.T
	var out []rows.Line
	for i, c := range m.view.Members {
		if i > 0 {
			out = append(out, rows.Line{Head: true})
		}
		out = append(out, rows.Line{Head: true, Text: c.Person.Code + "  " + t("role."+string(c.Person.Role))})
		line := func(id, text string, warn bool, what screen.ChoiceKind) {
			out = append(out, rows.Line{
				Text: widget.Pad(t(id), labelWidth) + " " + text, Warn: warn,
				Open: screen.Go(screen.Choice{Person: c.Person.ID, What: what}),
			})
		}
		line("choices.notice", m.told(c), c.Told == nil || c.Outgrown, screen.ChoiceNotice)
		line("choices.decision", m.decided(c), c.Decision == store.Restricted || c.Decision == store.Objects, screen.ChoiceDecision)
		if c.Person.Role == store.YoungPerson {
			line("choices.sharing", m.shares(c), false, screen.ChoiceSharing)
		}
	}
	return out
}

func (m *Model) told(c casework.Choices) string {
	t, l := m.env.Lang.T, m.env.Lang
	version := func(v store.NoticeVersion) string { return t("notice.version." + string(v)) }
	if c.Told == nil {
		return t("choices.not-told", "version", version(c.Due))
	}
	text := version(c.Told.Version) + ", " + l.Date(c.Told.Date) + ", " + t("notice.how."+string(c.Told.How))
	if c.Outgrown {
		text += ". " + t("choices.outgrown", "version", version(c.Due))
	}
	return text
}

func (m *Model) decided(c casework.Choices) string {
	if c.Decision == "" {
		return m.env.Lang.T("choices.undecided")
	}
	return m.env.Lang.T("decision."+string(c.Decision)) + ", " + m.env.Lang.Date(c.Since)
}

// shares names the topics that guardians may see; on all others the answer is no.
func (m *Model) shares(c casework.Choices) string {
	var yes []string
	for _, topic := range store.Topics() {
		if c.Sharing[topic] {
			yes = append(yes, m.env.Lang.T("topic."+string(topic)))
		}
	}
	if len(yes) == 0 {
		return m.env.Lang.T("choices.sharing.none")
	}
	return strings.Join(yes, ", ")
}

// head says when the family is out of evaluation.
func (m *Model) head() string {
	text := widget.Paragraph(m.env.Lang.T("choices.intro"), min(m.width, textWidth))
	if m.view.Out {
		text += "\n" + m.env.Theme.Warn.Render(widget.Paragraph("! "+m.env.Lang.T("choices.out"), min(m.width, textWidth)))
	}
	return text + "\n"
}

// View draws the members.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	return m.head() + "\n" + m.list.View()
}
