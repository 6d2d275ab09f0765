package setup

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/spinner"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

type (
	// spokenMsg comes after the root has changed the language.
	spokenMsg struct{}
	codeMsg   struct {
		code string
		err  error
	}
	doneMsg struct {
		record casework.Record
		err    error
	}
)

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case spokenMsg:
		return m, m.goTo(stepPassphrase)
	case codeMsg:
		m.code, m.failed = msg.code, msg.err
		return m, nil
	case doneMsg:
		return m, m.finished(msg)
	case spinner.TickMsg:
		if !m.working {
			return m, nil
		}
		var cmd tea.Cmd
		m.spin, cmd = m.spin.Update(msg)
		return m, cmd
	case tea.KeyMsg:
		return m, m.pressed(msg)
	}
	return m, m.toForm(msg)
}

func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	if m.working {
		return nil
	}
	back := screen.Bind("", "", "esc")
	enter := screen.Bind("", "", "enter")
	switch {
	case key.Matches(msg, back):
		if m.step == stepLang {
			return nil
		}
		return m.goTo(m.step - 1)
	case m.step == stepCode && key.Matches(msg, enter) && m.code != "":
		return m.goTo(stepConfirm)
	case m.step == stepReady && key.Matches(msg, enter):
		return m.create()
	}
	return m.toForm(msg)
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.form == nil {
		return nil
	}
	cmd := m.form.Update(msg)
	if !m.form.Done() {
		return cmd
	}
	if m.step != stepLang {
		return m.goTo(m.step + 1)
	}
	return tea.Sequence(
		func() tea.Msg { return screen.LangMsg{Lang: m.lang} },
		func() tea.Msg { return spokenMsg{} },
	)
}

// goTo shows a step with the values entered so far.
func (m *Model) goTo(s step) tea.Cmd {
	m.step, m.failed = s, nil
	m.form = m.buildForm()
	m.sizeForm()
	switch {
	case m.form != nil:
		return m.form.Init()
	case s == stepCode && m.code == "":
		door := m.env.Door
		return func() tea.Msg {
			code, err := door.NewRecoveryCode()
			return codeMsg{code, err}
		}
	}
	return nil
}

// create makes the file and its first records. A file that was made in an earlier try is used again.
func (m *Model) create() tea.Cmd {
	m.working, m.failed = true, nil
	first := casework.First{
		Lang:       m.lang,
		RegionCode: coded(m.regionCode), RegionName: strings.TrimSpace(m.region),
		TeamCode: coded(m.teamCode), TeamName: strings.TrimSpace(m.team),
		WorkerCode: coded(m.worker), PIN: m.pin,
	}
	ctx, door, setUp, clock := m.env.Ctx, m.env.Door, m.setUp, m.env.Clock
	record, phrase, code := m.record, m.phrase, m.code
	work := func() tea.Msg {
		rec, err := makeRecord(ctx, door, record, phrase, code)
		if err != nil {
			return doneMsg{nil, err}
		}
		if err := setUp(ctx, rec, first, clock); err != nil {
			return doneMsg{rec, err}
		}
		return doneMsg{rec, nil}
	}
	return tea.Batch(work, m.spin.Tick)
}

func makeRecord(ctx context.Context, door casework.Door, made casework.Record, phrase, code string) (casework.Record, error) {
	if made != nil {
		return made, nil
	}
	rec, err := door.Create(ctx, phrase, code)
	if err != nil {
		return nil, fmt.Errorf("create workspace: %w", err)
	}
	return rec, nil
}

func (m *Model) finished(msg doneMsg) tea.Cmd {
	m.working, m.failed, m.record = false, msg.err, msg.record
	if msg.err != nil {
		return nil
	}
	m.phrase, m.phraseBack, m.code, m.typed1, m.typed2, m.pin, m.pinBack = "", "", "", "", "", "", ""
	return func() tea.Msg { return screen.OpenedMsg{Record: msg.record, Route: screen.Today{}} }
}
