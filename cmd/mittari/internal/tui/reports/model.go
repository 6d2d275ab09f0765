package reports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

type desk interface {
	WriteReport(ctx context.Context, r casework.ReportRequest) (casework.ReportResult, error)
}

// quarters is how many quarters are offered, the present one included.
const quarters = 12

type phase int

const (
	asking phase = iota
	writing
	overwriting
	written
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	folder        func() string
	form          *form.Form // nil until the default folder is known
	phase         phase
	period        string // 2026Q3, or empty: the whole project
	lang          instruments.Lang
	path          string
	ask           *widget.Confirm
	progress      chan progressMsg
	done, total   int
	result        string
	failed        error
	width, height int
}

type (
	folderMsg   struct{ path string }
	progressMsg struct{ done, total int }
	writtenMsg  struct {
		path string
		err  error
	}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Reports) screen.Screen { return newModel(env, env.Desk, folder) }

func newModel(env *screen.Env, d desk, folder func() string) *Model {
	last := quarterOf(store.DateOf(env.Clock())).before(1)
	return &Model{env: env, desk: d, folder: folder, period: last.String(), lang: env.Lang.Lang(), width: 80, height: 20}
}

// folder is where a person looks for documents: the folder of that name in one of our languages, or where the
// program was started.
func folder() string {
	if home, err := os.UserHomeDir(); err == nil {
		for _, name := range []string{"Documents", "Asiakirjat", "Tiedostot", "Dokument"} {
			dir := filepath.Join(home, name)
			if info, err := os.Stat(dir); err == nil && info.IsDir() {
				return dir
			}
		}
	}
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	return dir
}

// Init finds the default folder.
func (m *Model) Init() tea.Cmd {
	find := m.folder
	return func() tea.Msg { return folderMsg{find()} }
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("reports.title") }

// Typing keeps letters for the path and the question.
func (m *Model) Typing() bool { return m.phase == asking && m.form != nil || m.phase == overwriting }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.form != nil {
		m.form.SetSize(width, height-introRoom)
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	switch m.phase {
	case writing:
		return screen.KeySet{}
	case written:
		return screen.KeySet{screen.Bind("enter", t("reports.key.again"), "enter")}
	case asking, overwriting:
	}
	return form.Keys(m.env)
}

func (m *Model) fields() []huh.Field {
	t := m.env.Lang.T
	now := quarterOf(store.DateOf(m.env.Clock()))
	periods := []form.Option[string]{{Text: t("reports.whole")}}
	for i := range quarters {
		q := now.before(i)
		id := "reports.quarter"
		if i == 0 {
			id = "reports.quarter.now"
		}
		periods = append(periods, form.Option[string]{Text: t(id, "n", q.number, "year", q.year), Value: q.String()})
	}
	var langs []form.Option[instruments.Lang]
	for _, tag := range lang.Languages() {
		langs = append(langs, form.Option[instruments.Lang]{Text: t("lang." + string(tag)), Value: tag})
	}
	return []huh.Field{
		form.Line(t("reports.period"), &m.period, periods),
		form.Line(t("reports.lang"), &m.lang, langs),
		form.Text(t("reports.path"), t("reports.path.note"), &m.path, func(s string) error {
			if !strings.EqualFold(filepath.Ext(strings.TrimSpace(s)), ".xlsx") {
				return errors.New(t("reports.path.ext"))
			}
			return nil
		}),
	}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case folderMsg:
		m.path = filepath.Join(msg.path, m.env.Lang.T("reports.file"))
		return m, m.open()
	case progressMsg:
		m.done, m.total = msg.done, msg.total
		return m, m.listen()
	case writtenMsg:
		return m, m.finished(msg)
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, m.toForm(msg)
}

func (m *Model) open() tea.Cmd {
	m.phase = asking
	m.form = form.New(m.env, m.fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	switch m.phase {
	case writing:
		return nil
	case written:
		if key.Matches(msg, screen.Bind("", "", "enter")) {
			return m.open()
		}
		return nil
	case overwriting:
		return m.answered(msg)
	case asking:
	}
	if m.form != nil && key.Matches(msg, screen.Bind("", "", "esc")) {
		return screen.Back()
	}
	m.failed = nil
	return m.toForm(msg)
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.form == nil || m.phase != asking {
		return nil
	}
	cmd := m.form.Update(msg)
	if !m.form.Done() {
		return cmd
	}
	return m.write(false)
}

func (m *Model) answered(msg tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(msg) {
	case widget.Confirmed:
		return m.write(true)
	case widget.Refused:
		return m.open()
	case widget.Undecided:
	}
	return nil
}

// write starts the work. Progress comes through a channel that holds only the newest state.
func (m *Model) write(overwrite bool) tea.Cmd {
	m.phase, m.failed, m.done, m.total = writing, nil, 0, 0
	ch := make(chan progressMsg, 1)
	m.progress = ch
	ctx, d, reportLang := m.env.Ctx, m.desk, m.lang
	request := casework.ReportRequest{
		Period: m.period, Path: expand(strings.TrimSpace(m.path)), Overwrite: overwrite,
		Progress: func(done, total int) {
			select {
			case ch <- progressMsg{done, total}:
			default:
			}
		},
	}
	return tea.Batch(func() tea.Msg {
		defer close(ch)
		words, err := lang.New(reportLang)
		if err != nil {
			return writtenMsg{err: err}
		}
		request.Words = words
		r, err := d.WriteReport(ctx, request)
		return writtenMsg{r.Path, err}
	}, m.listen())
}

// listen waits for the next progress; when the work is over it says nothing more.
func (m *Model) listen() tea.Cmd {
	ch := m.progress
	return func() tea.Msg {
		p, ok := <-ch
		if !ok {
			return nil
		}
		return p
	}
}

func (m *Model) finished(msg writtenMsg) tea.Cmd {
	switch {
	case msg.err == nil:
		m.phase, m.result = written, msg.path
		return nil
	case errors.Is(msg.err, casework.ErrFileExists):
		t := m.env.Lang.T
		m.phase = overwriting
		m.ask = &widget.Confirm{Question: t("reports.exists", "path", m.path), Yes: t("reports.overwrite"), No: t("form.no")}
		return nil
	}
	m.failed = fmt.Errorf("write report: %w", msg.err)
	return m.open()
}

// expand turns a leading ~ into the home folder, as people write it.
func expand(path string) string {
	rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator))
	if !ok {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}
