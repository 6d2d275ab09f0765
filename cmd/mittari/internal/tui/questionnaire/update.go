package questionnaire

import (
	"context"
	"errors"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
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
	case toldMsg:
		return m, m.told(msg)
	case spokenMsg:
		return m, m.spoken(msg)
	case curvesMsg:
		return m, m.curved(msg)
	case sharesMsg:
		return m, m.sharesRead(msg)
	case sharedMsg:
		return m, m.shared(msg)
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
	m.speeches, m.pinLength = msg.speeches, msg.pinLength
	m.locked = m.now.admin.Mode == store.OwnScreen
	if m.now.admin.Mode == store.FromPaper {
		return screen.Replace(screen.KeyIn{Resume: m.now.admin.ID})
	}
	m.offer = m.sitting.MayOffer()
	m.words = msg.words
	m.stage = greeting
	if m.now.notice != nil {
		m.stage = telling
	}
	return nil
}

// moved shows where the sitting stands now. When the work failed that is where it stood before.
func (m *Model) moved(msg movedMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble")
		return m.fail(msg.err)
	}
	m.saved = msg.answered
	m.show(msg.now, msg.answered)
	if msg.answered {
		return m.takeBreath()
	}
	return nil
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
	m.finished()
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
	if m.busy || k.Paste { // nobody answers by pasting
		return nil
	}
	if m.pinning {
		return m.pinKey(k)
	}
	keys := m.keys()
	if m.rest != 0 && !key.Matches(k, keys.worker) {
		return m.takeBreath()
	}
	switch {
	case m.locked && key.Matches(k, keys.worker):
		m.askPIN()
		return nil
	case !m.over() && key.Matches(k, keys.leave):
		return m.esc()
	case m.locked && key.Matches(k, keys.pause):
		m.pause()
		return nil
	}
	return m.pageKey(k, keys)
}

func (m *Model) pageKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	switch m.stage {
	case opening:
		return nil
	case telling:
		return m.tellingKey(k, keys)
	case greeting:
		return m.greetingKey(k, keys)
	case paused:
		if key.Matches(k, keys.begin) {
			m.stage = m.before
		}
		return nil
	case ended:
		return m.endedKey(k)
	case curving:
		return m.curvingKey(k, keys)
	case sharing:
		return m.sharingKey(k, keys)
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
