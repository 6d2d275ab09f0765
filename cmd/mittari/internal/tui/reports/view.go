package reports

import (
	"strings"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

const (
	introRoom = 5 // lines kept for the text above the form
	textWidth = 84
)

// View draws what the phase needs.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	width := min(m.width, textWidth)
	switch m.phase {
	case written:
		return strings.Join([]string{
			th.Good.Render("✓ " + t("reports.done")), "",
			widget.Paragraph(m.result, m.width), "",
			widget.Paragraph(t("reports.leaves"), width),
		}, "\n")
	case writing:
		return t("reports.writing") + "\n\n" + m.bar(width)
	case overwriting:
		return m.ask.View(th, width)
	case asking:
	}
	if m.form == nil {
		return t("form.wait")
	}
	out := widget.Paragraph(t("reports.intro"), width) + "\n\n" + m.form.View()
	if m.failed != nil {
		out += "\n\n" + th.Error.Render(widget.Paragraph("! "+m.env.Lang.Err(m.failed).String(), width))
	}
	return out
}

// bar shows progress in signs and in numbers.
func (m *Model) bar(width int) string {
	if m.total == 0 {
		return m.env.Lang.T("form.wait")
	}
	return widget.Bar(m.done, m.total, width-12) + " " + m.env.Lang.T("reports.progress", "done", m.done, "all", m.total)
}
