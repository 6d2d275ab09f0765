package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export/workbook"
)

func answers(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // in memory
	for at, v := range map[string]any{
		"A1": "id", "B1": "1", "C1": "date", "A2": "x", "B2": 3, "C2": time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		"B3": 2.5, "A4": "ö", "C4": "2026-11-01", "B5": 46000,
	} {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRows(t *testing.T) {
	raw := answers(t)
	got, err := workbook.Rows(t.Context(), bytes.NewReader(raw), int64(len(raw)), "", workbook.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"id", "1", "date"}, {"x", "3", "2026-11-22"}, {"", "2.5"}, {"ö", "", "2026-11-01"}, {"", "46000"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestRowsRefuses(t *testing.T) {
	raw := answers(t)
	small := workbook.DefaultLimits()
	small.Rows = 2
	narrow := workbook.DefaultLimits()
	narrow.Columns = 1
	light := workbook.DefaultLimits()
	light.Unpacked = 1000
	mega := workbook.DefaultLimits()
	mega.Unpacked = 1 << 20
	for _, c := range []struct {
		name, sheet string
		raw         []byte
		limits      workbook.Limits
		want        error
	}{
		{"text", "", []byte("id;1;2\n"), workbook.DefaultLimits(), workbook.ErrNotWorkbook},
		{"nothing", "", nil, workbook.DefaultLimits(), workbook.ErrNotWorkbook},
		{"half a file", "", raw[:len(raw)/2], workbook.DefaultLimits(), workbook.ErrNotWorkbook},
		{"another zip", "", bomb(t, 10), workbook.DefaultLimits(), workbook.ErrNotWorkbook},
		{"zip bomb", "", bomb(t, 16<<20), mega, workbook.ErrTooLarge},
		{"more bytes than allowed", "", raw, light, workbook.ErrTooLarge},
		{"more rows than allowed", "", raw, small, workbook.ErrTooLarge},
		{"more columns than allowed", "", raw, narrow, workbook.ErrTooLarge},
		{"no such sheet", "Muu", raw, workbook.DefaultLimits(), workbook.ErrNoSheet},
	} {
		if _, err := workbook.Rows(t.Context(), bytes.NewReader(c.raw), int64(len(c.raw)), c.sheet, c.limits); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// bomb is a small package that unpacks to many bytes.
func bomb(t *testing.T, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	chunk := []byte(strings.Repeat("0", 1<<16))
	for left := size; left > 0; left -= len(chunk) {
		if _, err := w.Write(chunk[:min(left, len(chunk))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzRows(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l := workbook.DefaultLimits()
		l.Unpacked = 1 << 20
		_, _ = workbook.Rows(t.Context(), bytes.NewReader(raw), int64(len(raw)), "", l) // must not panic
	})
}
