package settings

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
)

const labelWidth = 32

// View draws the list and where the file is, or the form at hand.
func (m *Model) View() string {
	t, th := m.env.Lang.T, m.env.Theme
	if m.settings == nil {
		return t("form.wait")
	}
	if m.form != nil {
		out := m.form.View()
		if m.saving {
			out = t("form.saving")
		}
		if m.failed != nil {
			out += "\n\n" + th.Error.Render(widget.Paragraph("! "+m.env.Lang.Err(m.failed).String(), min(m.width, 84)))
		}
		return out
	}
	return strings.Join(append([]string{m.list.View()}, m.file()...), "\n")
}

// file tells below the list where the record is.
func (m *Model) file() []string {
	t, th := m.env.Lang.T, m.env.Theme
	note := strings.Split(th.Faint.Render(widget.Paragraph(t("settings.file.note"), min(m.width, 84))), "\n")
	return append([]string{
		"", th.Title.Render(t("settings.file")), "  " + widget.TruncateLeft(m.env.Door.Path(), m.width-2), "",
	}, note...)
}

func (m *Model) line(label, value string, what setting, in instruments.Lang) rows.Line {
	text := widget.Pad(label, labelWidth) + " " + strings.ReplaceAll(value, "\n", " ")
	return rows.Line{Text: text, Open: func() tea.Msg { return editMsg{what, in} }}
}

func (m *Model) fill() {
	if m.settings == nil {
		return
	}
	t, s := m.env.Lang.T, m.settings
	page := func(label string, r screen.Route) rows.Line {
		return rows.Line{Text: widget.Pad(label, labelWidth) + " " + t("settings.page"), Open: screen.Go(r)}
	}
	lines := []rows.Line{
		m.line(t("settings.lang"), t("setup.lang."+string(m.env.Lang.Lang())), setLang, ""),
		m.line(t("settings.lock"), m.env.Lang.N("count.minutes", s.AutoLockMinutes), setLock, ""),
		m.line(t("settings.pin"), "••••", setPIN, ""),
		page(t("settings.keeping"), screen.Keeping{}),
		page(t("settings.protocol"), screen.Protocol{}),
		page(t("settings.retention"), screen.Retention{}),
	}
	lines = append(lines, m.tasteLines()...)
	lines = append(lines, rows.Line{Head: true}, rows.Line{Head: true, Text: t("settings.risk.head")})
	for _, tag := range lang.Languages() {
		text := s.RiskInstruction[tag]
		if text == "" {
			text = t("settings.risk.none")
		}
		lines = append(lines, m.line(t("lang."+string(tag)), text, setInstruction, tag))
	}
	m.list.SetLines(lines)
}
