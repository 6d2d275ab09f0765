package workbook

import (
	"fmt"
	"math"

	"github.com/mittari/mittari/export"
)

// smallText is how many more letters of the tables' size fit where the width counts those of the standard size.
const smallText = 1.15

func (s *sheet) table(t *export.Table) error {
	if err := s.keepTogether(s.together(t)); err != nil {
		return err
	}
	if !t.Caption.Blank() {
		if err := s.line(t.Caption.In(s.words), caption, captionHeight); err != nil {
			return err
		}
	}
	if !t.Facts {
		if err := s.header(t); err != nil {
			return err
		}
	}
	s.tables[t.Key] = place{header: s.row - 1, first: s.row, table: t}
	for _, r := range t.Rows {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := s.tableRow(t, r); err != nil {
			return err
		}
	}
	if err := s.object(t); err != nil {
		return err
	}
	if err := s.marks(t); err != nil {
		return err
	}
	return s.lines(t.Notes, note)
}

// together is how many points should stay on one page: a table with its notes and, where a page has room for both, its
// first row of charts; and the beginning of the table.
func (s *sheet) together(t *export.Table) (whole, begin float64) {
	const start = 8 // rows
	whole = s.headerHeight(t) + captionHeight
	begin = whole
	for i, r := range t.Rows {
		whole += s.rowHeight(t, r)
		if i < start {
			begin = whole
		}
	}
	for _, n := range t.Notes {
		whole += s.lineHeight(n.In(s.words), note)
	}
	if charts := s.firstCharts(t); whole+charts <= s.pageHeight()-s.titleHeight() {
		whole += charts
	}
	return whole, begin
}

// rowHeight is how high a row has to be for the longest text in it.
func (s *sheet) rowHeight(t *export.Table, r export.Row) float64 {
	lines := 1
	for j, c := range r.Cells {
		if c.Kind == export.TextCell {
			lines = max(lines, linesIn(c.Label.In(s.words), s.widths[j]*smallText))
		}
	}
	per := 14.0
	if t.Facts {
		per = 15.5
	}
	return per*float64(lines) + 2
}

func (s *sheet) header(t *export.Table) error {
	id, err := s.styleOf(header, "", false)
	if err != nil {
		return err
	}
	for j, c := range t.Columns {
		text := c.Label.In(s.words)
		if err := s.file.SetCellStr(s.name, cell(j+1, s.row), safe(text)); err != nil {
			return err
		}
	}
	if err := s.file.SetCellStyle(s.name, cell(1, s.row), cell(len(t.Columns), s.row), id); err != nil {
		return err
	}
	return s.endRow(s.headerHeight(t))
}

func (s *sheet) headerHeight(t *export.Table) float64 {
	lines := 1
	for j, c := range t.Columns {
		lines = max(lines, linesIn(c.Label.In(s.words), s.widths[j]*1.05))
	}
	return 14*float64(lines) + 3
}

func (s *sheet) tableRow(t *export.Table, r export.Row) error {
	for j, c := range r.Cells {
		if err := s.cell(cell(j+1, s.row), c, t.Facts && j == 0, j == 0, r.Total); err != nil {
			return fmt.Errorf("row %d: %w", s.row, err)
		}
	}
	return s.endRow(s.rowHeight(t, r))
}

func (s *sheet) cell(at string, c export.Cell, fact, first, total bool) error {
	l, format := figure, ""
	var err error
	switch c.Kind {
	case export.BlankCell:
		l = plain
	case export.TextCell:
		l = plain
		switch {
		case fact:
			l = factName
		case first:
			l = label
		}
		err = s.file.SetCellStr(s.name, at, safe(c.Label.In(s.words)))
	case export.CountCell:
		format = numberFormat(0, false)
		err = s.file.SetCellInt(s.name, at, int64(c.Value))
	case export.NumberCell:
		format = numberFormat(c.Decimals, c.Signed)
		err = s.file.SetCellFloat(s.name, at, shown(c), -1, 64)
	case export.ShareCell:
		format = shareFormat(s.words.Lang(), c.Decimals)
		err = s.file.SetCellFloat(s.name, at, shown(c), -1, 64)
	case export.DateCell:
		l, format = plain, dateFormat(s.words.Lang())
		err = s.file.SetCellValue(s.name, at, c.Date.Time())
	case export.HiddenCell:
		l = hidden
		err = s.file.SetCellStr(s.name, at, safe(export.HiddenLabel(c.Hidden).In(s.words)))
	}
	if err != nil {
		return err
	}
	id, err := s.styleOf(l, format, total)
	if err != nil {
		return err
	}
	return s.file.SetCellStyle(s.name, at, at, id)
}

// shown is a figure with the digits the table prints. The others stay at home: from a mean with all its digits and
// the number of people, the answers of a small group could be worked out.
func shown(c export.Cell) float64 {
	digits := c.Decimals
	if c.Kind == export.ShareCell {
		digits += 2
	}
	unit := math.Pow10(digits)
	return math.Round(c.Value*unit) / unit
}
