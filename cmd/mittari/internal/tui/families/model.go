package families

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Families(ctx context.Context, f store.FamilyFilter) ([]store.FamilyRow, error)
}

// firstPage is how many families are read first, so that the list is there at once however many there are.
const firstPage = 100

// order is what the list is sorted by.
type order int

const (
	byCode order = iota
	bySeen
	byWorker
	orders
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	all           []store.FamilyRow // as read, nil until then
	shown         []store.FamilyRow
	read          bool
	partly        bool // only the first page is read yet
	open          bool // only families in work
	widened       bool // ended ones are shown because nothing else fitted the search
	sort          order
	search        widget.TextField
	typing        bool
	list          *rows.List
	width, height int
}

type rowsMsg struct {
	open   bool
	partly bool
	rows   []store.FamilyRow
}

// New makes the screen.
func New(env *screen.Env, _ screen.Families) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{
		env: env, desk: d, open: true, list: rows.New(env), width: 80, height: 20,
		search: widget.NewTextField(env.Theme, ""),
	}
}

// Init reads the first page of the list; the rest follows. A list that is there already is read again in one go.
func (m *Model) Init() tea.Cmd {
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

// Typing keeps letters for the filter.
func (m *Model) Typing() bool { return m.typing }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, height-headHeight)
}

type keyMap struct{ open, begin, add, search, sort, toggle, done, clear key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	toggle := "families.key.all"
	if !m.open {
		toggle = "families.key.open-only"
	}
	return keyMap{
		open:   screen.Bind("enter", t("families.key.open"), "enter"),
		begin:  screen.Bind("b", t("family.key.gather"), "b"),
		add:    screen.Bind("n", t("families.key.new"), "n"),
		search: screen.Bind("/", t("families.key.search"), "/"),
		sort:   screen.Bind("o", t("families.key.sort"), "o"),
		toggle: screen.Bind("k", t(toggle), "k"),
		done:   screen.Bind("enter", t("families.key.done"), "enter"),
		clear:  screen.Bind("esc", t("families.key.clear"), "esc"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	if m.typing {
		return screen.KeySet{k.done, k.clear, m.list.Keys()}
	}
	return screen.KeySet{k.open, k.begin, k.search, k.add, k.sort, k.toggle, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case rowsMsg:
		if msg.open != m.open {
			return m, nil // an answer to a question that was asked before the last toggle
		}
		m.all, m.read, m.partly = msg.rows, true, msg.partly
		m.arrange()
		if m.partly {
			return m, m.readRows(0)
		}
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if m.typing {
			return m, m.typed(msg)
		}
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.open):
		return m.list.Open()
	case key.Matches(msg, k.begin):
		return m.begin()
	case key.Matches(msg, k.add):
		return screen.Go(screen.NewFamily{})
	case key.Matches(msg, k.search):
		m.typing = true
	case key.Matches(msg, k.sort):
		m.sort = (m.sort + 1) % orders
		m.arrange()
	case key.Matches(msg, k.toggle):
		m.open, m.widened = !m.open, false
		return m.Init()
	default:
		m.list.Move(msg)
	}
	return nil
}

// begin opens the meeting with the family on the chosen line.
func (m *Model) begin() tea.Cmd {
	line, _ := m.list.Selected()
	if id, ok := line.Data.(store.FamilyID); ok {
		return screen.Go(screen.Meeting{Family: id})
	}
	return nil
}

// typed is a key while the filter has the keyboard: arrows still move in the list, and enter opens the only family left.
func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.done):
		m.typing = false
		if len(m.shown) == 1 {
			return m.list.Open()
		}
	case key.Matches(msg, k.clear):
		m.typing = false
		m.search.SetValue("")
		if m.widened {
			m.open, m.widened = true, false
			return m.Init()
		}
		m.arrange()
	case key.Matches(msg, screen.Bind("", "", "up", "down", "pgup", "pgdown")):
		m.list.Move(msg)
	default:
		m.search.Update(msg)
		m.arrange()
		if m.read && m.open && len(m.shown) == 0 {
			m.open, m.widened = false, true
			return m.Init()
		}
	}
	return nil
}

// arrange filters and sorts what was read.
func (m *Model) arrange() {
	words := strings.Fields(strings.ToLower(m.search.Value()))
	m.shown = m.shown[:0]
	for _, r := range m.all {
		if matches(r, words) {
			m.shown = append(m.shown, r)
		}
	}
	slices.SortStableFunc(m.shown, m.compare)
	m.list.Set(len(m.shown), func(i int) rows.Line {
		r := m.shown[i]
		return rows.Line{Text: m.row(r), Warn: r.OpenRisks > 0, Open: screen.Go(screen.Family{ID: r.ID}), Data: r.ID}
	})
}

func (m *Model) compare(a, b store.FamilyRow) int {
	byCodes := strings.Compare(a.Code, b.Code)
	switch m.sort {
	case bySeen: // the longest unseen first
		return cmp.Or(a.LastSeen.Time().Compare(b.LastSeen.Time()), byCodes)
	case byWorker:
		return cmp.Or(strings.Compare(a.Worker, b.Worker), byCodes)
	case byCode, orders:
	}
	return byCodes
}

func matches(r store.FamilyRow, words []string) bool {
	text := strings.ToLower(r.Code + " " + r.Worker + " " + r.Team)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
