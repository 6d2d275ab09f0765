package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
)

// sheet is one sheet in the making.
type sheet struct {
	*book
	name    string
	section *export.Section
	widths  []float64 // of columns, in characters
	row     int       // next free row, from 1
	paper   pager
	tables  map[string]place
}

// place is where a table stands.
type place struct {
	header, first int // rows
	table         *export.Table
}

// Heights in points: the space above a table, and its caption.
const (
	tableGap      = 12
	captionHeight = 20
)

// highestRow is the most points the format allows.
const highestRow = 409

// Room of a day, and the most that a text takes which is not marked as wide, in characters.
const (
	dateWidth = 12.5
	textWidth = 20
)

// Least widths of a page in characters, so that sentences have room.
const (
	portraitWidth  = 92
	landscapeWidth = 132
)

func (b *book) sheet(s *export.Section) error {
	name := sheetName(s.Title.In(b.words))
	if s.Key == "cover" {
		name = sheetName(b.words.T("report.sheet.cover"))
	}
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if b.first == "" {
		b.first = name
	}
	sh := &sheet{book: b, name: name, section: s, row: 1, tables: map[string]place{}}
	for i := range s.Tables {
		sh.tables[s.Tables[i].Key] = place{table: &s.Tables[i]}
	}
	for _, step := range []func() error{sh.columns, sh.top, sh.body, sh.page} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// sheetName keeps to what the format allows.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) > 31 {
		s = string([]rune(s)[:31])
	}
	return s
}

func cell(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// columns sets widths from what the cells hold, and adds columns until sentences have room.
func (s *sheet) columns() error {
	for i := range s.section.Tables {
		t := &s.section.Tables[i]
		for j := range t.Columns {
			w := s.columnWidth(t, j)
			if j == len(s.widths) {
				s.widths = append(s.widths, w)
			}
			s.widths[j] = max(s.widths[j], w)
		}
	}
	least := float64(portraitWidth)
	if s.section.Landscape {
		least = landscapeWidth
	}
	for sum := s.width(); sum < least; sum = s.width() {
		s.widths = append(s.widths, min(12, max(4, least-sum)))
	}
	s.fit()
	s.paper = s.pager()
	for j, w := range s.widths {
		col, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		if err := s.file.SetColWidth(s.name, col, col, w); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) columnWidth(t *export.Table, j int) float64 {
	if t.Facts {
		return []float64{36, 66}[min(j, 1)]
	}
	low, high := 9.0, 14.0
	if t.Columns[j].Wide {
		low, high = 18, 46
	}
	word, longest := 0, 0
	for _, w := range strings.Fields(t.Columns[j].Label.In(s.words)) {
		word = max(word, utf8.RuneCountInString(w))
	}
	for _, r := range t.Rows {
		if j >= len(r.Cells) {
			continue
		}
		switch r.Cells[j].Kind {
		case export.TextCell:
			high = max(high, textWidth)
			longest = max(longest, utf8.RuneCountInString(r.Cells[j].Label.In(s.words)))
		case export.DateCell:
			low = max(low, dateWidth)
		case export.BlankCell, export.CountCell, export.NumberCell, export.ShareCell, export.HiddenCell:
		}
	}
	return max(min(max(float64(longest)*0.95+2, low), high), float64(word)*1.05+1.5)
}

func (s *sheet) width() (sum float64) {
	for _, w := range s.widths {
		sum += w
	}
	return sum
}

// top writes the watermark of invented data and the title.
func (s *sheet) top() error {
	if s.report.Demo {
		if err := s.line(s.words.T("report.watermark"), watermark, 20); err != nil {
			return err
		}
	}
	return s.line(s.section.Title.In(s.words), title, 26)
}

func (s *sheet) body() error {
	if err := s.lines(s.section.Paragraphs, paragraph); err != nil {
		return err
	}
	for i := range s.section.Tables {
		t := &s.section.Tables[i]
		if err := s.endRow(tableGap); err != nil {
			return err
		}
		if err := s.table(t); err != nil {
			return fmt.Errorf("table %s: %w", t.Key, err)
		}
		if err := s.drawCharts(t.Key); err != nil {
			return fmt.Errorf("charts of %s: %w", t.Key, err)
		}
	}
	if len(s.section.Closing) > 0 {
		if err := s.endRow(tableGap); err != nil {
			return err
		}
	}
	return s.lines(s.section.Closing, paragraph)
}

// line writes a text over the whole width.
func (s *sheet) line(text string, l look, height float64) error {
	id, err := s.styleOf(l, "", false)
	if err != nil {
		return err
	}
	from, to := cell(1, s.row), cell(len(s.widths), s.row)
	if err := s.file.SetCellStr(s.name, from, safe(text)); err != nil {
		return err
	}
	if err := s.file.SetCellStyle(s.name, from, to, id); err != nil {
		return err
	}
	if err := s.file.MergeCell(s.name, from, to); err != nil {
		return err
	}
	return s.endRow(height)
}

// endRow sets the height of the current row in points and goes to the next.
func (s *sheet) endRow(height float64) error {
	height = min(height, highestRow)
	if err := s.file.SetRowHeight(s.name, s.row, height); err != nil {
		return err
	}
	s.paper.row(height)
	s.row++
	return nil
}

func (s *sheet) lines(labels []export.Label, l look) error {
	for _, p := range labels {
		text := p.In(s.words)
		if err := s.line(text, l, s.lineHeight(text, l)); err != nil {
			return err
		}
	}
	return nil
}

// lineHeight is how high a text over the whole width has to be.
func (s *sheet) lineHeight(text string, l look) float64 {
	per := 15.5
	if l == note {
		per = 13
	}
	return per*float64(linesIn(text, s.width()*0.98)) + 2
}

// linesIn is about how many lines a text takes in a width of characters.
func linesIn(text string, width float64) int {
	lines, at := 1, 0.0
	for _, word := range strings.Fields(text) {
		n := float64(utf8.RuneCountInString(word))
		switch {
		case at == 0:
			at = n
		case at+1+n > width:
			lines++
			at = n
		default:
			at += 1 + n
		}
		for at > width {
			lines++
			at -= width
		}
	}
	return lines
}
