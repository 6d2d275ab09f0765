package keeping

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
	env           *screen.Env
	desk          desk
	view          *casework.KeepingView // nil until read
	list          *rows.List
	width, height int
}

type viewMsg struct{ view casework.KeepingView }

// New makes the screen.
func New(env *screen.Env, _ screen.Keeping) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads how the file is kept.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (viewMsg, error) {
		v, err := m.desk.Keeping(ctx)
		return viewMsg{v}, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("keeping.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.list.SetSize(width, min(listHeight, height-noteHeight))
}

const (
	listHeight = 12
	noteHeight = 6
	labelWidth = 37
	textWidth  = 84
)

func (m *Model) open() key.Binding {
	return screen.Bind("enter", m.env.Lang.T("keeping.key.open"), "enter")
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap { return screen.KeySet{m.open(), m.list.Keys()} }

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case viewMsg:
		m.view = &msg.view
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		if key.Matches(msg, m.open()) {
			return m, m.list.Open()
		}
		m.list.Move(msg)
	}
	return m, nil
}

func (m *Model) fill() {
	t, l, v := m.env.Lang.T, m.env.Lang, m.view
	line := func(label, value string, act screen.KeepAct) rows.Line {
		return rows.Line{Text: widget.Pad(label, labelWidth) + " " + value, Open: screen.Go(screen.KeepingAct{Act: act})}
	}
	last := line(t("keeping.backup"), m.lastBackup(), screen.KeepBackup)
	last.Warn = v.Due
	second := line(t("keeping.second"), t("keeping.second.none"), screen.KeepSecond)
	lines := []rows.Line{
		{Head: true, Text: t("keeping.backups")},
		last,
		line(t("keeping.remind"), l.N("keeping.days", v.BackupEvery), screen.KeepRemind),
		{Head: true},
		{Head: true, Text: t("keeping.keys")},
		line(t("keeping.passphrase"), "••••", screen.KeepPassphrase),
		line(t("keeping.recovery"), t("keeping.set."+m.has(casework.KeyRecovery)), screen.KeepRecovery),
		second,
		line(t("keeping.test"), "", screen.KeepTest),
	}
	if v.Has(casework.KeySecond) {
		lines[7] = line(t("keeping.second"), t("keeping.set.yes"), screen.KeepSecond)
		lines = append(lines[:8], line(t("keeping.second.remove"), "", screen.KeepSecondRemove), lines[8])
	}
	m.list.SetLines(lines)
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

// View draws the list and what is done elsewhere.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	t := m.env.Lang.T
	return strings.Join([]string{
		m.list.View(), "", m.env.Theme.Faint.Render(widget.Paragraph(t("keeping.commands"), min(m.width, textWidth))),
	}, "\n")
}
