package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// wide writes a text over the whole width.
func (p *paper) wide(text string, l look) error {
	if text == "" {
		return nil
	}
	if err := p.span(1, text, l); err != nil {
		return err
	}
	per := 15.5
	if l == title {
		per = 24
	}
	lines := 0
	for _, part := range strings.Split(text, "\n") {
		lines += linesIn(part, (numberWidth+questionWidth+answersWidth)*0.95)
	}
	return p.end(per*float64(lines) + 3)
}

// span writes a text from a column to the last.
func (p *paper) span(from int, text string, l look) error {
	if err := p.put(from, text, l); err != nil {
		return err
	}
	return p.file.MergeCell(p.name, cell(from, p.row), cell(p.cols, p.row))
}

func (p *paper) put(col int, text string, l look) error {
	id, err := p.style(l)
	if err != nil {
		return err
	}
	if err := p.file.SetCellStr(p.name, cell(col, p.row), safe(text)); err != nil {
		return err
	}
	return p.file.SetCellStyle(p.name, cell(col, p.row), cell(col, p.row), id)
}

// style is that of reports, read from right to left where the wording is.
func (p *paper) style(l look) (int, error) {
	if !p.form.RightToLeft {
		return p.styleOf(l, "", false)
	}
	key := style{l, "|right-to-left"}
	if id, ok := p.styles[key]; ok {
		return id, nil
	}
	s := lookOf(l)
	a := *s.Alignment
	a.ReadingOrder = 2
	if a.Horizontal == "left" {
		a.Horizontal = "right"
	}
	s.Alignment = &a
	id, err := p.file.NewStyle(&s)
	if err != nil {
		return 0, err
	}
	p.styles[key] = id
	return id, nil
}

func (p *paper) end(height float64) error {
	err := p.file.SetRowHeight(p.name, p.row, min(height, highestRow))
	p.row++
	return err
}

// page sets up A4 upright, as wide as the paper and as long as it takes.
func (p *paper) page() error {
	if err := p.file.SetSheetDimension(p.name, "A1:"+cell(p.cols, max(1, p.row-1))); err != nil {
		return err
	}
	upright := "portrait"
	if err := p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: pointer(paperA4), Orientation: &upright, FitToWidth: pointer(1), FitToHeight: pointer(0),
	}); err != nil {
		return err
	}
	if err := p.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: pointer(true)}); err != nil {
		return err
	}
	if p.form.RightToLeft {
		if err := p.file.SetSheetView(p.name, 0, &excelize.ViewOptions{RightToLeft: pointer(true)}); err != nil {
			return err
		}
	}
	return p.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
		OddFooter: fmt.Sprintf("&L&8%s&R&8%s", plainCode(p.form.Ref), p.words.T("report.page")),
	})
}
