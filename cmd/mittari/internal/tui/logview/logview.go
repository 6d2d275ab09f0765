// Package logview shows the access log, newest first, of one family or of all.
package logview

import (
	"context"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// limit is how many entries are read: more are for the command line.
const limit = 5000

type desk interface {
	Log(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error)
	Agency(ctx context.Context) (casework.AgencyView, error)
	LogMark(ctx context.Context) (store.LogHead, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	family        store.FamilyID
	entries       []store.LogEntry
	workers       map[store.WorkerID]string
	read          bool
	mark          store.LogHead // the last value of the chain
	table         widget.Table
	width, height int
}

type readMsg struct {
	entries []store.LogEntry
	workers map[store.WorkerID]string
	mark    store.LogHead
}

// New makes the screen.
func New(env *screen.Env, r screen.Log) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Log, d desk) *Model {
	return &Model{env: env, desk: d, family: r.Family, table: widget.NewTable(env.Theme), width: 80, height: 20}
}

// Init reads the log.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		entries, err := m.desk.Log(ctx, m.family, limit)
		if err != nil {
			return readMsg{}, err
		}
		a, err := m.desk.Agency(ctx)
		workers := map[store.WorkerID]string{}
		for _, w := range a.Workers {
			workers[w.ID] = w.Code
		}
		if err != nil {
			return readMsg{}, err
		}
		mark, err := m.desk.LogMark(ctx)
		return readMsg{entries, workers, mark}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("logview.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.table.SetSize(width, height-headHeight)
	m.fill()
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	return screen.KeySet{m.check(), widget.ScrollKey(m.env.Lang.T("rows.key.move"))}
}

func (m *Model) check() key.Binding {
	return screen.Bind("c", m.env.Lang.T("logview.key.check"), "c")
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.entries, m.workers, m.mark, m.read = msg.entries, msg.workers, msg.mark, true
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if key.Matches(msg, m.check()) {
			return m, screen.Go(screen.CheckMark{})
		}
		m.table.Update(msg)
	}
	return m, nil
}

const headHeight = 3

// View draws heading and table.
func (m *Model) View() string {
	if !m.read {
		return m.env.Lang.T("form.wait")
	}
	head := m.env.Lang.N("logview.count", len(m.entries))
	if m.family != (store.FamilyID{}) {
		head = m.env.Lang.N("logview.count.family", len(m.entries))
	}
	if len(m.entries) == limit {
		head = m.env.Lang.T("logview.newest", "n", limit)
	}
	mark := m.env.Lang.T("logview.mark", "mark", casework.MarkText(m.mark))
	return m.env.Theme.Strong.Render(widget.Truncate(head, m.width)) + "\n" +
		m.env.Theme.Faint.Render(widget.Truncate(mark, m.width)) + "\n\n" + m.table.View()
}

func (m *Model) fill() {
	if !m.read {
		return
	}
	t := m.env.Lang.T
	columns := []widget.Column{
		{Title: t("logview.seq"), Width: 7, Right: true},
		{Title: t("logview.at"), Width: 17},
		{Title: t("logview.worker"), Width: 10},
		{Title: t("logview.action"), Width: 18},
		{Title: t("logview.object")},
	}
	rows := make([][]string, len(m.entries))
	for i, e := range m.entries {
		rows[i] = []string{
			m.env.Lang.Number(float64(e.Seq), 0), m.when(e), m.worker(e.Worker), m.action(e.Action), m.object(e),
		}
	}
	m.table.SetColumns(columns...)
	m.table.SetRows(rows)
}

// when is the moment on the clock of the place where the program runs.
func (m *Model) when(e store.LogEntry) string {
	at := e.At.In(m.env.Clock().Location())
	return m.env.Lang.Date(store.DateOf(at)) + " " + at.Format("15.04")
}

func (m *Model) worker(id store.WorkerID) string {
	if code := m.workers[id]; code != "" {
		return code
	}
	return "–"
}

func (m *Model) action(a store.Action) string {
	if id := "logview.act." + string(a); m.env.Lang.Has(id) {
		return m.env.Lang.T(id)
	}
	return string(a)
}

// object words the kind of what was handled; codes and ids stay as they are.
func (m *Model) object(e store.LogEntry) string {
	kind, rest, _ := strings.Cut(e.Object, " ")
	if id := "logview.kind." + kind; m.env.Lang.Has(id) {
		kind = m.env.Lang.T(id)
	}
	text := strings.TrimSpace(kind + " " + rest)
	if e.Why != "" {
		text += " (" + e.Why + ")"
	}
	return text
}
