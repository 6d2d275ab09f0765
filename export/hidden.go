package export

import "github.com/mittari/mittari/export/disclosure"

// HidingReasons are the reasons for which figures are hidden, in the order in which they are told.
func HidingReasons() []disclosure.Reason {
	return []disclosure.Reason{disclosure.Small, disclosure.SmallPart, disclosure.Secondary, disclosure.FewCases, disclosure.Linked}
}

// SheetFigures says how many figures of a sheet are shown, and how many are hidden for which reason.
type SheetFigures struct {
	Title  Label
	Shown  int
	Hidden map[disclosure.Reason]int
}

// Figures counts the figures of the sheets that hold what was counted, in order. The protection sheet, which is about
// the report itself, and the cover are left out.
func (r *Report) Figures() []SheetFigures {
	var out []SheetFigures
	for _, s := range r.Sections {
		if s.Key == coverKey || s.Key == protectionKey {
			continue
		}
		f := SheetFigures{Title: s.Title, Hidden: map[disclosure.Reason]int{}}
		for i := range s.Tables {
			shown, hidden := figuresIn(&s.Tables[i])
			f.Shown += shown
			for why, n := range hidden {
				f.Hidden[why] += n
			}
		}
		if f.Shown+len(f.Hidden) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// figuresIn counts the figures of a table.
func figuresIn(t *Table) (shown int, hidden map[disclosure.Reason]int) {
	hidden = map[disclosure.Reason]int{}
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			switch {
			case hides(c):
				hidden[c.Hidden]++
			case c.Kind == CountCell, c.Kind == NumberCell, c.Kind == ShareCell:
				shown++
			}
		}
	}
	return shown, hidden
}
