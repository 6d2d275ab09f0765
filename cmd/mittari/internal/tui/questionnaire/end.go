package questionnaire

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// What the end page offers, by code.
const (
	moreCurve = iota + 1
	moreShare
	moreReady
)

type (
	curvesMsg struct {
		curves []casework.Series
		err    error
	}
	sharesMsg struct {
		shares map[store.Topic]bool
		err    error
	}
	sharedMsg struct{ err error }
)

// finished shows the end page.
func (m *Model) finished() {
	m.stage, m.said, m.trouble = ended, "", ""
	m.more = widget.NewOptions([]widget.Option{
		{Code: moreCurve, Text: m.words.T("ask.end.curve")},
		{Code: moreShare, Text: m.words.T("ask.end.share")},
		{Code: moreReady, Text: m.words.T("ask.end.ready")},
	}, 0, false)
}

// endedKey chooses what the page offers. When it offers nothing, digits are the worker's PIN.
func (m *Model) endedKey(k tea.KeyMsg) tea.Cmd {
	if !m.offer {
		if k.Type == tea.KeyRunes && len(k.Runes) == 1 && k.Runes[0] >= '0' && k.Runes[0] <= '9' {
			m.askPIN()
			return m.pinKey(k)
		}
		return nil
	}
	if !m.more.Update(k) {
		return nil
	}
	switch code, _ := m.more.Chosen(); code {
	case moreCurve:
		return fetch(m, func(ctx context.Context, s sitting) ([]casework.Series, error) { return s.OwnCurves(ctx) },
			func(c []casework.Series, err error) tea.Msg { return curvesMsg{c, err} })
	case moreShare:
		return fetch(m, func(ctx context.Context, s sitting) (map[store.Topic]bool, error) { return s.Shares(ctx) },
			func(v map[store.Topic]bool, err error) tea.Msg { return sharesMsg{v, err} })
	case moreReady:
		m.offer = false
	}
	return nil
}

func (m *Model) curved(msg curvesMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble.curve")
		return m.fail(msg.err)
	}
	m.curves, m.stage = msg.curves, curving
	return nil
}

func (m *Model) sharesRead(msg sharesMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble.share")
		return m.fail(msg.err)
	}
	m.shares, m.stage, m.choice = msg.shares, sharing, 0
	return nil
}

// shared goes back to the end page when the choices are on disk.
func (m *Model) shared(msg sharedMsg) tea.Cmd {
	m.busy = false
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble.share")
		return m.fail(msg.err)
	}
	m.finished()
	m.said = m.words.T("ask.share.saved")
	return nil
}

// curvingKey closes the curve.
func (m *Model) curvingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	if key.Matches(k, keys.begin, keys.close) {
		m.finished()
	}
	return nil
}

// sharingKey moves among the topics, changes one, and records all of them with the last line.
func (m *Model) sharingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	topics := store.Topics()
	switch {
	case k.Type == tea.KeyUp:
		m.choice = max(m.choice-1, 0)
	case k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		m.choice = min(m.choice+1, len(topics))
	case key.Matches(k, keys.close):
		m.finished()
	case key.Matches(k, keys.change) && m.choice < len(topics):
		t := topics[m.choice]
		m.shares[t] = !m.shares[t]
	case key.Matches(k, keys.begin):
		allowed := m.shares
		return fetch(m, func(ctx context.Context, s sitting) (struct{}, error) { return struct{}{}, s.Share(ctx, allowed) },
			func(_ struct{}, err error) tea.Msg { return sharedMsg{err} })
	}
	return nil
}

// thank is the calm end; nothing of the result is shown.
func (m *Model) thank(p *page) {
	t, w := m.env.Theme, m.words
	p.text(t.Question, widget.Wrap(w.T("ask.end"), m.column()))
	p.add("")
	p.text(t.Text, widget.Wrap(w.T("ask.end.saved"), m.column()))
	if m.said != "" {
		p.text(t.Text, widget.Wrap(m.said, m.column()))
	}
	m.addTrouble(p)
	if !m.offer {
		p.text(t.Text, widget.Wrap(w.T("ask.end.give"), m.column()))
		return
	}
	p.add("")
	p.text(t.Text, widget.Wrap(w.T("ask.end.more"), m.column()))
	p.add("")
	lines, _, _ := m.more.View(t, m.column())
	p.add(lines...)
}

// share lists what guardians may see.
func (m *Model) share(p *page) {
	t, w := m.env.Theme, m.words
	p.text(t.Question, widget.Wrap(w.T("ask.share"), m.column()))
	p.text(t.Text, widget.Wrap(w.T("ask.share.note"), m.column()))
	m.addTrouble(p)
	p.add("")
	for i, topic := range store.Topics() {
		mark, answer := "○ ", w.T("ask.share.no")
		if m.shares[topic] {
			mark, answer = "● ", w.T("ask.share.yes")
		}
		if i == m.choice {
			p.first, p.last = len(p.lines), len(p.lines)
		}
		p.add(m.line(i, widget.Spread(mark+w.T("ask.share."+string(topic)), answer, m.column()-2)))
	}
	if m.choice == len(store.Topics()) {
		p.first, p.last = len(p.lines)+1, len(p.lines)+1
	}
	p.add("", m.line(len(store.Topics()), w.T("ask.share.done")))
}
