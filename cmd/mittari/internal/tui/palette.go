package tui

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// palette is the menu of everything that can be done or gone to from here, searched by typing.
type palette struct {
	field   widget.TextField
	list    *rows.List
	all     []action // that do not depend on what is typed
	found   []action // families and people whose code is typed
	shown   []action
	looking int // number of the search for codes that counts
}

// foundMsg: families and people were looked for.
type foundMsg struct {
	looking int
	found   []casework.Found
}

// mostFound is how many families and people the menu offers.
const mostFound = 8

// showPalette opens the menu. It is not there in respondent mode.
func (m *Model) showPalette() {
	m.helping = false
	p := &palette{field: widget.NewTextField(m.env.Theme, m.env.Lang.T("palette.title")), list: rows.New(m.env)}
	p.all = m.actions()
	m.palette = p
	p.fill(m)
}

// paletteKey is a key while the menu is open.
func (m *Model) paletteKey(k tea.KeyMsg) tea.Cmd {
	p := m.palette
	switch {
	case k.Type == tea.KeyEnter:
		return m.choose()
	case key.Matches(k, m.keys.back, m.keys.palette):
		m.palette = nil
		return nil
	case k.Type != tea.KeyHome && k.Type != tea.KeyEnd && p.list.Move(k):
		return nil
	}
	before := p.field.Value()
	p.field.Update(k)
	if p.field.Value() == before {
		return nil
	}
	m.lookups++
	p.looking = m.lookups
	cmd := m.lookFor(p.field.Value())
	if cmd == nil {
		p.found = nil
	}
	p.list.Choose(0)
	p.fill(m)
	return cmd
}

// choose does what the chosen line says, and closes the menu.
func (m *Model) choose() tea.Cmd {
	line, ok := m.palette.list.Selected()
	if !ok {
		return nil
	}
	i, _ := line.Data.(int)
	run := m.palette.shown[i].run
	m.palette = nil
	return run()
}

// lookFor looks for families and people off the UI loop. Codes have digits and hyphens, words have not.
func (m *Model) lookFor(text string) tea.Cmd {
	desk, ctx, looking := m.env.Desk, m.env.Ctx, m.lookups
	if desk == nil || !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || r == '-' }) {
		return nil
	}
	return func() tea.Msg {
		found, err := desk.Find(ctx, text, mostFound)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return foundMsg{looking: looking, found: found}
	}
}

// offerFound puts families and people above the rest, unless something else was typed meanwhile.
func (m *Model) offerFound(msg foundMsg) {
	p := m.palette
	if p == nil || p.looking != msg.looking {
		return
	}
	p.found = nil
	t := m.env.Lang.T
	for _, f := range msg.found {
		a := action{text: f.Family.Code, group: t("palette.family")}
		var route screen.Route = screen.Family{ID: f.Family.ID}
		if f.Person.Code != "" {
			a = action{text: f.Person.Code, group: t("palette.person")}
			route = screen.Person{ID: f.Person.ID}
		}
		a.run = func() tea.Cmd { return m.goTo(route) }
		p.found = append(p.found, a)
	}
	p.fill(m)
}

// fill shows the actions that have every typed word in them, those that begin with the text first.
func (p *palette) fill(m *Model) {
	text := plain(p.field.Value())
	words := strings.Fields(text)
	var first, rest []action
	for _, a := range p.all {
		switch {
		case !widget.HoldsAll(plain(a.text+" "+a.group+" "+a.shown), words):
		case strings.HasPrefix(plain(a.text), strings.TrimSpace(text)):
			first = append(first, a)
		default:
			rest = append(rest, a)
		}
	}
	p.shown = append(append(append([]action(nil), p.found...), first...), rest...)
	p.lay(m.env.Lang.T("palette.none"), m.width)
}

// plain makes texts easy to hit: small letters, and those with dots or rings without them.
func plain(s string) string {
	return strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e").Replace(strings.ToLower(s))
}
