package sqlite_test

import (
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

func stays(t *testing.T, r *storetest.Record) []sqlite.Stay {
	t.Helper()
	var all []sqlite.Stay
	must(t, r.EachStayBy(t.Context(), 7, func(s sqlite.Stay) error { all = append(all, s); return nil }))
	return all
}

func points(t *testing.T, r *storetest.Record, scale instruments.ScaleID) []sqlite.Point {
	t.Helper()
	var all []sqlite.Point
	must(t, r.EachPointBy(t.Context(), "demo-checkin", scale, 7, func(p sqlite.Point) error { all = append(all, p); return nil }))
	return all
}

// Two sheets of the girl, the first corrected, one declined by a guardian, and one of another instrument.
func TestSurvey_countsEachSheetOnceInItsNewestRevision(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	s := r.Seed
	wantEqual(t, []sqlite.Stay{{Region: s.Region.ID, Start: s.Episode.Start}}, stays(t, r))

	first := r.NewAdministration(t, 100, s.Girl, store.Start, "2026-01-10")
	scores, risks := storetest.Result(first, 12, "none")
	must(t, r.AddCompleted(ctx, first, scores, risks))
	declined := r.NewAdministration(t, 101, s.Guardian, store.Start, "2026-01-11")
	declined.State, declined.Decline, declined.Mode, declined.Responses = store.Declined, store.Refused, "", nil
	must(t, r.AddCompleted(ctx, declined, nil, nil))
	first.Revision, first.RevisedBy, first.RevisedWhy = 2, s.Worker.ID, "keyed wrongly"
	scores, risks = storetest.Result(first, 15, "none")
	must(t, r.Correct(ctx, first, scores, risks))
	foreign := r.NewAdministration(t, 102, s.Girl, store.Start, "2026-01-12")
	foreign.Instrument.ID = "phq-9"
	scores, risks = storetest.Result(foreign, 1, "none")
	must(t, r.AddCompleted(ctx, foreign, scores, risks))
	later := r.NewAdministration(t, 103, s.Girl, store.SixMonths, "2026-07-10")
	later.Respondent, later.Informant, later.Also = s.Other.ID, instruments.Parent, store.End
	scores, risks = storetest.Result(later, 9, "none")
	scores[0], scores[1] = scores[1], scores[0] // a definition with its scales in another order
	must(t, r.AddCompleted(ctx, later, scores, risks))

	wantEqual(t, []sqlite.Stay{{Episode: 1, Region: s.Region.ID, Start: s.Episode.Start, Completed: 3, Declined: 1}}, stays(t, r))
	day := int64(storetest.Day(t, "2026-01-10").Time().Unix() / 86400)
	want := []sqlite.Point{
		{Episode: 1, Respondent: 2, Subject: 2, Informant: instruments.Self, Wave: store.Start, Day: day + 1, Declined: true},
		{Episode: 1, Respondent: 1, Subject: 1, Informant: instruments.Self, Wave: store.Start, Day: day, Scored: true, Value: 15},
		{
			Episode: 1, Respondent: 3, Subject: 1, Informant: instruments.Parent, Wave: store.SixMonths, Also: store.End,
			Day: int64(storetest.Day(t, "2026-07-10").Time().Unix() / 86400), Scored: true, Value: 9,
		},
	}
	wantEqual(t, want, points(t, r, "total"))
	for i := range want {
		want[i].Scored, want[i].Value = false, 0
	}
	wantEqual(t, want, points(t, r, "extra"))
	wantEqual(t, want, points(t, r, "no such scale"))
}

// Pages end in the middle of everything: more administrations and episodes than one page has.
func TestSurvey_agreesWithEachScored(t *testing.T) {
	r := storetest.Open(t)
	crowd(t, r, 20, 3)
	want, sum := 0, 0.0
	must(t, r.EachScored(t.Context(), false, func(s store.Scored) error {
		want++
		sum += s.Scores[0].Value
		return nil
	}))
	n, total := 0, 0.0
	for _, p := range points(t, r, "total") {
		n++
		total += p.Value
	}
	counted := 0
	for _, s := range stays(t, r) {
		counted += s.Completed + s.Declined
	}
	if n != want || counted != want || total != sum {
		t.Errorf("%d points of %v and %d counted, want %d of %v", n, total, counted, want, sum)
	}
}

// The counts of an episode come from an index alone, and nothing is sorted: a sort of twelve million rows would not fit
// into memory.
func TestSurvey_readsInOrder(t *testing.T) {
	r := storetest.Open(t)
	for name, query := range map[string]string{"points": sqlite.SelectPoints, "stays": sqlite.SelectStays} {
		steps := strings.Join(plan(t, r, query), "\n")
		if strings.Contains(steps, "TEMP B-TREE") {
			t.Errorf("%s: %s", name, steps)
		}
		if name == "stays" && strings.Count(steps, "COVERING INDEX administration_by_episode") != 2 {
			t.Errorf("%s: %s", name, steps)
		}
	}
}
