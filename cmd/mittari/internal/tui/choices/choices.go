// Package choices is what the members of a family were told and have decided: notices, taking part, restriction or
// objection, and what a young person lets guardians see. Each is recorded on a page of its own.
package choices

import (
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
	Choices(ctx context.Context, family store.FamilyID) (casework.ChoicesView, error)
}

// Model is the screen.
type Model struct {
	rows.Panel
	env    *screen.Env
	desk   desk
	family store.FamilyID
	view   *casework.ChoicesView // nil until read
}

type viewMsg struct{ view casework.ChoicesView }

// New makes the screen.
func New(env *screen.Env, r screen.Choices) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Choices, d desk) *Model {
	m := &Model{env: env, desk: d, family: r.Family}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.read, Above: m.head, Open: "choices.key.record"})
	return m
}

// read reads what the family was told and decided.
func (m *Model) read() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Choices(ctx, m.family)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("choices.title") }

func (m *Model) erase() key.Binding { return screen.Bind("x", m.env.Lang.T("choices.key.erase"), "x") }

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return m.Panel.Keys(m.erase()) }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.Show(m.members()...)
	case tea.KeyMsg:
		if key.Matches(msg, m.erase()) {
			return m, screen.Go(screen.Erasure{Family: m.family})
		}
	}
	return m, nil
}

const (
	labelWidth = 24
	textWidth  = 84
)

// members are what each was told and has decided.
func (m *Model) members() []rows.Section {
	var out []rows.Section
	for _, c := range m.view.Members {
		lines := []rows.Line{
			m.line(c, screen.ChoiceNotice, m.told(c), c.Told == nil || c.Outgrown),
			m.line(c, screen.ChoiceDecision, m.decided(c), c.Decision == store.Restricted || c.Decision == store.Objects),
		}
		if c.Person.Role == store.YoungPerson {
			lines = append(lines, m.line(c, screen.ChoiceSharing, m.shares(c), false))
		}
		s := rows.Lines(lines...)
		s.Head = rows.Fixed(c.Person.Code + "  " + m.env.Lang.T("role."+string(c.Person.Role)))
		s.Words = func(i int) string { return c.Person.Code + " " + lines[i].Text }
		out = append(out, s)
	}
	return out
}

func (m *Model) line(c casework.Choices, what screen.ChoiceKind, text string, warn bool) rows.Line {
	return rows.Line{
		Text: widget.Pad(m.env.Lang.T("choices."+string(what)), labelWidth) + " " + text, Warn: warn,
		Open: screen.Go(screen.Choice{Person: c.Person.ID, What: what}),
	}
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

// head says what this is about, and when the family is out of evaluation.
func (m *Model) head() []string {
	width := min(m.Width(), textWidth)
	out := widget.Wrap(m.env.Lang.T("choices.intro"), width)
	if m.view.Out {
		for _, l := range widget.Wrap("! "+m.env.Lang.T("choices.out"), width) {
			out = append(out, m.env.Theme.Warn.Render(l))
		}
	}
	return append(out, "")
}
