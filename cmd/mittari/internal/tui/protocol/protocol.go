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
	TakeBackNeeds(ctx context.Context, w store.Wave, before []store.Need) error
}

// Model is the list, and over it the page that adds or the question before taking away.
type Model struct {
	rows.Panel
	env  *screen.Env
	desk desk
	view *casework.ProtocolView // nil until read
	page *form.Page
	ask  *widget.Confirm
}

type (
	viewMsg    struct{ view casework.ProtocolView }
	changedMsg struct {
		said   string
		wave   store.Wave
		before []store.Need
	}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Protocol) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.read, Above: m.head})
	return m
}

// read reads the protocol.
func (m *Model) read() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.TeamProtocol(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("protocol.title") }

// Typing is true while a form or a question is open, or something is searched for.
func (m *Model) Typing() bool { return m.page != nil || m.ask != nil || m.Panel.Typing() }

const textWidth = 84

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.Panel.SetSize(width, height)
	if m.page != nil {
		m.page.SetSize(width, height)
	}
}

// Point is a click on the list.
func (m *Model) Point(x, y int) tea.Cmd {
	if m.page != nil || m.ask != nil {
		return nil
	}
	return m.Panel.Point(x, y)
}

func (m *Model) keys() (add, remove key.Binding) {
	t := m.env.Lang.T
	return screen.Bind("a", t("protocol.key.add"), "a"), screen.Bind("x", t("protocol.key.remove"), "x")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	switch {
	case m.page != nil:
		return m.page.Keys()
	case m.ask != nil:
		return rows.QuestionKeys(m.env)
	}
	add, remove := m.keys()
	if _, ok := m.row(); !ok {
		return m.Panel.Keys(add)
	}
	return m.Panel.Keys(add, remove)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	pressed, typed := msg.(tea.KeyMsg)
	switch {
	case typed && m.page != nil && key.Matches(pressed, screen.Bind("", "", "esc")):
		m.page = nil
		return m, nil
	case typed && m.ask != nil:
		return m, m.answered(pressed)
	case m.page == nil || !typed:
		if cmd, done := m.Panel.Update(msg); done {
			return m, cmd
		}
	}
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.Show(m.sections()...)
		return m, nil
	case changedMsg:
		m.page = nil
		back := func(ctx context.Context) error { return m.desk.TakeBackNeeds(ctx, msg.wave, msg.before) }
		return m, tea.Batch(m.Init(), m.Undo.Did(m.env, msg.said, back))
	}
	switch {
	case m.page != nil:
		_, cmd := m.page.Update(msg)
		return m, cmd
	case typed && m.view != nil:
		return m, m.pressed(pressed)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
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
	}
	return nil
}

// asked is what is asked at an occasion.
func asked(v *casework.ProtocolView, w store.Wave) []store.Need {
	var out []store.Need
	for _, r := range v.Rows {
		if r.Wave == w {
			out = append(out, r.Need)
		}
	}
	return out
}

func (m *Model) row() (casework.NeedRow, bool) {
	line, _ := m.Selected()
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
	done := changedMsg{m.env.Lang.T("protocol.removed", "form", m.name(row)), row.Wave, asked(m.view, row.Wave)}
	return screen.Work(m.env, func(ctx context.Context) (changedMsg, error) {
		return done, m.desk.RemoveNeed(ctx, row.Wave, row.Need.Role, row.Need.Instrument)
	})
}

// add opens the page that adds an instrument, at the occasion of the chosen line.
func (m *Model) add(at store.Wave) tea.Cmd {
	t, l, view := m.env.Lang.T, m.env.Lang, m.view
	n := store.Need{Role: store.YoungPerson}
	if at == "" {
		at = store.Start
	}
	m.page = form.NewPage(m.env, form.Spec{
		Title: t("protocol.add"), Intro: t("protocol.add.intro"),
		Fields: func() []huh.Field {
			var forms []form.Option[instruments.ID]
			for _, def := range view.Forms {
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
			done := changedMsg{t("settings.said"), at, asked(view, at)}
			return func() tea.Msg { return done }, nil
		},
	})
	m.page.SetSize(m.Width(), m.Height())
	return m.page.Init()
}

func (m *Model) name(r casework.NeedRow) string {
	if r.Def == nil {
		return string(r.Need.Instrument)
	}
	return m.env.Lang.Text(r.Def.Abbreviation)
}

// sections are the occasions in the course of time, with what is asked at each.
func (m *Model) sections() []rows.Section {
	t := m.env.Lang.T
	var out []rows.Section
	for from := 0; from < len(m.view.Rows); {
		wave := m.view.Rows[from].Wave
		to := from
		var lines []rows.Line
		for ; to < len(m.view.Rows) && m.view.Rows[to].Wave == wave; to++ {
			lines = append(lines, m.line(m.view.Rows[to]))
		}
		s := rows.Lines(lines...)
		s.Head = rows.Fixed(t("wave." + string(wave)))
		s.Words = func(i int) string { return lines[i].Text + " " + t("wave."+string(wave)) }
		out = append(out, s)
		from = to
	}
	return out
}

func (m *Model) line(r casework.NeedRow) rows.Line {
	t := m.env.Lang.T
	text := widget.Pad(m.name(r), 16) + " " + widget.Pad(t("role."+string(r.Need.Role)), 14)
	if r.Need.Optional {
		text += " " + t("protocol.is-optional")
	}
	return rows.Line{Text: text, Open: rows.Nothing, Data: r}
}

// head says since when this holds.
func (m *Model) head() []string {
	t, th := m.env.Lang.T, m.env.Theme
	since := t("protocol.house")
	if !m.view.Since.IsZero() {
		since = t("protocol.since", "date", m.env.Lang.Date(m.view.Since))
	}
	out := []string{th.Strong.Render(widget.Truncate(since, m.Width()))}
	for _, l := range widget.Wrap(t("protocol.intro"), min(m.Width(), textWidth)) {
		out = append(out, th.Faint.Render(l))
	}
	return append(out, "")
}

// View draws the list, the question or the page.
func (m *Model) View() string {
	switch {
	case m.page != nil:
		return m.page.View()
	case m.ask != nil:
		return m.ask.View(m.env.Theme, min(m.Width(), textWidth))
	}
	return m.Panel.View()
}
