package demo

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/cmd/mittari/internal/lang"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/bench/attack/attacker"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
)

// Seeds of the attack on workbooks, and of the full suite.
const (
	attackedSeeds = 2
	allSeeds      = 200
)

// The attack reads finished workbooks of projects of differing size and must not tell what they hide. That it can
// succeed is shown where it is written.
func TestNothingHiddenIsToldByTheWorkbooksOfAnySeed(t *testing.T) {
	first, seeds := 1, attackedSeeds // the smallest project takes the attack the longest
	if os.Getenv("MITTARI_FULL_FAULTS") != "" {
		first, seeds = 0, allSeeds
	}
	var all attacker.Result
	for seed := first; seed < first+seeds; seed++ {
		families := FewestFamilies + (seed*37)%211 // 30 to 240
		t.Run(fmt.Sprintf("seed %d of %d families", seed+1, families), func(t *testing.T) {
			rec, _ := built(t, Options{Seed: uint64(seed + 1), Families: families})
			for _, r := range attackWorkbooks(t, rec) {
				for _, f := range r.Found {
					t.Errorf("told %v", f)
				}
				for _, f := range r.Faults {
					t.Error(f)
				}
				all.Counts, all.Hidden, all.Sums = all.Counts+r.Counts, all.Hidden+r.Hidden, all.Sums+r.Sums
				all.Programs, all.Unsolved = all.Programs+r.Programs, all.Unsolved+r.Unsolved
			}
		})
	}
	t.Logf("%d projects: %+v", seeds, all)
	if all.Hidden < 50*seeds || all.Unsolved > all.Programs/20 {
		t.Errorf("the attack had little to work with: %+v", all)
	}
}

func attackWorkbooks(t *testing.T, rec casework.Record) (all []attacker.Result) {
	t.Helper()
	clock := func() time.Time { return DataDate().Time().Add(9 * time.Hour) }
	desk, err := casework.NewDesk(t.Context(), rec, catalogue(t), clock)
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.New(instruments.Finnish)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range export.Kinds() {
		r, err := desk.Report(t.Context(), casework.ReportRequest{Kind: k, Words: words})
		if err != nil {
			t.Fatalf("%s: %v", k, err)
		}
		var file bytes.Buffer
		if err := workbook.Write(t.Context(), &file, r, words, workbook.Options{}); err != nil {
			t.Fatal(err)
		}
		b, err := attacker.Read(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, attacker.Attack(b))
	}
	return all
}
