package workbook_test

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

// BenchmarkData writes 100 000 rows of 20 columns, five of each type.
func BenchmarkData(b *testing.B) {
	s := workbook.DataSheet{Name: "a", Rows: 100_000}
	for j := range 20 {
		s.Columns = append(s.Columns, workbook.DataColumn{Name: string(rune('a' + j)), Type: workbook.DataType(j % 4)})
	}
	row := make([]workbook.DataValue, 20)
	b.ReportAllocs()
	for b.Loop() {
		d := workbook.NewData(b.Context(), io.Discard, dataOptions())
		rows, err := d.Sheet(s)
		for i := 0; err == nil && i < s.Rows; i++ {
			for j := range row {
				row[j] = madeUp(i, j)
			}
			err = rows.Append(row)
		}
		if err := errors.Join(err, d.Close()); err != nil {
			b.Fatal(err)
		}
	}
}

// madeUp is a value of the column's type.
func madeUp(i, j int) workbook.DataValue {
	switch workbook.DataType(j % 4) {
	case workbook.DataText:
		return workbook.TextValue([]string{"alku", "loppu", "nuori", "huoltaja & muu"}[(i+j)%4])
	case workbook.DataInteger:
		return workbook.IntegerValue(int64(i * j % 41))
	case workbook.DataDecimal:
		return workbook.DecimalValue(float64(i*7919%100_003) / 97)
	case workbook.DataDate:
	}
	return workbook.DateValue(store.Date{Year: 2024 + i%3, Month: time.Month(1 + i%12), Day: 1 + i%28})
}
