package plan

import (
	"context"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// reasons why there is no answer, the one that is safe to tick last but one.
func reasons() []store.DeclineReason {
	return []store.DeclineReason{
		store.Refused, store.NotReached, store.Crisis, store.LanguageBarrier, store.MovedAway, store.NotOffered, store.OtherReason,
	}
}

// Update decides.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case loadedMsg:
		m.loaded(data(msg))
	case screen.RefreshMsg:
		return m, m.Init()
	case screen.Failed:
		m.busy, m.failed = false, m.stage == loading
	case declinedMsg:
		return m, tea.Batch(screen.Back(), screen.Say(m.env.Lang.T("plan.declined")))
	case tea.KeyMsg:
		if !m.busy {
			return m, m.key(msg)
		}
	}
	return m, nil
}

func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	switch m.stage {
	case loading:
		return nil
	case listing:
		return m.listKey(k)
	case filling:
		return m.formKey(k)
	case declining:
		return m.declineKey(k)
	}
	return nil
}

func (m *Model) listKey(k tea.KeyMsg) tea.Cmd {
	if m.table.Update(k) {
		return nil
	}
	row, ok := m.table.Selected()
	if !ok {
		return nil
	}
	keys := m.keys()
	switch {
	case key.Matches(k, keys.enter):
		if off := m.data.offers[row].Off; off != nil {
			return screen.Say(m.env.Lang.Err(off).String())
		}
		if len(m.data.offers[row].Informants) == 0 {
			return screen.Say(m.env.Lang.T("plan.state.role"))
		}
		m.choose(row)
	case key.Matches(k, keys.decline):
		m.choose(row)
		m.stage = listing
		m.askWhy()
	case key.Matches(k, keys.about):
		return screen.Go(screen.Instrument{ID: m.data.offers[row].Definition.ID, Person: m.route.Person})
	}
	return nil
}

func (m *Model) formKey(k tea.KeyMsg) tea.Cmd {
	rows := m.form.shown()
	keys := m.keys()
	switch {
	case k.Type == tea.KeyEsc:
		m.stage = listing
	case k.Type == tea.KeyUp:
		m.form.cursor = max(m.form.cursor-1, 0)
	case k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		m.form.cursor = min(m.form.cursor+1, len(rows))
	case key.Matches(k, keys.decline):
		m.askWhy()
	case key.Matches(k, keys.enter) && m.form.cursor < len(rows):
		m.form.cursor++
	case key.Matches(k, keys.enter):
		p := m.form.plan(m.offer, m.data)
		if p.Mode == store.FromPaper {
			return screen.Replace(screen.KeyIn{Begin: &p})
		}
		return screen.Replace(screen.Questionnaire{Begin: &p})
	case m.form.cursor < len(rows):
		m.form.choices[rows[m.form.cursor]].Update(k)
	}
	return nil
}

func (m *Model) askWhy() {
	m.before, m.stage = m.stage, declining
	var items []widget.Option
	for i, r := range reasons() {
		items = append(items, widget.Option{Code: i + 1, Text: m.env.Lang.T("decline." + string(r))})
	}
	m.why = widget.NewOptions(items, 0, false)
}

func (m *Model) declineKey(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		m.stage = m.before
		return nil
	}
	if !m.why.Update(k) {
		return nil
	}
	code, ok := m.why.Chosen()
	if !ok {
		return nil
	}
	m.busy = true
	d, p, why := m.desk, m.form.plan(m.offer, m.data), reasons()[code-1]
	return screen.Work(m.env, func(ctx context.Context) (declinedMsg, error) {
		return declinedMsg{}, d.Decline(ctx, p, why)
	})
}

type keyMap struct{ enter, decline, about, change, rows key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	enter := t("plan.key.choose")
	if m.stage == filling {
		enter = t("plan.key.start")
	}
	return keyMap{
		enter:   screen.Bind("Enter", enter, "enter"),
		decline: screen.Bind("e", t("plan.key.decline"), "e", "E"),
		about:   screen.Bind("i", t("plan.key.about"), "i", "I"),
		change:  screen.Bind("◂ ▸", t("plan.key.change"), "left", "right"),
		rows:    screen.Bind("↑↓", t("plan.key.rows"), "up", "down"),
	}
}

// Keys of the page at hand.
func (m *Model) Keys() help.KeyMap {
	k := m.keys()
	escape := screen.Bind("esc", m.env.Lang.T("root.key.back"), "esc")
	switch m.stage {
	case listing:
		return screen.KeySet{k.enter, k.rows, k.decline, k.about}
	case filling:
		set := screen.KeySet{k.enter, k.rows, k.change, k.decline}
		if m.Typing() {
			set = append(set, escape)
		}
		return set
	case declining:
		return screen.KeySet{screen.Bind("1–7", m.env.Lang.T("plan.key.why"), "1"), escape}
	case loading:
	}
	return screen.KeySet{}
}
