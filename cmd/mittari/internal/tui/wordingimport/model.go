// Package wordingimport brings official wording in from a file: it asks for the file, shows item by item which text goes
// where and what that rests on, has everything in doubt settled, and stores only after that.
package wordingimport

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/instruments/importer"
)

type desk interface {
	Standing(ctx context.Context, id instruments.ID) (casework.Standing, error)
	MatchWordingFile(ctx context.Context, path string, f casework.WordingFile) (*importer.Match, error)
	ImportWording(ctx context.Context, w instruments.Wording) error
}

// stage is which page is shown.
type stage int

const (
	loading  stage = iota
	asking         // which file, in which language
	choosing       // which form of the file
	keying         // words of answers that the file lacks
	looking        // the pairs
	settling       // one question after another
)

// asked is what a person fills in on the first page.
type asked struct {
	path, lang, holder, licence string
	informant                   instruments.Informant
	form                        string // of several in the file
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	id            instruments.ID
	stage         stage
	def           *instruments.Definition
	blocked       error // why wording may not be brought in
	in            asked
	match         *importer.Match
	texts         []string // keyed in, by place in missing
	missing       []importer.OptionKey
	forms         []string // of the file, when it has several
	questions     []question
	at            int // in questions
	form          *form.Form
	scroll        widget.Scroll
	busy          bool
	job           *transfer.Job // reading the file; nil: not under way
	failed        error
	width, height int
}

type (
	readMsg  struct{ standing casework.Standing }
	matchMsg struct {
		match *importer.Match
		err   error
	}
	storedMsg struct{ err error }
)

// New makes the screen.
func New(env *screen.Env, r screen.WordingImport) screen.Screen { return newModel(env, r, env.Desk) }

func newModel(env *screen.Env, r screen.WordingImport, d desk) *Model {
	return &Model{env: env, desk: d, id: r.ID, scroll: widget.NewScroll(env.Theme), width: 80, height: 20}
}

// Init reads what the instrument is and whether its wording may be brought in.
func (m *Model) Init() tea.Cmd {
	d, id := m.desk, m.id
	return screen.Work(m.env, func(ctx context.Context) (readMsg, error) {
		s, err := d.Standing(ctx, id)
		return readMsg{s}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("wordingimport.title", "id", string(m.id)) }

// Typing holds the keyboard while something is open that esc closes.
func (m *Model) Typing() bool { return m.stage != loading && m.blocked == nil }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	if m.form != nil {
		m.form.SetSize(width, height-headRoom)
	}
	m.fill()
}

// headRoom is kept above a form for what it is about.
const headRoom = 4

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		return m, m.opened(msg.standing)
	case transfer.Progress:
		return m, m.job.Heard(msg)
	case matchMsg:
		m.busy, m.job = false, nil
		var several *casework.FormsError
		if errors.As(msg.err, &several) && several.Asked == "" {
			m.forms, m.stage = several.Names, choosing
			return m, m.open(m.chooseFields)
		}
		if msg.err != nil {
			m.failed, m.stage, m.in.form = msg.err, asking, ""
			return m, m.open(m.askFields)
		}
		return m, m.matched(msg.match)
	case storedMsg:
		m.busy = false
		if msg.err != nil {
			m.failed, m.stage = msg.err, looking
			m.fill()
			return m, nil
		}
		m.stage = loading // until the root has gone back
		return m, tea.Sequence(screen.Say(m.env.Lang.T("wordingimport.said")), screen.Back())
	case tea.KeyMsg:
		if m.busy {
			m.stop(msg)
			return m, nil
		}
		m.failed = nil
		return m, m.key(msg)
	}
	if m.form != nil && !m.busy && (m.stage == asking || m.stage == choosing || m.stage == keying) {
		return m, m.form.Update(msg)
	}
	return m, nil
}

func (m *Model) opened(s casework.Standing) tea.Cmd {
	m.def, m.blocked = s.Definition, s.WordingOff
	if m.blocked != nil || m.stage != loading {
		return nil
	}
	l := m.env.Lang
	m.in = asked{path: form.Inside(m.env), lang: string(l.Lang()), holder: m.def.Rights.Holder, licence: l.Text(m.def.Rights.Terms)}
	m.stage = asking
	return m.open(m.askFields)
}

func (m *Model) open(fields func() []huh.Field) tea.Cmd {
	m.form = form.New(m.env, fields)
	m.form.SetSize(m.width, m.height-headRoom)
	return m.form.Init()
}

// endings are those of the files in which wording comes.
func endings() []string {
	return []string{".json", ".xlsx", ".csv", ".tsv", ".txt", ".lss", ".osd"}
}

func (m *Model) askFields() []huh.Field {
	t, l := m.env.Lang.T, m.env.Lang
	fields := []huh.Field{
		form.NewPath(m.env, t("wordingimport.path"), "", &m.in.path, widget.OpenFile, form.Required(l), endings()...),
		form.Text(t("wordingimport.lang"), t("wordingimport.lang.note"), &m.in.lang, func(s string) error {
			if s = strings.TrimSpace(s); s == "" || len(s) > 35 || strings.ContainsAny(s, " /\\") {
				return errors.New(t("wordingimport.lang.wrong"))
			}
			return nil
		}),
		form.Text(t("wordingimport.holder"), "", &m.in.holder, form.Required(l)),
		form.Text(t("wordingimport.licence"), "", &m.in.licence, form.Required(l)),
	}
	if len(m.def.Informants) < 2 {
		return fields
	}
	who := []form.Option[instruments.Informant]{{Text: t("wordingimport.everyone"), Value: ""}}
	for _, i := range m.def.Informants {
		who = append(who, form.Option[instruments.Informant]{Text: t("informant." + string(i)), Value: i})
	}
	return append(fields, form.Line(t("wordingimport.informant"), &m.in.informant, who))
}

// chooseFields asks which form of the file is meant.
func (m *Model) chooseFields() []huh.Field {
	forms := make([]form.Option[string], len(m.forms))
	for i, name := range m.forms {
		forms[i] = form.Option[string]{Text: widget.Clean(name), Value: strconv.Itoa(i + 1)}
	}
	return []huh.Field{form.Choice(m.env.Lang.T("wordingimport.form"), "", &m.in.form, forms)}
}

// read reads the file and matches it.
func (m *Model) read() tea.Cmd {
	m.busy = true
	d, in, id := m.desk, m.in, m.id
	var cmd tea.Cmd
	m.job, cmd = transfer.Start(m.env, func(ctx context.Context, _ func(done, of int)) tea.Msg {
		match, err := d.MatchWordingFile(ctx, strings.TrimSpace(in.path), casework.WordingFile{
			Instrument: id, Lang: instruments.Lang(strings.TrimSpace(in.lang)), Form: in.form,
		})
		return matchMsg{match, err}
	})
	return cmd
}

// stop ends the reading of a file with esc; what is being stored is stored.
func (m *Model) stop(k tea.KeyMsg) {
	if m.job != nil && k.Type == tea.KeyEsc {
		m.job.Stop()
	}
}

// matched goes on to what the file lacks, or at once to the pairs.
func (m *Model) matched(match *importer.Match) tea.Cmd {
	m.match, m.missing = match, append([]importer.OptionKey(nil), match.MissingOptions...)
	if len(m.missing) > 0 && len(match.MissingItems) == 0 {
		m.texts = make([]string, len(m.missing))
		m.stage = keying
		return m.open(m.keyFields)
	}
	m.look()
	return nil
}

func (m *Model) keyFields() []huh.Field {
	var fields []huh.Field
	for i, key := range m.missing {
		fields = append(fields, form.Text(m.env.Lang.T("wordingimport.option", "set", key.Set, "code", key.Code), "", &m.texts[i], form.Required(m.env.Lang)))
	}
	return fields
}

func (m *Model) look() {
	m.stage, m.form = looking, nil
	m.questions, m.at = questions(m.env.Lang, m.match), 0
	m.scroll.Top()
	m.fill()
}

// store takes the wording over; what is not complete is refused there with its reason.
func (m *Model) store() tea.Cmd {
	m.busy = true
	ctx, d, in, match := m.env.Ctx, m.desk, m.in, m.match
	return func() tea.Msg {
		w, err := casework.TakeOver(match, in.informant, strings.TrimSpace(in.holder), strings.TrimSpace(in.licence), casework.FileName(in.path))
		if err == nil {
			err = d.ImportWording(ctx, w)
		}
		return storedMsg{err}
	}
}

// Keys of the page at hand.
func (m *Model) Keys() help.KeyMap {
	t := m.env.Lang.T
	escape := screen.Bind("esc", t("form.key.cancel"), "esc")
	if m.job != nil {
		return screen.KeySet{screen.Bind("esc", t("exchange.key.stop"), "esc")}
	}
	switch m.stage {
	case asking, choosing, keying:
		return form.Keys(m.env)
	case looking:
		return screen.KeySet{screen.Bind("enter", t("wordingimport.key.compared"), "enter"), widget.ScrollKey(t("rows.key.move")), escape}
	case settling:
		return screen.KeySet{screen.Bind(t("wordingimport.key.yes"), t("form.yes"), "y"), screen.Bind(t("wordingimport.key.no"), t("form.no"), "n"), escape}
	case loading:
	}
	return screen.KeySet{}
}
