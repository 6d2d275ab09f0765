package keeping

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

type desk interface {
	Keeping(ctx context.Context) (casework.KeepingView, error)
	Backup(ctx context.Context, to string) (string, error)
	RemindOfBackup(ctx context.Context, days int) error
	KeepFor(ctx context.Context, months int) error
	TryKey(ctx context.Context, s casework.Secret) error
	ChangeKey(ctx context.Context, known string, next casework.Secret) error
	RemoveSecond(ctx context.Context, known string) error
}

// Model is the list.
type Model struct {
	rows.Panel
	env  *screen.Env
	desk desk
	view *casework.KeepingView // nil until read
}

type viewMsg struct{ view casework.KeepingView }

// New makes the screen.
func New(env *screen.Env, _ screen.Keeping) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.read, Below: m.elsewhere, Open: "keeping.key.open", Short: true})
	return m
}

// read reads how the file is kept.
func (m *Model) read() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Keeping(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("keeping.title") }

const (
	labelWidth       = 37
	narrowLabelWidth = 30
	narrow           = 70 // the width below which labels have less room
	textWidth        = 84
)

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return m.Panel.Keys() }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	if msg, ok := msg.(viewMsg); ok {
		m.view = &msg.view
		m.Show(m.backups(), m.openers())
	}
	return m, nil
}

// SetSize gives the room; the lines are laid out for its width.
func (m *Model) SetSize(width, height int) {
	m.Panel.SetSize(width, height)
	if m.view != nil {
		m.Show(m.backups(), m.openers())
	}
}

func (m *Model) line(label, value string, act screen.KeepAct) rows.Line {
	width := labelWidth
	if m.Width() < narrow {
		width = narrowLabelWidth
	}
	return rows.Line{Text: widget.Pad(label, width) + " " + value, Open: screen.Go(screen.KeepingAct{Act: act})}
}

func (m *Model) backups() rows.Section {
	t := m.env.Lang.T
	last := m.line(t("keeping.backup"), m.lastBackup(), screen.KeepBackup)
	last.Warn = m.view.Due
	s := rows.Lines(last, m.line(t("keeping.remind"), m.env.Lang.N("keeping.days", m.view.BackupEvery), screen.KeepRemind))
	s.Head = rows.Fixed(t("keeping.backups"))
	return s
}

// openers are the keys that open the file.
func (m *Model) openers() rows.Section {
	t := m.env.Lang.T
	lines := []rows.Line{
		m.line(t("keeping.passphrase"), "••••", screen.KeepPassphrase),
		m.line(t("keeping.recovery"), t("keeping.set."+m.has(casework.KeyRecovery)), screen.KeepRecovery),
	}
	if m.view.Has(casework.KeySecond) {
		lines = append(lines, m.line(t("keeping.second"), t("keeping.set.yes"), screen.KeepSecond), m.line(t("keeping.second.remove"), "", screen.KeepSecondRemove))
	} else {
		lines = append(lines, m.line(t("keeping.second"), t("keeping.second.none"), screen.KeepSecond))
	}
	s := rows.Lines(append(lines, m.line(t("keeping.test"), "", screen.KeepTest))...)
	s.Head = rows.Fixed(t("keeping.keys"))
	return s
}

func (m *Model) has(k casework.KeyKind) string {
	if m.view.Has(k) {
		return "yes"
	}
	return "no"
}

func (m *Model) lastBackup() string {
	t, v := m.env.Lang.T, m.view
	if v.LastBackup.IsZero() {
		return t("keeping.backup.never")
	}
	day := m.env.Lang.Date(store.DateOf(v.LastBackup.In(m.env.Clock().Location())))
	if v.Due {
		return t("keeping.backup.old", "date", day)
	}
	return t("keeping.backup.last", "date", day)
}

// elsewhere names what is done by commands.
func (m *Model) elsewhere() []string {
	out := []string{""}
	for _, l := range widget.Wrap(m.env.Lang.T("keeping.commands"), min(m.Width(), textWidth)) {
		out = append(out, m.env.Theme.Faint.Render(l))
	}
	return out
}
