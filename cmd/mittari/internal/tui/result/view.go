package result

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/scoring"
)

// From this width on words and numbers stand side by side.
const twoColumns = 110

// View is the window of the page.
func (m *Model) View() string {
	switch {
	case m.failed:
		return ""
	case !m.loaded:
		return m.env.Theme.Faint.Render(m.env.Lang.T("result.wait"))
	}
	return m.scroll.View()
}

// draw lays the page out anew.
func (m *Model) draw() {
	if !m.loaded {
		return
	}
	m.scroll.SetHeight(m.height)
	if m.width < twoColumns {
		parts := append(m.words(m.width-2), "")
		m.scroll.SetText(strings.Join(append(parts, m.numbers(m.width-2)...), "\n"))
		return
	}
	width := m.width/2 - 2
	left := lipgloss.NewStyle().Width(width + 2).Render(strings.Join(m.words(width), "\n"))
	right := strings.Join(m.numbers(width), "\n")
	m.scroll.SetText(lipgloss.JoinHorizontal(lipgloss.Top, left, right))
}

// words is the part for everybody.
func (m *Model) words(width int) []string {
	lines := m.head(width)
	lines = append(lines, m.riskFrame(width)...)
	for i := range m.view.Scales {
		if s := &m.view.Scales[i]; s.Scale.Main || len(m.view.Scales) == 1 {
			lines = append(append(lines, ""), m.scaleWords(s, width)...)
		}
	}
	lines = append(lines, m.movedItems(width)...)
	return append(lines, m.openItems(width)...)
}

// head says when and by whom, whether the result has been talked about, and then what is next.
func (m *Model) head(width int) []string {
	t, l, a := m.env.Theme, m.env.Lang, m.view.Administration
	who := l.T("result.by", "who", m.view.Respondent.Code, "date", l.Date(a.Answered), "wave", l.T("wave."+string(a.Wave)))
	lines := style(t.Faint, widget.Wrap(who, width))
	if m.open() {
		return append(lines, style(t.Strong, widget.Wrap("○ "+l.T("result.discussed.ask"), width))...)
	}
	lines = append(lines, style(t.Text, widget.Wrap("● "+l.T("result.discussed.on", "date", l.Date(a.Discussed)), width))...)
	return append(lines, style(t.Text, widget.Wrap("→ "+m.next(), width))...)
}

// next is the date that the plan proposes once the result has been talked about.
func (m *Model) next() string {
	l, n := m.env.Lang, m.view.Next
	if n == nil {
		return l.T("result.next.none")
	}
	return l.T("result.next", "wave", l.T("wave."+string(n.Wave)), "date", l.Date(n.Date), "from", l.Date(n.Opens), "to", l.Date(n.Closes))
}

// riskFrame is the quiet prompt for the worker.
func (m *Model) riskFrame(width int) []string {
	if !m.risky() || m.hidden {
		return nil
	}
	t, l := m.env.Theme, m.env.Lang
	inner := width - 4
	var lines []string
	for _, r := range m.view.Risks {
		switch r.State {
		case scoring.RiskFlagged:
			lines = append(lines, widget.Wrap(l.T("result.risk.flagged", "n", r.Rule.Item), inner)...)
		case scoring.RiskUnanswered:
			lines = append(lines, widget.Wrap(l.T("result.risk.unanswered", "n", r.Rule.Item), inner)...)
		case scoring.RiskNone:
		}
	}
	if m.has(scoring.RiskFlagged) {
		instruction := m.view.Instruction
		if instruction == "" {
			instruction = l.T("result.risk.default") + " " + l.T("result.risk.unset")
		}
		lines = append(lines, widget.Wrap(instruction, inner)...)
	}
	return strings.Split(t.Box.Width(width-2).Render(strings.Join(lines, "\n")), "\n")
}

// movedItems are the answers that moved most; the word of the direction stands beside the sign.
func (m *Model) movedItems(width int) []string {
	if len(m.view.Items) == 0 {
		return nil
	}
	t, l := m.env.Theme, m.env.Lang
	lines := append([]string{""}, style(t.Strong, widget.Wrap(l.T("result.items"), width))...)
	const most = 5
	for i, it := range m.view.Items {
		if i == most {
			lines = append(lines, t.Faint.Render(widget.Truncate(l.N("result.items.more", len(m.view.Items)-most), width)))
			break
		}
		sign, word, s := "▲", l.T("result.better"), t.Good
		if it.Better < 0 {
			sign, word, s = "▼", l.T("result.worse"), t.Bad
		}
		text := sign + " " + m.cue(it.Number) + ": " + m.answer(it.Number, it.From) + " → " + m.answer(it.Number, it.To) + " (" + word + ")"
		lines = append(lines, style(s, widget.Wrap(text, width))...)
	}
	return lines
}

// openItems names the items without an answer.
func (m *Model) openItems(width int) []string {
	if len(m.view.Missing) == 0 {
		return nil
	}
	t, l := m.env.Theme, m.env.Lang
	var names []string
	for _, n := range m.view.Missing {
		names = append(names, m.cue(n))
	}
	lines := append([]string{""}, style(t.Strong, widget.Wrap(l.N("result.open", len(m.view.Missing)), width))...)
	return append(lines, widget.Wrap(strings.Join(names, ", ")+".", width)...)
}

func style(s lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = s.Render(line)
	}
	return out
}
