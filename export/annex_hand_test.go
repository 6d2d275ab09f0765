package export_test

import (
	"bytes"
	"fmt"
	"math"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/export/workbook"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// handmade is the cohort of twelve pairs, and eleven guardians who stopped: their starts are 10, 12, … 30, three months
// later each is two points lower, and there is no end. The project has promises and texts of its own.
func handmade() export.Data {
	d := cohort()
	d.Project = store.Project{
		ID: store.ProjectID(id(3)), Name: "Keksitty hanke", Code: "S00000", Programme: "Suomen kestävän kasvun ohjelma",
		Priority: "5.1 Turvaverkkoja nuorten tulevaisuuteen", From: store.Date{Year: 2025, Month: 8, Day: 1}, To: store.Date{Year: 2026, Month: 8, Day: 31},
	}
	start, stopped := store.Date{Year: 2026, Month: 1, Day: 10}, store.Date{Year: 2026, Month: 5, Day: 1}
	for i := range 11 {
		f, e, p := store.FamilyID(id(400+i)), store.EpisodeID(id(500+i)), store.PersonID(id(600+i))
		from := float64(10 + 2*i)
		d.Families = append(d.Families, store.Family{ID: f, Code: fmt.Sprintf("AA-%04d", 100+i)})
		d.Episodes = append(d.Episodes, store.Episode{ID: e, Family: f, Team: store.TeamID(id(2)), Start: start, End: stopped, ExitReason: store.ExitStopped})
		d.Persons = append(d.Persons, store.Person{ID: p, Family: f, Role: store.Guardian, BirthYear: 1980})
		d.Scored = append(d.Scored, answer(3000+i, e, p, store.Start, start, from),
			answer(4000+i, e, p, store.ThreeMonths, store.Date{Year: 2026, Month: 4, Day: 11}, from-2))
	}
	told := 14.0
	for i, t := range []store.Target{
		{Indicator: "families", Value: 20},
		{Indicator: "end-done", Value: 70, Comment: "Moni lopetti kesken."},
		{Indicator: "reliably-better", Value: 30},
		{Indicator: "experts", Value: 12, Told: &told},
		{Indicator: "emergency-placements", Value: 10},
	} {
		t.ID, t.Project, t.From, t.To = store.DocumentID(id(700+i)), d.Project.ID, d.Project.From, d.Project.To
		d.Targets = append(d.Targets, t)
	}
	for i, b := range []store.NarrativeBlock{
		{Key: "wp-1", Lang: instruments.Finnish, Text: "Malli kuvattiin."},
		{Key: "aim-1", Lang: instruments.Finnish, Text: "Työtapa on käytössä."},
		{Key: "aim-1", Lang: instruments.Swedish, Text: "Arbetssättet används."},
		{Key: "aim-1", Lang: instruments.English, Text: "The way of working is in use."},
	} {
		b.ID, b.Project, b.Written = store.DocumentID(id(800+i)), d.Project.ID, start
		d.Blocks = append(d.Blocks, b)
	}
	for i, o := range []struct {
		name, part string
		from, to   store.Date
	}{
		{"Vanha toteuttaja", store.PartLead, d.Project.From, store.Date{Year: 2025, Month: 12, Day: 31}},
		{"Uusi toteuttaja", store.PartLead, store.Date{Year: 2026, Month: 1, Day: 1}, store.Date{}},
		{"Keksitty rahoittaja", store.PartFunder, d.Project.From, store.Date{}},
	} {
		organisation := store.OrganisationID(id(900 + i))
		d.Organisations = append(d.Organisations, store.Organisation{ID: organisation, Name: o.name})
		d.Partnerships = append(d.Partnerships, store.Partnership{
			ID: store.DocumentID(id(950 + i)), Project: d.Project.ID, Organisation: organisation, Part: o.part, From: o.from, To: o.to,
		})
	}
	return d
}

// Every figure of the sheet of change, worked by hand.
//
// Pairs (12): starts 10, 12, … 20 twice: mean 15, Σ(x − 15)² = 140, SD √(140/11) = 3.568. Six ends are 6 lower, six the
// same: mean 12, Σ(y − 12)² = 70 + 70 + 12·9 = 248, SD √(248/11) = 4.748. Changes 6, six times, and 0, six times: mean 3,
// SD √(108/11) = 3.133, half interval 2.201 · 3.133/√12 = 1.991. Σ(x − 15)(y − 12) = 140, r = 140/√(140 · 248) = 0.751.
// Effect size J(11) · 3/3.568 = 0.930 · 0.841 = 0.782; standard error √(2(1 − r)/12 + 0.782²/24) = 0.2588, half interval
// 1.960 · 0.2588 = 0.507.
//
// Lost (11): starts 10, 12, … 30: mean 20, SD √(4 · 110/10) = 6.633.
//
// Latest (23): starts sum to 180 + 220 = 400, mean 17.391; changes sum to 36 + 22 = 58, mean 2.522; latest 17.391 − 2.522 =
// 14.870. Σ of squared changes 216 + 44 = 260, SD √((260 − 58²/23)/22) = 2.274, half interval 2.074 · 2.274/√23 = 0.983.
// Σ of squared starts 2840 + 4840 = 7680, SD √((7680 − 400²/23)/22) = 5.735; effect size J(22) · 2.522/5.735 =
// 0.9655 · 0.4397 = 0.425.
func TestEveryFigureOfTheChangeSheetByHand(t *testing.T) {
	d := handmade()
	s := annex(t, d, options(d)).Section("change")
	type line struct {
		n       map[int]int // persons behind the figure of a column; 0: all columns
		figures map[int]float64
	}
	for table, rows := range map[string][]line{
		"change": {{map[int]int{0: 12}, map[int]float64{
			1: 12, 2: 15, 3: 3.568, 4: 12, 5: 4.748, 6: 3, 7: 1.009, 8: 4.991, 9: 0.782, 10: 0.275, 11: 1.289,
		}}},
		"lost": {{map[int]int{0: 12, 3: 11, 4: 11, 5: 11}, map[int]float64{1: 12, 2: 15, 3: 11, 4: 20, 5: 6.633, 6: 0.751}}},
		"latest": {
			{map[int]int{0: 12}, map[int]float64{2: 12, 3: 15, 4: 12, 5: 3, 6: 1.009, 7: 4.991, 8: 0.782}},
			{map[int]int{0: 23}, map[int]float64{2: 23, 3: 17.391, 4: 14.870, 5: 2.522, 6: 1.538, 7: 3.505, 8: 0.425}},
		},
	} {
		got := s.Table(table)
		if got == nil || len(got.Rows) != len(rows) {
			t.Fatalf("table %s: %+v", table, got)
		}
		for i, want := range rows {
			for column, v := range want.figures {
				n, own := want.n[column]
				if !own {
					n = want.n[0]
				}
				c := got.Rows[i].Cells[column]
				if c.Kind == export.HiddenCell || math.Abs(c.Value-v) > 0.0006 || c.Origin == nil || c.N != n {
					t.Errorf("%s row %d column %d is %v (%s) of %d, want %v of %d", table, i, column, c.Value, c.Hidden, c.N, v, n)
				}
			}
		}
	}
}

// The annex of the hand-made record, in the words that people read.
func TestAnnexInWords(t *testing.T) {
	d := handmade()
	for _, lang := range []instruments.Lang{instruments.Finnish, instruments.Swedish, instruments.English} {
		t.Run(string(lang), func(t *testing.T) {
			r := annex(t, d, options(d))
			r.Sections = r.Sections[:len(r.Sections)-1] // what the protection did is tested with the protection
			var b bytes.Buffer
			if err := workbook.WriteText(&b, r, exporttest.NewWords(t, lang)); err != nil {
				t.Fatal(err)
			}
			golden.RequireEqual(t, b.Bytes())
		})
	}
}
