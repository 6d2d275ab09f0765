package casework_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/demo"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/storetest"
)

// seedsSwitch names how many seeds of the demo are recomputed instead of one small one.
const seedsSwitch = "MITTARI_RECOMPUTE_SEEDS"

// demoDesk is a desk at an invented project, on the day of its data.
func demoDesk(t *testing.T, o demo.Options) *casework.Desk {
	t.Helper()
	rec := cabinet.Record{Workspace: storetest.Empty(t).Workspace}
	cat, err := instruments.Builtin()
	must(t, err)
	o.Lang = instruments.English
	_, err = demo.Build(t.Context(), rec, cat, o)
	must(t, err)
	day := demo.DataDate().Time().Add(12 * time.Hour)
	d, err := casework.NewDesk(t.Context(), rec, cat, func() time.Time { return day })
	must(t, err)
	return d
}

// TestDataset_reportIsRecomputedInR compares every figure about people in the workbooks with what a program in base R
// computes from the rows of the dataset: for one small demo, or for as many seeds of the whole one as the switch says.
func TestDataset_reportIsRecomputedInR(t *testing.T) {
	rscript, err := exec.LookPath("Rscript")
	if err != nil {
		t.Skip("Rscript is not installed")
	}
	seeds, kinds := []demo.Options{{Families: 60}}, []export.Kind{export.AnnexReport}
	if n, err := strconv.Atoi(os.Getenv(seedsSwitch)); err == nil {
		seeds, kinds = nil, append(kinds, export.TeamReport, export.ESFReport, export.ProfileReport)
		for i := range n {
			seeds = append(seeds, demo.Options{Seed: uint64(i + 1)})
		}
	}
	for _, o := range seeds {
		t.Run(fmt.Sprintf("seed-%d", o.Seed), func(t *testing.T) {
			desk := demoDesk(t, o)
			recompute(t, rscript, desk, "", kinds...)
			recompute(t, rscript, desk, "2026H1", export.TeamReport)
		})
	}
}

// recompute compares reports of a period with a dataset of it.
func recompute(t *testing.T, rscript string, desk *casework.Desk, period string, kinds ...export.Kind) {
	t.Helper()
	words, err := lang.New(instruments.English)
	must(t, err)
	dir := filepath.Join(t.TempDir(), "dataset")
	set, err := desk.CheckDataset(t.Context(), words, period)
	must(t, err)
	_, err = set.Write(t.Context(), dataset.Order{Path: dir})
	must(t, err)
	rows := filepath.Join(dir, "csv")
	writeFunder(t, desk, rows)
	json := filepath.Join(t.TempDir(), "report.json")
	script := filepath.Join("..", "..", "..", "..", "export", "bench", "recompute", "recompute.R")
	compare := func(rep *export.Report) (string, error) {
		var doc bytes.Buffer
		must(t, export.WriteDocument(&doc, rep, words))
		must(t, os.WriteFile(json, doc.Bytes(), 0o600))
		out, err := exec.CommandContext(t.Context(), rscript, "--vanilla", script, rows, json).CombinedOutput()
		return string(out), err
	}
	for _, kind := range kinds {
		rep, err := desk.Report(t.Context(), casework.ReportRequest{Kind: kind, Period: period, Words: words})
		must(t, err)
		out, err := compare(rep)
		t.Logf("%s %s: %s", kind, period, out)
		if err != nil {
			t.Errorf("%s %s: %v", kind, period, err)
		}
		if period != "" {
			// A figure that is one too large has to be noticed, else the comparison tells nothing.
			rep.Section("areas").Table("people").Rows[0].Cells[1].Value++
			if out, err := compare(rep); err == nil || !strings.Contains(out, "1 are not") {
				t.Errorf("a wrong figure was not noticed: %s", out)
			}
			// The first sentence ends with a count of guardians.
			facts := rep.Section("summary").Paragraphs[0].Facts
			facts[len(facts)-1] = export.Number{Value: 1001}
			if out, err := compare(rep); err == nil || !strings.Contains(out, "2 are not") {
				t.Errorf("a wrong figure in a sentence was not noticed: %s", out)
			}
		}
	}
}
