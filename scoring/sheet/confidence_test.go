package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/sheet"
)

// The last cell of a row is the weakest of what it rests on: phq-9's key and bands are verified, its rule for missing
// answers is recalled, and so are the norm and the figure of change. With one answer missing the score is prorated.
func TestEachRowSaysHowSureItIs(t *testing.T) {
	cat, err := instruments.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	def, err := cat.Get("phq-9")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scoring.Compile(def)
	if err != nil {
		t.Fatal(err)
	}
	const answers = "id,date,1,2,3,4,5,6,7,8,9\nwhole,2026-01-02,3,3,3,3,3,3,3,3,0\npart,2026-01-02,3,3,3,3,3,3,3,,0\n" +
		"whole,2026-05-02,0,0,0,0,0,0,0,0,0\n"
	for _, c := range []struct {
		name string
		wide bool
		want map[string]string
	}{
		{"long", false, map[string]string{"whole total": "verified", "whole core": "verified", "part total": "recalled", "part symptoms": "verified"}},
		{"wide", true, map[string]string{"whole 24": "verified"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if _, err := sheet.Score(t.Context(), strings.NewReader(answers), &out, s, sheet.ScoreOptions{Wide: c.wide}); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for line := range strings.Lines(out.String()) {
				cells := strings.Split(strings.TrimSpace(line), ",")
				if key := cells[0] + " " + cells[2]; c.want[key] != "" && cells[1] == "2026-01-02" {
					got[key] = cells[len(cells)-1]
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	var out strings.Builder
	o := sheet.ChangeOptions{Scorer: s, Scale: "total"}
	if _, err := sheet.Change(t.Context(), strings.NewReader(strings.ReplaceAll(answers, "id,", "person,")), &out, o); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "true,recalled\n") && !strings.Contains(out.String(), "false,recalled\n") {
		t.Errorf("a verdict by a recalled figure does not say so:\n%s", out.String())
	}
}
