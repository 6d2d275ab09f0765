package widget

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/mittari/mittari/cmd/mittari/internal/tui/theme"
)

// Column of a table. Width is in cells; 0 shares what is left.
type Column struct {
	Title string
	Width int
	Right bool // numbers
}

// Table is a list of rows with a selected one and a filter.
type Table struct {
	columns       []Column
	rows          [][]string
	shown         []int // rows that pass the filter
	filter        string
	cursor        int // into shown
	offset        int
	width, height int
	theme         theme.Theme
}

// NewTable makes an empty table.
func NewTable(t theme.Theme, columns ...Column) Table {
	return Table{theme: t, columns: columns, width: 80, height: 10}
}

// SetColumns sets the columns anew, for a language that changed.
func (t *Table) SetColumns(columns ...Column) { t.columns = columns }

// SetRows sets the rows; the selection stays on the row with the same number.
func (t *Table) SetRows(rows [][]string) {
	selected, _ := t.Selected()
	t.rows = rows
	t.apply(selected)
}

// SetFilter shows only the rows with every word of text in some column, case ignored.
func (t *Table) SetFilter(text string) {
	selected, _ := t.Selected()
	t.filter = text
	t.apply(selected)
}

// SetSize sets the room, the line of titles included.
func (t *Table) SetSize(width, height int) {
	t.width, t.height = width, height
	t.follow()
}

// Select moves to a row, as numbered in SetRows.
func (t *Table) Select(row int) { t.apply(row) }

// Selected is the row under the cursor, as numbered in SetRows; false when none is shown.
func (t *Table) Selected() (int, bool) {
	if t.cursor < 0 || t.cursor >= len(t.shown) {
		return 0, false
	}
	return t.shown[t.cursor], true
}

// Len is the number of rows shown.
func (t *Table) Len() int { return len(t.shown) }

// Update moves the selection; it reports whether the key was one of its own.
func (t *Table) Update(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyUp:
		t.cursor--
	case tea.KeyDown:
		t.cursor++
	case tea.KeyPgUp:
		t.cursor -= t.room()
	case tea.KeyPgDown:
		t.cursor += t.room()
	case tea.KeyHome:
		t.cursor = 0
	case tea.KeyEnd:
		t.cursor = len(t.shown) - 1
	default:
		return false
	}
	t.follow()
	return true
}

// Point is a click on line y of the view: it moves to the row there, and reports whether that was chosen already.
func (t *Table) Point(y int) bool {
	at := t.offset + y - 1 // below the titles
	if y < 1 || y > t.room() || at >= len(t.shown) {
		return false
	}
	if at == t.cursor {
		return true
	}
	t.cursor = at
	return false
}

// View draws titles and rows; the selected row has a mark, so that it shows without colour.
func (t *Table) View() string {
	widths := t.widths()
	lines := []string{t.theme.Faint.Render(t.line("  ", t.titles(), widths))}
	end := min(t.offset+t.room(), len(t.shown))
	for i := t.offset; i < end; i++ {
		row := t.rows[t.shown[i]]
		if i == t.cursor {
			lines = append(lines, t.theme.Selected.Render(t.line("▸ ", row, widths)))
			continue
		}
		lines = append(lines, t.line("  ", row, widths))
	}
	if len(t.shown) > t.room() {
		s := Scroll{theme: t.theme}
		lines = append(lines, s.mark(t.offset, len(t.shown)-end))
	}
	return strings.Join(lines, "\n")
}

func (t *Table) titles() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.Title
	}
	return out
}

func (t *Table) line(mark string, cells []string, widths []int) string {
	parts := make([]string, 0, len(t.columns))
	for i, c := range t.columns {
		cell := ""
		if i < len(cells) {
			cell = strings.ReplaceAll(Clean(cells[i]), "\n", " ")
		}
		if c.Right {
			parts = append(parts, PadLeft(cell, widths[i]))
		} else {
			parts = append(parts, Pad(cell, widths[i]))
		}
	}
	return Truncate(strings.TrimRight(mark+strings.Join(parts, "  "), " "), t.width)
}

// widths gives fixed columns their width and shares the rest.
func (t *Table) widths() []int {
	left, open := t.width-2-2*(len(t.columns)-1), 0
	for _, c := range t.columns {
		left -= c.Width
		if c.Width == 0 {
			open++
		}
	}
	out := make([]int, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.Width
		if c.Width == 0 {
			out[i] = max(left/open, 4)
			left, open = left-out[i], open-1
		}
	}
	return out
}

func (t *Table) apply(selected int) {
	words := strings.Fields(strings.ToLower(t.filter))
	t.shown, t.cursor = nil, 0
	for i, row := range t.rows {
		if !HoldsAll(strings.ToLower(strings.Join(row, "\n")), words) {
			continue
		}
		if i <= selected {
			t.cursor = len(t.shown)
		}
		t.shown = append(t.shown, i)
	}
	t.follow()
}

func (t *Table) room() int {
	room := t.height - 1
	if len(t.shown) > room {
		room--
	}
	return max(room, 1)
}

func (t *Table) follow() {
	t.cursor = max(0, min(t.cursor, len(t.shown)-1))
	if t.cursor < t.offset {
		t.offset = t.cursor
	}
	if t.cursor >= t.offset+t.room() {
		t.offset = t.cursor - t.room() + 1
	}
	t.offset = max(0, min(t.offset, len(t.shown)-t.room()))
}

// Height is the number of lines the whole table would take.
func (t *Table) Height() int { return lipgloss.Height(t.View()) }
