package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
)

// stackMiddle is the light colour of the middle part of a stack.
const stackMiddle = "D1D5DB"

// frame is a chart without its series.
func (s *sheet) frame(c *export.Chart) *excelize.Chart {
	axis := excelize.Font{Size: 9, Color: ink}
	chart := &excelize.Chart{
		Type:         chartType(c.Kind),
		Legend:       excelize.ChartLegend{Position: "bottom"},
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title.In(s.words), Font: &excelize.Font{Size: 12, Bold: true, Color: ink}}}},
		Format:       excelize.GraphicOptions{AltText: c.Alt.In(s.words), Name: c.Title.In(s.words), OffsetX: 2, OffsetY: 4, Positioning: "oneCell"},
		XAxis:        excelize.ChartAxis{Font: axis},
		YAxis:        excelize.ChartAxis{Font: axis, MajorGridLines: true, Minimum: new(float64)},
		GapWidth:     pointer(uint(60)),
		VaryColors:   pointer(false),
		PlotArea:     excelize.ChartPlotArea{ShowVal: true},
		ShowBlanksAs: "gap",
	}
	switch c.Kind {
	case export.Columns:
	case export.Bars:
		lying(chart)
		chart.PlotArea.NumFmt.CustomNumFmt = "0.0"
	case export.StackedShare:
		lying(chart)
		chart.Overlap = pointer(100)
		chart.YAxis.Maximum = pointer(1.0)
		chart.YAxis.NumFmt.CustomNumFmt = shareFormat(s.words.Lang(), 0)
		chart.PlotArea.NumFmt.CustomNumFmt = shareFormat(s.words.Lang(), 0)
	case export.Funnel:
		lying(chart)
		chart.GapWidth = pointer(uint(25))
		if len(c.Series) == 1 {
			chart.Legend.Position = "none"
		}
	case export.PairedDots:
		chart.XAxis.HighLowLines = true
		chart.YAxis.NumFmt.CustomNumFmt = "0.0"
	case export.Slopes:
		chart.PlotArea.ShowVal = false
		chart.Legend.Position = "right"
		chart.YAxis.NumFmt.CustomNumFmt = "0.0"
	case export.Trend:
		chart.YAxis.Minimum = nil // a change may be below zero
		chart.XAxis.TickLabelPosition = excelize.ChartTickLabelLow
		chart.PlotArea.ShowVal = false
		chart.XAxis.HighLowLines = len(c.Series) == 1 // from limit to limit
		chart.YAxis.NumFmt.CustomNumFmt = s.figureFormat(c)
	}
	return chart
}

// lying turns the bars: the first row stands on top. The values stand on the bars, so there is no axis of values,
// which would only move to the top.
func lying(chart *excelize.Chart) {
	chart.XAxis.ReverseOrder = true
	chart.YAxis.None, chart.YAxis.MajorGridLines = true, false
}

func chartType(k export.ChartKind) excelize.ChartType {
	switch k {
	case export.Columns:
		return excelize.Col
	case export.Bars, export.Funnel:
		return excelize.Bar
	case export.StackedShare:
		return excelize.BarStacked
	case export.PairedDots, export.Slopes, export.Trend:
	}
	return excelize.Line
}

// figureFormat is the format of the first figure a chart draws.
func (s *sheet) figureFormat(c *export.Chart) string {
	for _, r := range s.tables[c.Table].table.Rows[c.From:c.To] {
		switch f := r.Cells[c.Series[0]]; f.Kind {
		case export.ShareCell:
			return shareFormat(s.words.Lang(), f.Decimals)
		case export.NumberCell:
			return numberFormat(f.Decimals, f.Signed)
		case export.BlankCell, export.TextCell, export.CountCell, export.DateCell, export.HiddenCell:
		}
	}
	return numberFormat(0, false)
}

// series is one series for each column.
func (s *sheet) series(c *export.Chart) []excelize.ChartSeries {
	var list []excelize.ChartSeries
	p := s.tables[c.Table]
	colours := palette(c.Palette)
	for i, j := range c.Series {
		one := excelize.ChartSeries{
			Name: s.span(j, p.header, p.header), Categories: s.span(c.Category, p.first+c.From, p.first+c.To-1), Values: s.values(c, j),
		}
		colour := colours[i%len(colours)]
		switch c.Kind {
		case export.Trend:
			styleLine(&one, i, colour)
		case export.PairedDots:
			styleDot(&one, i, colour)
		case export.Columns, export.Bars, export.StackedShare, export.Funnel, export.Slopes:
			one.Fill = solid(colour)
			one.Line = excelize.LineOptions{Fill: solid(ink), Width: 0.5}
			one.DataLabel.Font = excelize.Font{Size: 9, Color: labelColour(c.Kind, colour)}
		}
		list = append(list, one)
	}
	return list
}

// slopes is one series for each row: from the start to the end.
func (s *sheet) slopes(c *export.Chart) []excelize.ChartSeries {
	var list []excelize.ChartSeries
	p := s.tables[c.Table]
	ends := func(row int) string {
		return union(s.span(c.Series[0], row, row), s.span(c.Series[1], row, row))
	}
	shades := []string{"111827", "1E3A5F", "A8501F", "4B6A8F", "7C7F85", "B98A5E"}
	for i := c.From; i < c.To; i++ {
		one := excelize.ChartSeries{
			Name: s.span(c.Category, p.first+i, p.first+i), Categories: ends(p.header), Values: ends(p.first + i),
		}
		styleLine(&one, i-c.From, shades[(i-c.From)%len(shades)])
		list = append(list, one)
	}
	return list
}

// limits is the interval of a trend's first series as two rows of dashes, above and below, drawn from the cells like
// everything else. Where there is one series only, a line joins them.
func (s *sheet) limits(c *export.Chart) []excelize.ChartSeries {
	if c.Low == c.High {
		return nil
	}
	p := s.tables[c.Table]
	var list []excelize.ChartSeries
	for _, j := range []int{c.Low, c.High} {
		list = append(list, excelize.ChartSeries{
			Name: s.span(j, p.header, p.header), Categories: s.span(c.Category, p.first+c.From, p.first+c.To-1), Values: s.values(c, j),
			Line:   excelize.LineOptions{Type: excelize.LineNone},
			Marker: excelize.ChartMarker{Symbol: "dash", Size: 9, Fill: solid(quiet), Border: excelize.LineOptions{Type: excelize.LineSolid, Fill: solid(quiet), Width: 1}},
		})
	}
	return list
}

// styleLine gives a line its colour, and a mark and a dash of its own, so that print in grey tells it apart.
func styleLine(one *excelize.ChartSeries, i int, colour string) {
	symbols := []string{"circle", "square", "triangle", "diamond", "x", "plus"}
	dashes := []excelize.LineDashType{excelize.LineDashSolid, excelize.LineDashDash, excelize.LineDashDot, excelize.LineDashSysDashDot, excelize.LineDashLgDash, excelize.LineDashSysDash}
	one.Fill = solid(colour) // the library takes the line's colour from here
	one.Line = excelize.LineOptions{Type: excelize.LineSolid, Dash: dashes[i%len(dashes)], Fill: solid(colour), Width: 2}
	one.Marker = excelize.ChartMarker{Symbol: symbols[i%len(symbols)], Size: 8, Fill: solid(colour), Border: excelize.LineOptions{Type: excelize.LineSolid, Fill: solid(colour), Width: 1}}
}

// styleDot makes dots without a line: the start a light circle, the end a dark diamond, values at opposite sides.
func styleDot(one *excelize.ChartSeries, i int, colour string) {
	one.Line = excelize.LineOptions{Type: excelize.LineNone}
	one.Marker = excelize.ChartMarker{
		Symbol: []string{"circle", "diamond"}[i%2], Size: 9, Fill: solid(colour), Border: excelize.LineOptions{Type: excelize.LineSolid, Fill: solid(ink), Width: 0.75},
	}
	one.DataLabel.Font = excelize.Font{Size: 9, Color: ink}
	one.DataLabelPosition = []excelize.ChartDataLabelPositionType{excelize.ChartDataLabelsPositionLeft, excelize.ChartDataLabelsPositionRight}[i%2]
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// values is the range of a column of figures. A spreadsheet would draw a hidden figure, which is a word, as 0: where
// one is, the range takes an empty cell instead, and there is a gap.
func (s *sheet) values(c *export.Chart, j int) string {
	p := s.tables[c.Table]
	empty := quotedSheet(s.name) + "!" + absolute(len(s.widths)+1, 1)
	var all []string
	for i, from := c.From, c.From; i < c.To; i++ {
		if !drawn(p.table.Rows[i].Cells[j].Kind) {
			all, from = append(all, empty), i+1
			continue
		}
		if i+1 == c.To || !drawn(p.table.Rows[i+1].Cells[j].Kind) {
			all = append(all, s.span(j, p.first+from, p.first+i))
		}
	}
	return union(all...)
}

// union is several ranges as one.
func union(spans ...string) string {
	if len(spans) == 1 {
		return spans[0]
	}
	return "(" + strings.Join(spans, ",") + ")"
}

// span is a range of one column as charts refer to it; columns from 0.
func (s *sheet) span(column, first, last int) string {
	at := quotedSheet(s.name) + "!" + absolute(column+1, first)
	if first == last {
		return at
	}
	return at + ":" + absolute(column+1, last)
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
