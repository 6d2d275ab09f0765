package person

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// textWidth keeps lines readable on wide screens.
const textWidth = 100

// View draws heading, the choice of scale, the curve or the list, and the words.
func (m *Model) View() string {
	if m.view == nil {
		return m.env.Lang.T("form.wait")
	}
	if m.series() == nil {
		return m.head() + "\n\n" + widget.Paragraph(m.env.Lang.T("person.empty"), min(m.width, textWidth))
	}
	out := m.head() + "\n" + m.chooser() + "\n\n"
	if chart := m.chart(); chart != "" {
		out += chart + "\n\n"
	}
	return out + m.scroll.View()
}

func (m *Model) head() string {
	t, p, parts := m.env.Lang.T, m.view.Person, m.say().Facts()
	head := m.env.Theme.Strong.Render(p.Code) + "  " + widget.Truncate(strings.Join(parts, " · "), m.width-len(p.Code)-2)
	if m.view.Family.AnswersApart {
		head += "\n" + m.env.Theme.Warn.Render(widget.Truncate("! "+t("person.apart"), m.width))
	}
	return head
}

// chooser names the series shown; who answered is part of the name.
func (m *Model) chooser() string {
	s := m.series()
	name := fmt.Sprintf("‹ %d/%d ›  %s", m.at+1, len(m.view.Series), m.say().Name(s))
	return m.env.Theme.Title.Render(widget.Truncate(name, m.width))
}

// fill sets the words below the curve, and scrolls them when they do not fit.
func (m *Model) fill() {
	if m.view == nil || m.series() == nil {
		return
	}
	text := m.words()
	if m.text {
		text += "\n\n" + m.list()
	}
	m.scroll.SetText(text)
	used := lipgloss.Height(m.head()) + 2
	if chart := m.chart(); chart != "" {
		used += lipgloss.Height(chart) + 1
	}
	m.scroll.SetHeight(max(m.height-used, 3))
}
