package casework_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// Numbers as spreadsheets of three languages write them, and the decimals they were published with.
func TestReadIndicators_numbers(t *testing.T) {
	for text, want := range map[string]struct {
		value    float64
		decimals int
	}{
		"7,4": {7.4, 1}, "7.40": {7.4, 2}, "1 234,5": {1234.5, 1}, "1\u00a0234": {1234, 0}, "−3,2": {-3.2, 1}, "0": {0, 0},
	} {
		file := "\uFEFFArea;Year;Indicator;Value;Source;Licence\r\nES;2024;a;" + text + ";s;\r\n"
		all, err := casework.ReadIndicators("f.csv", strings.NewReader(file), storetest.Day(t, "2026-05-01"))
		must(t, err)
		if len(all) != 1 || all[0].Value != want.value || all[0].Decimals != want.decimals {
			t.Errorf("%q: %+v", text, all)
		}
	}
}

func TestReadIndicators_problems(t *testing.T) {
	head := "area,year,indicator,value,source,licence\n"
	for name, tt := range map[string]struct {
		file string
		want []casework.ProblemKind
	}{
		"empty":       {"", []casework.ProblemKind{"empty-file"}},
		"no source":   {head + "ES,2024,a,1,,\n", []casework.ProblemKind{casework.NoSource}},
		"blank area":  {head + " ,2024,a,1,s,\n", []casework.ProblemKind{casework.Unfit}},
		"year":        {head + "ES,last,a,1,s,\nES,24,a,1,s,\n", []casework.ProblemKind{casework.BadYear, casework.Unfit}},
		"number":      {head + "ES,2024,a,1e3,s,\nES,2024,b,NaN,s,\n", []casework.ProblemKind{"not-a-number", "not-a-number"}},
		"twice":       {head + "ES,2024,a,1,s,\nES,2024,a,2,s,\n", []casework.ProblemKind{casework.Twice}},
		"cells":       {head + "ES,2024,a,1\n", []casework.ProblemKind{"cell-count"}},
		"quote":       {head + "ES,2024,\"a,1,s,\n", []casework.ProblemKind{"open-quote"}},
		"personal":    {head + "ES,2024,a,1,call 040 123 4567,\n", []casework.ProblemKind{casework.Personal}},
		"two columns": {"area,value\nES,1\n", []casework.ProblemKind{"no-column", "no-column", "no-column"}},
	} {
		_, err := casework.ReadIndicators("f.csv", strings.NewReader(tt.file), storetest.Day(t, "2026-05-01"))
		var wrong *casework.IndicatorFileError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var kinds []casework.ProblemKind
		for _, p := range wrong.Problems {
			kinds = append(kinds, p.Kind)
		}
		if d := cmp.Diff(tt.want, kinds); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
}

func FuzzReadIndicators(f *testing.F) {
	f.Add("area,year,indicator,value,source,licence\nES,2024,\"a, b\",\"7,4\",s,\n")
	f.Add("area;year;indicator;value;source\nES;2024;a;1 234,5;s\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := casework.ReadIndicators("f.csv", strings.NewReader(text), store.Date{Year: 2026, Month: 5, Day: 1})
		if err != nil {
			return
		}
		for _, p := range all {
			if err := p.Validate(); err != nil {
				t.Errorf("%+v: %v", p, err)
			}
		}
	})
}

// The sample file that the help points to can be imported.
func TestReadIndicators_sample(t *testing.T) {
	f, err := os.Open("../../../../testdata/indicators/invented.csv")
	must(t, err)
	defer func() { _ = f.Close() }()
	all, err := casework.ReadIndicators("invented.csv", f, storetest.Day(t, "2026-05-01"))
	must(t, err)
	if len(all) != 8 || all[7].Area != "Whole country" || all[7].Value != 5.1 {
		t.Errorf("%+v", all)
	}
}
