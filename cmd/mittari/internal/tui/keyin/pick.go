package keyin

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

// listHead is the height of what stands above the list.
const listHead = 5

// show lists forms, the likeliest first.
func (m *Model) show(all []casework.PaperRow) {
	m.stage, m.rows, m.sitting = picking, all, nil
	m.filter.SetValue("")
	if m.last == (store.AdministrationID{}) {
		m.filter.SetValue(m.route.Only)
	}
	m.fill()
}

// fill puts the forms that hold every word of the filter in the list.
func (m *Model) fill() {
	words := strings.Fields(strings.ToLower(m.filter.Value()))
	var lines []rows.Line
	for i := range m.rows {
		text := m.line(&m.rows[i])
		if widget.HoldsAll(strings.ToLower(text), words) {
			lines = append(lines, rows.Line{Text: text, Open: rows.Nothing, Data: i})
		}
	}
	m.list.SetLines(lines)
	m.list.SetSize(m.width, max(m.height-listHead, 1))
}

// Columns of the list; what is left goes to the last one.
const (
	codeWidth  = 13
	shortWidth = 16
	waveWidth  = 18
)

func (m *Model) line(r *casework.PaperRow) string {
	l := m.env.Lang
	state := l.T("keyin.due")
	if !r.Due {
		state = l.T("keyin.not-due")
	}
	if r.Subject != "" {
		state = l.T("keyin.about", "person", r.Subject) + ", " + state
	}
	return strings.Join([]string{
		widget.Pad(r.Person, codeWidth), widget.Pad(l.Text(r.Short), shortWidth), widget.Pad(l.T("wave."+string(r.Plan.Wave)), waveWidth), state,
	}, " ")
}

func (m *Model) pickKey(k tea.KeyMsg) tea.Cmd {
	keys := m.keys()
	switch {
	case k.Type == tea.KeyEsc && m.filter.Value() != "":
		m.filter.SetValue("")
		m.fill()
	case key.Matches(k, keys.leave):
		return screen.Back()
	case key.Matches(k, keys.result) && m.last != (store.AdministrationID{}):
		return screen.Go(screen.Result{ID: m.last})
	case key.Matches(k, keys.choose):
		if line, ok := m.list.Selected(); ok {
			m.pick(line)
		}
	case m.list.Move(k):
	case k.Type == tea.KeyRunes, k.Type == tea.KeySpace, k.Type == tea.KeyBackspace:
		m.filter.Update(k)
		m.fill()
	}
	return nil
}

// pick asks when the chosen form was answered.
func (m *Model) pick(line rows.Line) {
	i, ok := line.Data.(int)
	if !ok {
		return
	}
	m.plan, m.person, m.picked = m.rows[i].Plan, m.rows[i].Person, true
	m.askDay()
}
