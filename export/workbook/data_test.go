package workbook_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/store"
)

var dataColumns = []workbook.DataColumn{
	{Name: "henkilö", Type: workbook.DataText},
	{Name: "n & m", Type: workbook.DataInteger},
	{Name: "pisteet <t0>", Type: workbook.DataDecimal},
	{Name: "päivä", Type: workbook.DataDate, Width: 12},
}

func dataOptions() workbook.DataOptions {
	return workbook.DataOptions{Title: "Aineisto", Lang: "fi", Made: exporttest.Today}
}

// writeData writes one sheet of rows.
func writeData(tb testing.TB, rows [][]workbook.DataValue) []byte {
	tb.Helper()
	var b bytes.Buffer
	d := workbook.NewData(tb.Context(), &b, dataOptions())
	s, err := d.Sheet(workbook.DataSheet{Name: "pitkä", Columns: dataColumns, Rows: len(rows)})
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range rows {
		if err := s.Append(r); err != nil {
			tb.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// Days by hand: 1 March 2000 is day 36586 in the format's own examples. To 22 November 2026 there are 126 years of 365 days and 31 leap
// days (1904–2024) from 1 January 1900, 325 days into the year, one for counting from 1 and one for the day that
// never was: 45990 + 31 + 325 + 2 = 46348.
func TestDataCells(t *testing.T) {
	raw := writeData(t, [][]workbook.DataValue{
		{workbook.TextValue(" a<b>&\"c\" "), workbook.IntegerValue(-3), workbook.DecimalValue(0.1), workbook.DateValue(store.Date{Year: 2026, Month: 11, Day: 22})},
		{{}, {}, {}, {}},
		{workbook.TextValue("å\x01_x0041_\xff"), workbook.IntegerValue(math.MaxInt32), workbook.IntegerValue(7), workbook.DateValue(store.Date{Year: 2000, Month: 3, Day: 1})},
		{workbook.TextValue("=1+1"), {}, workbook.DecimalValue(-1e-7), workbook.DateValue(store.Date{})},
	})
	got, err := workbook.Rows(t.Context(), bytes.NewReader(raw), int64(len(raw)), "pitkä", workbook.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"henkilö", "n & m", "pisteet <t0>", "päivä"},
		{" a<b>&\"c\" ", "-3", "0.1", "2026-11-22"},
		nil,
		{"å\x01_x0041_�", "2147483647", "7", "2000-03-01"},
		{"'=1+1", "", "-1e-07"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	sheet := parts(t, raw)["xl/worksheets/sheet1.xml"]
	for _, must := range []string{`<dimension ref="A1:D5"/>`, `xml:space="preserve"> a&lt;b`, `_x0001__x005F_x0041_`, `<v>46348</v>`, `<v>36586</v>`} {
		if !strings.Contains(sheet, must) {
			t.Errorf("no %s in %s", must, sheet)
		}
	}
}

func TestDataIsTheSameBytesAgain(t *testing.T) {
	rows := [][]workbook.DataValue{{workbook.TextValue("a"), workbook.IntegerValue(1), workbook.DecimalValue(2), {}}}
	if !bytes.Equal(writeData(t, rows), writeData(t, rows)) {
		t.Error("the same rows gave other bytes")
	}
}

func TestDataOpensElsewhere(t *testing.T) {
	raw := writeData(t, [][]workbook.DataValue{{workbook.TextValue("a"), workbook.IntegerValue(1), workbook.DecimalValue(2.5), {}}})
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	tables, err := f.GetTables("pitkä")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:D2" {
		t.Errorf("tables %+v, %v", tables, err)
	}
}

func TestDataRefusesWhatDoesNotFit(t *testing.T) {
	text := workbook.TextValue("a")
	one := func(c ...workbook.DataColumn) workbook.DataSheet { return workbook.DataSheet{Name: "a", Columns: c} }
	rows := func(n int) workbook.DataSheet { return workbook.DataSheet{Name: "a", Columns: dataColumns, Rows: n} }
	for name, c := range map[string]struct {
		sheet workbook.DataSheet
		row   []workbook.DataValue
		want  error
	}{
		"no columns":         {one(), nil, workbook.ErrDataColumns},
		"column twice":       {one(workbook.DataColumn{Name: "x"}, workbook.DataColumn{Name: "X"}), nil, workbook.ErrDataColumns},
		"formula as header":  {one(workbook.DataColumn{Name: "=x"}), nil, workbook.ErrDataColumns},
		"sheet's name":       {workbook.DataSheet{Name: "a/b", Columns: dataColumns}, nil, workbook.ErrDataColumns},
		"too many rows":      {rows(1 << 20), nil, workbook.ErrDataSheet},
		"more than told":     {rows(0), []workbook.DataValue{text, {}, {}, {}}, workbook.ErrDataRows},
		"fewer than told":    {rows(2), []workbook.DataValue{text, {}, {}, {}}, workbook.ErrDataRows},
		"short row":          {rows(1), []workbook.DataValue{text}, workbook.ErrDataRow},
		"another type":       {rows(1), []workbook.DataValue{text, text, {}, {}}, workbook.ErrDataRow},
		"decimal in integer": {rows(1), []workbook.DataValue{text, workbook.DecimalValue(1), {}, {}}, workbook.ErrDataRow},
		"not a number":       {rows(1), []workbook.DataValue{text, {}, workbook.DecimalValue(math.NaN()), {}}, workbook.ErrDataRow},
		"long text":          {rows(1), []workbook.DataValue{workbook.TextValue(strings.Repeat("ä", 32768)), {}, {}, {}}, workbook.ErrDataRow},
	} {
		t.Run(name, func(t *testing.T) {
			d := workbook.NewData(t.Context(), io.Discard, dataOptions())
			s, err := d.Sheet(c.sheet)
			if err == nil && c.row != nil {
				err = s.Append(c.row)
			}
			if closed := d.Close(); err == nil {
				err = closed
			} else if closed == nil {
				t.Error("closes after an error")
			}
			if !errors.Is(err, c.want) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestDataStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o := dataOptions()
	o.Progress = func(done, all int) {
		if all != 10_000 {
			t.Errorf("progress of %d", all)
		}
		if done >= 3000 {
			cancel()
		}
	}
	d := workbook.NewData(ctx, io.Discard, o)
	s, err := d.Sheet(workbook.DataSheet{Name: "a", Columns: dataColumns, Rows: 10_000})
	rows := 0
	for ; err == nil && rows < 10_000; rows++ {
		err = s.Append([]workbook.DataValue{workbook.TextValue("a"), {}, {}, {}})
	}
	if !errors.Is(err, context.Canceled) || rows > 6000 {
		t.Errorf("after %d rows: %v", rows, err)
	}
	if err := d.Close(); !errors.Is(err, context.Canceled) {
		t.Errorf("close: %v", err)
	}
}

// fullDisk takes some bytes and then no more.
type fullDisk struct{ room int }

func (f *fullDisk) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestDataOnAFullDisk(t *testing.T) {
	const all = 1_000_000
	d := workbook.NewData(t.Context(), &fullDisk{room: 10_000}, dataOptions())
	s, err := d.Sheet(workbook.DataSheet{Name: "a", Columns: dataColumns, Rows: all})
	rows := 0
	for ; err == nil && rows < all; rows++ {
		err = s.Append([]workbook.DataValue{workbook.TextValue("a"), workbook.IntegerValue(int64(rows)), {}, {}})
	}
	if !errors.Is(err, io.ErrShortWrite) || rows > all/2 {
		t.Errorf("after %d rows: %v", rows, err)
	}
	if err := d.Close(); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("close: %v", err)
	}
}
