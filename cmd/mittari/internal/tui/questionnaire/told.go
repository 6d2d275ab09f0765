package questionnaire

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/phrase"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

type (
	toldMsg struct {
		now snapshot
		err error
	}
	spokenMsg struct {
		now   snapshot
		words *lang.Localizer
		err   error
	}
)

// tellingKey is a key on the notice. Enter goes on when all of it has been in sight, and that is recorded before anything is asked.
func (m *Model) tellingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	m.tell() // so that the page knows its end also when it was not drawn yet
	switch {
	case key.Matches(k, keys.lang) && m.maySpeak():
		return m.speak(k)
	case key.Matches(k, keys.begin) && !m.page.AtEnd():
		m.page.Update(tea.KeyMsg{Type: tea.KeyPgDown})
	case key.Matches(k, keys.begin):
		return m.acknowledge()
	default:
		m.page.Update(k)
	}
	return nil
}

func (m *Model) acknowledge() tea.Cmd {
	m.busy, m.trouble = true, ""
	s, ctx := m.sitting, m.env.Ctx
	return func() tea.Msg {
		err := s.Acknowledge(ctx)
		return toldMsg{look(s), err}
	}
}

func (m *Model) told(msg toldMsg) tea.Cmd {
	m.busy, m.now = false, msg.now
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble.told")
		return m.fail(msg.err)
	}
	m.stage = greeting
	return m.takeBreath()
}

// tell draws the notice in the version for the respondent's age.
func (m *Model) tell() string {
	t, w := m.env.Theme, m.words
	var p page
	p.text(t.Question, widget.Wrap(w.T("told.title"), m.column()))
	p.add("")
	p.text(t.Text, widget.Wrap(w.T("told."+string(m.now.notice.Version), "months", m.now.notice.Months), m.column()))
	p.add("")
	p.text(t.Text, widget.Wrap(w.T("told.no"), m.column()))
	m.addTrouble(&p)
	p.add("")
	p.text(t.Selected, widget.Wrap("▸ "+w.T("told.go"), m.column()))
	m.addSpeech(&p)
	m.page.SetHeight(m.room())
	m.page.SetText(strings.Join(p.lines, "\n"))
	return m.page.View()
}

// greetingKey begins, or changes the language.
func (m *Model) greetingKey(k tea.KeyMsg, keys keyMap) tea.Cmd {
	switch {
	case key.Matches(k, keys.begin):
		m.trouble = ""
		m.show(m.now, false)
	case key.Matches(k, keys.lang) && m.maySpeak():
		return m.speak(k)
	}
	return nil
}

// maySpeak reports whether the language can still be changed: nothing is answered, and the respondent reads the page.
func (m *Model) maySpeak() bool {
	return ownPage(m.now.admin) && len(m.speeches) > 1 && m.now.left == len(m.now.items)
}

// speak goes on in the language before or after this one.
func (m *Model) speak(k tea.KeyMsg) tea.Cmd {
	by := 1
	if k.Type == tea.KeyLeft {
		by = -1
	}
	at := m.speech() + by
	if at < 0 || at >= len(m.speeches) {
		return nil
	}
	m.busy, m.trouble = true, ""
	s, ctx, l, worker := m.sitting, m.env.Ctx, m.speeches[at].Lang, m.env.Lang
	return func() tea.Msg {
		err := s.Speak(ctx, l)
		return spokenMsg{look(s), ownWords(worker, s.Administration()), err}
	}
}

func (m *Model) spoken(msg spokenMsg) tea.Cmd {
	m.busy, m.now, m.words = false, msg.now, msg.words
	if msg.err != nil {
		m.trouble = m.words.T("ask.trouble.lang")
		return m.fail(msg.err)
	}
	m.page.Top()
	return nil
}

// speech is the place of the language at hand.
func (m *Model) speech() int {
	return slices.IndexFunc(m.speeches, func(s casework.Speech) bool { return s.Lang == m.now.admin.Lang })
}

// addSpeech is the line of languages, with arrows where there are more.
func (m *Model) addSpeech(p *page) {
	if !m.maySpeak() {
		return
	}
	at := m.speech()
	left, right := "  ", "  "
	if at > 0 {
		left = "◂ "
	}
	if at < len(m.speeches)-1 {
		right = " ▸"
	}
	text := left + m.words.T("ask.lang", "lang", phrase.Speech(m.words, m.now.admin.Lang)) + right
	if at >= 0 && !m.speeches[at].Full {
		text += "  (" + m.words.T("ask.lang.cues") + ")"
	}
	p.add("")
	p.text(m.env.Theme.Faint, widget.Wrap(text, m.column()))
}

// addTrouble says what went wrong, in the respondent's words.
func (m *Model) addTrouble(p *page) {
	if m.trouble != "" {
		p.add("")
		p.text(m.env.Theme.Warn, widget.Wrap("! "+m.trouble, m.column()))
	}
}
