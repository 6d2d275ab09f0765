package setup

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
)

// textWidth keeps lines readable on wide screens.
const textWidth = 84

// intros are the explanations above each step.
var intros = [steps]string{"setup.lang.intro", "setup.pass.intro", "setup.code.intro", "setup.confirm.intro", "setup.team.intro", "setup.pin.intro", "setup.ready.intro"}

// View draws the step.
func (m *Model) View() string {
	parts := []string{m.intro()}
	if m.form != nil {
		parts = append(parts, m.form.View())
	}
	switch m.step {
	case stepPassphrase:
		parts = append(parts, m.advice())
	case stepCode:
		parts = append(parts, m.codeView())
	case stepReady:
		parts = append(parts, m.summary())
	case stepLang, stepConfirm, stepTeam, stepPIN, steps:
	}
	if m.failed != nil {
		parts = append(parts, "", m.env.Theme.Error.Render(widget.Paragraph("! "+m.env.Lang.Err(m.failed).String(), m.textWidth())))
	}
	if m.working {
		parts = append(parts, "", widget.Paragraph(m.spin.View()+" "+m.env.Lang.T("setup.working"), m.textWidth()))
	}
	return strings.Join(parts, "\n")
}

func (m *Model) textWidth() int { return min(m.width, textWidth) }

func (m *Model) intro() string {
	t := m.env.Lang.T
	head := m.env.Theme.Title.Render(t("setup.step", "n", int(m.step)+1, "all", int(steps)))
	return head + "\n\n" + widget.Paragraph(t(intros[m.step]), m.textWidth()) + "\n"
}

// introHeight is what the step's heading, text and advice take from the form.
func (m *Model) introHeight() int {
	h := lipgloss.Height(m.intro())
	if m.step == stepPassphrase {
		h += 2
	}
	return h
}

func (m *Model) advice() string {
	t := m.env.Lang.T
	if m.phrase == "" {
		return ""
	}
	words := map[Strength]string{Weak: t("setup.pass.short"), Enough: t("setup.pass.enough"), Good: t("setup.pass.good")}
	n, w := utf8.RuneCountInString(m.phrase), len(strings.Fields(m.phrase))
	return "\n" + m.env.Theme.Faint.Render(t("setup.pass.count", "length", n, "words", w, "verdict", words[Judge(m.phrase)]))
}

// codeView shows the code in lines of four groups, wide enough apart to copy by hand.
func (m *Model) codeView() string {
	if m.code == "" {
		return m.env.Lang.T("setup.wait")
	}
	var lines []string
	parts := groups(m.code)
	for len(parts) > 0 {
		n := min(4, len(parts))
		lines = append(lines, strings.Join(parts[:n], "  "))
		parts = parts[n:]
	}
	box := m.env.Theme.Box.Padding(1, 3).Render(m.env.Theme.Strong.Render(strings.Join(lines, "\n")))
	return box + "\n\n" + widget.Paragraph(m.env.Lang.T("setup.code.after"), m.textWidth())
}

func (m *Model) summary() string {
	t := m.env.Lang.T
	rows := [][2]string{
		{t("setup.ready.file"), m.env.Door.Path()},
		{t("setup.ready.region"), m.region + " (" + coded(m.regionCode) + ")"},
		{t("setup.ready.team"), m.team + " (" + coded(m.teamCode) + ")"},
		{t("setup.ready.worker"), coded(m.worker)},
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("  " + m.env.Theme.Faint.Render(widget.Pad(r[0], 18)) + widget.Truncate(r[1], m.width-20) + "\n")
	}
	return b.String()
}
