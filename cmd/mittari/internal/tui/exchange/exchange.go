// Package exchange is where bundles for this file go to, whom bundles are packed for, and what merging has left to decide.
package exchange

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
	Address(ctx context.Context) (casework.Address, error)
	Correspondents(ctx context.Context) ([]casework.Correspondent, error)
	Conflicts(ctx context.Context) ([]casework.Conflict, error)
}

// Model is the screen.
type Model struct {
	env           *screen.Env
	desk          desk
	data          *readMsg // nil until read
	list          *rows.List
	width, height int
}

type readMsg struct {
	own       casework.Address
	others    []casework.Correspondent
	conflicts int
}

// New makes the screen.
func New(env *screen.Env, _ screen.Exchange) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	return &Model{env: env, desk: d, list: rows.New(env), width: 80, height: 20}
}

// Init reads keys, recipients and conflicts.
func (m *Model) Init() tea.Cmd {
	return screen.Work(m.env, func(ctx context.Context) (r readMsg, err error) {
		if r.own, err = m.desk.Address(ctx); err != nil {
			return r, err
		}
		if r.others, err = m.desk.Correspondents(ctx); err != nil {
			return r, err
		}
		all, err := m.desk.Conflicts(ctx)
		r.conflicts = len(all)
		return r, err
	})
}

// Title of the screen.
func (m *Model) Title() string { return m.env.Lang.T("exchange.title") }

// SetSize gives the room.
func (m *Model) SetSize(width, height int) {
	m.width, m.height = width, height
	m.fill()
}

type keyMap struct{ open, pack, merge, add, conflicts key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		open:      screen.Bind("enter", t("exchange.key.open"), "enter"),
		pack:      screen.Bind("p", t("exchange.key.pack"), "p"),
		merge:     screen.Bind("m", t("exchange.key.merge"), "m"),
		conflicts: screen.Bind("c", t("exchange.key.conflicts"), "c"),
		add:       screen.Bind("n", t("exchange.key.add"), "n"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	return screen.KeySet{k.open, k.pack, k.merge, k.conflicts, k.add, m.list.Keys()}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case readMsg:
		m.data = &msg
		m.fill()
	case screen.RefreshMsg:
		return m, m.Init()
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.open):
		return m.list.Open()
	case key.Matches(msg, k.pack):
		return screen.Go(screen.PackBundle{})
	case key.Matches(msg, k.merge):
		return screen.Go(screen.MergeBundles{})
	case key.Matches(msg, k.conflicts):
		return screen.Go(screen.Conflicts{})
	case key.Matches(msg, k.add):
		return screen.Go(screen.NewRecipient{})
	}
	m.list.Move(msg)
	return nil
}

const (
	textWidth  = 84
	nameWidth  = 14
	wide       = 110
	roomy      = 18 // lines from which on the note has room
	packedFrom = 24 // cells for the day on which somebody was packed for
)

// View draws the own key above the list.
func (m *Model) View() string {
	if m.data == nil {
		return m.env.Lang.T("form.wait")
	}
	return strings.Join(append(m.head(), m.list.View()), "\n")
}

func (m *Model) head() []string {
	t, th, own := m.env.Lang.T, m.env.Theme, m.data.own
	out := []string{th.Title.Render(t("exchange.own"))}
	for _, text := range []string{own.Recipient, t("exchange.mark") + ": " + own.Mark.String(), t("exchange.signs") + ": " + own.Signer.String()} {
		for _, line := range widget.Wrap(text, m.width-2) {
			out = append(out, "  "+line)
		}
	}
	if own.Evaluator {
		out = append(out, "  "+t("exchange.evaluator-file"))
	}
	if m.height >= roomy {
		out = append(out, th.Faint.Render(widget.Paragraph("  "+t("exchange.own.note"), min(m.width, textWidth))))
	}
	return append(out, "")
}

func (m *Model) fill() {
	if m.data == nil {
		return
	}
	t, l := m.env.Lang.T, m.env.Lang
	settle := t("exchange.conflicts.none")
	if m.data.conflicts > 0 {
		settle = l.N("exchange.conflicts", m.data.conflicts)
	}
	lines := []rows.Line{
		{Text: t("exchange.pack"), Open: screen.Go(screen.PackBundle{})},
		{Text: t("exchange.merge"), Open: screen.Go(screen.MergeBundles{})},
		{Text: settle, Warn: m.data.conflicts > 0, Open: screen.Go(screen.Conflicts{})},
		{Text: t("exchange.add"), Open: screen.Go(screen.NewRecipient{})},
		{Head: true},
		{Head: true, Text: t("exchange.recipients")},
	}
	for _, o := range m.data.others {
		lines = append(lines, rows.Line{Text: m.recipient(o), Open: screen.Go(screen.PackBundle{To: o.Name})})
	}
	if len(m.data.others) == 0 {
		lines = append(lines, rows.Line{Text: t("exchange.recipients.none")})
	}
	m.list.SetSize(m.width, m.height-len(m.head()))
	m.list.SetLines(lines)
}

func (m *Model) recipient(o casework.Correspondent) string {
	when := m.env.Lang.T("exchange.never")
	if !o.Packed.IsZero() {
		when = m.env.Lang.T("exchange.packed", "date", m.env.Lang.Date(store.DateOf(o.Packed)))
	}
	mark := o.Mark.Words
	if m.width >= wide {
		mark = o.Mark.String()
	}
	return widget.Pad(widget.Clean(o.Name), nameWidth) + " " + widget.Pad(when, packedFrom) + " " + mark
}
