package tui

import (
	"github.com/charmbracelet/bubbles/key"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
)

// globalKeys work on every screen that does not hold the keyboard; the first four always do,
// except in respondent mode.
type globalKeys struct {
	quitAlways, lock, helpAlways, palette key.Binding
	quit, back, help, paletteHere         key.Binding
	places                                []place
}

// place is a screen that a key opens from anywhere.
type place struct {
	key   key.Binding
	route screen.Route
}

func newKeys(l *lang.Localizer) globalKeys {
	bind := func(text string, shown string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, text))
	}
	return globalKeys{
		quitAlways:  bind(l.T("root.key.quit"), "ctrl+c", "ctrl+c"),
		lock:        bind(l.T("root.key.lock"), "ctrl+l", "ctrl+l", "f12"),
		helpAlways:  bind(l.T("root.key.help"), "F1", "f1"),
		palette:     bind(l.T("root.key.palette"), "ctrl+k", "ctrl+k"),
		quit:        bind(l.T("root.key.quit"), "q", "q"),
		back:        bind(l.T("root.key.back"), "esc", "esc"),
		help:        bind(l.T("root.key.help"), "?", "?"),
		paletteHere: bind(l.T("root.key.palette"), "ctrl+k :", "ctrl+k", ":"),
		places: []place{
			{bind(l.T("root.key.today"), "1", "1"), screen.Today{}},
			{bind(l.T("root.key.families"), "2", "2"), screen.Families{}},
			{bind(l.T("root.key.reports"), "3", "3"), screen.Reports{}},
			{bind(l.T("root.key.instruments"), "4", "4"), screen.Instruments{}},
			{bind(l.T("root.key.settings"), "5", "5"), screen.Settings{}},
			{bind(l.T("root.key.log"), "6", "6"), screen.Log{}},
			{bind(l.T("root.key.exchange"), "7", "7"), screen.Exchange{}},
			{bind(l.T("root.key.team"), "8", "8"), screen.Team{}},
		},
	}
}

// everywhere and goTo are the columns that the help page adds to the keys of the screen.
func (k globalKeys) everywhere() []key.Binding {
	return []key.Binding{k.help, k.paletteHere, k.back, k.lock, k.quit}
}

// always are the keys that work while something is typed too.
func (k globalKeys) always() []key.Binding {
	return []key.Binding{k.helpAlways, k.palette, k.lock, k.quitAlways}
}

func (k globalKeys) goTo() []key.Binding {
	out := make([]key.Binding, len(k.places))
	for i, p := range k.places {
		out[i] = p.key
	}
	return out
}
