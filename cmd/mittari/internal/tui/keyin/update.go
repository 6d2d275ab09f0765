package keyin

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/form"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// Update decides what a key or a finished piece of work means.
func (m *Model) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return m, m.key(msg)
	case screen.Failed:
		return m, m.failed()
	case screen.RefreshMsg:
		if m.stage == picking {
			return m, m.again()
		}
		return m, nil
	}
	m.busy = false
	switch msg := msg.(type) {
	case planMsg:
		m.person = msg.person
		m.askDay()
	case listMsg:
		m.show(msg.rows)
	case begunMsg:
		m.begun(msg)
	case putMsg:
		m.grid.stored(msg.cells, msg.number)
		return m, m.nextQueued()
	case decidedMsg:
		m.stage, m.grid = keying, newGrid(msg.cells)
		m.note = m.env.Lang.T("keyin.same")
		if n := len(m.found); n > 0 {
			m.note = m.env.Lang.N("keyin.decided", n)
		}
		m.second, m.found = nil, nil
	case doneMsg:
		m.note = m.env.Lang.T("keyin.done", "person", m.person, "short", m.short())
		m.last, m.sitting = msg.id, nil
		m.show(msg.rows)
	case leftMsg:
		return m, m.left(msg.kept)
	}
	return m, nil
}

// failed leaves everything as it was before the work: what was not stored is not shown as stored.
func (m *Model) failed() tea.Cmd {
	m.busy, m.queue = false, nil
	if m.stage == loading {
		return screen.Back()
	}
	if m.stage == keying || m.stage == again {
		m.note = m.env.Lang.T("keyin.trouble")
	}
	return nil
}

func (m *Model) key(k tea.KeyMsg) tea.Cmd {
	switch {
	case k.Paste:
		return nil // nobody keys a form in by pasting
	case m.busy:
		if (m.stage == keying || m.stage == again) && len(m.queue) < longestQueue {
			m.queue = append(m.queue, split(k)...)
		}
		return nil
	}
	switch m.stage {
	case loading:
		return nil
	case picking:
		return m.pickKey(k)
	case dating:
		return m.dayKey(k)
	case keying, again:
		m.queue = append(m.queue, split(k)...)
		return m.nextQueued()
	case deciding:
		return m.decideKey(k)
	}
	return nil
}

// split takes apart digits that came in one message because they were typed fast. A longer run was pasted.
func split(k tea.KeyMsg) []tea.KeyMsg {
	switch {
	case k.Type != tea.KeyRunes || len(k.Runes) == 1:
		return []tea.KeyMsg{k}
	case len(k.Runes) > longestRun:
		return nil
	}
	out := make([]tea.KeyMsg, len(k.Runes))
	for i, r := range k.Runes {
		out[i] = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: k.Alt}
	}
	return out
}

// nextQueued takes up keys in order until one of them starts work. After a key that the form does not offer the rest is
// dropped: it was typed without knowing.
func (m *Model) nextQueued() tea.Cmd {
	for len(m.queue) > 0 && !m.busy && (m.stage == keying || m.stage == again) {
		k := m.queue[0]
		m.queue = m.queue[1:]
		if cmd := m.gridKey(k); cmd != nil {
			return cmd
		}
		if m.grid.stopped {
			m.queue = nil
		}
	}
	return nil
}

func (m *Model) gridKey(k tea.KeyMsg) tea.Cmd {
	keys := m.keys()
	switch {
	case key.Matches(k, keys.leave):
		return m.leave()
	case key.Matches(k, keys.twice) && m.stage == keying:
		return m.twice()
	}
	e, what := m.grid.press(k)
	if what != nothing {
		m.note = ""
	}
	switch what {
	case put:
		return m.put(e)
	case goOn:
		return m.goOn()
	case nothing, moved:
	}
	return nil
}

// goOn is enter on the grid: to the item that is still open, or on when none is.
func (m *Model) goOn() tea.Cmd {
	if i := m.grid.open(); i >= 0 {
		done, all := m.grid.count()
		m.grid.at, m.note = i, m.env.Lang.N("keyin.open", all-done)
		return nil
	}
	if m.stage == again {
		return m.compare()
	}
	if len(m.grid.cells) == 0 {
		return nil // a form that asks nothing is not stored as answered
	}
	return m.finish()
}

// askDay opens the field for the day of answering.
func (m *Model) askDay() {
	m.stage, m.note = dating, ""
	m.day = widget.NewTextField(m.env.Theme, m.env.Lang.T("keyin.day"))
	m.day.Limit(len("22.11.2026"))
	if !m.dated.IsZero() {
		m.day.SetValue(form.WriteDate(m.dated))
	}
}

func (m *Model) dayKey(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		if m.picked {
			m.stage = picking
			return nil
		}
		return screen.Back()
	case tea.KeyEnter:
		on, problem := m.readDay()
		if problem != "" {
			m.day.Problem = problem
			return nil
		}
		m.dated, m.plan.Answered, m.plan.Mode = on, on, store.FromPaper
		return m.begin()
	default:
		m.day.Update(k)
	}
	return nil
}

// readDay is the day typed, or what is wrong with it.
func (m *Model) readDay() (store.Date, string) {
	if err := form.Day(m.env.Lang, m.today(), false)(m.day.Value()); err != nil {
		return store.Date{}, err.Error()
	}
	on, err := form.ReadDate(m.day.Value())
	if err != nil {
		return store.Date{}, m.env.Lang.T("form.date")
	}
	return on, ""
}

// leave stops: what was keyed in stays as a draft, and a form without any answer is put back.
func (m *Model) leave() tea.Cmd {
	m.queue = nil
	switch {
	case m.grid.typed != "" || m.grid.stopped:
		m.grid.typed, m.grid.stopped = "", false
		return nil
	case m.stage == again:
		m.toFirst(m.env.Lang.T("keyin.second.left"))
		return nil
	}
	return m.putAside()
}

func (m *Model) left(kept bool) tea.Cmd {
	m.sitting, m.stage = nil, loading
	said := m.env.Lang.T("keyin.empty")
	if kept {
		said = m.env.Lang.T("keyin.kept")
	}
	if m.picked {
		m.note = said
		return m.again()
	}
	return tea.Batch(screen.Back(), screen.Say(said))
}

// toFirst shows the first keying again, as it is stored.
func (m *Model) toFirst(note string) {
	m.stage, m.note, m.second, m.found = keying, note, nil, nil
	m.grid = newGrid(m.sitting.Form(m.lang()))
}
