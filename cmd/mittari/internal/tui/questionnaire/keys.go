package questionnaire

import (
	"fmt"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

type keyMap struct {
	answer, begin, skip, back, forward, instruction, leave, worker key.Binding
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
	case opening, ended:
		return nil
	case greeting, reading:
		return []key.Binding{k.begin}
	case asking:
		out := []key.Binding{k.answer}
		if !m.options.Direct() {
			out = append(out, k.begin)
		}
		out = append(out, k.skip, k.back)
		if m.now.instruction != "" {
			out = append(out, k.instruction)
		}
		return append(out, k.forward)
	case skipping:
		return []key.Binding{k.answer, k.back}
	case reviewing:
		return []key.Binding{screen.Bind("↑↓", m.words.T("ask.key.choose"), "up", "down"), k.begin, k.back}
	}
	return nil
}

// Keys for the footer and the help page of the root, which are drawn only when the screen is not locked.
func (m *Model) Keys() help.KeyMap {
	return screen.KeySet(append(m.pageKeys(), m.keys().leave))
}
