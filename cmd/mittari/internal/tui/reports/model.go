package reports

import (
	"context"
	"errors"
	"fmt"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

type desk interface {
	PrepareReport(ctx context.Context, r casework.ReportRequest) (casework.PreparedReport, error)
	SavePrepared(ctx context.Context, p casework.PreparedReport, r casework.ReportRequest) (casework.ReportResult, error)
	Freeze(ctx context.Context, r casework.ReportRequest) (casework.FrozenView, error)
}

// stage is which page is shown.
type stage int

const (
	finding     stage = iota // where documents are kept
	choosing                 // which report
	detailing                // of when, in which language, where to
	counting                 // building it
	looking                  // what would be hidden
	writing                  // the file, and freezing
	overwriting              // a file is there already
	written
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	find          func() string
	folder        string
	stage         stage
	in            answers
	form          *form.Form // nil where nothing is filled in
	job           *transfer.Job
	built         casework.PreparedReport
	list          *rows.List // of what can be done with it
	freeze        bool
	ask           *widget.Confirm
	done          writtenMsg
	failed        error
	width, height int
}

type (
	folderMsg struct{ path string }
	builtMsg  struct {
		built casework.PreparedReport
		err   error
	}
	chosenMsg  struct{ write, freeze bool }
	writtenMsg struct {
		path    string
		frozen  int  // number of the frozen report; 0: it was not frozen
		already bool // it was frozen with the same figures before
		err     error
	}
)

// New makes the screen.
func New(env *screen.Env, _ screen.Reports) screen.Screen {
	return newModel(env, env.Desk, func() string { return form.Folder(env) })
}

func newModel(env *screen.Env, d desk, find func() string) *Model {
	m := &Model{env: env, desk: d, find: find, list: rows.New(env), width: 80, height: 20}
	m.in = answers{kind: casework.ReportKinds()[0], span: quarter, lang: env.Lang.Lang()}
	return m
}

// Init finds the folder for documents.
func (m *Model) Init() tea.Cmd {
	find := m.find
	return func() tea.Msg { return folderMsg{find()} }
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("reports.title") }

// Typing holds the keyboard until the report is written: esc goes back a page, or stops the work.
func (m *Model) Typing() bool { return m.stage != finding && m.stage != written }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.form != nil {
		m.form.SetSize(width, height-introRoom)
	}
	m.list.SetSize(width, height-m.aboveList())
}

// Keys of the page at hand.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	switch m.stage {
	case finding:
		return screen.KeySet{}
	case counting, writing:
		return screen.KeySet{screen.Bind("esc", t("exchange.key.stop"), "esc")}
	case looking:
		return screen.KeySet{screen.Bind("enter", t("packbundle.key.choose"), "enter"), m.list.Keys(), screen.Bind("esc", t("form.key.cancel"), "esc")}
	case written:
		return screen.KeySet{screen.Bind("enter", t("reports.key.again"), "enter")}
	case choosing, detailing, overwriting:
	}
	return form.Keys(m.env)
}

func (m *Model) open(s stage) tea.Cmd {
	m.stage, m.job, m.ask = s, nil, nil
	fields := m.choices
	if s == detailing {
		m.detail()
		fields = m.details
	}
	m.form = form.New(m.env, fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}

// count builds the report; nothing is written.
func (m *Model) count() tea.Cmd {
	m.stage, m.failed = counting, nil
	d := m.desk
	request, wrong := m.request()
	return m.start(func(ctx context.Context, _ func(done, of int)) tea.Msg {
		if wrong != nil {
			return builtMsg{err: wrong}
		}
		built, err := d.PrepareReport(ctx, request)
		return builtMsg{built, err}
	})
}

func (m *Model) start(work func(ctx context.Context, tell func(done, of int)) tea.Msg) (cmd tea.Cmd) {
	m.job, cmd = transfer.Start(m.env, work)
	return cmd
}

func (m *Model) counted(msg builtMsg) tea.Cmd {
	if msg.err != nil {
		m.failed = msg.err
		return m.open(detailing)
	}
	m.built = msg.built
	m.look()
	return nil
}

// look shows what the report will hide and asks what to do with it.
func (m *Model) look() {
	m.stage, m.form, m.job, m.ask = looking, nil, nil, nil
	m.list = rows.New(m.env)
	m.list.SetLines(m.actions())
	m.SetSize(m.width, m.height)
}

// write writes the report that was looked at, and freezes its figures when that was chosen.
func (m *Model) write(overwrite bool) tea.Cmd {
	m.stage, m.failed = writing, nil
	d, built, freeze := m.desk, m.built, m.freeze
	request, wrong := m.request()
	request.Overwrite = overwrite
	return m.start(func(ctx context.Context, tell func(done, of int)) tea.Msg {
		if wrong != nil {
			return writtenMsg{err: wrong}
		}
		request.Progress = tell
		result, err := d.SavePrepared(ctx, built, request)
		if err != nil || !freeze {
			return writtenMsg{path: result.Path, err: err}
		}
		frozen, err := d.Freeze(ctx, request)
		if errors.Is(err, casework.ErrFrozenAlready) {
			return writtenMsg{path: result.Path, already: true}
		}
		if err != nil {
			return writtenMsg{path: result.Path, err: err}
		}
		return writtenMsg{path: result.Path, frozen: frozen.Number}
	})
}

func (m *Model) finished(msg writtenMsg) tea.Cmd {
	switch {
	case msg.path != "": // the file is there, whatever came of freezing
		m.stage, m.done, m.job, m.failed = written, msg, nil, msg.err
		return nil
	case errors.Is(msg.err, casework.ErrFileExists):
		t := m.env.Lang.T
		m.stage, m.job = overwriting, nil
		m.ask = &widget.Confirm{Question: t("reports.exists", "path", m.in.path), Yes: t("reports.overwrite"), No: t("form.no")}
		return nil
	case msg.err == nil:
		msg.err = errors.New("a report without a path")
	}
	m.failed = fmt.Errorf("write report: %w", msg.err)
	return m.open(detailing)
}
