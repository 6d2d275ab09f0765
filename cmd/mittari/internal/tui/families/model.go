package families

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Families(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error)
}

// firstPage is how many families are read first, so that the list is there at once however many there are.
const firstPage = 100

// What the list is sorted by.
const (
	_ = iota // by code
	bySeen
	byWorker
)

// Model is the screen.
type Model struct {
	rows.Panel
	env     *screen.Env
	desk    desk
	all     []store.FamilyRow // as read
	read    bool
	open    bool // only families in work
	widened bool // ended ones are shown because nothing else fitted the search
}

type rowsMsg struct {
	open   bool
	partly bool
	rows   []store.FamilyRow
}

// New makes the screen.
func New(env *screen.Env, _ screen.Families) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d, open: true}
	m.Panel = rows.NewPanel(env, rows.Spec{
		Read: m.first, Above: m.head, Titles: m.titles, Empty: func() string { return env.Lang.T("families.none") },
		Open: "families.key.open", Hint: "families.search.hint", Searched: m.searched,
		Orders: []string{"families.sort.code", "families.sort.seen", "families.sort.worker"},
	})
	return m
}

// first reads the first page of the list; the rest follows. A list that is there already is read again in one go.
func (m *Model) first() tea.Cmd {
	if m.read {
		return m.readRows(0)
	}
	return m.readRows(firstPage)
}

// readRows reads so many families by code; 0 reads all.
func (m *Model) readRows(limit int) tea.Cmd {
	open := m.open
	return screen.Work(m.env, func(ctx context.Context) (rowsMsg, error) {
		r, err := m.desk.Families(ctx, store.FamilyFilter{Open: open, Limit: limit})
		return rowsMsg{open, limit > 0 && len(r) == limit, r}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("families.title") }

func (m *Model) keys() (begin, add, toggle key.Binding) {
	t := m.env.Lang.T
	does := "families.key.all"
	if !m.open {
		does = "families.key.open-only"
	}
	return screen.Bind("b", t("family.key.gather"), "b"), screen.Bind("n", t("families.key.new"), "n"), screen.Bind("k", t(does), "k")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	begin, add, toggle := m.keys()
	return m.Panel.Keys(begin, add, toggle)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case rowsMsg:
		if msg.open != m.open {
			return m, nil // an answer to a question that was asked before the last toggle
		}
		m.all, m.read, m.Partly = msg.rows, true, msg.partly
		m.Show(m.section())
		if m.Partly {
			return m, m.readRows(0)
		}
		return m, m.searched()
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	begin, add, toggle := m.keys()
	switch {
	case key.Matches(msg, begin):
		line, _ := m.Selected()
		if id, ok := line.Data.(store.FamilyID); ok {
			return screen.Go(screen.Meeting{Family: id})
		}
	case key.Matches(msg, add):
		return screen.Go(screen.NewFamily{})
	case key.Matches(msg, toggle):
		m.open, m.widened = !m.open, false
		return m.Init()
	}
	return nil
}

// searched looks among ended families too when nothing else fits the search, and no longer when it is cleared.
func (m *Model) searched() tea.Cmd {
	switch {
	case m.widened && m.Search() == "":
		m.open, m.widened = true, false
	case m.read && !m.Partly && m.open && m.Search() != "" && m.Len() == 0:
		m.open, m.widened = false, true
	default:
		return nil
	}
	return m.Init()
}

func (m *Model) section() rows.Section {
	all := m.all
	return rows.Section{
		N: len(all),
		Line: func(i int) rows.Line {
			r := &all[i]
			return rows.Line{Text: m.row(r), Warn: r.OpenRisks > 0, Open: screen.Go(screen.Family{ID: r.ID}), Data: r.ID}
		},
		Words:   func(i int) string { return m.words(&all[i]) },
		Compare: func(order, a, b int) int { return compare(order, &all[a], &all[b]) },
	}
}

func compare(order int, a, b *store.FamilyRow) int {
	first := 0
	switch order {
	case bySeen: // the longest unseen first
		first = a.LastSeen.Time().Compare(b.LastSeen.Time())
	case byWorker:
		first = strings.Compare(a.Worker, b.Worker)
	}
	if first != 0 {
		return first
	}
	return strings.Compare(a.Code, b.Code)
}
