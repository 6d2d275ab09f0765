package workbook

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Errors of data sheets.
var (
	ErrDataColumns = errors.New("the columns of a data sheet need names, each another one")
	ErrDataRow     = errors.New("a row of a data sheet does not fit its columns")
	ErrDataRows    = errors.New("a data sheet has another number of rows than announced")
	ErrDataSheet   = errors.New("a data sheet is larger than the format allows")
)

// Limits of the format.
const (
	dataMaxRows    = 1 << 20 // with the header
	dataMaxColumns = 1 << 14
	dataMaxText    = 32767 // characters of a cell
)

// DataType says what the cells of a column hold.
type DataType uint8

// Types of columns.
const (
	DataText DataType = iota
	DataInteger
	DataDecimal
	DataDate
)

// DataColumn is a column of a data sheet.
type DataColumn struct {
	Name  string // header, unique in the sheet without regard to case
	Type  DataType
	Width float64 // in characters; 0: the width of the name
}

// DataSheet announces a sheet: its number of rows is known before the first one is written, so that the sheet can
// state its extent and nothing has to be kept.
type DataSheet struct {
	Name    string
	Columns []DataColumn
	Rows    int // without the header
}

// DataOptions of a workbook of data.
type DataOptions struct {
	Title string
	Lang  instruments.Lang
	Made  store.Date
	// Progress, when set, is told now and then how many rows of the current sheet are written.
	Progress func(done, all int)
}

// Data writes a workbook of plain tables row by row. It keeps no rows: memory stays the same however long the sheets
// are, and nothing but the finished, compressed package goes to the writer; there is no temporary file. The same rows
// give the same bytes.
type Data struct {
	ctx     context.Context //nolint:containedctx // a writer lives as long as the work it is part of
	zip     *zip.Writer
	options DataOptions
	sheets  []DataSheet
	open    *DataRows
	err     error
}

// NewData begins a workbook. Close finishes it; without Close what was written is not a workbook. Cancelling the
// context makes Append and Close fail.
func NewData(ctx context.Context, w io.Writer, o DataOptions) *Data {
	return &Data{ctx: ctx, zip: newZip(w), options: o}
}

// newZip makes packages that are quick to write: reports and data compress well at any level.
func newZip(w io.Writer) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	return z
}

// Sheet ends the sheet before and begins the next one. Errors: ErrDataColumns, ErrDataSheet, and ErrDataRows of the
// sheet before.
func (d *Data) Sheet(s DataSheet) (*DataRows, error) {
	if err := errors.Join(d.err, d.endSheet(), checkData(s, d.sheets)); err != nil {
		d.err = err
		return nil, fmt.Errorf("begin sheet %s: %w", s.Name, err)
	}
	d.sheets = append(d.sheets, s)
	part, err := d.zip.Create(dataSheetPart(len(d.sheets)))
	if err != nil {
		d.err = err
		return nil, fmt.Errorf("begin sheet %s: %w", s.Name, err)
	}
	d.open = newDataRows(d, s, newBehind(part))
	return d.open, nil
}

// checkData keeps to what the format allows.
func checkData(s DataSheet, before []DataSheet) error {
	if s.Rows < 0 || s.Rows >= dataMaxRows || len(s.Columns) > dataMaxColumns {
		return fmt.Errorf("%w: %d rows, %d columns", ErrDataSheet, s.Rows, len(s.Columns))
	}
	if s.Name == "" || s.Name != sheetName(s.Name) {
		return fmt.Errorf("%w: sheet name %q", ErrDataColumns, s.Name)
	}
	for _, b := range before {
		if strings.EqualFold(b.Name, s.Name) {
			return fmt.Errorf("%w: two sheets are called %q", ErrDataColumns, s.Name)
		}
	}
	seen := map[string]bool{}
	for _, c := range s.Columns {
		name := strings.ToLower(c.Name)
		if name == "" || seen[name] || utf8.RuneCountInString(name) > 255 || c.Name != safe(c.Name) || strings.ContainsAny(c.Name, "\r\n\t") {
			return fmt.Errorf("%w: %q", ErrDataColumns, c.Name)
		}
		seen[name] = true
	}
	if len(s.Columns) == 0 {
		return fmt.Errorf("%w: there are none", ErrDataColumns)
	}
	return nil
}

// endSheet writes what follows the rows and the table over them.
func (d *Data) endSheet() error {
	if d.open == nil {
		return nil
	}
	rows := d.open
	d.open = nil
	if err := rows.end(); err != nil {
		return err
	}
	n := len(d.sheets)
	if rows.sheet.Rows == 0 {
		return nil // a table needs a row
	}
	return errors.Join(
		d.part(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n), dataTableLink(n)),
		d.part(dataTablePart(n), dataTable(n, &rows.sheet)),
	)
}

func (d *Data) part(name, text string) error {
	w, err := d.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// Close ends the last sheet and the package. It does not close the writer below. It is called after an error too, which
// it returns again: the work behind the open sheet ends with it.
func (d *Data) Close() error {
	if err := errors.Join(d.err, d.endSheet()); err != nil {
		return fmt.Errorf("write data: %w", err)
	}
	if len(d.sheets) == 0 {
		return fmt.Errorf("write data: %w: there is no sheet", ErrDataColumns)
	}
	for _, p := range d.frame() {
		if err := d.part(p.name, p.text); err != nil {
			return fmt.Errorf("write data: %w", err)
		}
	}
	if err := errors.Join(d.ctx.Err(), d.zip.Close()); err != nil {
		return fmt.Errorf("write data: %w", err)
	}
	return nil
}
