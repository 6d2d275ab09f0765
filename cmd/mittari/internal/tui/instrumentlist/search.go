package instrumentlist

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
)

// Typing keeps letters for the search.
func (m *Model) Typing() bool { return m.typing }

func (m *Model) bindSearch() key.Binding {
	return screen.Bind("/", m.env.Lang.T("families.key.search"), "/")
}

func (m *Model) bindDone() key.Binding {
	return screen.Bind("enter", m.env.Lang.T("families.key.done"), "enter")
}

func (m *Model) bindClear() key.Binding {
	return screen.Bind("esc", m.env.Lang.T("families.key.clear"), "esc")
}

// typed is a key while the search has the keyboard: arrows still move in the list.
func (m *Model) typed(msg tea.KeyMsg) {
	switch {
	case key.Matches(msg, m.bindDone()):
		m.typing = false
	case key.Matches(msg, m.bindClear()):
		m.typing = false
		m.search.SetValue("")
	case key.Matches(msg, screen.Bind("", "", "up", "down", "pgup", "pgdown")):
		m.list.Move(msg)
		return
	default:
		m.search.Update(msg)
	}
	m.fill()
}

// found reports whether every word of the search is in what an instrument is called or what it measures.
func (m *Model) found(d *instruments.Definition) bool {
	l := m.env.Lang
	text := strings.ToLower(strings.Join([]string{string(d.ID), l.Text(d.Abbreviation), l.Text(d.Title), l.Text(d.Construct)}, " "))
	for _, word := range strings.Fields(strings.ToLower(m.search.Value())) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// filter says how many are shown, of which kind, and what is searched for.
func (m *Model) filter() string {
	l := m.env.Lang
	parts := []string{l.T("instruments.shown", "n", m.list.Len(), "all", len(m.all))}
	if who := informants()[m.informant]; who != "" {
		parts = append(parts, l.T("instrument.informants")+": "+l.T("informant."+string(who)))
	}
	if class := classes()[m.class]; class != "" {
		parts = append(parts, l.T("instrument.class."+string(class)))
	}
	switch {
	case m.typing:
		parts = append(parts, l.T("instruments.search")+": "+m.search.Value()+"▏")
	case m.search.Value() != "":
		parts = append(parts, l.T("instruments.search")+": "+m.search.Value())
	default:
		parts = append(parts, l.T("instruments.search.hint"))
	}
	return strings.Join(parts, " · ")
}
