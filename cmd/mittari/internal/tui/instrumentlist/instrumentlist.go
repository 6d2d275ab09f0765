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

// narrow is the width below which the terms are not shown.
const narrow = 70

// What the list is sorted by.
const (
	byName = iota
	byMinutes
	byClass
)

// Model is the screen.
type Model struct {
	rows.Panel
	env       *screen.Env
	desk      desk
	all       []casework.Standing
	informant int // index into informants
	class     int // index into classes
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
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{
		Read: m.catalogue, Above: m.head, Titles: m.titles, Empty: func() string { return env.Lang.T("instruments.none") },
		Open: "instruments.key.open", Hint: "instruments.search.hint",
		Orders: []string{"instruments.sort.name", "instruments.sort.minutes", "instruments.sort.class"},
	})
	return m
}

// catalogue reads the instruments. A definition that cannot be read is reported; the others are listed all the same.
func (m *Model) catalogue() tea.Cmd {
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

func (m *Model) bindInformant() key.Binding {
	return screen.Bind("v", m.env.Lang.T("instruments.key.informant"), "v", "V")
}

func (m *Model) bindClass() key.Binding {
	return screen.Bind("k", m.env.Lang.T("instruments.key.class"), "k", "K")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return m.Panel.Keys(m.bindInformant(), m.bindClass()) }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case readMsg:
		m.all = msg.all
		m.Show(m.section())
		if err := msg.err; err != nil {
			return m, func() tea.Msg { return screen.Failed{Err: err} }
		}
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, m.bindInformant()):
			m.informant = (m.informant + 1) % len(informants())
		case key.Matches(msg, m.bindClass()):
			m.class = (m.class + 1) % len(classes())
		default:
			return m, nil
		}
		m.Show(m.section())
	}
	return m, nil
}

func (m *Model) fits(d *instruments.Definition) bool {
	who, class := informants()[m.informant], classes()[m.class]
	return (who == "" || slices.Contains(d.Informants, who)) && (class == "" || d.Rights.Class == class)
}

// section lists the instruments of the informant and the class that the list is narrowed to.
func (m *Model) section() rows.Section {
	var all []*casework.Standing
	for i := range m.all {
		if m.fits(m.all[i].Definition) {
			all = append(all, &m.all[i])
		}
	}
	return rows.Section{
		N: len(all),
		Line: func(i int) rows.Line {
			return rows.Line{Text: m.columns(m.cells(all[i])), Open: screen.Go(screen.Instrument{ID: all[i].Definition.ID})}
		},
		Words: func(i int) string {
			d, c := all[i].Definition, m.cells(all[i])
			return strings.Join(append(c[:], string(d.ID), m.env.Lang.Text(d.Construct)), " ")
		},
		Compare: func(order, a, b int) int { return m.compare(order, all[a].Definition, all[b].Definition) },
	}
}

func (m *Model) compare(order int, a, b *instruments.Definition) int {
	names := strings.Compare(m.short(a), m.short(b))
	switch order {
	case byMinutes:
		return cmp.Or(cmp.Compare(a.Minutes, b.Minutes), names)
	case byClass:
		return cmp.Or(cmp.Compare(slices.Index(classes(), a.Rights.Class), slices.Index(classes(), b.Rights.Class)), names)
	}
	return names
}

func (m *Model) short(d *instruments.Definition) string {
	return cmp.Or(m.env.Lang.Text(d.Abbreviation), string(d.ID))
}

// cells are what a line shows.
func (m *Model) cells(s *casework.Standing) [5]string {
	l, d := m.env.Lang, s.Definition
	state := tags(s.Langs())
	if s.Off != nil {
		state = "× " + l.T("instruments.off")
	}
	return [5]string{
		m.short(d), cmp.Or(l.Text(d.Title), string(d.ID)), l.N("count.minutes", int(d.Minutes+0.5)), l.T("instrument.class." + string(d.Rights.Class)), state,
	}
}

func tags(langs []instruments.Lang) string {
	if len(langs) == 0 {
		return "–"
	}
	return strings.Join(instruments.ShortNames(langs), " ")
}

// columns lays a line out; the title takes what is left. On a narrow screen the terms give way to it.
func (m *Model) columns(c [5]string) string {
	const shortWidth, minutesWidth, classWidth, langsWidth = 10, 11, 16, 15
	room := m.Width() - 2 - shortWidth - minutesWidth - langsWidth - 3
	cells := []string{widget.Pad(c[0], shortWidth), "", widget.Pad(c[2], minutesWidth)}
	if m.Width() >= narrow {
		room -= classWidth + 1
		cells = append(cells, widget.Pad(c[3], classWidth))
	}
	cells[1] = widget.Pad(c[1], max(room, 10))
	return strings.Join(append(cells, widget.Truncate(c[4], langsWidth)), " ")
}

func (m *Model) titles() string {
	t := m.env.Lang.T
	return m.columns([5]string{t("instruments.short"), t("instruments.name"), t("instruments.minutes"), t("instruments.class"), t("instruments.langs")})
}

// head says how many are shown, and of which kind.
func (m *Model) head() []string {
	l := m.env.Lang
	parts := []string{l.T("instruments.shown", "n", m.Len(), "all", len(m.all))}
	if who := informants()[m.informant]; who != "" {
		parts = append(parts, l.T("instrument.informants")+": "+l.T("informant."+string(who)))
	}
	if class := classes()[m.class]; class != "" {
		parts = append(parts, l.T("instrument.class."+string(class)))
	}
	return []string{m.env.Theme.Strong.Render(widget.Truncate(strings.Join(parts, " · "), m.Width()))}
}
