package workbook

import (
	"math"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
)

// Sizes in pixels of the screen and rows of a sheet.
const (
	rowPixels   = 20
	columnPixel = 7.0 // of one character of column width
	chartGap    = 1   // rows
	chartsApart = 16

	pointsPerPixel = 0.75
)

// drawCharts draws the charts of a table below it, two in a row where they fit.
func (s *sheet) drawCharts(key string) error {
	list := s.chartsOf(key)
	several, full := len(list) > 1, 0
	for _, w := range s.widths {
		full += columnPixels(w)
	}
	for len(list) > 0 {
		pair := firstPair(list)
		wide := full - 12
		if several && !needsRoom(&pair[0]) {
			wide = full/2 - 14
		}
		list = list[len(pair):]
		rows := chartRows(pair)
		high := float64(rows) * rowPixels * pointsPerPixel
		if err := s.keepTogether(high, high); err != nil {
			return err
		}
		for k := range pair {
			if err := s.chart(&pair[k], k*(wide+chartsApart), wide, chartHeight(&pair[k])); err != nil {
				return err
			}
		}
		for range rows {
			if err := s.endRow(rowPixels * pointsPerPixel); err != nil {
				return err
			}
		}
	}
	return nil
}

// firstPair is the charts that stand in the next row: two, or one that needs the room of two.
func firstPair(list []export.Chart) []export.Chart {
	if len(list) == 1 || needsRoom(&list[0]) || needsRoom(&list[1]) {
		return list[:1]
	}
	return list[:2]
}

// needsRoom reports whether the names below a chart would not fit in half the width.
func needsRoom(c *export.Chart) bool { return c.Kind == export.PairedDots && c.To-c.From > 3 }

// chartRows is how many rows of the sheet charts beside each other take.
func chartRows(pair []export.Chart) int {
	high := 0
	for k := range pair {
		high = max(high, chartHeight(&pair[k]))
	}
	return int(math.Ceil(float64(high)/rowPixels)) + 2*chartGap
}

// firstCharts is how many points the first row of a table's charts takes.
func (s *sheet) firstCharts(t *export.Table) float64 {
	list := s.chartsOf(t.Key)
	if len(list) == 0 {
		return 0
	}
	return float64(chartRows(firstPair(list))) * rowPixels * pointsPerPixel
}

// chartsOf is the charts of a table that have something to draw, split where one would draw what is not so.
func (s *sheet) chartsOf(key string) []export.Chart {
	var list []export.Chart
	for _, c := range s.section.Charts {
		switch {
		case c.Table != key || !s.anything(&c):
		case c.Kind == export.StackedShare:
			list = append(list, s.runs(c, 0)...)
		case c.Kind == export.Slopes:
			list = append(list, s.runs(c, mostSlopes)...)
		default:
			list = append(list, c)
		}
	}
	return list
}

// mostSlopes is how many lines of one chart can be told apart without colour.
const mostSlopes = 6

// runs splits a chart into runs of rows that have every figure, each of at most so many rows, or any number when most
// is 0: a stack with a part hidden would put the others in the wrong place, a slope with one end hidden is none.
func (s *sheet) runs(c export.Chart, most int) []export.Chart {
	var runs []export.Chart
	rows := s.tables[c.Table].table.Rows
	for i, open := c.From, false; i < c.To; i++ {
		whole := true
		for _, j := range c.Series {
			whole = whole && drawn(rows[i].Cells[j].Kind)
		}
		switch {
		case whole && open && (most == 0 || i-runs[len(runs)-1].From < most):
			runs[len(runs)-1].To = i + 1
		case whole:
			run := c
			run.From, run.To = i, i+1
			runs = append(runs, run)
		}
		open = whole
	}
	return runs
}

// drawn reports whether a chart can draw a cell of the kind.
func drawn(k export.CellKind) bool {
	switch k {
	case export.CountCell, export.NumberCell, export.ShareCell:
		return true
	case export.BlankCell, export.TextCell, export.DateCell, export.HiddenCell:
	}
	return false
}

// anything reports whether a chart has a figure to draw.
func (s *sheet) anything(c *export.Chart) bool {
	for _, r := range s.tables[c.Table].table.Rows[c.From:c.To] {
		for _, j := range c.Series {
			if drawn(r.Cells[j].Kind) {
				return true
			}
		}
	}
	return false
}

func chartHeight(c *export.Chart) int {
	rows := c.To - c.From
	switch c.Kind {
	case export.Bars:
		return 100 + rows*(len(c.Series)*13+8)
	case export.StackedShare:
		return 120 + rows*26
	case export.Funnel:
		return 90 + rows*(len(c.Series)*14+12)
	case export.Slopes:
		return 190 + rows*18
	case export.Columns, export.Trend:
	case export.PairedDots:
		return 260
	}
	return 300
}

func (s *sheet) chart(c *export.Chart, left, width, height int) error {
	chart := s.frame(c)
	chart.Dimension = excelize.ChartDimension{Width: uint(width), Height: uint(height)}
	switch c.Kind {
	case export.Slopes:
		chart.Series = s.slopes(c)
	case export.Trend:
		chart.Series = append(s.series(c), s.limits(c)...)
	case export.Columns, export.Bars, export.StackedShare, export.Funnel, export.PairedDots:
		chart.Series = s.series(c)
	}
	at := s.columnAt(&left)
	chart.Format.OffsetX += left
	return s.file.AddChart(s.name, cell(at, s.row), chart)
}

// columnPixels is how wide a column is on the screen.
func columnPixels(width float64) int { return int(width*columnPixel) + 5 }

// columnAt finds the column that a distance in pixels falls into, and leaves the rest.
func (s *sheet) columnAt(left *int) int {
	for j, w := range s.widths {
		px := columnPixels(w)
		if *left < px {
			return j + 1
		}
		*left -= px
	}
	return len(s.widths)
}
