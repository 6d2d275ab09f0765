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
	"sync"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/xuri/excelize/v2"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

// invented is the team's workbook of an invented project, made once: tests only read it.
var invented = sync.OnceValues(func() (*export.Report, error) {
	d := exporttest.Sample(&once{}, 1, 60)
	return export.Build(context.Background(), export.TeamReport, d, export.Options{
		Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To},
	})
})

// once is a test that is not over when the first one that asked is.
type once struct{ testing.TB }

func (*once) Helper() {}

func (*once) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

func report(tb testing.TB) *export.Report {
	tb.Helper()
	r, err := invented()
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
	r := report(t)
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
	for name, text := range parts(t, render(t, report(t), "fi")) {
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
	all := parts(t, render(t, report(t), "fi"))
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
	r := everything()
	for _, r.Demo = range []bool{false, true} {
		marked := 0
		for _, text := range parts(t, render(t, r, "fi")) {
			if strings.Contains(text, "KEKSITTY") {
				marked++
			}
		}
		if r.Demo != (marked > len(r.Sections)) || !r.Demo && marked > 0 {
			t.Errorf("demo %v: %d parts have the mark of invented data", r.Demo, marked)
		}
	}
}

func TestTextIsNeverAFormula(t *testing.T) {
	r := everything()
	for i, s := range []string{"=1+1", "+358", "-5", "@cmd", "\tx"} {
		r.Sections[0].Tables[0].Rows[i].Cells[0].Label = export.Name(s)
	}
	f, err := excelize.OpenReader(bytes.NewReader(render(t, r, "fi")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // in memory
	rows, err := f.GetRows(f.GetSheetName(0))
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

func TestCancelStopsWriting(t *testing.T) {
	r := everything()
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
	r := everything()
	words := exporttest.NewWords(t, "fi")
	path := filepath.Join(t.TempDir(), "työkirja å.xlsx")
	steps := 0
	if err := workbook.Save(t.Context(), path, false, r, words, workbook.Options{Progress: func(done, all int) {
		if steps++; done != steps || all != 3 {
			t.Errorf("progress %d of %d at step %d", done, all, steps)
		}
	}}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r.Demo = true
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
	r := report(b)
	words := exporttest.NewWords(b, "fi")
	for b.Loop() {
		if err := workbook.Write(b.Context(), io.Discard, r, words, workbook.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
