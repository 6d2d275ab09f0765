package conflicts

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/rows"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/transfer"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/store"
)

const (
	textWidth  = 84
	headRoom   = 5 // lines kept for the text above the list
	labelWidth = 18
)

// View draws the list, or one conflict.
func (m *Model) View() string {
	t, th, width := m.env.Lang.T, m.env.Theme, min(m.width, textWidth)
	switch {
	case !m.read:
		return t("form.wait")
	case m.job != nil:
		return m.job.View(m.env, t("conflicts.settling"), width)
	case m.open != nil:
		return m.scroll.View()
	}
	var out []string
	if m.failed != nil {
		out = append(out, th.Error.Render(widget.Paragraph("! "+m.why(), width)), "")
	}
	if len(m.all) == 0 {
		return strings.Join(append(out, widget.Paragraph(t("conflicts.none"), width)), "\n")
	}
	return strings.Join(append(out, widget.Paragraph(t("conflicts.intro"), width), "", m.list.View()), "\n")
}

func (m *Model) why() string {
	if errors.Is(m.failed, context.Canceled) {
		return m.env.Lang.T("conflicts.stopped")
	}
	return transfer.Words(m.env.Lang, m.failed)
}

func (m *Model) fill() {
	if !m.read {
		return
	}
	if m.open != nil {
		m.scroll.SetHeight(m.height)
		m.scroll.SetText(strings.Join(m.sides(*m.open), "\n"))
		return
	}
	lines := make([]rows.Line, len(m.all))
	for i, c := range m.all {
		lines[i] = rows.Line{Text: m.line(c), Data: c.ID, Open: func() tea.Msg { return openMsg{i} }}
	}
	m.list.SetSize(m.width, m.height-headRoom)
	m.list.SetLines(lines)
}

func (m *Model) line(c casework.Conflict) string {
	t := m.env.Lang.T
	text := strings.Join([]string{widget.Pad(widget.Clean(c.Code), 13), widget.Pad(m.about(c.About), 16), t("cli.conflict." + string(c.Sort))}, " ")
	if keep, ok := m.keeps[c.ID]; ok {
		text += "  → " + t("conflicts.keeps", "side", keep)
	}
	return text
}

// about names what a conflict is about; kinds of a newer program have no word of their own.
func (m *Model) about(kind store.Kind) string {
	if id := "cli.about." + string(kind); m.env.Lang.Has(id) {
		return m.env.Lang.T(id)
	}
	return m.env.Lang.T("cli.about.other")
}

// sides are the sides of a conflict in columns, where they differ.
func (m *Model) sides(c casework.Conflict) []string {
	t, th := m.env.Lang.T, m.env.Theme
	column := max((m.width-labelWidth)/len(c.Sides)-2, 12)
	line := func(label string, cells []string) []string { return columns(label, cells, column) }
	heads, times, froms := make([]string, len(c.Sides)), make([]string, len(c.Sides)), make([]string, len(c.Sides))
	for i, s := range c.Sides {
		heads[i] = s.Letter
		if i == 0 {
			heads[i] += " · " + t("conflicts.in-force")
		}
		if m.keeps[c.ID] == s.Letter {
			heads[i] += " · " + t("conflicts.chosen")
		}
		times[i], froms[i] = m.time(s.At), m.from(s)
	}
	title := strings.TrimSpace(m.about(c.About) + " " + widget.Clean(c.Code))
	out := []string{th.Strong.Render(title + ": " + t("cli.conflict."+string(c.Sort))), ""}
	out = append(out, line("", heads)...)
	out = append(out, line(t("conflicts.when"), times)...)
	out = append(out, line(t("conflicts.from"), froms)...)
	out = append(out, th.Faint.Render(strings.Repeat("─", min(labelWidth+len(c.Sides)*(column+2), m.width))))
	for _, f := range m.fields(c) {
		out = append(out, line(f.label, f.values)...)
	}
	return append(append(out, ""), widget.Wrap(t("conflicts.rule."+rule(c)), min(m.width, textWidth))...)
}

// rule names what a choice does. The code of a region is official: whose is wrong has to be corrected in its own file.
func rule(c casework.Conflict) string {
	if !decidable(c) {
		return "region"
	}
	return string(c.Sort)
}

func decidable(c casework.Conflict) bool {
	return c.Sort != casework.SameCode || c.About != store.KindRegion
}

// columns lays one field out, on as many lines as its longest value needs.
func columns(label string, cells []string, width int) []string {
	wrapped, most := make([][]string, len(cells)+1), 1
	wrapped[0] = widget.Wrap(label, labelWidth-1)
	for i, c := range cells {
		wrapped[i+1] = widget.Wrap(c, width)
	}
	for _, w := range wrapped {
		most = max(most, len(w))
	}
	out := make([]string, most)
	for n := range out {
		var parts []string
		for i, w := range wrapped {
			text, room := "", width+2
			if n < len(w) {
				text = w[n]
			}
			if i == 0 {
				room = labelWidth
			}
			parts = append(parts, widget.Pad(text, room))
		}
		out[n] = strings.TrimRight(strings.Join(parts, ""), " ")
	}
	return out
}
