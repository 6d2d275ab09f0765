package workbook

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mittari/mittari/store"
)

// DataValue is one cell of data. The zero value is an empty cell: nothing was measured, which is not 0.
type DataValue struct {
	text   string
	number float64
	whole  int64
	holds  holding
}

type holding uint8

const (
	holdsNothing holding = iota
	holdsText
	holdsInteger
	holdsDecimal
	holdsDate
)

// TextValue is a text. One that a spreadsheet could take for a formula gets an apostrophe in front.
func TextValue(s string) DataValue { return DataValue{text: s, holds: holdsText} }

// IntegerValue is a whole number.
func IntegerValue(n int64) DataValue { return DataValue{whole: n, holds: holdsInteger} }

// DecimalValue is a number.
func DecimalValue(v float64) DataValue { return DataValue{number: v, holds: holdsDecimal} }

// DateValue is a day; the zero date is an empty cell.
func DateValue(d store.Date) DataValue {
	if d.IsZero() {
		return DataValue{}
	}
	return DataValue{whole: serialDay(d), holds: holdsDate}
}

// serialDay counts days as the format does: 1 March 1900 is day 61, as if there had been a 29 February. Days before
// that are not for this format.
func serialDay(d store.Date) int64 {
	const days1970 = 25569
	return d.Time().Unix()/(24*60*60) + days1970
}

// flushAt is how many bytes are encoded before they go to be compressed, checkEvery how many rows pass between two
// looks at the context.
const (
	flushAt    = 256 << 10
	checkEvery = 1024
)

// DataRows takes the rows of one sheet.
type DataRows struct {
	data    *Data
	sheet   DataSheet
	out     *behind
	buf     []byte
	letters []string // of the columns
	done    int
	err     error
}

func newDataRows(d *Data, s DataSheet, out *behind) *DataRows {
	r := &DataRows{data: d, sheet: s, out: out, buf: out.buffer()}
	for j := range s.Columns {
		r.letters = append(r.letters, strings.TrimSuffix(cell(j+1, 1), "1"))
	}
	r.buf = append(r.buf, dataSheetStart(&s)...)
	r.buf = append(r.buf, `<row r="1">`...)
	for j, c := range s.Columns {
		r.buf = r.text(r.start(j, 1, dataHeader), c.Name)
	}
	r.buf = append(r.buf, "</row>"...)
	return r
}

// Append writes a row: a value for each column, of the column's type or empty; an integer may stand in a column of
// decimals. The values are not kept. Errors: ErrDataRow, ErrDataRows, and those of writing; after one, nothing is
// written any more.
func (r *DataRows) Append(values []DataValue) error {
	if r.err != nil {
		return r.err
	}
	if r.err = r.append(values); r.err != nil {
		r.err = fmt.Errorf("row %d of %s: %w", r.done+1, r.sheet.Name, r.err)
		r.data.err = r.err
	}
	return r.err
}

func (r *DataRows) append(values []DataValue) error {
	if len(values) != len(r.sheet.Columns) {
		return fmt.Errorf("%w: %d values for %d columns", ErrDataRow, len(values), len(r.sheet.Columns))
	}
	if r.done == r.sheet.Rows {
		return fmt.Errorf("%w: more than %d", ErrDataRows, r.sheet.Rows)
	}
	if r.done%checkEvery == 0 {
		if err := r.data.ctx.Err(); err != nil {
			return err
		}
		r.tell()
	}
	r.done++
	row := r.done + 1
	r.buf = append(r.buf, `<row r="`...)
	r.buf = strconv.AppendInt(r.buf, int64(row), 10)
	r.buf = append(r.buf, `">`...)
	for j := range values {
		if err := r.value(j, row, &values[j]); err != nil {
			return fmt.Errorf("column %s: %w", r.sheet.Columns[j].Name, err)
		}
	}
	r.buf = append(r.buf, "</row>"...)
	if len(r.buf) < flushAt {
		return nil
	}
	var err error
	r.buf, err = r.out.write(r.buf)
	return err
}

func (r *DataRows) tell() {
	if r.data.options.Progress != nil {
		r.data.options.Progress(r.done, r.sheet.Rows)
	}
}

// value writes a cell. Empty ones take no room.
func (r *DataRows) value(j, row int, v *DataValue) error {
	if v.holds == holdsNothing {
		return nil
	}
	if !r.sheet.Columns[j].Type.takes(v.holds) {
		return fmt.Errorf("%w: a value of another type", ErrDataRow)
	}
	switch v.holds {
	case holdsText:
		if len(v.text) > dataMaxText && utf8.RuneCountInString(v.text) > dataMaxText {
			return fmt.Errorf("%w: a text of more than %d characters", ErrDataRow, dataMaxText)
		}
		r.buf = r.text(r.start(j, row, dataPlain), safe(v.text))
	case holdsInteger:
		r.number(j, row, dataWhole)
		r.buf = strconv.AppendInt(r.buf, v.whole, 10)
		r.buf = append(r.buf, "</v></c>"...)
	case holdsDecimal:
		if math.IsNaN(v.number) || math.IsInf(v.number, 0) {
			return fmt.Errorf("%w: %v is no number", ErrDataRow, v.number)
		}
		r.number(j, row, dataPlain)
		r.buf = strconv.AppendFloat(r.buf, v.number, 'g', -1, 64)
		r.buf = append(r.buf, "</v></c>"...)
	case holdsDate:
		r.number(j, row, dataDay)
		r.buf = strconv.AppendInt(r.buf, v.whole, 10)
		r.buf = append(r.buf, "</v></c>"...)
	case holdsNothing:
	}
	return nil
}

// takes reports whether a value may stand in a column of the type.
func (t DataType) takes(h holding) bool {
	switch t {
	case DataText:
		return h == holdsText
	case DataInteger:
		return h == holdsInteger
	case DataDecimal:
		return h == holdsDecimal || h == holdsInteger
	case DataDate:
		return h == holdsDate
	}
	return false
}

// start opens a cell.
func (r *DataRows) start(j, row int, style dataStyle) []byte {
	b := append(r.buf, `<c r="`...)
	b = append(b, r.letters[j]...)
	b = strconv.AppendInt(b, int64(row), 10)
	if style != dataPlain {
		b = append(b, `" s="`...)
		b = append(b, '0'+byte(style))
	}
	return b
}

func (r *DataRows) number(j, row int, style dataStyle) {
	r.buf = append(r.start(j, row, style), `"><v>`...)
}

func (r *DataRows) text(b []byte, s string) []byte {
	if s != strings.TrimSpace(s) {
		b = append(b, `" t="inlineStr"><is><t xml:space="preserve">`...)
	} else {
		b = append(b, `" t="inlineStr"><is><t>`...)
	}
	return append(appendText(b, s), "</t></is></c>"...)
}

// end writes what follows the rows.
func (r *DataRows) end() error {
	err := r.err
	if err == nil && r.done != r.sheet.Rows {
		err = fmt.Errorf("%w: %s has %d of %d", ErrDataRows, r.sheet.Name, r.done, r.sheet.Rows)
	}
	if err == nil {
		r.tell()
		_, err = r.out.write(append(r.buf, dataSheetEnd(&r.sheet)...))
	}
	if closed := r.out.Close(); err == nil {
		err = closed
	}
	return err
}
