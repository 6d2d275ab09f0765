package workbook

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Errors of reading.
var (
	ErrNotWorkbook = errors.New("not an Excel workbook")
	ErrTooLarge    = errors.New("the workbook is larger than allowed")
	ErrNoSheet     = errors.New("the workbook has no such sheet")
)

// Limits keep a file that was made to exhaust memory from doing so.
type Limits struct {
	Unpacked int64 // bytes of all parts together
	Parts    int   // files in the package
	Rows     int
	Columns  int
}

// DefaultLimits hold some hundred thousand sheets of answers.
func DefaultLimits() Limits {
	return Limits{Unpacked: 256 << 20, Parts: 2000, Rows: 500_000, Columns: 1000}
}

// Rows reads the cells of a sheet, the first one when the name is empty, as text: numbers with a point and without
// grouping, dates as 2026-11-22, formulas as their last value. Empty cells at the end of a row are left out; row i
// of the result is row i+1 of the sheet. Nothing is written to disk. Errors: ErrNotWorkbook, ErrTooLarge, ErrNoSheet.
func Rows(ctx context.Context, r io.ReaderAt, size int64, name string, l Limits) ([][]string, error) {
	if err := weigh(r, size, l); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(r, 0, size), excelize.Options{
		UnzipSizeLimit: l.Unpacked, UnzipXMLSizeLimit: l.Unpacked, TmpDir: noTempDir, RawCellValue: true,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	if name == "" {
		name = f.GetSheetName(0)
	}
	if i, err := f.GetSheetIndex(name); err != nil || i < 0 {
		return nil, fmt.Errorf("%w: %q", ErrNoSheet, name)
	}
	return readSheet(ctx, f, name, l)
}

// weigh unpacks every part into nothing, because the sizes a package states may be lies.
func weigh(r io.ReaderAt, size int64, l Limits) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	if len(z.File) > l.Parts {
		return fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	left := l.Unpacked
	for _, part := range z.File {
		rc, err := part.Open()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(rc, left+1))
		closeErr := rc.Close()
		if left -= n; left < 0 {
			return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, l.Unpacked)
		}
		if err := errors.Join(err, closeErr); err != nil {
			return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
		}
	}
	return nil
}

func readSheet(ctx context.Context, f *excelize.File, name string, l Limits) ([][]string, error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("read sheet %q: %w", name, err)
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	var out [][]string
	dates := map[int]bool{}
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read sheet %q: %w", name, err)
		}
		if len(out) == l.Rows {
			return nil, fmt.Errorf("%w: more than %d rows", ErrTooLarge, l.Rows)
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("read row %d of %q: %w", len(out)+1, name, err)
		}
		if len(cells) > l.Columns {
			return nil, fmt.Errorf("%w: more than %d columns", ErrTooLarge, l.Columns)
		}
		for j, v := range cells {
			cells[j] = readable(f, name, cell(j+1, len(out)+1), v, dates)
		}
		out = append(out, cells)
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("read sheet %q: %w", name, err)
	}
	return out, nil
}

// Day numbers of 1 January 1920 and 2100. Numbers outside are never dates of answers or births, so their styles,
// which would need the whole sheet in memory, are not looked at.
const firstDay, lastDay = 7306, 73051

// readable turns the day number of a date cell into a date.
func readable(f *excelize.File, sheet, at, v string, dates map[int]bool) string {
	number, err := strconv.ParseFloat(v, 64)
	if err != nil || number < firstDay || number > lastDay {
		return v
	}
	id, err := f.GetCellStyle(sheet, at)
	if err != nil || id == 0 {
		return v
	}
	date, known := dates[id]
	if !known {
		date = isDate(f, id)
		dates[id] = date
	}
	if !date {
		return v
	}
	t, err := excelize.ExcelDateToTime(number, false)
	if err != nil {
		return v
	}
	return t.Format("2006-01-02")
}

// isDate reports whether a style shows a number as a day.
func isDate(f *excelize.File, id int) bool {
	s, err := f.GetStyle(id)
	if err != nil {
		return false
	}
	if s.CustomNumFmt != nil {
		format := strings.ToLower(*s.CustomNumFmt)
		return strings.Contains(format, "yy") && strings.Contains(format, "d")
	}
	return s.NumFmt >= 14 && s.NumFmt <= 17 || s.NumFmt == 22
}
