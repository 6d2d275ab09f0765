package export_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/store"
)

// tens is how many participants stand for each line of a test, so that no count is small.
const tens = 10

// esfDay makes a day of 2026, or of another year when y is given.
func esfDay(m, d int, y ...int) store.Date {
	out := store.Date{Year: 2026, Month: time.Month(m), Day: d}
	if len(y) > 0 {
		out.Year = y[0]
	}
	return out
}

// esfData is a project of two teams with each participant ten times.
func esfData(t *testing.T, people ...store.Participant) export.Data {
	t.Helper()
	one, two := store.TeamID(id(1)), store.TeamID(id(2))
	d := export.Data{
		Project: store.Project{Name: "Hanke", From: esfDay(8, 1, 2024), To: esfDay(12, 31)},
		Regions: []store.Region{{ID: store.RegionID(id(3)), Code: "AA", Name: "A"}, {ID: store.RegionID(id(4)), Code: "BB", Name: "B"}},
		Teams:   []store.Team{{ID: two, Region: store.RegionID(id(4)), Code: "BB-T", Name: "B"}, {ID: one, Region: store.RegionID(id(3)), Code: "AA-T", Name: "A"}},
	}
	next := 100
	for _, p := range people {
		for copied := range tens {
			q := p
			next++
			q.ID, q.Project = store.DocumentID(id(next)), store.ProjectID(id(9))
			if q.Person != (store.PersonID{}) {
				q.Person[0] = byte(copied + 1) // ten persons instead of one
			}
			if q.Team == (store.TeamID{}) {
				q.Team = one
			}
			d.Participants = append(d.Participants, q)
		}
	}
	return d
}

func whom(n int) store.PersonID { return store.PersonID(id(n)) }

// esfCases are participants, each a case of its own; the figures look at 21 November 2026.
func esfCases() []store.Participant {
	young, guardian := store.YoungParticipant, store.GuardianParticipant
	return []store.Participant{
		// In work, nothing to ask yet.
		{Person: whom(1), Type: young, Gender: store.Girl, Age: store.Under18, Labour: store.Inactive, Education: store.LowerSecondary, Entry: esfDay(1, 10)},
		// Left in April: studies and looks for work, and was in work half a year later.
		{
			Person: whom(2), Type: young, Gender: store.Girl, Age: store.Under18, Labour: store.Inactive, Education: store.LowerSecondary,
			Entry: esfDay(1, 10), Exit: esfDay(4, 30), InTraining: store.Yes, JobSearch: store.Yes, LaterAsked: esfDay(11, 5), LaterEmployed: store.Yes,
		},
		// Left on 21 May: half a year is over on the day; asked on the first day that counts, 30 days before.
		{
			Person: whom(3), Type: guardian, Gender: store.Girl, Age: store.Age30, Labour: store.Unemployed, Education: store.UpperSecondary,
			Entry: esfDay(1, 10), Exit: esfDay(5, 21), Employed: store.Yes, LaterAsked: esfDay(10, 22), LaterEmployed: store.Yes,
		},
		// Left on 22 May: half a year is over tomorrow.
		{
			Person: whom(4), Team: store.TeamID(id(2)), Type: guardian, Gender: store.Boy, Age: store.Age18, Labour: store.LongTermUnemployed, Education: store.LowerSecondary,
			Entry: esfDay(1, 10), Exit: esfDay(5, 22), Qualification: store.Yes, LaterAsked: esfDay(11, 20), LaterEmployed: store.Yes,
		},
		// Was in work, is still, and is better placed half a year later: no change on leaving, but one later.
		{
			Person: whom(5), Type: guardian, Gender: store.Boy, Age: store.Age55, Labour: store.Employed, Education: store.Tertiary,
			Entry: esfDay(1, 10), Exit: esfDay(2, 1), Employed: store.Yes, LaterAsked: esfDay(8, 1), LaterBetter: store.Yes,
		},
		// Asked after two months: that says nothing of half a year. Education is not known.
		{
			Person: whom(6), Team: store.TeamID(id(2)), Type: guardian, Gender: store.Boy, Age: store.Age30, Labour: store.Employed,
			Entry: esfDay(1, 10), Exit: esfDay(3, 1), LaterAsked: esfDay(5, 1), LaterBetter: store.Yes,
		},
		// Left eleven days ago.
		{
			Person: whom(7), Type: guardian, Gender: store.OtherGender, Age: store.Age18, Labour: store.Inactive, Education: store.UpperSecondary,
			Entry: esfDay(1, 10), Exit: esfDay(11, 10), JobSearch: store.No,
		},
		{Person: whom(8), Type: guardian, Age: store.Age18, Labour: store.Unemployed, Education: store.LowerSecondary, Entry: esfDay(1, 10)},
		// Place in the labour market not known: in no indicator.
		{Person: whom(9), Type: guardian, Gender: store.Girl, Age: store.Age30, Education: store.Tertiary, Entry: esfDay(1, 10)},
		// Came back, older and in another place: once, as at the first entry, and without the results of the first exit.
		{
			Person: whom(10), Type: young, Gender: store.Girl, Age: store.Under18, Labour: store.Inactive, Education: store.LowerSecondary,
			Entry: esfDay(3, 1, 2025), Exit: esfDay(9, 1, 2025), Employed: store.Yes,
		},
		{
			Person: whom(10), Team: store.TeamID(id(2)), Type: young, Gender: store.Girl, Age: store.Age18, Labour: store.Unemployed, Education: store.UpperSecondary,
			Entry: esfDay(6, 1),
		},
		// Comes only after the day of the figures.
		{Person: whom(11), Type: guardian, Gender: store.Girl, Age: store.Age30, Labour: store.Employed, Education: store.Tertiary, Entry: esfDay(12, 1)},
		// A professional, who is nobody's family.
		{Type: store.Professional, Gender: store.Girl, Age: store.Age30, Labour: store.Employed, Education: store.Tertiary, Entry: esfDay(1, 10)},
	}
}

func esfReport(t *testing.T, d export.Data) *export.Report {
	t.Helper()
	r, err := export.Build(t.Context(), export.ESFReport, d, export.Options{
		Today: esfDay(11, 21), Program: "0.1", Period: export.Period{From: d.Project.From, To: d.Project.To},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// figures are the shown figures of a table in units of ten participants, by row; −1 stands for a hidden one.
func figures(t *testing.T, r *export.Report, section, table string) map[string][]int {
	t.Helper()
	s := r.Section(section)
	if s == nil || s.Table(table) == nil {
		t.Fatalf("no table %s in %s", table, section)
	}
	out := map[string][]int{}
	tab := s.Table(table)
	for i, key := range tab.RowKeys() {
		for _, c := range tab.Rows[i].Cells {
			if c.Kind == export.CountCell {
				out[key] = append(out[key], int(c.Value)/tens)
			}
			if c.Kind == export.HiddenCell {
				out[key] = append(out[key], -1)
			}
		}
	}
	return out
}

// Worked by hand from esfCases; the order of columns is women, men, other or not told, all.
func TestIndicatorsByHand(t *testing.T) {
	r := esfReport(t, esfData(t, esfCases()...))
	want := map[string][]int{
		"EECO01|esf.name.EECO01": {5, 3, 2, 10},
		"EECO02|esf.name.EECO02": {1, 1, 1, 3},
		"EECO03|esf.name.EECO03": {0, 1, 0, 1},
		"EECO04|esf.name.EECO04": {3, 0, 1, 4},
		"EECO05|esf.name.EECO05": {1, 2, 0, 3},
		"EECO06|esf.name.EECO06": {3, 0, 0, 3},
		"EECO07|esf.name.EECO07": {0, 1, 2, 3},
		"EECO08|esf.name.EECO08": {0, 1, 0, 1},
		"|esf.name.other-age":    {2, 1, 0, 3},
		"EECO09|esf.name.EECO09": {3, 1, 1, 5},
		"EECO10|esf.name.EECO10": {1, 0, 1, 2},
		"EECO11|esf.name.EECO11": {1, 1, 0, 2},
		"|esf.name.no-education": {0, 1, 0, 1},
	}
	if d := cmp.Diff(want, figures(t, r, "esf", "esf-entry")); d != "" {
		t.Errorf("at entry:\n%s", d)
	}
	want = map[string][]int{
		"|esf.name.left":         {2, 3, 1, 6},
		"|esf.name.settling":     {1},
		"|esf.name.asked":        {2, 2, 1, 5},
		"EECR01|esf.name.EECR01": {1, 0, 0, 1},
		"EECR02|esf.name.EECR02": {1, 0, 0, 1},
		"EECR03|esf.name.EECR03": {0, 1, 0, 1},
		"EECR04|esf.name.EECR04": {1, 0, 0, 1},
		"|esf.name.due-later":    {2, 2, 0, 4},
		"|esf.name.asked-later":  {2, 1, 0, 3},
		"EECR05|esf.name.EECR05": {2, 0, 0, 2},
		"EECR06|esf.name.EECR06": {0, 1, 0, 1},
	}
	if d := cmp.Diff(want, figures(t, r, "esf", "esf-results")); d != "" {
		t.Errorf("results:\n%s", d)
	}
	types := map[string][]int{ // sub-projects in order of codes, all
		"esf.name.young-person": {3, 0, 3}, "esf.name.guardian": {4, 2, 6}, "esf.name.professional": {1, 0, 1},
		"esf.name.EECO01": {8, 2, 10}, "esf.name.no-labour": {1, 0, 1}, "esf.name.registered": {9, 2, 11},
	}
	if d := cmp.Diff(types, figures(t, r, "esf-teams", "esf-types")); d != "" {
		t.Errorf("types:\n%s", d)
	}
	byTeam := figures(t, r, "esf-teams", "esf-by-team")
	if d := cmp.Diff([][]int{{8, 2, 10}, {0, 1, 1}, {4, 2, 6}}, [][]int{byTeam["EECO01|esf.name.EECO01"], byTeam["EECO03|esf.name.EECO03"], byTeam["|esf.name.left"]}); d != "" {
		t.Errorf("by sub-project:\n%s", d)
	}
}

func verdicts(t *testing.T, r *export.Report) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, row := range r.Section("esf").Table("esf-rules").Rows {
		out[row.Cells[0].Label.Key] = row.Cells[1].Label.Key
	}
	return out
}

func TestCheckRules(t *testing.T) {
	people := esfCases()
	got := verdicts(t, esfReport(t, esfData(t, people...)))
	want := map[string]string{
		"esf.rule.labour": "esf.verdict.holds", "esf.rule.longterm": "esf.verdict.holds", "esf.rule.age": "esf.verdict.holds",
		"esf.rule.education": "esf.verdict.incomplete", "esf.rule.jobsearch": "esf.verdict.holds",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	people[5].Education = store.Tertiary
	if got := verdicts(t, esfReport(t, esfData(t, people...)))["esf.rule.education"]; got != "esf.verdict.holds" {
		t.Errorf("with everybody's education known: %s", got)
	}
}

// Ticks count for everybody, the person without a place in the labour market included.
func TestTicks(t *testing.T) {
	people := esfCases()
	people[0].StartEntered = esfDay(1, 12)
	people[8].StartEntered = esfDay(1, 12)
	people[1].EndEntered = esfDay(5, 2)
	people[2].EndEntered = esfDay(12, 1) // after the day of the figures
	want := map[string][]int{
		"esf.name.registered": {9, 2, 11}, "esf.name.start-entered": {2, 0, 2}, "esf.name.start-missing": {7, 2, 9},
		"esf.name.gone": {4, 2, 6}, "esf.name.end-entered": {1, 0, 1}, "esf.name.end-missing": {3, 2, 5},
	}
	if d := cmp.Diff(want, figures(t, esfReport(t, esfData(t, people...)), "esf-ticks", "esf-ticks")); d != "" {
		t.Error(d)
	}
}

// An estimate counts when its period is over; a longer one of the same team replaces those it covers.
func TestEstimates(t *testing.T) {
	d := esfData(t, esfCases()...)
	estimate := func(n int, team int, from, to store.Date, women, men int) store.Estimate {
		return store.Estimate{
			ID: store.DocumentID(id(n)), Team: store.TeamID(id(team)), Indicator: "EECO17", From: from, To: to, Women: women * tens, Men: men * tens, Basis: "kunta",
		}
	}
	d.Estimates = []store.Estimate{
		estimate(1, 1, esfDay(1, 1, 2025), esfDay(6, 30, 2025), 4, 4),
		estimate(2, 1, esfDay(1, 1, 2025), esfDay(12, 31, 2025), 2, 1), // the year instead of its half
		estimate(3, 1, esfDay(1, 1), esfDay(6, 30), 1, 0),
		estimate(4, 2, esfDay(1, 1), esfDay(6, 30), 0, 1),
		estimate(5, 2, esfDay(7, 1), esfDay(12, 31), 5, 5), // not over
	}
	r := esfReport(t, d)
	if got := figures(t, r, "esf", "esf-entry")["EECO17|esf.name.EECO17"]; !cmp.Equal(got, []int{3, 2, 0, 5}) {
		t.Errorf("estimate is %v", got)
	}
	for i, key := range r.Section("esf").Table("esf-entry").RowKeys() {
		if c := r.Section("esf").Table("esf-entry").Rows[i].Cells[5]; key == "EECO12|esf.name.EECO12|esf.not-estimated" && c.Kind != export.TextCell {
			t.Errorf("an indicator without an estimate has a figure: %+v", c)
		}
	}
}

// Two of the ten long-term unemployed are neither women nor men: they are hidden, and so is one column more, as the
// total stands there.
func TestIndicatorsHideAFew(t *testing.T) {
	d, changed := esfData(t, esfCases()...), 0
	for i := range d.Participants {
		if p := &d.Participants[i]; p.Labour == store.LongTermUnemployed && changed < 2 {
			p.Gender = store.OtherGender
			changed++
		}
	}
	s := esfReport(t, d).Section("esf").Table("esf-entry")
	var kinds []export.CellKind
	for i, key := range s.RowKeys() {
		if key == "EECO03|esf.name.EECO03" {
			for _, c := range s.Rows[i].Cells[2:] {
				kinds = append(kinds, c.Kind)
			}
		}
	}
	if d := cmp.Diff([]export.CellKind{export.CountCell, export.HiddenCell, export.HiddenCell, export.CountCell}, kinds); d != "" {
		t.Errorf("women, men, other, all:\n%s", d)
	}
}
