// Package instrumentlist lists the instruments that the program knows.
package instrumentlist

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

type desk interface {
	Standings(ctx context.Context) ([]casework.Standing, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	all           []casework.Standing
	read          bool
	informant     int // index into informants
	class         int // index into classes
	search        widget.TextField
	typing        bool
	list          *rows.List
	width, height int
}

type readMsg struct {
	all []casework.Standing
	err error // of definitions that cannot be read
}

// informants and classes that the list can be narrowed to; the empty first is all.
func informants() []instruments.Informant {
	return []instruments.Informant{"", instruments.Self, instruments.Parent, instruments.Teacher}
}

func classes() []instruments.Class {
	return []instruments.Class{"", instruments.Own, instruments.Open, instruments.Permission, instruments.PaperOnly}
}

// New makes the screen.
func New(env *screen.Env, _ screen.Instruments) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), search: widget.NewTextField(env.Theme, ""), width: 80, height: 20}
}

// Init reads the catalogue. A definition that cannot be read is reported; the others are listed all the same.
func (m *Model) Init() tea.Cmd {
	d := m.desk
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		all, err := d.Standings(ctx)
		if all == nil {
			return readMsg{}, err
		}
		return readMsg{all, err}, nil
	})
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

func (m *Model) bindInformant() key.Binding {
	return screen.Bind("v", m.env.Lang.T("instruments.key.informant"), "v", "V")
}

func (m *Model) bindClass() key.Binding {
	return screen.Bind("k", m.env.Lang.T("instruments.key.class"), "k", "K")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	if m.typing {
		return screen.KeySet{m.bindDone(), m.bindClear(), m.list.Keys()}
	}
	return screen.KeySet{m.bindOpen(), m.bindSearch(), m.list.Keys(), m.bindInformant(), m.bindClass()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.all, m.read = msg.all, true
		m.fill()
		if err := msg.err; err != nil {
			return m, func() tea.Msg { return screen.Failed{Err: err} }
		}
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		switch {
		case m.typing:
			m.typed(msg)
		case key.Matches(msg, m.bindSearch()):
			m.typing = true
		case key.Matches(msg, m.bindOpen()):
			return m, m.list.Open()
		case key.Matches(msg, m.bindInformant()):
			m.informant = (m.informant + 1) % len(informants())
			m.fill()
		case key.Matches(msg, m.bindClass()):
			m.class = (m.class + 1) % len(classes())
			m.fill()
		default:
			m.list.Move(msg)
		}
	}
	return m, nil
}

func (m *Model) fits(d *instruments.Definition) bool {
	who, class := informants()[m.informant], classes()[m.class]
	return (who == "" || slices.Contains(d.Informants, who)) && (class == "" || d.Rights.Class == class) && m.found(d)
}

func (m *Model) fill() {
	var lines []rows.Line
	for i := range m.all {
		s, l := &m.all[i], m.env.Lang
		d := s.Definition
		if !m.fits(d) {
			continue
		}
		state := tags(s.Langs())
		if s.Off != nil {
			state = "× " + l.T("instruments.off")
		}
		lines = append(lines, rows.Line{
			Text: m.columns(cmp.Or(l.Text(d.Abbreviation), string(d.ID)), cmp.Or(l.Text(d.Title), string(d.ID)), l.N("count.minutes", int(d.Minutes+0.5)),
				l.T("instrument.class."+string(d.Rights.Class)), state),
			Open: screen.Go(screen.Instrument{ID: d.ID}),
		})
	}
	m.list.SetLines(lines)
}

func tags(langs []instruments.Lang) string {
	if len(langs) == 0 {
		return "–"
	}
	return strings.Join(instruments.ShortNames(langs), " ")
}

// columns lays a line out; the title takes what is left.
func (m *Model) columns(short, title, minutes, class, langs string) string {
	const shortWidth, minutesWidth, classWidth, langsWidth = 10, 11, 16, 15
	room := max(m.width-2-shortWidth-minutesWidth-classWidth-langsWidth-4, 10)
	return strings.Join([]string{
		widget.Pad(short, shortWidth), widget.Pad(title, room), widget.Pad(minutes, minutesWidth),
		widget.Pad(class, classWidth), widget.Truncate(langs, langsWidth),
	}, " ")
}

// View draws the filter, titles and lines.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	if !m.read {
		return t("form.wait")
	}
	head := "  " + m.columns(t("instruments.short"), t("instruments.name"), t("instruments.minutes"), t("instruments.class"), t("instruments.langs"))
	out := th.Strong.Render(widget.Truncate(m.filter(), m.width)) + "\n" + th.Faint.Render(widget.Truncate(head, m.width)) + "\n"
	if m.list.Len() == 0 && m.search.Value() != "" {
		return out + widget.Paragraph(t("instruments.nomatch", "text", m.search.Value()), m.width)
	}
	return out + m.list.View()
}
