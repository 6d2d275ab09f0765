package keyin

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

// twice begins the second keying, once the first is whole.
func (m *Model) twice() tea.Cmd {
	if i := m.grid.open(); i >= 0 {
		done, all := m.grid.count()
		m.grid.at, m.note = i, m.env.Lang.N("keyin.open", all-done)
		return nil
	}
	m.keyAgain()
	return nil
}

// keyAgain opens the second keying, where it was left if it was begun before.
func (m *Model) keyAgain() {
	m.second = m.sitting.Second()
	m.stage, m.note, m.grid = again, "", newGrid(m.second.Form(m.lang()))
	if done, all := m.grid.count(); done > 0 {
		m.note = m.env.Lang.T("keyin.second.on", "n", done, "all", all)
	}
}

// compare ends the second keying. That both are the same is noted in the log too.
func (m *Model) compare() tea.Cmd {
	m.found = m.second.Mismatches(m.lang())
	m.at, m.chosen = 0, make([]choice, len(m.found))
	if len(m.found) == 0 {
		return m.decide()
	}
	m.stage, m.note = deciding, ""
	return nil
}

func (m *Model) decideKey(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		m.toFirst(m.env.Lang.T("keyin.undecided"))
	case tea.KeyUp, tea.KeyShiftTab:
		m.at = max(m.at-1, 0)
	case tea.KeyDown, tea.KeyTab:
		m.at = min(m.at+1, len(m.found)-1)
	case tea.KeyLeft:
		m.choose(theFirst)
	case tea.KeyRight:
		m.choose(theSecond)
	case tea.KeyEnter:
		for i, c := range m.chosen {
			if c == undecided {
				m.at, m.note = i, m.env.Lang.T("keyin.decide.open")
				return nil
			}
		}
		return m.decide()
	default:
	}
	return nil
}

// choose marks which keying is right for the mismatch at hand.
func (m *Model) choose(c choice) { m.chosen[m.at], m.note = c, "" }

// Widths in the list of mismatches: of one keying, and of everything beside the cue.
const (
	keyedWidth = 15
	besideCue  = 2*keyedWidth + 14
)

// mismatches draws both keyings side by side.
func (m *Model) mismatches() (lines []string, keep int) {
	t := m.env.Theme
	lines = append(lines, widget.Wrap(m.env.Lang.N("keyin.differ", len(m.found)), m.width)...)
	lines = append(lines, "")
	for i, one := range m.found {
		first, second := m.written(one.First), m.written(one.Second)
		mark := " "
		switch m.chosen[i] {
		case theFirst:
			first, mark = "["+first+"]", "✓"
		case theSecond:
			second, mark = "["+second+"]", "✓"
		case undecided:
		}
		line := fmt.Sprintf("%s %3d  %s  %s  %s", mark, one.Number, widget.Pad(one.Cue, max(min(m.width-besideCue, 40), 8)),
			widget.Pad("1: "+first, keyedWidth), widget.Pad("2: "+second, keyedWidth))
		line = widget.Truncate(line, m.width-2)
		if i == m.at {
			keep = len(lines)
			lines = append(lines, t.Selected.Render("▸ "+line))
			continue
		}
		lines = append(lines, "  "+line)
	}
	return lines, keep
}

// written is a response in a word.
func (m *Model) written(r instruments.Response) string {
	l := m.env.Lang
	switch {
	case r.State == instruments.Answered:
		return fmt.Sprint(r.Code)
	case r.State == instruments.NotAsked:
		return l.T("keyin.not-asked")
	case r.State == instruments.Skipped && r.Reason == instruments.Unreadable:
		return l.T("keyin.unreadable")
	}
	return l.T("keyin.blank")
}
