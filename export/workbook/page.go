package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// paperA4 is the code of A4 in the format.
const paperA4 = 9

// page sets up printing, frozen rows and the extent of the sheet.
func (s *sheet) page() error {
	last := cell(len(s.widths), max(1, s.row-1))
	if err := s.file.SetSheetDimension(s.name, "A1:"+last); err != nil {
		return err
	}
	orientation := "portrait"
	if s.section.Landscape {
		orientation = "landscape"
	}
	if err := s.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: pointer(paperA4), Orientation: &orientation, FitToWidth: pointer(1), FitToHeight: pointer(s.pagesHigh()),
	}); err != nil {
		return err
	}
	if err := s.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: pointer(true)}); err != nil {
		return err
	}
	if err := s.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: pointer(marginSide), Right: pointer(marginSide), Top: pointer(marginTop), Bottom: pointer(marginBottom), Header: pointer(0.3), Footer: pointer(0.3),
	}); err != nil {
		return err
	}
	if err := s.headerFooter(); err != nil {
		return err
	}
	if err := s.names(); err != nil {
		return err
	}
	return s.panes()
}

// pagesHigh is how many pages a sheet may be high; 0 leaves it open.
func (s *sheet) pagesHigh() int {
	if s.section.OnePage {
		return 1
	}
	return 0
}

// Margins of the page in inches, and A4 in points.
const (
	marginSide, marginTop, marginBottom = 0.5, 0.75, 0.7
	paperShort, paperLong               = 595.0, 842.0
	pointsPerInch                       = 72
	roomUsed                            = 0.96 // programs round heights and scales, each in its own way
)

// pageHeight is how many points of rows fit on a printed page, once the sheet is scaled to its width.
func (s *sheet) pageHeight() float64 {
	wide, high := paperShort, paperLong
	if s.section.Landscape {
		wide, high = high, wide
	}
	pixels := 0
	for _, w := range s.widths {
		pixels += columnPixels(w)
	}
	scale := min(1, (wide-2*marginSide*pointsPerInch)/(float64(pixels)*pointsPerPixel))
	return roomUsed * (high - (marginTop+marginBottom)*pointsPerInch) / scale
}

// titleHeight is what the repeated rows take on every page.
func (s *sheet) titleHeight() float64 { return 23 * float64(s.titleRows()) }

// keepTogether starts a new page where a block does, see pager.
func (s *sheet) keepTogether(whole, begin float64) error {
	if s.section.OnePage || !s.paper.keep(whole, begin) {
		return nil
	}
	return s.file.InsertPageBreak(s.name, cell(1, s.row))
}

func (s *sheet) headerFooter() error {
	o := &excelize.HeaderFooterOptions{
		OddFooter: fmt.Sprintf("&L&8%s&R&8%s", plainCode(s.section.Title.In(s.words)), s.words.T("report.page")),
	}
	if s.report.Demo {
		o.OddHeader = "&C&\"-,Bold\"&10" + plainCode(" "+s.words.T("report.watermark"))
	}
	return s.file.SetHeaderFooter(s.name, o)
}

// plainCode keeps a text from being read as header codes.
func plainCode(s string) string { return strings.ReplaceAll(s, "&", "&&") }

// titleRows are the rows that repeat on every page and stay when scrolling: watermark and title.
func (s *sheet) titleRows() int {
	if s.report.Demo {
		return 2
	}
	return 1
}

// quotedSheet is a sheet's name as references write it.
func quotedSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func (s *sheet) names() error {
	for _, n := range []struct{ name, span string }{
		{"_xlnm.Print_Area", "$A$1:" + absolute(len(s.widths), max(1, s.row-1))},
		{"_xlnm.Print_Titles", fmt.Sprintf("$1:$%d", s.titleRows())},
	} {
		if err := s.file.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: quotedSheet(s.name) + "!" + n.span, Scope: s.name}); err != nil {
			return err
		}
	}
	return nil
}

// panes keeps the title in sight.
func (s *sheet) panes() error {
	top := s.titleRows()
	return s.file.SetPanes(s.name, &excelize.Panes{
		Freeze: true, YSplit: top, TopLeftCell: cell(1, top+1), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: cell(1, top+1), ActiveCell: cell(1, top+1), Pane: "bottomLeft"}},
	})
}
