package mergebundles

import (
	"context"
	"errors"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

type desk interface {
	InspectFiles(ctx context.Context, paths []string, passphrase string, progress func(done, of int)) ([]casework.InspectedFile, error)
	MergeFiles(ctx context.Context, paths []string, o casework.MergeOrder) (casework.MergeView, error)
}

// stage is which page is shown.
type stage int

const (
	asking     stage = iota // which files
	checking                // reading them through
	looking                 // what is in them
	witnessing              // who stands beside
	merging
	comparing // fingerprints of signers that have changed
	merged
)

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	find          func(typed string) ([]string, error)
	stage         stage
	typed, secret string
	witness       string
	form          *form.Form
	files         []casework.InspectedFile
	job           *transfer.Job
	ask           *widget.Confirm
	result        casework.MergeView
	scroll        widget.Scroll
	failed        error
	width, height int
}

type (
	checkedMsg struct {
		files []casework.InspectedFile
		err   error
	}
	mergedMsg struct {
		result casework.MergeView
		err    error
	}
)

// New makes the screen.
func New(env *screen.Env, _ screen.MergeBundles) screen.Screen {
	return newModel(env, env.Desk, casework.FindBundles)
}

func newModel(env *screen.Env, d desk, find func(string) ([]string, error)) *Model {
	m := &Model{env: env, desk: d, find: find, typed: form.Inside(env), scroll: widget.NewScroll(env.Theme), width: 80, height: 20}
	m.form = form.New(env, m.askFields)
	return m
}

// Init puts the cursor in the first field.
func (m *Model) Init() tea.Cmd { return m.form.Init() }

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("mergebundles.title") }

// Typing holds the keyboard until the bundles are in: esc goes back a page, or stops the work.
func (m *Model) Typing() bool { return m.stage != merged }

const (
	introRoom = 4 // lines kept for the text above a form
	textWidth = 84
)

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.form != nil {
		m.form.SetSize(width, height-introRoom)
	}
	m.fill()
}

// Keys of the page at hand.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	move, escape := widget.ScrollKey(t("rows.key.move")), screen.Bind("esc", t("form.key.cancel"), "esc")
	switch m.stage {
	case checking, merging:
		return screen.KeySet{screen.Bind("esc", t("exchange.key.stop"), "esc")}
	case looking:
		return screen.KeySet{screen.Bind("enter", t("mergebundles.key.go-on"), "enter"), move, escape}
	case merged:
		keys := screen.KeySet{screen.Bind("enter", t("exchange.key.done"), "enter"), move}
		if len(m.result.Conflicts) > 0 {
			keys = append(keys, screen.Bind("c", t("exchange.key.conflicts"), "c"))
		}
		if len(m.changedSigners()) > 0 {
			keys = append(keys, screen.Bind("v", t("mergebundles.key.compared"), "v"))
		}
		return keys
	case asking, witnessing, comparing:
	}
	return form.Keys(m.env)
}

func (m *Model) askFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{
		form.NewPath(m.env, t("mergebundles.path"), t("mergebundles.path.note"), &m.typed, widget.OpenFiles, form.Required(m.env.Lang), casework.BundleExt),
		form.Secret(t("mergebundles.secret"), t("mergebundles.secret.note"), &m.secret, nil),
	}
}

func (m *Model) witnessFields() []huh.Field {
	t := m.env.Lang.T
	return []huh.Field{form.Text(t("mergebundles.witness"), t("mergebundles.witness.note"), &m.witness, form.Required(m.env.Lang))}
}

func (m *Model) open(s stage) tea.Cmd {
	m.stage, m.job, m.ask = s, nil, nil
	fields := m.askFields
	if s == witnessing {
		fields = m.witnessFields
	}
	m.form = form.New(m.env, fields)
	m.SetSize(m.width, m.height)
	return m.form.Init()
}

func (m *Model) show(s stage) {
	m.stage, m.form, m.job, m.ask = s, nil, nil, nil
	m.scroll.Top()
	m.fill()
}

// check reads the bundles through.
func (m *Model) check() tea.Cmd {
	d, find, typed, secret := m.desk, m.find, m.typed, m.secret
	m.stage, m.failed = checking, nil
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, tell func(done, of int)) tea.Msg {
		paths, err := find(typed)
		if err != nil {
			return checkedMsg{err: err}
		}
		files, err := d.InspectFiles(ctx, paths, secret, tell)
		return checkedMsg{files, err}
	})
	return cmd
}

// merge takes the given files in; accept are fingerprints that have been compared.
func (m *Model) merge(paths, accept []string) tea.Cmd {
	const parts = 100
	d, o := m.desk, casework.MergeOrder{Passphrase: m.secret, Witness: strings.TrimSpace(m.witness), Accept: accept}
	m.stage, m.failed = merging, nil
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, tell func(done, of int)) tea.Msg {
		o.Progress = func(s casework.MergeStep) { tell(int(s.Done*parts/max(s.Of, 1)), parts) }
		v, err := d.MergeFiles(ctx, paths, o)
		return mergedMsg{v, err}
	})
	return cmd
}

// good are the files that may come in.
func (m *Model) good() []string {
	var out []string
	for _, f := range m.files {
		if f.Err == nil {
			out = append(out, f.Path)
		}
	}
	return out
}

// changedSigners are bundles whose sender signs with another key than before.
func (m *Model) changedSigners() map[string]*casework.SignerError {
	out := map[string]*casework.SignerError{}
	for _, f := range m.result.Files {
		var signer *casework.SignerError
		if errors.As(f.Err, &signer) {
			out[f.Name] = signer
		}
	}
	return out
}
