package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

func report(tb testing.TB, families int) *export.Report {
	tb.Helper()
	d := exporttest.Sample(tb, 1, families)
	r, err := export.Build(tb.Context(), export.TeamReport, d, export.Options{
		Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To},
	})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func render(tb testing.TB, r *export.Report, lang instruments.Lang) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := workbook.Write(tb.Context(), &b, r, exporttest.NewWords(tb, lang), workbook.Options{}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// parts unzips a workbook.
func parts(tb testing.TB, raw []byte) map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		tb.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		text, err := io.ReadAll(rc)
		if err != nil {
			tb.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// The dump is every cell as a reader sees it and every range that a chart draws from.
func TestDump(t *testing.T) {
	r := report(t, 60)
	for _, lang := range []instruments.Lang{"fi", "sv", "en"} {
		t.Run(string(lang), func(t *testing.T) { golden.RequireEqual(t, []byte(dump(t, render(t, r, lang)))) })
	}
}

func dump(t *testing.T, raw []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				row[j] = strings.TrimSpace(row[j]) // the library's reading of percent has a space too many
			}
			if line := strings.TrimRight(strings.Join(row, " | "), " |"); line != "" {
				fmt.Fprintf(&b, "%d: %s\n", i+1, line)
			}
		}
	}
	ranges := regexp.MustCompile(`<(?:c:)?f>([^<]*)</`)
	all := parts(t, raw)
	for i := 1; ; i++ {
		chart, ok := all[fmt.Sprintf("xl/charts/chart%d.xml", i)]
		if !ok {
			return b.String()
		}
		fmt.Fprintf(&b, "== chart %d\n", i)
		for _, m := range ranges.FindAllStringSubmatch(chart, -1) {
			fmt.Fprintln(&b, m[1])
		}
	}
}

func TestPackageHoldsNothingItShouldNot(t *testing.T) {
	uid := regexp.MustCompile(`xr:uid="[^"]*"`) // the library's own, the same in every file
	for name, text := range parts(t, render(t, report(t, 60), "fi")) {
		text = uid.ReplaceAllString(text, "")
		for what, pattern := range map[string]string{
			"a code of a family":     `[A-ZÅÄÖ]{2}-\d{4}`,
			"an id":                  `[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`,
			"an author":              `xuri|<dc:creator>[^<]|<cp:lastModifiedBy>[^<]`,
			"a hidden sheet":         `state="(hidden|veryHidden)"`,
			"a hidden row or column": `\shidden="(1|true)"`,
			"cached chart data":      `<(c:)?v>[^<]*</(c:)?v>.*</(c:)?(num|str)Cache>`,
			"a link":                 `TargetMode="External"`,
		} {
			if m := regexp.MustCompile(pattern).FindString(text); m != "" {
				t.Errorf("%s holds %s: %.80s", name, what, m)
			}
		}
		if strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(text, "<f>") {
			t.Errorf("%s holds a formula", name)
		}
	}
}

func TestSheetsAreReadyToPrint(t *testing.T) {
	all := parts(t, render(t, report(t, 60), "fi"))
	book := all["xl/workbook.xml"]
	if got := strings.Count(book, "_xlnm.Print_Area"); got != 11 {
		t.Errorf("%d print areas, want one a sheet", got)
	}
	for name, text := range all {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		for _, want := range []string{`paperSize="9"`, `fitToPage="true"|fitToPage="1"`, `<dimension ref="A1:[A-Z]+\d+"`, `state="frozen"`, `KEKSITTY`} {
			if !regexp.MustCompile(want).MatchString(text) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
	if core := all["docProps/core.xml"]; !strings.Contains(core, "fi-FI") || !strings.Contains(core, "Tiimin työkirja") {
		t.Errorf("document properties: %s", core)
	}
	if !strings.Contains(all["xl/charts/chart1.xml"], "barChart") {
		t.Error("there is no chart")
	}
}

func TestRealDataHaveNoWatermark(t *testing.T) {
	r := report(t, 20)
	r.Demo = false
	for name, text := range parts(t, render(t, r, "fi")) {
		if strings.Contains(text, "KEKSITTY") {
			t.Errorf("%s has the mark of invented data", name)
		}
	}
}

func TestTextIsNeverAFormula(t *testing.T) {
	r := report(t, 20)
	cover := r.Section("cover")
	for i, s := range []string{"=1+1", "+358", "-5", "@cmd", "\tx"} {
		cover.Tables[0].Rows[i].Cells[1].Label = export.Name(s)
	}
	f, err := excelize.OpenReader(bytes.NewReader(render(t, r, "fi")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	rows, err := f.GetRows("Kansi")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsRune("=+-@\t", rune(c[0])) {
				t.Errorf("cell starts with a sign of formulas: %q", c)
			}
		}
	}
}

func TestNothingIsWrittenToTheTempDirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"TMPDIR", "TEMP", "TMP"} {
		t.Setenv(v, dir)
	}
	r := report(t, 60)
	big := &r.Section("protection").Tables[1]
	long := strings.Repeat("x", 20_000)
	for range 1000 { // 20 MB of sheet, past the point where the library's stream writer goes to disk
		big.Rows = append(big.Rows, export.Row{Cells: []export.Cell{{Kind: export.TextCell, Label: export.Name(long)}}})
	}
	raw := render(t, r, "fi")
	if _, err := workbook.Rows(t.Context(), bytes.NewReader(raw), int64(len(raw)), "Suojaus", workbook.DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestCancelStopsWriting(t *testing.T) {
	r := report(t, 20)
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(t.TempDir(), "työkirja å.xlsx")
	err := workbook.Save(ctx, path, false, r, exporttest.NewWords(t, "fi"), workbook.Options{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestSaveNeverOverwritesUnasked(t *testing.T) {
	r := report(t, 20)
	words := exporttest.NewWords(t, "fi")
	path := filepath.Join(t.TempDir(), "työkirja å.xlsx")
	steps := 0
	if err := workbook.Save(t.Context(), path, false, r, words, workbook.Options{Progress: func(done, all int) {
		if steps++; done != steps || all != 12 {
			t.Errorf("progress %d of %d at step %d", done, all, steps)
		}
	}}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r.Demo = false
	var exists *workbook.ExistsError
	if err := workbook.Save(t.Context(), path, false, r, words, workbook.Options{}); !errors.As(err, &exists) || exists.Path != path {
		t.Errorf("error is %v", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
	if err := workbook.Save(t.Context(), path, true, r, words, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); bytes.Equal(before, after) {
		t.Error("the file did not change")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func BenchmarkWrite(b *testing.B) {
	r := report(b, 240)
	words := exporttest.NewWords(b, "fi")
	for b.Loop() {
		if err := workbook.Write(b.Context(), io.Discard, r, words, workbook.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
