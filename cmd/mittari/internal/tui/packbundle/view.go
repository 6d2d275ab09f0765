package packbundle

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	introRoom = 4 // lines kept for the text above a form
	textWidth = 84
)

// View draws the page at hand.
func (m *Model) View() string {
	t, th, width := m.env.Lang.T, m.env.Theme, min(m.width, textWidth)
	switch m.stage {
	case working:
		return m.job.View(m.env, t("packbundle.working"), width)
	case weighing:
		return m.intro() + "\n\n" + m.list.View()
	case overwriting:
		return m.ask.View(th, width)
	case packed:
		return m.packedView(width)
	case loading:
		return t("form.wait")
	case asking, placing:
	}
	intro := t("packbundle.intro")
	if m.stage == placing && m.in.what == pseudonymous {
		intro = t("packbundle.intro.pseudonymous")
	}
	out := widget.Paragraph(intro, width) + "\n\n" + m.form.View()
	if m.failed != nil {
		out += "\n\n" + th.Error.Render(widget.Paragraph("! "+m.why(), width))
	}
	return out
}

func (m *Model) why() string {
	if errors.Is(m.failed, context.Canceled) {
		return m.env.Lang.T("packbundle.stopped")
	}
	return transfer.Words(m.env.Lang, m.failed)
}

// intro says how many stand too alone.
func (m *Model) intro() string {
	g, width := m.groups.plain, min(m.width, textWidth)
	if g.Small == 0 {
		return widget.Paragraph(m.env.Lang.T("packbundle.alone.none", "families", g.Families, "least", casework.LeastGroup), width)
	}
	return widget.Paragraph(m.env.Lang.T("packbundle.alone", "small", g.Small, "families", g.Families, "least", casework.LeastGroup), width)
}

func (m *Model) aboveList() int {
	if m.stage != weighing {
		return 0
	}
	return lipgloss.Height(m.intro()) + 1
}

// options are what can be done, with the groups that are too small below them.
func (m *Model) options() []rows.Line {
	t, plain, blanked := m.env.Lang.T, m.groups.plain, m.groups.blanked
	line := func(text string, c chosenMsg) rows.Line {
		return rows.Line{Text: text, Open: func() tea.Msg { return c }}
	}
	no := line(t("packbundle.alone.no"), chosenMsg{})
	if plain.Small == 0 {
		return []rows.Line{line(t("packbundle.alone.pack"), chosenMsg{pack: true}), no}
	}
	out := []rows.Line{
		line(t("packbundle.alone.blank", "blanked", blanked.Blanked, "left", blanked.Small), chosenMsg{pack: true, blank: true, leave: true}),
		line(t("packbundle.alone.leave", "left", plain.Small), chosenMsg{pack: true, leave: true}),
		no,
		{Head: true},
		{Head: true, Text: m.group(t("cli.head.area"), t("cli.head.gender"), t("cli.head.ages"), t("cli.head.home"), t("cli.head.families"))},
	}
	for _, g := range plain.Groups {
		if g.Families < casework.LeastGroup {
			text := m.group(g.Area, m.gender(g.Gender), g.Ages, t("cli.home."+g.Home), strconv.Itoa(g.Families))
			out = append(out, rows.Line{Text: text, Open: rows.Nothing})
		}
	}
	return out
}

func (m *Model) group(area, gender, ages, home, n string) string {
	return strings.Join([]string{
		widget.Pad(area, 10), widget.Pad(gender, 14), widget.Pad(ages, 8), widget.Pad(home, 26), widget.PadLeft(n, 9),
	}, " ")
}

func (m *Model) gender(g store.Gender) string {
	if g == store.NotTold {
		return m.env.Lang.T("gender.not-told")
	}
	return m.env.Lang.T("gender." + string(g))
}

func (m *Model) packedView(width int) string {
	t, th, p := m.env.Lang.T, m.env.Theme, m.result
	out := []string{
		th.Good.Render("✓ " + t("packbundle.done")), "", widget.Paragraph(m.in.path, m.width), "",
		t("packbundle.counts", "versions", p.Counts.Versions, "administrations", p.Counts.Administrations), "",
		widget.Paragraph(t("exchange.signs")+": "+p.Signer.String(), width), "",
	}
	if p.Groups != nil {
		out = append(out, m.leftOut(*p.Groups, width)...)
	}
	next := "packbundle.next"
	if m.in.to.secret {
		next = "packbundle.next.passphrase"
	}
	return strings.Join(append(out, widget.Paragraph(t(next), width)), "\n")
}

// leftOut says, each in a paragraph, how many families are blanked, left out, never packed and taken out again.
func (m *Model) leftOut(g casework.GroupReport, width int) []string {
	t := m.env.Lang.T
	out := []string{widget.Paragraph(t("packbundle.groups", "families", g.Families, "blanked", g.Blanked, "left", g.Small), width)}
	if g.Out > 0 {
		out = append(out, widget.Paragraph(t("cli.bundle.out", "n", g.Out), width))
	}
	if g.Gone > 0 {
		out = append(out, widget.Paragraph(t("cli.bundle.gone", "n", g.Gone), width))
	}
	return append(out, "")
}
