package export

import (
	"math"
	"strconv"
)

// DifferenceKind says how a figure differs between two reports.
type DifferenceKind string

// Kinds of differences. What both reports hide is no difference, whatever stands behind.
const (
	FigureChanged  DifferenceKind = "changed"
	FigureAppeared DifferenceKind = "appeared" // the earlier report did not have it
	FigureGone     DifferenceKind = "gone"
	FigureHidden   DifferenceKind = "hidden" // was shown and no longer is
	FigureShown    DifferenceKind = "shown"  // was hidden
)

// Difference is one figure that differs between an earlier report and a later one.
type Difference struct {
	Kind        DifferenceKind
	Section     Label
	Table       Label
	Row, Column Label
	Before, Now FigureCell // zero where the report does not have the figure
}

// By is how much more the later report says; ok is false when one of the two does not show the figure.
func (d Difference) By() (by float64, ok bool) {
	return d.Now.Value - d.Before.Value, d.Kind == FigureChanged
}

// Comparison is what differs between two reports.
type Comparison struct {
	Differences []Difference // in the order of the later report, then what is gone
	Same        int          // figures that both print alike
	// Finer counts figures that differ in digits that are not printed.
	Finer int
}

// figureAt is the place of a figure.
type figureAt struct{ section, table, row, column string }

// placed is a figure with its names.
type placed struct {
	at   figureAt
	cell FigureCell
	name Difference // section, table, row and column
}

// Compare lists the figures that differ. Figures are matched by the keys of their tables, rows and columns. The sheet
// about protection is left out: it lists hidden cells, which are compared where they stand.
func Compare(before, now *Figures) Comparison {
	var out Comparison
	then := map[figureAt]FigureCell{}
	for p := range before.all() {
		then[p.at] = p.cell
	}
	for p := range now.all() {
		was, known := then[p.at]
		delete(then, p.at)
		d := p.name
		d.Before, d.Now = was, p.cell
		switch {
		case !known:
			d.Kind = FigureAppeared
		case was.Kind == HiddenCell && p.cell.Kind == HiddenCell:
			out.Same++
			continue
		case p.cell.Kind == HiddenCell:
			d.Kind = FigureHidden
		case was.Kind == HiddenCell:
			d.Kind = FigureShown
		case printed(was) != printed(p.cell):
			d.Kind = FigureChanged
		case exact(was) != exact(p.cell):
			out.Finer++
			continue
		default:
			out.Same++
			continue
		}
		out.Differences = append(out.Differences, d)
	}
	for p := range before.all() {
		if was, gone := then[p.at]; gone {
			d := p.name
			d.Kind, d.Before = FigureGone, was
			out.Differences = append(out.Differences, d)
		}
	}
	return out
}

// Equal reports whether two reports have the same figures and hide the same.
func (c Comparison) Equal() bool { return len(c.Differences) == 0 && c.Finer == 0 }

// all goes through the figures in order.
func (f *Figures) all() func(yield func(placed) bool) {
	return func(yield func(placed) bool) {
		for _, t := range f.Tables {
			if t.Section == protectionKey {
				continue
			}
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					column := t.Columns[c.Column]
					p := placed{
						at: figureAt{t.Section, t.Key, r.Key, column.Key}, cell: c,
						name: Difference{Section: t.Title, Table: t.Caption, Row: r.Label, Column: column.Label},
					}
					if !yield(p) {
						return
					}
				}
			}
		}
	}
}

// shareDigits is what a percentage has more in decimals as a fraction.
const shareDigits = 2

func printed(c FigureCell) string {
	digits := c.Decimals
	switch c.Kind {
	case CountCell:
		digits = 0
	case ShareCell:
		digits += shareDigits
	case NumberCell, HiddenCell, BlankCell, TextCell, DateCell:
	}
	scale := math.Pow(10, float64(digits))
	return strconv.FormatFloat(math.Round(c.Value*scale), 'f', 0, 64) + "/" + strconv.Itoa(digits)
}

func exact(c FigureCell) string { return strconv.FormatFloat(c.Value, 'g', 12, 64) }
