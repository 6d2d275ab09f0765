// Package logview shows the access log, newest first, of one family or of all.
package logview

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

// limit is how many entries are read: more are for the command line.
const limit = 5000

// narrow is the width below which a line has no number.
const narrow = 70

type desk interface {
	Log(ctx context.Context, family store.FamilyID, limit int) ([]store.LogEntry, error)
	Agency(ctx context.Context) (casework.AgencyView, error)
	LogMark(ctx context.Context) (store.LogHead, error)
}

// Model is the screen.
type Model struct {
	rows.Panel
	env     *screen.Env
	desk    desk
	family  store.FamilyID
	entries []store.LogEntry
	workers map[store.WorkerID]string
	mark    store.LogHead     // the last value of the chain
	words   map[string]string // messages looked up already; there are many lines and few words
}

type readMsg struct {
	entries []store.LogEntry
	workers map[store.WorkerID]string
	mark    store.LogHead
}

// New makes the screen.
func New(env *screen.Env, r screen.Log) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.Log, d desk) *Model {
	m := &Model{env: env, desk: d, family: r.Family}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.read, Above: m.head, Titles: m.titles})
	return m
}

// read reads the log.
func (m *Model) read() tea.Cmd {
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

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return m.Panel.Keys(m.check()) }

func (m *Model) check() key.Binding {
	return screen.Bind("c", m.env.Lang.T("logview.key.check"), "c")
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case readMsg:
		m.entries, m.workers, m.mark, m.words = msg.entries, msg.workers, msg.mark, map[string]string{}
		m.Show(m.section())
	case tea.KeyMsg:
		if key.Matches(msg, m.check()) {
			return m, screen.Go(screen.CheckMark{})
		}
	}
	return m, nil
}

// head tells how many entries there are, and the end of the chain.
func (m *Model) head() []string {
	head := m.env.Lang.N("logview.count", len(m.entries))
	if m.family != (store.FamilyID{}) {
		head = m.env.Lang.N("logview.count.family", len(m.entries))
	}
	if len(m.entries) == limit {
		head = m.env.Lang.T("logview.newest", "n", limit)
	}
	mark := m.env.Lang.T("logview.mark", "mark", casework.MarkText(m.mark))
	return []string{
		m.env.Theme.Strong.Render(widget.Truncate(head, m.Width())), m.env.Theme.Faint.Render(widget.Truncate(mark, m.Width())), "",
	}
}

func (m *Model) section() rows.Section {
	all := m.entries
	return rows.Section{
		N:     len(all),
		Line:  func(i int) rows.Line { return rows.Line{Text: m.columns(m.cells(&all[i])), Open: rows.Nothing} },
		Words: func(i int) string { c := m.cells(&all[i]); return strings.Join(c[:], " ") },
	}
}

// cells are what a line shows: number, when, who, what was done, and to what.
func (m *Model) cells(e *store.LogEntry) [5]string {
	return [5]string{m.env.Lang.Number(float64(e.Seq), 0), m.when(e), m.worker(e.Worker), m.action(e.Action), m.object(e)}
}

// columns lays a line out. On a narrow screen the number gives way to what was handled.
func (m *Model) columns(c [5]string) string {
	if m.Width() < narrow {
		return strings.Join([]string{widget.Pad(c[1], 17), widget.Pad(c[2], 6), widget.Pad(c[3], 16), widget.Clean(c[4])}, " ")
	}
	return strings.Join([]string{widget.PadLeft(c[0], 7), widget.Pad(c[1], 17), widget.Pad(c[2], 10), widget.Pad(c[3], 18), widget.Clean(c[4])}, "  ")
}

func (m *Model) titles() string {
	t := m.env.Lang.T
	return m.columns([5]string{t("logview.seq"), t("logview.at"), t("logview.worker"), t("logview.action"), t("logview.object")})
}

// when is the moment on the clock of the place where the program runs.
func (m *Model) when(e *store.LogEntry) string {
	at := e.At.In(m.env.Clock().Location())
	return m.env.Lang.Date(store.DateOf(at)) + " " + at.Format("15.04")
}

func (m *Model) worker(id store.WorkerID) string {
	if code := m.workers[id]; code != "" {
		return code
	}
	return "–"
}

func (m *Model) action(a store.Action) string { return m.word("logview.act.", string(a)) }

// object words the kind of what was handled; codes and ids stay as they are.
func (m *Model) object(e *store.LogEntry) string {
	kind, rest, _ := strings.Cut(e.Object, " ")
	text := strings.TrimSpace(m.word("logview.kind.", kind) + " " + rest)
	if e.Why != "" {
		text += " (" + e.Why + ")"
	}
	return text
}

// word is the word for a name of the log, or the name itself when a newer program wrote it.
func (m *Model) word(prefix, name string) string {
	word, known := m.words[prefix+name]
	if !known {
		word = name
		if m.env.Lang.Has(prefix + name) {
			word = m.env.Lang.T(prefix + name)
		}
		if m.words != nil {
			m.words[prefix+name] = word
		}
	}
	return word
}
