package demo

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

func deskOn(t *testing.T, rec casework.Record, day store.Date) *casework.Desk {
	t.Helper()
	desk, err := casework.NewDesk(t.Context(), rec, catalogue(t), func() time.Time { return day.Time().Add(12 * time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	return desk
}

func reportOf(t *testing.T, desk *casework.Desk, k export.Kind) *export.Report {
	t.Helper()
	r, err := desk.Report(t.Context(), casework.ReportRequest{Kind: k})
	if err != nil {
		t.Fatalf("%s: %v", k, err)
	}
	return r
}

// TestPlantedCasesShowInTheReports looks for what the planted cases mean for the figures, in one demo or in several.
func TestPlantedCasesShowInTheReports(t *testing.T) {
	seeds := []uint64{DefaultSeed}
	if os.Getenv("MITTARI_FULL_FAULTS") != "" {
		seeds = []uint64{DefaultSeed, 1, 2, 3, 4}
	}
	for _, seed := range seeds {
		rec, _ := built(t, Options{Seed: seed, Families: 60})
		desk := deskOn(t, rec, DataDate())
		annex, esf := reportOf(t, desk, export.AnnexReport), reportOf(t, desk, export.ESFReport)
		// Case 10: the erased family is in no figure.
		if c := tableOf(t, annex, "people").Rows[0].Cells[4]; c.Kind != export.CountCell || c.Value != 59 {
			t.Errorf("seed %d: families %+v, want 59", seed, c)
		}
		onceInTheIndicators(t, rec, esf)
		onceAmongForms(t, annex)
		for _, row := range tableOf(t, esf, "esf-rules").Rows {
			if verdict := row.Cells[1].Label.Key; verdict != "esf.verdict.holds" {
				t.Errorf("seed %d: %s: %s", seed, row.Cells[0].Label.Key, verdict)
			}
		}
		// Case 16: small groups are nowhere, in no report.
		for _, r := range []*export.Report{annex, esf, reportOf(t, desk, export.TeamReport)} {
			for table, c := range cellsOf(r) {
				if c.Kind == export.CountCell && c.Value > 0 && c.Value < 5 {
					t.Errorf("seed %d: %s: table %s shows %v", seed, r.Kind, table, c.Value)
				}
			}
		}
	}
}

func tableOf(t *testing.T, r *export.Report, key string) *export.Table {
	t.Helper()
	for i := range r.Sections {
		if table := r.Sections[i].Table(key); table != nil {
			return table
		}
	}
	t.Fatalf("%s has no table %s", r.Kind, key)
	return nil
}

// cellsOf walks the cells of all tables.
func cellsOf(r *export.Report) func(func(string, export.Cell) bool) {
	return func(yield func(string, export.Cell) bool) {
		for _, s := range r.Sections {
			for _, table := range s.Tables {
				for _, row := range table.Rows {
					for _, c := range row.Cells {
						if !yield(table.Key, c) {
							return
						}
					}
				}
			}
		}
	}
}

// onceInTheIndicators: case 6 comes back and counts once, case 9 moves and stays where it entered, case 11 refuses every
// form and is a participant.
func onceInTheIndicators(t *testing.T, rec casework.Record, esf *export.Report) {
	t.Helper()
	all, err := rec.Participants(t.Context(), store.ProjectID{})
	if err != nil {
		t.Fatal(err)
	}
	of := func(code string) []store.Participant {
		family := read(t, rec, code)
		who := family.person("N1").ID
		var out []store.Participant
		for _, p := range all {
			if p.Person == who {
				out = append(out, p)
			}
		}
		return out
	}
	back := of("ES-0519")
	if folded := store.Once(back); len(back) != 2 || len(folded) != 1 || folded[0].Entry != back[0].Entry || folded[0].Exit != back[1].Exit {
		t.Errorf("case 6: %d participations fold into %+v", len(back), folded)
	}
	if moved := of("KA-0388"); len(moved) != 1 || moved[0].Team != read(t, rec, "KA-0388").episodes[0].Team {
		t.Errorf("case 9: %+v", moved)
	}
	if len(of("KA-0456")) != 1 {
		t.Error("case 11: who refuses every form is no participant")
	}
	total := tableOf(t, esf, "esf-entry").Rows[0].Cells
	if c := total[len(total)-1]; c.Kind == export.CountCell && int(c.Value) != len(store.Once(all)) {
		t.Errorf("EECO01 is %+v, want %d", c, len(store.Once(all)))
	}
}

// onceAmongForms: case 6 was asked the same forms in two periods of work. No form has more persons than the step of the
// funnel, of which there is one line for each of start and end.
func onceAmongForms(t *testing.T, annex *export.Report) {
	t.Helper()
	steps, compared := map[string]export.Cell{}, 0
	for _, row := range tableOf(t, annex, "funnel").Rows {
		steps[row.Cells[0].Label.Key+" role.young-person"], steps[row.Cells[0].Label.Key+" role.guardian"] = row.Cells[1], row.Cells[2]
	}
	for _, row := range tableOf(t, annex, "forms").Rows {
		parts := row.Cells[0].Label.Parts
		wave, role := strings.TrimPrefix(parts[len(parts)-2].Key, "wave."), parts[len(parts)-1].Key
		for i, what := range []string{"due", "done"} {
			step, is := steps["report.funnel."+wave+"-"+what+" "+role]
			if c := row.Cells[1+i]; is && c.Kind == export.CountCell && step.Kind == export.CountCell {
				if compared++; c.Value > step.Value {
					t.Errorf("%s %s %s: %v persons of %v", wave, role, what, c.Value, step.Value)
				}
			}
		}
	}
	if compared == 0 {
		t.Error("no form to compare with the funnel")
	}
}

// Case 17: the cover names the lead partner and the funder of the day of the report.
func TestTheCoverFollowsTheOrganisations(t *testing.T) {
	rec, _ := built(t, Options{Families: FewestFamilies})
	names := map[store.Date][]string{}
	for _, d := range []store.Date{day(2025, time.June, 30), day(2025, time.July, 1), day(2026, time.January, 1)} {
		for _, row := range tableOf(t, reportOf(t, deskOn(t, rec, d), export.AnnexReport), "cover").Rows {
			if key := row.Cells[0].Label.Key; key == "report.cover.lead" || key == "report.cover.funder" {
				names[d] = append(names[d], row.Cells[1].Label.Raw)
			}
		}
	}
	june, july, january := names[day(2025, time.June, 30)], names[day(2025, time.July, 1)], names[day(2026, time.January, 1)]
	if len(june) != 2 || june[0] == july[0] || june[1] != july[1] || july[0] != january[0] || july[1] == january[1] || slices.Contains(june, "") {
		t.Errorf("%q, then %q, then %q", june, july, january)
	}
}
