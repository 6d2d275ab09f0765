package questionnaire

import (
	"fmt"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

type keyMap struct {
	answer, begin, skip, back, forward, instruction, pause, lang, change, close, leave, worker key.Binding
}

func (m *Model) keys() keyMap {
	t := m.words.T
	answer := t("ask.key.answer")
	if !m.options.Direct() {
		answer = t("ask.key.choose")
	}
	return keyMap{
		answer:      screen.Bind(m.digits()+" ↑↓", answer, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "up", "down"),
		begin:       screen.Bind("Enter", t("ask.key.go"), "enter"),
		skip:        screen.Bind("s", t("ask.key.skip"), "s", "S"),
		back:        screen.Bind("⌫", t("ask.key.back"), "backspace", "pgup", "b", "-"),
		forward:     screen.Bind("Tab", t("ask.key.forward"), "tab", "pgdown"),
		instruction: screen.Bind("i", t("ask.key.instruction"), "i", "I"),
		pause:       screen.Bind("p", t("ask.key.pause"), "p", "P"),
		lang:        screen.Bind("◂ ▸", t("ask.key.lang"), "left", "right"),
		change:      screen.Bind("◂ ▸", t("ask.key.change"), "left", "right", " "),
		close:       screen.Bind("⌫", t("ask.key.close"), "backspace", "esc"),
		leave:       screen.Bind("esc", t("ask.key.leave"), "esc"),
		worker:      screen.Bind("ctrl+x", t("ask.key.worker"), "ctrl+x"),
	}
}

// digits are the codes that can be pressed: "0–3".
func (m *Model) digits() string {
	lo, hi := m.options.Codes()
	if m.stage == skipping {
		lo, hi = m.reasons.Codes()
	}
	return fmt.Sprintf("%d–%d", lo, hi)
}

// pageKeys are the keys of the page shown.
func (m *Model) pageKeys() []key.Binding {
	k := m.keys()
	switch m.stage {
	case opening:
		return nil
	case telling:
		does := m.words.T("ask.key.told")
		if !m.page.AtEnd() {
			does = m.words.T("ask.key.more")
		}
		return m.withSpeech(screen.Bind("Enter", does, "enter"))
	case greeting:
		return m.withSpeech(k.begin)
	case reading, paused:
		return []key.Binding{k.begin}
	case ended:
		return m.endKeys()
	case curving:
		return []key.Binding{k.begin}
	case sharing:
		return []key.Binding{screen.Bind("↑↓", m.words.T("ask.key.choose"), "up", "down"), k.change, k.begin, k.close}
	case asking:
		out := []key.Binding{k.answer}
		if !m.options.Direct() {
			out = append(out, k.begin)
		}
		out = m.withBreak(append(out, k.skip, k.back))
		if m.now.instruction != "" {
			out = append(out, k.instruction)
		}
		return append(out, k.forward)
	case skipping:
		return []key.Binding{k.answer, k.back}
	case reviewing:
		return m.withBreak([]key.Binding{screen.Bind("↑↓", m.words.T("ask.key.choose"), "up", "down"), k.begin, k.back})
	}
	return nil
}

func (m *Model) withSpeech(k key.Binding) []key.Binding {
	if m.maySpeak() {
		return []key.Binding{k, m.keys().lang}
	}
	return []key.Binding{k}
}

// withBreak adds the key of a break in respondent mode; beside the worker a break needs no key.
func (m *Model) withBreak(keys []key.Binding) []key.Binding {
	if m.locked {
		return append(keys, m.keys().pause)
	}
	return keys
}

func (m *Model) endKeys() []key.Binding {
	if !m.offer {
		return nil
	}
	return []key.Binding{screen.Bind("1–3 ↑↓", m.words.T("ask.key.choose"), "1", "2", "3", "up", "down"), m.keys().begin}
}

// Keys for the footer and the help page of the root, which are drawn only when the screen is not locked.
func (m *Model) Keys() help.KeyMap {
	return screen.KeySet(append(m.pageKeys(), m.keys().leave))
}
