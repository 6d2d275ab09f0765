package packbundle

import (
	"context"
	"errors"
	"strings"

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
	Correspondents(ctx context.Context) ([]casework.Correspondent, error)
	EvaluatorGroups(ctx context.Context, blank bool) (casework.GroupReport, error)
	PackFile(ctx context.Context, o casework.PackOrder, path string, replace bool) (casework.Packed, error)
}

// stage is which page is shown.
type stage int

const (
	loading     stage = iota
	asking            // for whom, and what
	placing           // where to, and what else is needed
	weighing          // who would stand too alone
	working           // reading or writing
	overwriting       // a file is there already
	packed
)

// contents is what goes into the bundle.
type contents int

const (
	newOnes contents = iota
	lastAgain
	all
	families
	pseudonymous
)

// target is whom a bundle is for: a remembered name, or whoever knows a passphrase.
type target struct {
	name   string
	secret bool
}

// answers are what the person has filled in.
type answers struct {
	to               target
	what             contents
	path, codes      string
	secret, secondly string
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	stage         stage
	others        []casework.Correspondent
	in            answers
	form          *form.Form
	groups        groupsMsg
	list          *rows.List // of what can be done about small groups
	blank, leave  bool
	job           *transfer.Job
	ask           *widget.Confirm
	result        casework.Packed
	failed        error
	width, height int
}

type (
	readMsg   struct{ others []casework.Correspondent }
	groupsMsg struct {
		plain, blanked casework.GroupReport
		err            error
	}
	chosenMsg struct{ pack, blank, leave bool }
	packedMsg struct {
		result casework.Packed
		err    error
	}
)

// New makes the screen.
func New(env *screen.Env, r screen.PackBundle) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.PackBundle, d desk) *Model {
	m := &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
	m.in.to.name = r.To
	return m
}

// Init reads who is remembered.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		others, err := m.desk.Correspondents(ctx)
		return readMsg{others}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("packbundle.title") }

// Typing holds the keyboard until the bundle is packed: esc goes back a page, or stops the work.
func (m *Model) Typing() bool { return m.stage != loading && m.stage != packed }

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
	case working:
		return screen.KeySet{screen.Bind("esc", t("exchange.key.stop"), "esc")}
	case weighing:
		return screen.KeySet{screen.Bind("enter", t("packbundle.key.choose"), "enter"), m.list.Keys(), screen.Bind("esc", t("form.key.cancel"), "esc")}
	case packed:
		return screen.KeySet{screen.Bind("enter", t("exchange.key.done"), "enter")}
	case loading, asking, placing, overwriting:
	}
	return form.Keys(m.env)
}

// readGroups finds out who would stand too alone, with gender and age and without.
func (m *Model) readGroups() tea.Cmd {
	d := m.desk
	m.stage = working
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, _ func(done, of int)) tea.Msg {
		var g groupsMsg
		if g.plain, g.err = d.EvaluatorGroups(ctx, false); g.err != nil {
			return g
		}
		g.blanked, g.err = d.EvaluatorGroups(ctx, true)
		return g
	})
	return cmd
}

func (m *Model) weigh(g groupsMsg) tea.Cmd {
	if g.err != nil {
		m.failed = g.err
		return m.open(placing)
	}
	m.groups, m.stage, m.job, m.form = g, weighing, nil, nil
	m.list = rows.New(m.env)
	m.list.SetLines(m.options())
	m.SetSize(m.width, m.height)
	return nil
}

func (m *Model) chosen(c chosenMsg) tea.Cmd {
	if !c.pack {
		return m.open(asking)
	}
	m.blank, m.leave = c.blank, c.leave
	return m.pack(false)
}

func (m *Model) order() casework.PackOrder {
	o := casework.PackOrder{To: m.in.to.name}
	if m.in.to.secret {
		o.To, o.Passphrase = "", m.in.secret
	}
	switch m.in.what {
	case lastAgain:
		o.Again = true
	case all:
		o.SinceStart = true
	case families:
		o.Families = codesOf(m.in.codes)
	case pseudonymous:
		o.Evaluator, o.Blank, o.LeaveOut = true, m.blank, m.leave
	case newOnes:
	}
	return o
}

func codesOf(typed string) []string {
	return strings.FieldsFunc(strings.ToUpper(typed), func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
}

func (m *Model) pack(replace bool) tea.Cmd {
	d, o, path := m.desk, m.order(), casework.HomePath(strings.TrimSpace(m.in.path))
	m.stage, m.failed = working, nil
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, tell func(done, of int)) tea.Msg {
		o.Progress = tell
		p, err := d.PackFile(ctx, o, path, replace)
		return packedMsg{p, err}
	})
	return cmd
}

func (m *Model) finished(msg packedMsg) tea.Cmd {
	switch {
	case msg.err == nil:
		m.stage, m.result, m.form, m.job = packed, msg.result, nil, nil
		m.in.secret, m.in.secondly = "", ""
		return nil
	case errors.Is(msg.err, casework.ErrFileExists):
		t := m.env.Lang.T
		m.stage, m.job = overwriting, nil
		m.ask = &widget.Confirm{Question: t("reports.exists", "path", m.in.path), Yes: t("reports.overwrite"), No: t("form.no")}
		return nil
	}
	m.failed = msg.err
	return m.open(placing)
}

func (m *Model) answered(k tea.KeyMsg) tea.Cmd {
	switch m.ask.Update(k) {
	case widget.Confirmed:
		return m.pack(true)
	case widget.Refused:
		return m.open(placing)
	case widget.Undecided:
	}
	return nil
}
