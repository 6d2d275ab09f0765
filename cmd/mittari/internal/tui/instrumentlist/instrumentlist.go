// Package instrumentlist lists the instruments that the program knows.
package instrumentlist

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

type desk interface {
	Installed(ctx context.Context, id instruments.ID) ([]instruments.Lang, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	entries       []entry
	read          bool
	list          *rows.List
	width, height int
}

// entry is one instrument with the languages whose full wording is installed.
type entry struct {
	def   *instruments.Definition
	langs []instruments.Lang
}

type readMsg struct{ entries []entry }

// New makes the screen.
func New(env *screen.Env, _ screen.Instruments) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads the catalogue. A definition that cannot be read is reported; the others are listed all the same.
func (m *Model) Init() tea.Cmd {
	ctx, cat, d := m.env.Ctx, m.env.Catalogue, m.desk
	list := func() tea.Msg {
		defs, _ := cat.List()
		var out []entry
		for _, def := range defs {
			langs, err := d.Installed(ctx, def.ID)
			if err != nil {
				return screen.Failed{Err: err}
			}
			out = append(out, entry{def, langs})
		}
		return readMsg{out}
	}
	broken := func() tea.Msg {
		if _, err := cat.List(); err != nil {
			return screen.Failed{Err: err}
		}
		return nil
	}
	return tea.Sequence(list, broken)
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("instruments.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-2)
	m.fill()
}

func (m *Model) bindOpen() key.Binding {
	return screen.Bind("enter", m.env.Lang.T("instruments.key.open"), "enter")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return screen.KeySet{m.bindOpen(), m.list.Keys()} }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.entries, m.read = msg.entries, true
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if key.Matches(msg, m.bindOpen()) {
			return m, m.list.Open()
		}
		m.list.Move(msg)
	}
	return m, nil
}

func (m *Model) fill() {
	lines := make([]rows.Line, len(m.entries))
	for i, e := range m.entries {
		l := m.env.Lang
		lines[i] = rows.Line{
			Text: m.columns(l.Text(e.def.Abbreviation), l.Text(e.def.Title), l.N("count.minutes", int(e.def.Minutes+0.5)),
				l.T("instrument.class."+string(e.def.Rights.Class)), tags(e.langs)),
			Open: screen.Go(screen.Instrument{ID: e.def.ID}),
		}
	}
	m.list.SetLines(lines)
}

func tags(langs []instruments.Lang) string {
	if len(langs) == 0 {
		return "–"
	}
	langs = slices.Clone(langs)
	slices.Sort(langs)
	parts := make([]string, len(langs))
	for i, t := range langs {
		parts[i] = string(t)
	}
	return strings.Join(parts, " ")
}

// columns lays a line out; the title takes what is left.
func (m *Model) columns(short, title, minutes, class, langs string) string {
	const shortWidth, minutesWidth, classWidth, langsWidth = 10, 11, 16, 11
	room := max(m.width-2-shortWidth-minutesWidth-classWidth-langsWidth-4, 10)
	return strings.Join([]string{
		widget.Pad(short, shortWidth), widget.Pad(title, room), widget.Pad(minutes, minutesWidth),
		widget.Pad(class, classWidth), widget.Truncate(langs, langsWidth),
	}, " ")
}

// View draws titles and lines.
func (m *Model) View() string {
	t := m.env.Lang.T
	if !m.read {
		return t("form.wait")
	}
	head := "  " + m.columns(t("instruments.short"), t("instruments.name"), t("instruments.minutes"), t("instruments.class"), t("instruments.langs"))
	return m.env.Theme.Faint.Render(widget.Truncate(head, m.width)) + "\n" + m.list.View()
}
