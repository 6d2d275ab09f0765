// Package exchange is where bundles for this file go to, whom bundles are packed for, and what merging has left to decide.
package exchange

import (
	"context"

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
	rows.Panel
	env  *screen.Env
	desk desk
	data *readMsg // nil until read
}

type readMsg struct {
	own       casework.Address
	others    []casework.Correspondent
	conflicts int
}

// New makes the screen.
func New(env *screen.Env, _ screen.Exchange) screen.Screen { return newModel(env, env.Desk) }

func newModel(env *screen.Env, d desk) *Model {
	m := &Model{env: env, desk: d}
	m.Panel = rows.NewPanel(env, rows.Spec{Read: m.read, Above: m.head, Open: "exchange.key.open"})
	return m
}

// read reads keys, recipients and conflicts.
func (m *Model) read() tea.Cmd {
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

type keyMap struct{ pack, merge, add, conflicts key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	return keyMap{
		pack:      screen.Bind("p", t("exchange.key.pack"), "p"),
		merge:     screen.Bind("m", t("exchange.key.merge"), "m"),
		conflicts: screen.Bind("c", t("exchange.key.conflicts"), "c"),
		add:       screen.Bind("n", t("exchange.key.add"), "n"),
	}
}

// Keys of the screen.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	return m.Panel.Keys(k.pack, k.merge, k.conflicts, k.add)
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, done := m.Panel.Update(msg); done {
		return m, cmd
	}
	switch msg := msg.(type) {
	case readMsg:
		m.data = &msg
		m.Show(m.things(), m.recipients())
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, nil
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	k := m.keys()
	switch {
	case key.Matches(msg, k.pack):
		return screen.Go(screen.PackBundle{})
	case key.Matches(msg, k.merge):
		return screen.Go(screen.MergeBundles{})
	case key.Matches(msg, k.conflicts):
		return screen.Go(screen.Conflicts{})
	case key.Matches(msg, k.add):
		return screen.Go(screen.NewRecipient{})
	}
	return nil
}

const (
	textWidth  = 84
	nameWidth  = 14
	wide       = 110
	roomy      = 18 // lines from which on the note has room
	packedFrom = 24 // cells for the day on which somebody was packed for
)

// head is the own key.
func (m *Model) head() []string {
	t, th, own := m.env.Lang.T, m.env.Theme, m.data.own
	out := []string{th.Title.Render(t("exchange.own"))}
	for _, text := range []string{own.Recipient, t("exchange.mark") + ": " + own.Mark.String(), t("exchange.signs") + ": " + own.Signer.String()} {
		for _, line := range widget.Wrap(text, m.Width()-2) {
			out = append(out, "  "+line)
		}
	}
	if own.Evaluator {
		out = append(out, "  "+t("exchange.evaluator-file"))
	}
	if m.Height() >= roomy {
		out = append(out, th.Faint.Render(widget.Paragraph("  "+t("exchange.own.note"), min(m.Width(), textWidth))))
	}
	return append(out, "")
}

// things are what can be done.
func (m *Model) things() rows.Section {
	t := m.env.Lang.T
	settle := t("exchange.conflicts.none")
	if m.data.conflicts > 0 {
		settle = m.env.Lang.N("exchange.conflicts", m.data.conflicts)
	}
	return rows.Lines(
		rows.Line{Text: t("exchange.pack"), Open: screen.Go(screen.PackBundle{})},
		rows.Line{Text: t("exchange.merge"), Open: screen.Go(screen.MergeBundles{})},
		rows.Line{Text: settle, Warn: m.data.conflicts > 0, Open: screen.Go(screen.Conflicts{})},
		rows.Line{Text: t("exchange.add"), Open: screen.Go(screen.NewRecipient{})},
	)
}

// recipients are those whom bundles are packed for.
func (m *Model) recipients() rows.Section {
	t, all := m.env.Lang.T, m.data.others
	return rows.Section{
		Head: rows.Fixed(t("exchange.recipients")), None: t("exchange.recipients.none"), N: len(all),
		Line: func(i int) rows.Line {
			return rows.Line{Text: m.recipient(all[i]), Open: screen.Go(screen.PackBundle{To: all[i].Name})}
		},
	}
}

func (m *Model) recipient(o casework.Correspondent) string {
	when := m.env.Lang.T("exchange.never")
	if !o.Packed.IsZero() {
		when = m.env.Lang.T("exchange.packed", "date", m.env.Lang.Date(store.DateOf(o.Packed)))
	}
	mark := o.Mark.Words
	if m.Width() >= wide {
		mark = o.Mark.String()
	}
	return widget.Pad(widget.Clean(o.Name), nameWidth) + " " + widget.Pad(when, packedFrom) + " " + mark
}
