package tui

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/store"
)

// Limits of the idle time, in minutes.
const (
	defaultIdle = 5
	maxIdle     = 15
)

type (
	// satMsg: the desk is ready, or the record cannot be worked with.
	satMsg struct {
		desk     *casework.Desk
		settings store.Settings
		route    screen.Route
		err      error
	}
	// idleMsg: a timer ran out.
	idleMsg struct{ timer int }
	// settingsMsg: the settings were read again.
	settingsMsg store.Settings
)

// sitDown opens the desk over a record. The root keeps the record from here on, so that it is closed even when
// the program ends before the desk is ready.
func (m *Model) sitDown(rec casework.Record, route screen.Route) tea.Cmd {
	m.record = rec
	env := m.env
	return func() tea.Msg {
		desk, err := casework.NewDesk(env.Ctx, rec, env.Catalogue, env.Clock)
		if err != nil {
			return satMsg{err: err}
		}
		settings, err := desk.Settings(env.Ctx)
		return satMsg{desk: desk, settings: settings, route: route, err: err}
	}
}

// sat shows the first screen after unlocking, and over it what was open when the program locked.
func (m *Model) sat(msg satMsg) tea.Cmd {
	if msg.err != nil {
		m.fail(errors.Join(msg.err, m.leave(m.env.Ctx)))
		return m.home(screen.Unlock{})
	}
	m.env = m.envWith(msg.desk)
	m.env.Demo = m.env.Demo || msg.settings.Demo
	m.lastKey = m.now()
	first := m.settingUp()
	cmds := []tea.Cmd{m.settings(msg.settings), m.home(screen.Today{})}
	if msg.route != nil && msg.route != (screen.Today{}) {
		cmds = append(cmds, m.open(screen.GoMsg{Route: msg.route}))
	}
	for _, r := range m.resume {
		cmds = append(cmds, m.open(screen.GoMsg{Route: r}))
	}
	m.resume = nil
	if m.said = m.notices(msg.desk); m.said == "" && first {
		m.said = m.env.Lang.T("root.hint")
	}
	return tea.Batch(cmds...)
}

// settingUp reports whether the record has just been set up.
func (m *Model) settingUp() bool {
	if m.top() == nil {
		return false
	}
	_, ok := m.top().route.(screen.SetUp)
	return ok
}

func (m *Model) notices(d *casework.Desk) string {
	var said []string
	for _, n := range d.Notices() {
		if m.env.Lang.Has(n.Key) {
			said = append(said, m.env.Lang.T(n.Key, "path", n.Path, "n", n.N))
		}
	}
	return strings.Join(said, " ")
}

func (m *Model) readSettings() tea.Cmd {
	desk, ctx := m.env.Desk, m.env.Ctx
	if desk == nil {
		return nil
	}
	return func() tea.Msg {
		s, err := desk.Settings(ctx)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return settingsMsg(s)
	}
}

// settings takes language and idle time from the workspace and starts the one timer anew.
func (m *Model) settings(s store.Settings) tea.Cmd {
	minutes := s.AutoLockMinutes
	if minutes < 1 {
		minutes = defaultIdle
	}
	m.idle = time.Duration(min(minutes, maxIdle)) * time.Minute
	timer := m.wait(m.idle)
	if s.Lang != "" && s.Lang != m.env.Lang.Lang() {
		return tea.Batch(timer, m.speak(screen.LangMsg{Lang: s.Lang}))
	}
	return timer
}

func (m *Model) wait(d time.Duration) tea.Cmd {
	m.timer++
	number := m.timer
	return m.opt.After(d, func(time.Time) tea.Msg { return idleMsg{timer: number} })
}

// idled locks, or waits for what is left since the last key. There is never more than one timer that counts.
func (m *Model) idled(msg idleMsg) tea.Cmd {
	if msg.timer != m.timer || m.env.Desk == nil {
		return nil
	}
	if m.overdue() {
		return m.lock()
	}
	return m.wait(m.lastKey.Add(m.idle).Sub(m.now()))
}

// woken locks when the window comes back after too long. Timers stand still while the computer sleeps, the clock of the
// wall does not: nobody should find the record open until the rest of the timer has run.
func (m *Model) woken() tea.Cmd {
	if m.overdue() {
		return m.lock()
	}
	return nil
}

func (m *Model) overdue() bool {
	return m.env.Desk != nil && m.idle > 0 && m.now().Sub(m.lastKey) >= m.idle
}

// whereAbouts are the screens over the first, as they can be opened again: a form at the item it was left at, the rest
// as they were opened. What was typed and not yet kept is not part of it.
func (m *Model) whereAbouts() []screen.Route {
	var out []screen.Route
	for _, o := range m.stack {
		route := o.route
		if r, ok := o.screen.(screen.Resumable); ok {
			if route, ok = r.Resume(); !ok {
				continue
			}
		}
		if route != (screen.Today{}) {
			out = append(out, route)
		}
	}
	return out
}

// lock forgets every screen, asks for the passphrase and closes the record.
func (m *Model) lock() tea.Cmd {
	m.resume = m.whereAbouts()
	desk := m.env.Desk
	m.record = nil
	m.helping, m.palette, m.quitting, m.said, m.problem, m.idle = false, nil, false, "", nil, 0
	m.stack = nil
	m.env = m.envWith(nil)
	unlock := m.home(screen.Unlock{Locked: true})
	ctx := context.WithoutCancel(m.env.Ctx)
	return tea.Batch(unlock, func() tea.Msg {
		if err := desk.Leave(ctx); err != nil {
			return screen.Failed{Err: err}
		}
		return nil
	})
}
