package export_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/export/internal/exporttest"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func options(d export.Data) export.Options {
	return export.Options{Today: exporttest.Today, Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To}}
}

func team(t *testing.T, d export.Data, o export.Options) *export.Report {
	t.Helper()
	r, err := export.Build(t.Context(), export.TeamReport, d, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// id is an id with a number.
func id(n int) (out store.ID) {
	out[14], out[15] = byte(n>>8), byte(n)
	return out
}

// cohort is one area with twelve guardians on an instrument of ours, whose change of 5 points is reliable. Six go
// down by six points, six stay.
func cohort() export.Data {
	def := &instruments.Definition{
		ID: "own-form", Version: 1, Abbreviation: instruments.Text{"fi": "OMA", "sv": "EGEN", "en": "OWN"}, Title: instruments.Text{"fi": "Oma", "sv": "Egen", "en": "Own"},
		Scales: []instruments.Scale{{
			ID: "total", Title: instruments.Text{"fi": "Kaikki", "sv": "Allt", "en": "All"}, Main: true,
			Rule: instruments.Rule{Kind: instruments.RuleSum}, Direction: instruments.HigherWorse,
			Range: instruments.Range{Min: 0, Max: 40}, Missing: instruments.Missing{Policy: instruments.MissingNone},
			Evidence: instruments.Evidence{Confidence: instruments.OurOwn},
		}},
		Change: []instruments.ChangeFigure{{
			Scale: "total", Kind: instruments.ReliableChange, Points: 5, Evidence: instruments.Evidence{Confidence: instruments.OurOwn},
		}},
	}
	start, end := store.Date{Year: 2026, Month: 1, Day: 10}, store.Date{Year: 2026, Month: 8, Day: 10}
	d := export.Data{
		Definitions: []*instruments.Definition{def},
		Regions:     []store.Region{{ID: store.RegionID(id(1)), Code: "AA", Name: "Alue"}},
		Teams:       []store.Team{{ID: store.TeamID(id(2)), Region: store.RegionID(id(1)), Name: "Tiimi"}},
		Protocols: []store.ProtocolInForce{{Protocol: store.Protocol{Phases: []store.Phase{
			{Wave: store.Start, After: 21, Needs: []store.Need{{Role: store.Guardian, Instrument: "own-form"}}},
			{Wave: store.End, FromEnd: true, Before: 14, After: 14, Needs: []store.Need{{Role: store.Guardian, Instrument: "own-form"}}},
		}}}},
	}
	for i, from := range []float64{10, 12, 14, 16, 18, 20, 10, 12, 14, 16, 18, 20} {
		to := from
		if i < 6 {
			to -= 6
		}
		f, e, p := store.FamilyID(id(100+i)), store.EpisodeID(id(200+i)), store.PersonID(id(300+i))
		d.Families = append(d.Families, store.Family{ID: f, Code: fmt.Sprintf("AA-%04d", i)})
		d.Episodes = append(d.Episodes, store.Episode{ID: e, Family: f, Team: store.TeamID(id(2)), Start: start, End: end, ExitReason: store.ExitGoalsMet})
		d.Persons = append(d.Persons, store.Person{ID: p, Family: f, Role: store.Guardian, BirthYear: 1980})
		d.Scored = append(d.Scored, answer(1000+i, e, p, store.Start, start, from), answer(2000+i, e, p, store.End, end, to))
	}
	return d
}

func answer(n int, e store.EpisodeID, p store.PersonID, w store.Wave, on store.Date, v float64) store.Scored {
	return store.Scored{
		Administration: store.Administration{
			ID: store.AdministrationID(id(n)), Episode: e, Respondent: p, Subject: p, Informant: instruments.Self,
			Instrument: instruments.Ref{ID: "own-form", Version: 1}, Wave: w, State: store.Completed, Answered: on,
		},
		Scores: []store.ScaleScore{{Scale: "total", Scored: true, Value: v, Reported: v}},
	}
}

// Worked by hand: starts have mean 15 and sum of squares 140, so SD √(140/11) = 3.568. Changes are −6 six times and 0
// six times: mean −3, SD √(108/11) = 3.133, half interval 2.201 · 3.133/√12 = 1.991. Effect size
// 3/3.568 = 0.841, times J(11) = 0.930.
func TestHandWorkedCohort(t *testing.T) {
	d := cohort()
	r := team(t, d, options(d))
	row := r.Section("change").Table("change").Rows[0].Cells
	for i, want := range map[int]float64{1: 12, 2: 15, 3: 3.568, 4: 12, 6: 3, 7: 1.009, 8: 4.991, 9: 0.782} {
		if c := row[i]; c.Kind == export.HiddenCell || math.Abs(c.Value-want) > 0.0006 {
			t.Errorf("column %d is %v (%s), want %v", i, c.Value, c.Hidden, want)
		}
	}
	if o := row[6].Origin; o == nil || o.Definition.ID != "own-form" || row[6].N != 12 || o.Method == "" {
		t.Errorf("the mean change does not say where it comes from: %+v", row[6])
	}
	row = r.Section("reliable").Table("reliable").Rows[0].Cells
	for i, want := range map[int]float64{1: 12, 3: 6, 4: 6, 5: 0, 7: 0.5, 8: 0.5, 9: 0} {
		if c := row[i]; c.Kind == export.HiddenCell || c.Value != want {
			t.Errorf("reliable column %d is %v (%s), want %v", i, c.Value, c.Hidden, want)
		}
	}
	row = r.Section("completeness").Table("forms").Rows[1].Cells // the end
	for i, want := range map[int]float64{1: 12, 2: 12, 3: 0, 4: 0, 5: 0, 6: 1} {
		if c := row[i]; c.Kind == export.HiddenCell || c.Value != want {
			t.Errorf("completeness column %d is %v (%s), want %v", i, c.Value, c.Hidden, want)
		}
	}
	// All twelve ended for the same reason, and the same share of none was placed: nobody's reason may follow.
	for _, row := range r.Section("events").Table("exits").Rows[:7] {
		if c := row.Cells[1]; c.Kind != export.HiddenCell {
			t.Errorf("a reason that all share is shown: %+v", c)
		}
	}
}

func TestPairBelongsToThePeriodOfItsEnd(t *testing.T) {
	d := cohort()
	for key, want := range map[string]int{"2026Q3": 1, "2026Q2": 0, "2026": 1} {
		p, err := export.ParsePeriod(key, d.Project)
		if err != nil {
			t.Fatal(err)
		}
		o := options(d)
		o.Period = p
		if got := len(team(t, d, o).Section("change").Table("change").Rows); got != want {
			t.Errorf("%s has %d rows of change, want %d", key, got, want)
		}
	}
}

func TestCorrectedToNotScoredIsNoPair(t *testing.T) {
	d := cohort()
	d.Scored[1].Scores[0].Scored = false
	r := team(t, d, options(d))
	if c := r.Section("change").Table("change").Rows[0].Cells[1]; c.Value != 11 {
		t.Errorf("pairs: %+v, want 11", c)
	}
}

// eachCell walks all cells of a report.
func eachCell(r *export.Report, f func(table string, c export.Cell)) {
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			for _, row := range t.Rows {
				for _, c := range row.Cells {
					f(t.Key, c)
				}
			}
		}
	}
}

// Sizes from a team of a few families to the whole project: the smaller, the more is hidden.
func TestNoSmallCountIsInAnyTable(t *testing.T) {
	for seed, families := range map[uint64]int{1: 6, 3: 20, 5: 45, 8: 240} {
		d := exporttest.Sample(t, seed, families)
		figures, hidden := 0, 0
		eachCell(team(t, d, options(d)), func(table string, c export.Cell) {
			if why := wrong(c); why != "" {
				t.Errorf("%d families: %s shows %s: %+v", families, table, why, c)
			}
			switch c.Kind {
			case export.CountCell, export.ShareCell:
				figures++
			case export.HiddenCell:
				hidden++
			case export.BlankCell, export.TextCell, export.DateCell, export.NumberCell:
			}
		})
		if figures == 0 || hidden == 0 {
			t.Errorf("%d families: %d figures and %d hidden cells: nothing was tested", families, figures, hidden)
		}
	}
}

// wrong says what a cell shows that it must not.
func wrong(c export.Cell) string {
	switch {
	case c.Kind == export.CountCell && c.Value > 0 && c.Value < 5:
		return "a small count"
	case c.Kind == export.ShareCell && c.N < 10:
		return "a share of few"
	case c.Kind == export.NumberCell && c.Origin != nil && c.N < 10:
		return "a mean of few"
	case c.Kind == export.HiddenCell && (c.Value != 0 || c.N != 0):
		return "what it hides"
	case c.Kind == export.HiddenCell && (c.Hidden == disclosure.Unjudged || c.Hidden == disclosure.Shown):
		return "no reason"
	}
	return ""
}

func TestSameDataSameReport(t *testing.T) {
	d := exporttest.Sample(t, 3, 80)
	first := team(t, d, options(d))
	for range 3 {
		if again := team(t, d, options(d)); again.Checksum != first.Checksum {
			t.Fatal("the same data gave another checksum")
		}
	}
	d.Scored[0].Scores[0].Value++
	d.Scored[0].State = store.Declined
	if team(t, d, options(d)).Checksum == first.Checksum {
		t.Error("other data gave the same checksum")
	}
}

func TestSentencesAndLabelsHoldNoCodes(t *testing.T) {
	d := exporttest.Sample(t, 5, 60)
	r := team(t, d, options(d))
	code := regexp.MustCompile(`[A-ZÅÄÖ]{2}-\d{4}`)
	for _, lang := range []instruments.Lang{"fi", "sv", "en"} {
		w := exporttest.NewWords(t, lang)
		var all strings.Builder
		say := func(ls ...export.Label) {
			for _, l := range ls {
				all.WriteString(l.In(w) + "\n")
			}
		}
		for _, s := range r.Sections {
			say(s.Title)
			say(s.Paragraphs...)
			say(s.Closing...)
			for _, c := range s.Charts {
				say(c.Title, c.Alt)
			}
			for _, tb := range s.Tables {
				say(tb.Caption)
				say(tb.Notes...)
				for _, c := range tb.Columns {
					say(c.Label)
				}
			}
		}
		eachCell(r, func(_ string, c export.Cell) { say(c.Label) })
		if m := code.FindString(all.String()); m != "" {
			t.Errorf("%s: the report holds the code %s", lang, m)
		}
		if !strings.Contains(all.String(), "Euroopan unionin osarahoittama") {
			t.Errorf("%s: the publicity sentence is missing", lang)
		}
	}
}

func TestCoverNamesTheHolderOfTheDay(t *testing.T) {
	d := exporttest.Sample(t, 1, 3)
	w := exporttest.NewWords(t, "fi")
	for _, c := range []struct {
		today store.Date
		want  string
	}{
		{store.Date{Year: 2025, Month: 6, Day: 30}, "Vanha toteuttaja"},
		{store.Date{Year: 2025, Month: 7, Day: 1}, "Uusi toteuttaja"},
	} {
		o := options(d)
		o.Today = c.today
		var got []string
		for _, row := range team(t, d, o).Section("cover").Tables[0].Rows {
			got = append(got, row.Cells[1].Label.In(w))
		}
		if !strings.Contains(strings.Join(got, "|"), c.want) {
			t.Errorf("on %s: %q", c.today, got)
		}
	}
}

func TestErasedFamiliesAreNotCounted(t *testing.T) {
	d := cohort()
	d.Families[0].Erased = exporttest.Today
	r := team(t, d, options(d))
	if c := r.Section("areas").Table("people").Rows[0].Cells[1]; c.Value != 11 {
		t.Errorf("families: %+v, want 11", c)
	}
}

func TestEmptyDataGiveAReportWithoutFigures(t *testing.T) {
	r := team(t, export.Data{}, export.Options{Today: exporttest.Today})
	if len(r.Sections) != 11 {
		t.Errorf("%d sections", len(r.Sections))
	}
}

func TestCancelledReportIsNotMade(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := cohort()
	if _, err := export.Build(ctx, export.TeamReport, d, options(d)); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func BenchmarkTeam(b *testing.B) {
	d := exporttest.Sample(b, 1, 240)
	o := options(d)
	b.ReportMetric(float64(len(d.Scored)), "administrations")
	for b.Loop() {
		if _, err := export.Build(b.Context(), export.TeamReport, d, o); err != nil {
			b.Fatal(err)
		}
	}
}
