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

// byCode is the second order; the first is that of the kinds, in which they are read.
const byCode = 1

const (
	textWidth  = 84
	labelWidth = 18
)

// View draws the list, or one conflict.
func (m *Model) View() string {
	switch {
	case m.job != nil:
		return m.job.View(m.env, m.env.Lang.T("conflicts.settling"), min(m.Width(), textWidth))
	case m.open != nil:
		return m.scroll.View()
	}
	return m.Panel.View()
}

// head says what went wrong, and what the list is about.
func (m *Model) head() []string {
	width := min(m.Width(), textWidth)
	var out []string
	if m.failed != nil {
		for _, l := range widget.Wrap("! "+m.why(), width) {
			out = append(out, m.env.Theme.Error.Render(l))
		}
		out = append(out, "")
	}
	if len(m.all) == 0 {
		return out
	}
	return append(append(out, widget.Wrap(m.env.Lang.T("conflicts.intro"), width)...), "")
}

func (m *Model) why() string {
	if errors.Is(m.failed, context.Canceled) {
		return m.env.Lang.T("conflicts.stopped")
	}
	return transfer.Words(m.env.Lang, m.failed)
}

// lay lays the open conflict out.
func (m *Model) lay() {
	if m.open != nil {
		m.scroll.SetHeight(m.Height())
		m.scroll.SetText(strings.Join(m.sides(*m.open), "\n"))
	}
}

func (m *Model) section() rows.Section {
	all := m.all
	return rows.Section{
		N: len(all),
		Line: func(i int) rows.Line {
			return rows.Line{Text: m.line(all[i]), Data: all[i].ID, Open: func() tea.Msg { return openMsg{i} }}
		},
		Compare: func(order, a, b int) int {
			if order == byCode {
				return strings.Compare(all[a].Code, all[b].Code)
			}
			return 0
		},
	}
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
	column := max((m.Width()-labelWidth)/len(c.Sides)-2, 12)
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
	out = append(out, th.Faint.Render(strings.Repeat("─", min(labelWidth+len(c.Sides)*(column+2), m.Width()))))
	for _, f := range m.fields(c) {
		out = append(out, line(f.label, f.values)...)
	}
	return append(append(out, ""), widget.Wrap(t("conflicts.rule."+rule(c)), min(m.Width(), textWidth))...)
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
