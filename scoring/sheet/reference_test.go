package sheet_test

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/internal/reference"
	"github.com/mittari/mittari/scoring/sheet"
)

func table(t *testing.T, data []byte) (head []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

func TestReference_change_gives_every_person_the_class_computed_in_R(t *testing.T) {
	for _, c := range []struct {
		data, classes string
		options       sheet.ChangeOptions
		groups        int
	}{
		{"jacobson_1989.csv", "jacobson_1989_rci_das.csv", sheet.ChangeOptions{
			Value: "das", From: "pre", To: "post", Direction: instruments.HigherBetter, Reliability: .88, NormMean: 114.8, NormSD: 17.8,
		}, 0},
		{"jacobson_1989.csv", "jacobson_1989_rci_gds.csv", sheet.ChangeOptions{
			Value: "gds", Direction: instruments.HigherWorse, Reliability: .97, NormMean: 51.8, NormSD: 9.7,
		}, 0},
		{"claus_2020.csv", "claus_2020_rci_hamd.csv", sheet.ChangeOptions{
			Value: "hamd", From: "1", To: "4", Group: "treatment", Direction: instruments.HigherWorse, Reliability: .80, NormMean: 8, NormSD: 8,
		}, 2},
		{"antidepressants.csv", "antidepressants_rci.csv", sheet.ChangeOptions{
			Value: "mom_di", Group: "condition", From: "Before", To: "After", Direction: instruments.HigherWorse, Reliability: .80, NormMean: 8, NormSD: 7,
		}, 4},
	} {
		t.Run(c.classes, func(t *testing.T) {
			c.options.Cutoff.Kind = sheet.CutoffC
			c.options.Problem = func(p sheet.RowProblem) { t.Error(p) }
			var out bytes.Buffer
			sum, err := sheet.Change(t.Context(), bytes.NewReader(reference.File(t, "datasets", c.data)), &out, c.options)
			if err != nil {
				t.Fatal(err)
			}
			if sum.Basis.SDSource != change.CohortBaseline || len(sum.Groups) != c.groups {
				t.Errorf("SD from %q, %d groups", sum.Basis.SDSource, len(sum.Groups))
			}
			head, rows := table(t, out.Bytes())
			at := func(row []string, name string) string { return row[slices.Index(head, name)] }
			rows = slices.DeleteFunc(rows, func(row []string) bool { return at(row, "class") == "no-pair" })
			wantHead, want := reference.Table(t, "expected", c.classes)
			if len(rows) != len(want) || len(rows) == 0 || sum.All.Statistics.N != len(want) {
				t.Fatalf("%d persons, want %d", len(rows), len(want))
			}
			for i, row := range rows {
				w := func(name string) string { return want[i][slices.Index(wantHead, name)] }
				if at(row, "person") != w("id") || at(row, "class") != w("class") || !equal9(t, at(row, "index"), w("rci")) {
					t.Errorf("got %v, want %v", row, want[i])
				}
			}
		})
	}
}

// equal9 compares two printed numbers to the tolerance the reference promises.
func equal9(t *testing.T, a, b string) bool {
	t.Helper()
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		t.Fatal(a, b)
	}
	return math.Abs(x-y) <= 1e-9*max(math.Abs(y), 1e-6)
}
