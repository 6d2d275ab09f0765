package demo

import (
	"slices"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// readBack is one family read back from the record.
type readBack struct {
	store.Family
	persons  []store.Person
	episodes []store.Episode
	meetings []store.Meeting
	events   []store.Event
	scored   []store.Scored
	log      []store.LogEntry
}

func read(t *testing.T, rec casework.Record, code string) readBack {
	t.Helper()
	ctx := t.Context()
	f, err := rec.FamilyByCode(ctx, code)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	r := readBack{Family: f}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	r.persons, err = rec.Persons(ctx, f.ID)
	must(err)
	r.episodes, err = rec.Episodes(ctx, f.ID)
	must(err)
	r.meetings, err = rec.Meetings(ctx, f.ID)
	must(err)
	r.events, err = rec.Events(ctx, f.ID)
	must(err)
	r.scored, err = rec.OfFamily(ctx, f.ID)
	must(err)
	r.log, err = rec.Entries(ctx, f.ID, 0)
	must(err)
	return r
}

func (r readBack) person(code string) store.Person {
	return r.persons[slices.IndexFunc(r.persons, func(p store.Person) bool { return p.Code == r.Code+"-"+code })]
}

func (r readBack) sheet(t *testing.T, code string, id instruments.ID, wave store.Wave) store.Scored {
	t.Helper()
	who := r.person(code)
	for _, s := range r.scored {
		if s.Respondent == who.ID && s.Instrument.ID == id && (s.Wave == wave || s.Also == wave) && s.State == store.Completed {
			return s
		}
	}
	t.Fatalf("%s-%s has no %s at %s", r.Code, code, id, wave)
	return store.Scored{}
}

func (r readBack) logged(act store.Action) bool {
	return slices.ContainsFunc(r.log, func(e store.LogEntry) bool { return e.Action == act })
}

func mainScore(s store.Scored) store.ScaleScore {
	at := slices.IndexFunc(s.Scores, func(x store.ScaleScore) bool { return x.Scale == "clinical_score" || x.Scale == "total" })
	return s.Scores[at]
}

// TestPlantedCasesAreFoundByTheirCode reads each case back from a small demo and from the whole one.
func TestPlantedCasesAreFoundByTheirCode(t *testing.T) {
	for _, families := range []int{FewestFamilies, 60} {
		rec, _ := built(t, Options{Families: families})
		plantedPeople(t, rec)
		plantedAnswers(t, rec)
		plantedRest(t, rec)
	}
}

func plantedPeople(t *testing.T, rec casework.Record) {
	t.Helper()
	five := read(t, rec, "PS-0263")
	young := five.person("N1")
	if from, to := young.AgeOn(five.episodes[0].Start), young.AgeOn(five.episodes[0].End); from != 17 || to != 18 {
		t.Errorf("case 5: aged %d at the start and %d at the end", from, to)
	}
	six := read(t, rec, "ES-0519")
	if len(six.episodes) != 2 || len(six.persons) == 0 {
		t.Fatalf("case 6: %d episodes", len(six.episodes))
	}
	if gap := six.episodes[1].Start.DaysSince(six.episodes[0].End); gap < 235 || gap > 250 {
		t.Errorf("case 6: %d days between the periods", gap)
	}
	twelve := read(t, rec, "PS-0890")
	var ages []int
	for _, p := range twelve.persons {
		if p.Role == store.YoungPerson {
			ages = append(ages, p.AgeOn(twelve.episodes[0].Start))
		}
	}
	slices.Sort(ages)
	if !slices.Equal(ages, []int{12, 14, 17}) {
		t.Errorf("case 12: siblings aged %v", ages)
	}
	for _, code := range []string{"N1", "N2", "N3"} {
		twelve.sheet(t, code, ypCore, store.Start)
		twelve.sheet(t, code, ypCore, store.End)
	}
	persons, err := rec.Persons(t.Context(), store.FamilyID{})
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for _, p := range persons {
		if p.Role == store.YoungPerson && p.Gender == store.OtherGender && p.Code[:2] == "KA" {
			others++
		}
	}
	if others != 3 {
		t.Errorf("case 16: %d young people of other gender in Kainuu", others)
	}
}

func plantedAnswers(t *testing.T, rec casework.Record) {
	t.Helper()
	one := read(t, rec, "ES-0042")
	if !one.AnswersApart {
		t.Error("case 1: the guardians do not answer apart")
	}
	first, second := mainScore(one.sheet(t, "H1", sdq, store.Start)), mainScore(one.sheet(t, "H2", sdq, store.Start))
	if first.Value-second.Value < 12 {
		t.Errorf("case 1: guardians see %v and %v", first.Value, second.Value)
	}
	two := read(t, rec, "PS-0118")
	worse := mainScore(two.sheet(t, "N1", ypCore, store.End)).Value - mainScore(two.sheet(t, "N1", ypCore, store.Start)).Value
	better := mainScore(two.sheet(t, "H1", sdq, store.End)).Value - mainScore(two.sheet(t, "H1", sdq, store.Start)).Value
	if worse != 11 || better >= 0 {
		t.Errorf("case 2: the young person %+v, the guardian %+v", worse, better)
	}
	three := read(t, rec, "ES-0327")
	s := three.sheet(t, "N1", ypCore, store.ThreeMonths)
	if s.Responses[selfHarmItem-1] != instruments.Answer(3) || s.Risks[0].State != "flagged" || s.RiskShown.IsZero() || !three.logged(store.ActShown) {
		t.Errorf("case 3: %+v, %+v, shown %s", s.Responses[selfHarmItem-1], s.Risks, s.RiskShown)
	}
	four := read(t, rec, "PS-0451")
	prorated, unscored := mainScore(four.sheet(t, "N1", ypCore, store.Start)), mainScore(four.sheet(t, "N1", ypCore, store.ThreeMonths))
	if !prorated.Scored || !prorated.Prorated || unscored.Scored || unscored.Reason != "too-few-answers" {
		t.Errorf("case 4: %+v and %+v", prorated, unscored)
	}
	eleven := read(t, rec, "KA-0456")
	for _, s := range eleven.scored {
		if s.State != store.Declined || s.Decline != store.Refused {
			t.Errorf("case 11: %s is %s", s.Instrument, s.State)
		}
	}
	if len(eleven.scored) == 0 || len(eleven.meetings) < 10 {
		t.Errorf("case 11: %d refusals, %d meetings", len(eleven.scored), len(eleven.meetings))
	}
	thirteen := read(t, rec, "ES-0744")
	s = thirteen.sheet(t, "N1", ypCore, store.Start)
	if late := store.DateOf(s.Entered).DaysSince(s.Answered); s.Mode != store.FromPaper || late != 14 {
		t.Errorf("case 13: %s, entered %d days later", s.Mode, late)
	}
}

func plantedRest(t *testing.T, rec casework.Record) {
	t.Helper()
	seven := read(t, rec, "KA-0174")
	if len(seven.events) != 2 || seven.events[0].Kind != store.EmergencyPlacement || seven.events[1].Kind != store.ReturnHome {
		t.Fatalf("case 7: events %+v", seven.events)
	}
	start := seven.episodes[0].Start
	if in := seven.events[0].Date.DaysSince(start); in < 30 || in > 60 {
		t.Errorf("case 7: placed on day %d", in)
	}
	if on := seven.sheet(t, "N1", ypCore, store.ThreeMonths).Answered.DaysSince(start); on <= 91+21 || on > 91+21+30 {
		t.Errorf("case 7: three months were asked on day %d", on)
	}
	eight := read(t, rec, "ES-0635")
	workers := map[store.WorkerID]bool{}
	for _, m := range eight.meetings {
		workers[m.Worker] = true
	}
	if len(workers) != 2 || !eight.logged(store.ActDenied) {
		t.Errorf("case 8: %d workers, denied %t", len(workers), eight.logged(store.ActDenied))
	}
	nine := read(t, rec, "KA-0388")
	teams, err := rec.Teams(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(teams, func(x store.Team) bool { return x.ID == nine.episodes[0].Team })
	if teams[at].Region == nine.Region || nine.meetings[0].Worker == nine.meetings[len(nine.meetings)-1].Worker {
		t.Error("case 9: the family did not move, or its worker came along")
	}
	ten := read(t, rec, "PS-0702")
	if ten.Erased.IsZero() || len(ten.persons) > 0 || len(ten.scored) > 0 || !ten.logged(store.ActDelete) {
		t.Errorf("case 10: erased %s, %d persons, %d forms", ten.Erased, len(ten.persons), len(ten.scored))
	}
	fourteen := read(t, rec, "PS-0333")
	if found := store.CheckFreeText(BlockedText()); !fourteen.logged(store.ActDenied) || len(found) != 1 || found[0].Kind != store.FoundIdentityCode {
		t.Errorf("case 14: %+v, %+v", found, fourteen.log)
	}
	s, err := rec.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, after := s.Project.OrganisationOn("lead", day(2025, time.June, 30)), s.Project.OrganisationOn("lead", day(2025, time.July, 1))
	if before == "" || after == "" || before == after || !s.Demo {
		t.Errorf("case 17: %q and %q, demo %t", before, after, s.Demo)
	}
}

func TestPlantedListsEveryCaseOnce(t *testing.T) {
	count := map[int]int{}
	codes := map[string]bool{}
	for _, p := range Planted() {
		count[p.Case]++
		if p.What == "" || p.Code != "" && codes[p.Code] {
			t.Errorf("case %d: %+v", p.Case, p)
		}
		codes[p.Code] = true
	}
	for number := 1; number <= 17; number++ {
		want := map[int]int{15: 0, 16: 3}[number]
		if number != 15 && number != 16 {
			want = 1
		}
		if count[number] != want {
			t.Errorf("case %d is listed %d times, want %d", number, count[number], want)
		}
	}
}
