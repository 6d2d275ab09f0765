package questionnaire

import (
	"context"
	"errors"
	"math"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Update decides what a key or a finished piece of work means.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return m, m.key(msg)
	case openedMsg:
		return m, m.opened(msg)
	case movedMsg:
		return m, m.moved(msg)
	case completedMsg:
		return m, m.completed(msg)
	case pinMsg:
		return m, m.pinned(msg)
	case restedMsg:
		if msg.rest == m.rest {
			m.rest = 0
		}
	}
	return m, nil
}

func (m *Model) opened(msg openedMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.locked = false
		return tea.Batch(m.fail(msg.err), screen.Back())
	}
	m.sitting, m.now = msg.sitting, msg.now
	m.locked = m.now.admin.Mode == store.OwnScreen
	m.words = m.ownWords()
	m.show(m.now, false)
	if !m.fromPaper() {
		m.stage = greeting
	}
	return nil
}

// moved shows where the sitting stands now. When the work failed that is where it stood before.
func (m *Model) moved(msg movedMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.queue = nil
		m.trouble = m.words.T("ask.trouble")
		return m.fail(msg.err)
	}
	m.saved = msg.answered
	m.show(msg.now, msg.answered)
	if msg.answered {
		return tea.Batch(m.takeBreath(), m.nextQueued())
	}
	return m.nextQueued()
}

func (m *Model) completed(msg completedMsg) tea.Cmd {
	m.busy = false
	switch {
	case errors.Is(msg.err, casework.ErrNotDone):
		return m.move(false, func(ctx context.Context, s sitting) error { return settle(ctx, s, true) })
	case msg.err != nil:
		m.trouble = m.words.T("ask.trouble.finish")
		return m.fail(msg.err)
	}
	m.stage = ended
	if m.locked {
		return nil
	}
	return screen.Replace(screen.Result{ID: m.now.admin.ID})
}

// fail hands an error to the root. In respondent mode the root shows it only when the worker is back; the
// respondent reads the short words of the page.
func (m *Model) fail(err error) tea.Cmd {
	return func() tea.Msg { return screen.Failed{Err: err} }
}

func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	if m.busy {
		if m.fromPaper() && !k.Paste && len(m.queue) < longestQueue {
			m.queue = append(m.queue, k)
		}
		return nil
	}
	if k.Paste {
		return nil // nobody answers by pasting
	}
	if m.pinning {
		return m.pinKey(k)
	}
	if split := m.splitDigits(k); split != nil {
		m.queue = append(m.queue, split...)
		return m.nextQueued()
	}
	keys := m.keys()
	if m.rest != 0 && !key.Matches(k, keys.worker) {
		return m.takeBreath()
	}
	switch {
	case m.locked && key.Matches(k, keys.worker):
		m.askPIN()
		return nil
	case !m.locked && key.Matches(k, keys.leave):
		return m.esc()
	}
	return m.pageKey(k, keys)
}

func (m *Model) pageKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	switch m.stage {
	case opening, ended:
		return nil
	case greeting:
		if key.Matches(k, keys.begin) {
			m.show(m.now, false)
		}
		return nil
	case asking:
		return m.askingKey(k, keys)
	case skipping:
		return m.skippingKey(k, keys)
	case reading:
		m.stage = asking
		return nil
	case reviewing:
		return m.reviewKey(k, keys)
	}
	return nil
}

func (m *Model) askingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	switch {
	case key.Matches(k, keys.skip):
		m.reasons = m.reasonOptions()
		m.stage = skipping
		return nil
	case key.Matches(k, keys.back):
		return m.back()
	case key.Matches(k, keys.forward):
		return m.forward()
	case key.Matches(k, keys.instruction) && m.now.instruction != "":
		m.stage = reading
		return nil
	}
	if !m.options.Update(k) {
		return nil
	}
	code, ok := m.options.Chosen()
	if !ok {
		return nil
	}
	return m.answer(code)
}

func (m *Model) skippingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	if key.Matches(k, keys.back) || k.Type == tea.KeyEsc {
		m.stage = asking
		return nil
	}
	if !m.reasons.Update(k) {
		return nil
	}
	why, _ := m.reasons.Chosen()
	return m.skip(instruments.SkipReason(why))
}

func (m *Model) reviewKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	switch {
	case k.Type == tea.KeyUp:
		m.choice = max(m.choice-1, 0)
	case k.Type == tea.KeyDown:
		m.choice = min(m.choice+1, len(m.now.items))
	case k.Type == tea.KeyHome:
		m.choice = 0
	case k.Type == tea.KeyEnd:
		m.choice = len(m.now.items)
	case key.Matches(k, keys.back):
		if n := len(m.now.items); n > 0 {
			return m.goTo(m.now.items[n-1].Number)
		}
	case key.Matches(k, keys.begin) && m.choice == 0:
		return m.complete()
	case key.Matches(k, keys.begin):
		return m.goTo(m.now.items[m.choice-1].Number)
	}
	return nil
}

// esc closes what is open over the questions, else leaves with the draft kept.
func (m *Model) esc() tea.Cmd {
	if m.stage == skipping || m.stage == reading {
		m.stage = asking
		return nil
	}
	return m.leave()
}

func (m *Model) leave() tea.Cmd {
	m.locked = false
	return tea.Batch(screen.Back(), screen.Say(m.env.Lang.T("ask.kept")))
}

func (m *Model) askPIN() {
	m.pinning = true
	m.pin = widget.NewTextField(m.env.Theme, m.words.T("ask.pin"))
	m.pin.Secret(pinLength)
}

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
	if m.stage == ended {
		m.locked = false
		return screen.Replace(screen.Result{ID: m.now.admin.ID})
	}
	return m.leave()
}

// splitDigits takes apart digits that arrived as one message because they were typed fast; only from paper.
func (m *Model) splitDigits(k tea.KeyMsg) []tea.KeyMsg {
	if !m.fromPaper() || k.Type != tea.KeyRunes || len(k.Runes) < 2 || len(k.Runes) > longestQueue {
		return nil
	}
	out := make([]tea.KeyMsg, len(k.Runes))
	for i, r := range k.Runes {
		out[i] = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
	}
	return out
}

// nextQueued takes up keys that waited, until one of them starts work again.
func (m *Model) nextQueued() tea.Cmd {
	for len(m.queue) > 0 && !m.busy {
		k := m.queue[0]
		m.queue = m.queue[1:]
		if cmd := m.key(k); cmd != nil {
			return cmd
		}
	}
	return nil
}
