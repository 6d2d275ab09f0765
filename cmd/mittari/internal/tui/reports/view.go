package reports

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

const (
	introRoom = 4 // lines kept for the text above a form
	textWidth = 84
)

// View draws the page at hand.
func (m *Model) View() string {
	t, width := m.env.Lang.T, min(m.width, textWidth)
	switch m.stage {
	case finding:
		return t("form.wait")
	case counting:
		return m.job.View(m.env, t("reports.counting"), width)
	case writing:
		return m.job.View(m.env, t("reports.writing"), width)
	case looking:
		return m.found() + "\n\n" + m.list.View()
	case overwriting:
		return m.ask.View(m.env.Theme, width)
	case written:
		return m.end(width)
	case choosing, detailing:
	}
	intro := t("reports.intro")
	if m.stage == detailing {
		intro = t("reports.about." + string(m.in.kind))
	}
	return widget.Paragraph(intro, width) + "\n\n" + m.form.View() + m.trouble(width)
}

// trouble is what went wrong, under what stands above. What was stopped has a sentence of its own.
func (m *Model) trouble(width int) string {
	if m.failed == nil {
		return ""
	}
	text := transfer.Words(m.env.Lang, m.failed)
	if errors.Is(m.failed, context.Canceled) {
		text = m.env.Lang.T("reports.stopped")
	}
	return "\n\n" + m.env.Theme.Error.Render(widget.Paragraph("! "+text, width))
}

// found says which report it is and how much of it is hidden.
func (m *Model) found() string {
	l, width := m.env.Lang, min(m.width, textWidth)
	head := l.T("report.title."+string(m.built.Kind)) + " · " + m.built.Period.In(l) + " · " + l.T("lang."+string(m.in.lang))
	text := l.T("reports.hidden.none", "shown", m.built.Shown)
	if n := m.built.HiddenTotal(); n > 0 {
		text = l.N("reports.hidden", n, "shown", m.built.Shown)
	}
	return m.env.Theme.Strong.Render(widget.Truncate(head, m.width)) + "\n" + widget.Paragraph(text, width)
}

func (m *Model) aboveList() int {
	if m.stage != looking {
		return 0
	}
	return lipgloss.Height(m.found()) + 1
}

// actions are what can be done, and below what is hidden, by reason and by sheet.
func (m *Model) actions() []rows.Line {
	t, l := m.env.Lang.T, m.env.Lang
	do := func(id string, c chosenMsg) rows.Line {
		return rows.Line{Text: t(id), Open: func() tea.Msg { return c }}
	}
	out := []rows.Line{
		do("reports.do.write", chosenMsg{write: true}),
		do("reports.do.freeze", chosenMsg{write: true, freeze: true}),
		do("reports.do.back", chosenMsg{}),
	}
	if len(m.built.Hidden) == 0 {
		return out
	}
	out = append(out, rows.Line{Head: true}, rows.Line{Head: true, Text: t("reports.hidden.why")})
	for _, h := range m.built.Hidden {
		out = append(out, rows.Line{Text: count(h.N, t("report.reason."+h.Reason)), Open: rows.Nothing})
	}
	out = append(out, rows.Line{Head: true}, rows.Line{Head: true, Text: t("reports.hidden.where")})
	for _, s := range m.built.Sheets {
		out = append(out, rows.Line{Text: count(s.Hidden, s.Title.In(l)), Open: rows.Nothing})
	}
	return out
}

func count(n int, what string) string { return widget.PadLeft(fmt.Sprint(n), 5) + "  " + what }

// end says where the file is, what came of freezing, and what a file outside the program means.
func (m *Model) end(width int) string {
	t := m.env.Lang.T
	parts := []string{m.env.Theme.Good.Render("✓ " + t("reports.done")), "", widget.Paragraph(m.done.path, m.width)}
	switch {
	case m.done.frozen > 0:
		parts = append(parts, "", widget.Paragraph("✓ "+t("reports.frozen", "n", m.done.frozen), width))
	case m.done.already:
		parts = append(parts, "", widget.Paragraph(t("reports.frozen.already"), width))
	case m.failed != nil:
		parts = append(parts, "", widget.Paragraph("! "+t("reports.frozen.not"), width)+m.trouble(width))
	}
	return strings.Join(append(parts, "", widget.Paragraph(t("reports.leaves"), width)), "\n")
}
