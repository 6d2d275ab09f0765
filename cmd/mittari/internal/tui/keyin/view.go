package keyin

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/help"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/screen"
	"github.com/mittari/mittari/cmd/mittari/internal/tui/widget"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// View draws the page at hand.
func (m *Model) View() string {
	var lines []string
	keep := 0
	switch m.stage {
	case loading:
		return m.env.Theme.Faint.Render(m.env.Lang.T("form.wait"))
	case picking:
		return m.pile()
	case dating:
		lines = m.dayPage()
	case keying, again:
		return m.sheet()
	case deciding:
		lines, keep = m.mismatches()
		lines = append(lines, "", m.status())
	}
	s := widget.NewScroll(m.env.Theme)
	s.SetHeight(m.height)
	s.SetText(strings.Join(lines, "\n"))
	s.Keep(keep, keep)
	return s.View()
}

// pile is what was done last, the filter and the list.
func (m *Model) pile() string {
	t, l := m.env.Theme, m.env.Lang
	note := l.T("keyin.which")
	if m.note != "" {
		note = m.note
	}
	head := []string{t.Strong.Render(widget.Truncate(note, m.width)), ""}
	head = append(head, strings.Split(m.filter.View(m.width), "\n")...)
	head = append(head, "")
	body := m.list.View()
	if m.list.Len() == 0 {
		body = widget.Paragraph(l.T("keyin.none"), min(m.width, 84))
	}
	return strings.Join(head, "\n") + "\n" + body
}

// dayPage asks when the form was answered.
func (m *Model) dayPage() []string {
	l, width := m.env.Lang, min(m.width, 84)
	lines := []string{m.env.Theme.Strong.Render(widget.Truncate(m.heading(m.short()), m.width)), ""}
	lines = append(lines, widget.Wrap(l.T("keyin.day.why"), width)...)
	lines = append(lines, "")
	return append(lines, strings.Split(m.day.View(width), "\n")...)
}

// heading is whose form, which and for what occasion.
func (m *Model) heading(short string) string {
	return strings.Join([]string{m.person, short, m.env.Lang.T("wave." + string(m.plan.Wave))}, " · ")
}

// short is the abbreviation of the form at hand.
func (m *Model) short() string {
	if m.sitting != nil {
		return m.env.Lang.Text(m.sitting.Definition().Abbreviation)
	}
	if m.env.Catalogue != nil {
		if def, err := m.env.Catalogue.Get(m.plan.Instrument); err == nil {
			return m.env.Lang.Text(def.Abbreviation)
		}
	}
	return string(m.plan.Instrument)
}

// sheet is the form: what it is, the values of the current item, the cells, and what was done last.
func (m *Model) sheet() string {
	t, l := m.env.Theme, m.env.Lang
	done, all := m.grid.count()
	head := m.heading(m.short()) + " · " + l.T("keyin.answered", "date", l.Date(m.dated))
	if m.stage == again {
		head = l.T("keyin.second") + " · " + head
	}
	lines := []string{
		t.Strong.Render(widget.Spread(head, l.T("keyin.count", "n", done, "all", all), m.width)),
		t.Faint.Render(widget.Truncate(m.values(), m.width)), "",
	}
	lines = append(lines, m.cells(m.height-len(lines)-2)...)
	return strings.Join(append(lines, "", m.status()), "\n")
}

// values names what the current item offers.
func (m *Model) values() string {
	c, ok := m.grid.current()
	if !ok {
		return m.env.Lang.T("keyin.end")
	}
	var all []string
	for _, o := range c.Options {
		if o.Text == fmt.Sprint(o.Code) {
			o.Text = ""
		}
		all = append(all, strings.TrimSpace(fmt.Sprintf("%d %s", o.Code, o.Text)))
	}
	return strings.Join(all, " · ")
}

// status is the line above the keys: what is wrong, or what was done.
func (m *Model) status() string {
	t, l := m.env.Theme, m.env.Lang
	if m.grid.stopped {
		text := l.T("keyin.stop.end")
		if c, ok := m.grid.current(); ok {
			text = l.T("keyin.stop", "n", c.Number, "codes", offered(c))
		}
		return t.Warn.Render(widget.Truncate("! "+text, m.width))
	}
	return t.Faint.Render(widget.Truncate(m.note, m.width))
}

// narrowest is the least width of a cell in which its cue can still be read.
const narrowest = 24

// cells draws the form in as few columns as its height needs, the numbers running down. A form too long for the window
// shows the part around the current item.
func (m *Model) cells(height int) []string {
	n := len(m.grid.cells)
	height = max(height, 1)
	most := max(m.width/narrowest, 1)
	columns := min(max((n+height-1)/height, 1), most)
	rows := max((n+columns-1)/columns, 1)
	m.grid.rows = rows
	width := m.width/columns - 1
	first := 0
	if rows > height {
		first = min(max(min(m.grid.at, n-1)%rows-height/2, 0), rows-height)
	}
	var out []string
	for row := first; row < min(first+height, rows); row++ {
		var line []string
		for i := row; i < n; i += rows {
			line = append(line, m.cell(i, min(width, 60)))
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

// cell is one item: the cursor, the number, the cue, and what was keyed in.
func (m *Model) cell(i, width int) string {
	c := m.grid.cells[i]
	value, mark, style := m.value(&c), "  ", m.env.Theme.Text
	if i == m.grid.at {
		mark, style = "▸ ", m.env.Theme.Selected
		if m.grid.typed != "" {
			value = m.grid.typed + "_"
		}
		value = "[" + value + "]"
	} else {
		value = " " + value + " "
	}
	if !c.Asked {
		style = m.env.Theme.Faint
	}
	value = widget.PadLeft(value, max(lipgloss.Width(value), 5))
	left := widget.Pad(fmt.Sprintf("%s%3d %s", mark, c.Number, c.Cue), width-lipgloss.Width(value))
	return style.Render(left + value)
}

// value is a response in a sign: its code, "–" left blank, "?" unreadable, "×" not asked, "·" not keyed in yet.
func (m *Model) value(c *casework.Cell) string {
	switch {
	case !c.Asked:
		return "×"
	case c.Response.State == instruments.Answered:
		return fmt.Sprint(c.Response.Code)
	case c.Response.State == instruments.Skipped && c.Response.Reason == instruments.Unreadable:
		return "?"
	case c.Response.State == instruments.Skipped:
		return "–"
	}
	return "·"
}

type keyMap struct{ value, blank, unreadable, enter, erase, move, twice, leave, choose, result key.Binding }

func (m *Model) keys() keyMap {
	t := m.env.Lang.T
	enter := t("keyin.key.save")
	if m.stage == again {
		enter = t("keyin.key.compare")
	}
	return keyMap{
		value:      screen.Bind("0–9", t("keyin.key.value"), "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		blank:      screen.Bind("-", t("keyin.key.blank"), "-", " "),
		unreadable: screen.Bind(".", t("keyin.key.unreadable"), ".", ","),
		enter:      screen.Bind("Enter", enter, "enter"),
		erase:      screen.Bind("⌫", t("keyin.key.back"), "backspace"),
		move:       screen.Bind("↑↓ ←→", t("keyin.key.move"), "up", "down", "left", "right", "tab", "shift+tab", "home", "end"),
		twice:      screen.Bind("t", t("keyin.key.twice"), "t", "T"),
		leave:      screen.Bind("esc", t("keyin.key.leave"), "esc"),
		choose:     screen.Bind("Enter", t("keyin.key.choose"), "enter"),
		result:     screen.Bind("ctrl+r", t("keyin.key.result"), "ctrl+r"),
	}
}

// Keys of the page at hand.
func (m *Model) Keys() help.KeyMap {
	t, k := m.env.Lang.T, m.keys()
	back := screen.Bind("esc", t("root.key.back"), "esc")
	switch m.stage {
	case picking:
		set := screen.KeySet{k.choose, m.list.Keys()}
		if m.last != (store.AdministrationID{}) {
			set = append(set, k.result)
		}
		return append(set, back)
	case dating:
		return screen.KeySet{screen.Bind("Enter", t("keyin.key.on"), "enter"), back}
	case keying:
		return screen.KeySet{k.value, k.blank, k.unreadable, k.enter, k.erase, k.twice, k.leave, k.move}
	case again:
		return screen.KeySet{k.value, k.blank, k.unreadable, k.enter, k.erase, back, k.move}
	case deciding:
		return screen.KeySet{
			screen.Bind("←", t("keyin.key.first"), "left"), screen.Bind("→", t("keyin.key.second"), "right"),
			screen.Bind("Enter", t("keyin.key.decide"), "enter"), screen.Bind("↑↓", t("keyin.key.move"), "up", "down"), back,
		}
	case loading:
	}
	return screen.KeySet{back}
}
