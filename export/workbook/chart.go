package workbook

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
)

// stackMiddle is the light colour of the middle part of a stack.
const stackMiddle = "D1D5DB"

// Sizes in pixels of the screen and rows of a sheet.
const (
	rowPixels   = 20
	columnPixel = 7.0 // of one character of column width
	chartGap    = 1   // rows

	pointsPerPixel = 0.75
)

// charts draws the charts of a table below it, small ones two in a row.
func (s *sheet) charts(key string) error {
	var list []export.Chart
	for _, c := range s.section.Charts {
		switch {
		case c.Table != key || !s.anything(&c):
		case c.Kind == export.StackedShare:
			list = append(list, s.wholeStacks(c)...)
		default:
			list = append(list, c)
		}
	}
	full := 0
	for _, w := range s.widths {
		full += columnPixels(w)
	}
	for i := 0; i < len(list); i += 2 {
		pair := list[i:min(i+2, len(list))]
		wide := full - 12
		if len(list) > 1 {
			wide = full/2 - 14
		}
		high := 0
		for k := range pair {
			high = max(high, chartHeight(&pair[k]))
		}
		rows := int(math.Ceil(float64(high)/rowPixels)) + 2*chartGap
		if err := s.keepTogether(float64(rows) * rowPixels * pointsPerPixel); err != nil {
			return err
		}
		for k := range pair {
			if err := s.chart(&pair[k], k*(wide+16), wide, chartHeight(&pair[k])); err != nil {
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

func chartHeight(c *export.Chart) int {
	rows := c.To - c.From
	switch c.Kind {
	case export.Bars:
		return 100 + rows*(len(c.Series)*13+8)
	case export.StackedShare:
		return 120 + rows*26
	case export.Columns:
	}
	return 300
}

// wholeStacks splits a stacked chart into runs of rows that have every part: a stack with a part hidden would put
// the others in the wrong place.
func (s *sheet) wholeStacks(c export.Chart) []export.Chart {
	var runs []export.Chart
	rows := s.tables[c.Table].table.Rows
	for i, open := c.From, false; i < c.To; i++ {
		whole := true
		for _, j := range c.Series {
			whole = whole && rows[i].Cells[j].Kind == export.ShareCell
		}
		switch {
		case whole && open:
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

// anything reports whether a chart has a figure to draw.
func (s *sheet) anything(c *export.Chart) bool {
	t := s.tables[c.Table].table
	for _, r := range t.Rows[c.From:c.To] {
		for _, j := range c.Series {
			switch r.Cells[j].Kind {
			case export.CountCell, export.NumberCell, export.ShareCell:
				return true
			case export.BlankCell, export.TextCell, export.DateCell, export.HiddenCell:
			}
		}
	}
	return false
}

func (s *sheet) chart(c *export.Chart, left, width, height int) error {
	p := s.tables[c.Table]
	colours := palette(c.Palette)
	chart := excelize.Chart{
		Type:         map[export.ChartKind]excelize.ChartType{export.Columns: excelize.Col, export.Bars: excelize.Bar, export.StackedShare: excelize.BarStacked}[c.Kind],
		Dimension:    excelize.ChartDimension{Width: uint(width), Height: uint(height)},
		Legend:       excelize.ChartLegend{Position: "bottom"},
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title.In(s.words), Font: &excelize.Font{Size: 12, Bold: true, Color: ink}}}},
		Format:       excelize.GraphicOptions{AltText: c.Alt.In(s.words), Name: c.Title.In(s.words), OffsetX: 2, OffsetY: 4, Positioning: "oneCell"},
		XAxis:        excelize.ChartAxis{Font: excelize.Font{Size: 9, Color: ink}, ReverseOrder: c.Kind != export.Columns},
		YAxis:        excelize.ChartAxis{Font: excelize.Font{Size: 9, Color: ink}, MajorGridLines: true, Minimum: new(float64)},
		GapWidth:     pointer(uint(60)),
		VaryColors:   pointer(false),
		PlotArea:     excelize.ChartPlotArea{ShowVal: true},
		ShowBlanksAs: "gap",
	}
	if c.Kind == export.StackedShare {
		chart.Overlap = pointer(100)
		chart.YAxis.Maximum = pointer(1.0)
		chart.YAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0%"}
		chart.PlotArea.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0%"}
	}
	if c.Kind != export.Columns { // the values stand on the bars; an axis would only move to the top
		chart.YAxis.None, chart.YAxis.MajorGridLines = true, false
	}
	if c.Kind == export.Bars {
		chart.PlotArea.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0.0"}
	}
	categories := s.span(c.Category, p.first+c.From, p.first+c.To-1)
	for i, j := range c.Series {
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: s.span(j, p.header, p.header), Categories: categories, Values: s.span(j, p.first+c.From, p.first+c.To-1),
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colours[i]}},
			DataLabel: excelize.ChartDataLabel{Font: excelize.Font{Size: 9, Color: labelColour(c.Kind, colours[i])}},
			Line:      excelize.LineOptions{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ink}}, Width: 0.5},
		})
	}
	at := s.columnAt(&left)
	chart.Format.OffsetX += left
	return s.file.AddChart(s.name, cell(at, s.row), &chart)
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

// span is a range of one column as charts refer to it.
func (s *sheet) span(column, first, last int) string {
	name, _ := excelize.ColumnNumberToName(column + 1)
	quoted := quotedSheet(s.name)
	if first == last {
		return fmt.Sprintf("%s!$%s$%d", quoted, name, first)
	}
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted, name, first, name, last)
}

// palette gives colours that differ in lightness.
func palette(p export.Palette) []string {
	switch p {
	case export.BeforeAfter:
		return []string{"CBD5E1", "1E3A5F"}
	case export.BetterSameWorse:
		return []string{"1E3A5F", stackMiddle, "A8501F"}
	case export.Neutral:
	}
	return []string{"1E3A5F", "93B4D4", "D1D5DB"}
}

// labelColour is readable on the bar where the value stands on it, and on white where it stands beside it.
func labelColour(k export.ChartKind, bar string) string {
	if k == export.StackedShare && bar != stackMiddle {
		return "FFFFFF"
	}
	return ink
}

func pointer[T any](v T) *T { return &v }
