package tui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/instruments"
)

// action is one line of the menu.
type action struct {
	text  string
	group string // what kind of thing it is
	shown string // the key that does the same; empty: none does
	run   func() tea.Cmd
}

// actions are everything there is to do and to go to: the keys of the screen at hand, the places, the program.
func (m *Model) actions() []action {
	out := m.actionsHere()
	here := map[string]bool{}
	for _, a := range out {
		here[plain(a.text)] = true
	}
	if m.env.Desk != nil {
		// A key of the screen stands for a place of the same name, unless that has a key of its own: the log of a family is
		// not the log of all.
		out = append(out, slices.DeleteFunc(m.placesToGo(), func(a action) bool { return a.shown == "" && here[plain(a.text)] })...)
	}
	return append(out, m.actionsOfProgram()...)
}

// actionsHere are the keys of the screen that mean one thing.
func (m *Model) actionsHere() []action {
	var out []action
	group := m.env.Lang.T("palette.here")
	for _, column := range m.top().screen.Keys().FullHelp() {
		for _, b := range column {
			if k, ok := oneKey(b); ok && b.Help().Desc != "" {
				out = append(out, action{b.Help().Desc, group, b.Help().Key, func() tea.Cmd { return m.key(k) }})
			}
		}
	}
	return out
}

// oneKey is the key of a binding that does one thing. One that moves, or is one of several answers, is none.
func oneKey(b key.Binding) (tea.KeyMsg, bool) {
	keys := b.Keys()
	if !b.Enabled() || len(keys) == 0 {
		return tea.KeyMsg{}, false
	}
	k, ok := screen.KeyNamed(keys[0])
	if !ok || len(keys) > 1 && oneOfMany(k) {
		return tea.KeyMsg{}, false
	}
	return k, true
}

// oneOfMany reports whether a key stands for one direction, or one answer, beside others.
func oneOfMany(k tea.KeyMsg) bool {
	moves := []tea.KeyType{tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd}
	digit := k.Type == tea.KeyRunes && len(k.Runes) == 1 && k.Runes[0] >= '0' && k.Runes[0] <= '9'
	return digit || slices.Contains(moves, k.Type)
}

// placesToGo are the screens that open from anywhere, those with a key first.
func (m *Model) placesToGo() []action {
	t := m.env.Lang.T
	var out []action
	add := func(text, shown string, r screen.Route) {
		out = append(out, action{text, t("palette.go"), shown, func() tea.Cmd { return m.goTo(r) }})
	}
	for _, p := range m.keys.places {
		add(p.key.Help().Desc, p.key.Help().Key, p.route)
	}
	add(t("newfamily.title"), "", screen.NewFamily{})
	add(t("keyin.title"), "", screen.KeyIn{})
	add(t("protocol.title"), "", screen.Protocol{})
	add(t("targets.title"), "", screen.Targets{})
	add(t("packbundle.title"), "", screen.PackBundle{})
	add(t("mergebundles.title"), "", screen.MergeBundles{})
	add(t("conflicts.title"), "", screen.Conflicts{})
	add(t("keeping.title"), "", screen.Keeping{})
	add(t("retention.title"), "", screen.Retention{})
	add(t("checkmark.title"), "", screen.CheckMark{})
	return out
}

// actionsOfProgram are help, language, lock and quit.
func (m *Model) actionsOfProgram() []action {
	group := m.env.Lang.T("palette.program")
	of := func(b key.Binding, run func() tea.Cmd) action { return action{b.Help().Desc, group, b.Help().Key, run} }
	help := of(m.keys.helpAlways, func() tea.Cmd {
		m.showHelp()
		return nil
	})
	out := []action{help}
	for _, tag := range lang.Languages() {
		if tag == m.env.Lang.Lang() {
			continue
		}
		text := m.env.Lang.T("palette.lang", "lang", m.env.Lang.T("setup.lang."+string(tag)))
		out = append(out, action{text, group, "", func() tea.Cmd { return m.chooseLang(tag) }})
	}
	if m.env.Desk != nil {
		out = append(out, of(m.keys.lock, m.lock))
	}
	return append(out, of(m.keys.quitAlways, func() tea.Cmd {
		m.quitting = true
		return nil
	}))
}

// chooseLang changes the language here and for the next start. It is kept before the screens read the settings again.
func (m *Model) chooseLang(tag instruments.Lang) tea.Cmd {
	desk, ctx := m.env.Desk, m.env.Ctx
	return func() tea.Msg {
		if desk == nil {
			return screen.LangMsg{Lang: tag}
		}
		s, err := desk.Settings(ctx)
		if err == nil {
			s.Lang = tag
			err = desk.SaveSettings(ctx, s)
		}
		if err != nil {
			return screen.Failed{Err: err}
		}
		return screen.LangMsg{Lang: tag}
	}
}
