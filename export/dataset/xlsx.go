package dataset

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/export/workbook"
)

// sheetRows is how many rows a sheet holds besides its header; a longer table goes on in the next sheet.
const sheetRows = 1<<20 - 1

// xlsx writes every table as a sheet.
func (w *writer) xlsx(ctx context.Context) error {
	f, err := w.f.create("dataset.xlsx")
	if err != nil {
		return err
	}
	o := workbook.DataOptions{Title: w.d.o.Words.T("dataset.readme.title", "number", w.d.o.Number), Lang: w.d.o.Words.Lang(), Made: w.d.o.Today}
	book := workbook.NewData(ctx, f, o)
	for _, t := range w.d.Tables() {
		if err := w.sheets(ctx, book, t); err != nil {
			_ = book.Close() // tells of the same once more, and waits for what is being written behind
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(book.Close(), f.Close())
}

// sheets writes one table. Its rows are counted first: a sheet says how far it goes before it begins.
func (w *writer) sheets(ctx context.Context, book *workbook.Data, t *Table) error {
	left, err := t.count(ctx)
	if err != nil {
		return err
	}
	one := workbook.DataSheet{Name: sheetName(t.Name, 1)}
	for i := range t.Columns {
		c := &t.Columns[i]
		one.Columns = append(one.Columns, workbook.DataColumn{Name: c.Name, Type: c.Kind.inWorkbook()})
	}
	values := make([]workbook.DataValue, len(t.Columns))
	var rows *workbook.DataRows
	room, part := 0, 0
	next := func() error {
		part++
		one.Name, one.Rows = sheetName(t.Name, part), min(left, sheetRows)
		left, room = left-one.Rows, one.Rows
		rows, err = book.Sheet(one)
		return err
	}
	if err := next(); err != nil {
		return err
	}
	return w.each(ctx, t, func(row []Cell) error {
		if room == 0 {
			if err := next(); err != nil {
				return err
			}
		}
		room--
		for i, c := range row {
			values[i] = c.inWorkbook(t.Columns[i].Kind)
		}
		return rows.Append(values)
	})
}

// nameRunes is how long the name of a sheet may be.
const nameRunes = 31

func sheetName(name string, part int) string {
	suffix := ""
	if part > 1 {
		suffix = fmt.Sprintf("-%d", part)
	}
	return name[:min(len(name), nameRunes-len(suffix))] + suffix
}

// count is how many rows a table has.
func (t *Table) count(ctx context.Context) (int, error) {
	if t.Size != nil {
		return t.Size(), nil
	}
	n := 0
	err := t.Rows(ctx, func([]Cell) error { n++; return nil })
	return n, err
}

func (k Kind) inWorkbook() workbook.DataType {
	switch k {
	case Whole:
		return workbook.DataInteger
	case Decimal:
		return workbook.DataDecimal
	case Text, Code:
	}
	return workbook.DataText
}

func (c *Cell) inWorkbook(k Kind) workbook.DataValue {
	switch {
	case !c.Set:
		return workbook.DataValue{}
	case k == Whole:
		return workbook.IntegerValue(int64(c.Number))
	case k == Decimal:
		return workbook.DecimalValue(c.Number)
	}
	return workbook.TextValue(c.Text)
}
