package questionnaire

import (
	"errors"
	"math"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// esc closes what is open over the questions. Then a respondent gets a break, and beside the worker the form is left
// with the draft kept.
func (m *Model) esc() tea.Cmd {
	switch {
	case m.stage == skipping || m.stage == reading:
		m.stage = asking
		return nil
	case m.locked:
		m.pause()
		return nil
	}
	return m.leave()
}

func (m *Model) leave() tea.Cmd {
	m.locked = false
	return tea.Batch(screen.Back(), screen.Say(m.env.Lang.T("ask.kept")))
}

// pause puts the questions out of sight; what was answered is on disk already.
func (m *Model) pause() {
	if m.stage == asking || m.stage == skipping || m.stage == reviewing {
		m.before, m.stage = m.stage, paused
	}
}

func (m *Model) askPIN() {
	m.pinning = true
	m.pin = widget.NewTextField(m.env.Theme, m.words.T("ask.pin"))
	m.pin.Secret(pinLength)
}

// pinKey edits the PIN. On the end page, where nothing but the worker is waited for, it is tried as soon as it is long
// enough; elsewhere enter tries it.
func (m *Model) pinKey(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		m.pinning = false
	case tea.KeyEnter:
		if m.pin.Value() != "" {
			return m.checkPIN()
		}
	case tea.KeyRunes, tea.KeyBackspace, tea.KeyDelete:
		m.pin.Update(k)
		if m.stage == ended && k.Type == tea.KeyRunes && len([]rune(m.pin.Value())) == m.pinLength {
			return m.checkPIN()
		}
	default:
	}
	return nil
}

// pinned leaves respondent mode, or says why not.
func (m *Model) pinned(msg pinMsg) tea.Cmd {
	m.busy = false
	wait, waiting := pinWait(msg.err)
	switch {
	case waiting:
		m.pin.Problem = m.words.N("ask.pin.wait", int(math.Ceil(wait.After.Seconds())))
		return nil
	case errors.Is(msg.err, casework.ErrWrongPIN):
		m.pin.Problem = m.words.T("ask.pin.wrong")
		return nil
	case msg.err != nil && !errors.Is(msg.err, casework.ErrNoPIN):
		m.pin.Problem = m.words.T("ask.pin.failed")
		return m.fail(msg.err)
	}
	m.pinning = false
	if m.over() {
		m.locked = false
		return screen.Replace(screen.Result{ID: m.now.admin.ID})
	}
	return m.leave()
}

// askPage is the page over which the PIN is asked.
func (m *Model) askPage(p *page) {
	p.add(splitLines(m.pin.View(m.column()))...)
	p.text(m.env.Theme.Faint, append([]string{""}, widget.Wrap(m.words.T("ask.pin.back"), m.column())...))
}
