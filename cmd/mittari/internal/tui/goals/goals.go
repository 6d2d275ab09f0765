// Package goals is a person's own goals, up to three, in their own words.
package goals

import (
	"context"
	"errors"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	slots   = 3
	maxText = 120 // characters of a goal: it must fit an item of the form
)

type desk interface {
	Goals(context.Context, store.PersonID) ([]store.Goal, error)
	SetGoal(ctx context.Context, person store.PersonID, number int, text string) error
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	person        store.PersonID
	open          [slots]store.Goal // empty text: none
	old           []store.Goal
	read          bool
	at            int
	field         *widget.TextField // the goal being worded; nil: none
	saving        bool
	failed        error
	width, height int
}

type (
	goalsMsg struct{ goals []store.Goal }
	savedMsg struct{ err error }
)

// New makes the screen.
func New(env *screen.Env, r screen.Goals) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Goals, d desk) *Model {
	return &Model{env: env, desk: d, person: r.Person, width: 80, height: 20}
}

// Init reads the goals.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (goalsMsg, error) {
		g, err := m.desk.Goals(ctx, m.person)
		return goalsMsg{g}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("goals.title") }

// Typing is true while a goal is worded.
func (m *Model) Typing() bool { return m.field != nil }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) { m.width, m.height = width, height }

type keyMap struct{ edit, rate, move, save, cancel key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		edit:   screen.Bind("enter", t("goals.key.edit"), "enter"),
		rate:   screen.Bind("a", t("goals.key.rate"), "a"),
		move:   screen.Bind("↑↓", t("rows.key.move"), "up", "down"),
		save:   screen.Bind("enter", t("goals.key.save"), "enter"),
		cancel: screen.Bind("esc", t("form.key.cancel"), "esc"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if m.field != nil {
		return screen.KeySet{k.save, k.cancel}
	}
	return screen.KeySet{k.edit, k.rate, k.move}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case goalsMsg:
		m.place(msg.goals)
	case savedMsg:
		m.saving, m.failed = false, msg.err
		if msg.err != nil {
			return m, nil // the text stays in the field to be mended
		}
		m.field = nil
		return m, m.Init()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if !m.read || m.saving {
			return m, nil
		}
		if m.field != nil {
			return m, m.typed(msg)
		}
		return m, m.pressed(msg)
	}
	return m, nil
}

// place sorts goals into the three slots and the closed ones.
func (m *Model) place(all []store.Goal) {
	m.open, m.old, m.read = [slots]store.Goal{}, nil, true
	for _, g := range all {
		if g.Closed.IsZero() && g.Number >= 1 && g.Number <= slots {
			m.open[g.Number-1] = g
			continue
		}
		m.old = append(m.old, g)
	}
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.edit):
		f := widget.NewTextField(m.env.Theme, m.env.Lang.T("goals.field", "n", m.at+1))
		f.Limit(maxText)
		f.SetValue(m.open[m.at].Text)
		m.field, m.failed = &f, nil
	case key.Matches(msg, k.rate):
		return m.rate()
	case msg.Type == tea.KeyUp:
		m.at = max(m.at-1, 0)
	case msg.Type == tea.KeyDown:
		m.at = min(m.at+1, slots-1)
	}
	return nil
}

// rate opens the plan of the goals form, in which the respondent rates the goals on the locked screen.
func (m *Model) rate() tea.Cmd {
	for _, g := range m.open {
		if g.Text != "" {
			return screen.Go(screen.Plan{Person: m.person, Draft: casework.Plan{Respondent: m.person, Instrument: casework.GoalsForm}})
		}
	}
	return screen.Say(m.env.Lang.T("goals.norate"))
}

func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.cancel):
		m.field, m.failed = nil, nil
		return nil
	case key.Matches(msg, k.save):
		m.saving, m.failed = true, nil
		ctx, d, n, text := m.env.Ctx, m.desk, m.at+1, strings.TrimSpace(m.field.Value())
		return func() tea.Msg { return savedMsg{d.SetGoal(ctx, m.person, n, text)} }
	}
	m.failed = nil
	m.field.Update(msg)
	return nil
}

// View draws the three goals, the field, and earlier goals.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	if !m.read {
		return t("form.wait")
	}
	width := min(m.width, 90)
	out := []string{widget.Paragraph(t("goals.intro"), width), ""}
	for i, g := range m.open {
		out = append(out, m.slot(i, g, width)...)
	}
	if m.field != nil {
		out = append(out, "", m.field.View(width))
	}
	switch {
	case m.saving:
		out = append(out, t("form.saving"))
	case m.failed != nil:
		out = append(out, th.Warn.Render(widget.Paragraph("! "+m.problem(), width)))
	}
	return strings.Join(append(out, m.earlier(width, m.height-len(out)-4)...), "\n")
}

func (m *Model) slot(i int, g store.Goal, width int) []string {
	t, th := m.env.Lang.T, m.env.Theme
	mark, style := "  ", th.Text
	if i == m.at {
		mark, style = "▸ ", th.Selected
	}
	text, note := g.Text, ""
	if text == "" {
		text = t("goals.none")
	} else {
		note = t("goals.set", "date", m.env.Lang.Date(g.Set))
	}
	lines := widget.Wrap(text, width-6)
	out := []string{style.Render(mark + t("goals.n", "n", i+1) + " " + lines[0])}
	for _, l := range lines[1:] {
		out = append(out, "     "+l)
	}
	if note != "" {
		out = append(out, th.Faint.Render("     "+note))
	}
	return out
}

// earlier lists closed goals, newest last, as many as fit.
func (m *Model) earlier(width, room int) []string {
	if len(m.old) == 0 || m.field != nil || room < 2 {
		return nil
	}
	t, th := m.env.Lang.T, m.env.Theme
	out := []string{"", th.Title.Render(t("goals.earlier", "n", len(m.old)))}
	for i, g := range m.old {
		if i == room-2 && len(m.old) > room-1 {
			return append(out, th.Faint.Render("  "+m.env.Lang.N("rows.below", len(m.old)-i)))
		}
		out = append(out, "  "+widget.Truncate(m.env.Lang.Date(g.Set)+"–"+m.env.Lang.Date(g.Closed)+"  "+g.Text, width))
	}
	return out
}

// problem says kindly which part of a text looks like it tells who somebody is.
func (m *Model) problem() string {
	var free *store.FreeTextError
	if !errors.As(m.failed, &free) {
		return m.env.Lang.Err(m.failed).String()
	}
	text := strings.TrimSpace(m.field.Value()) // as it was handed over
	var parts []string
	for _, f := range free.Findings {
		parts = append(parts, m.env.Lang.T("goals.found."+string(f.Kind), "text", text[f.Start:f.End]))
	}
	return m.env.Lang.T("goals.guard", "what", strings.Join(parts, ", "))
}
