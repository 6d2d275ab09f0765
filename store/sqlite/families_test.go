package sqlite_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

func TestFamilyRows(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	s := r.Seed
	day := func(d string) store.Date { return storetest.Day(t, d) }
	add := func(n uint64, on, risk string) store.Administration {
		a := r.NewAdministration(t, n, s.Girl, store.Extra, on)
		scores, risks := storetest.Result(a, 1, risk)
		must(t, r.AddCompleted(ctx, a, scores, risks))
		return a
	}
	add(100, "2026-01-10", "flagged")
	talked := add(101, "2026-01-20", "flagged")
	must(t, r.MarkDiscussed(ctx, talked.ID, day("2026-01-21")))
	add(102, "2026-01-15", "unanswered")
	fixed := add(103, "2026-09-09", "flagged") // a wrong day and a wrong answer, both corrected
	fixed.Answered, fixed.Revision, fixed.RevisedBy, fixed.RevisedWhy = day("2026-01-25"), 2, s.Worker.ID, "keyed wrongly"
	_, none := storetest.Result(fixed, 1, "none")
	must(t, r.Correct(ctx, fixed, nil, none))
	declined := r.NewAdministration(t, 104, s.Girl, store.Extra, "2026-02-20")
	declined.State, declined.Decline = store.Declined, store.Refused
	must(t, r.AddCompleted(ctx, declined, nil, nil))
	must(t, r.BeginDraft(ctx, r.NewDraft(t, 105, s.Guardian, store.Start)))
	row := store.FamilyRow{
		Family: s.Family, Episode: s.Episode, Worker: "T3", Team: "ES-1", Persons: 3, LastSeen: day("2026-01-25"), Drafts: 1, OpenRisks: 1,
	}
	wantEqual(t, []store.FamilyRow{row}, got[[]store.FamilyRow](t)(r.FamilyRows(ctx, store.FamilyFilter{})))

	meeting := store.Meeting{ID: storetest.ID[store.MeetingID](20), Episode: s.Episode.ID, Date: day("2026-02-01"), Place: store.AtHome}
	must(t, r.SaveMeeting(ctx, meeting))
	row.LastSeen = meeting.Date

	quiet := store.Family{ID: storetest.ID[store.FamilyID](600), Code: "ES-0007", Region: s.Region.ID, Created: day("2026-01-01")}
	must(t, r.SaveFamily(ctx, quiet))
	ended := store.Family{ID: storetest.ID[store.FamilyID](610), Code: "PS-0042", Region: s.Region.ID, Created: day("2025-01-01")}
	must(t, r.SaveFamily(ctx, ended))
	older := store.Episode{
		ID: storetest.ID[store.EpisodeID](611), Family: ended.ID, Team: s.Team.ID, Start: day("2025-01-01"), End: day("2025-02-01"),
		ExitReason: store.ExitMoved,
	}
	must(t, r.SaveEpisode(ctx, older))
	newer := older
	newer.ID, newer.Start, newer.End = storetest.ID[store.EpisodeID](609), day("2025-06-01"), day("2025-09-01")
	must(t, r.SaveEpisode(ctx, newer))

	quietRow := store.FamilyRow{Family: quiet}
	endedRow := store.FamilyRow{Family: ended, Episode: newer, Team: "ES-1"}
	for name, tt := range map[string]struct {
		filter store.FamilyFilter
		want   []store.FamilyRow
	}{
		"all":             {store.FamilyFilter{}, []store.FamilyRow{quietRow, row, endedRow}},
		"limit":           {store.FamilyFilter{Limit: 1}, []store.FamilyRow{quietRow}},
		"open":            {store.FamilyFilter{Open: true}, []store.FamilyRow{row}},
		"worker":          {store.FamilyFilter{Worker: s.Worker.ID}, []store.FamilyRow{row}},
		"team":            {store.FamilyFilter{Team: s.Team.ID}, []store.FamilyRow{row, endedRow}},
		"part of a code":  {store.FamilyFilter{Text: "42"}, []store.FamilyRow{row, endedRow}},
		"case":            {store.FamilyFilter{Text: " es-"}, []store.FamilyRow{quietRow, row}},
		"person's code":   {store.FamilyFilter{Text: "es-0042-h2"}, []store.FamilyRow{row}},
		"no pattern":      {store.FamilyFilter{Text: "%"}, nil},
		"everything":      {store.FamilyFilter{Text: "42", Open: true, Worker: s.Worker.ID, Team: s.Team.ID, Limit: 5}, []store.FamilyRow{row}},
		"unknown team":    {store.FamilyFilter{Team: storetest.ID[store.TeamID](99)}, nil},
		"nothing matches": {store.FamilyFilter{Text: "XX"}, nil},
	} {
		t.Run(name, func(t *testing.T) { wantEqual(t, tt.want, got[[]store.FamilyRow](t)(r.FamilyRows(ctx, tt.filter))) })
	}
}

// The queries of a screen find their rows by an index: none reads a table of the record from end to end, but for the
// list of families, which is about all of them, the drafts, of which there are few, and the end of the log.
func TestScreenQueries_useIndexes(t *testing.T) {
	r := storetest.Open(t)
	allowed := map[string][]string{
		"families": {"SCAN f USING INDEX", "SCAN d"},
		"risks":    {"SCAN j VIRTUAL TABLE"},
		"scores":   {"SCAN j VIRTUAL TABLE"}, // the list that was asked for
		"log":      {"SCAN log"},
	}
	for name, query := range sqlite.ScreenQueries() {
		t.Run(name, func(t *testing.T) {
			for _, step := range plan(t, r, query) {
				fits := func(allowed string) bool { return strings.HasPrefix(step, allowed) }
				if strings.HasPrefix(step, "SCAN ") && !slices.ContainsFunc(allowed[name], fits) {
					t.Errorf("%s\nin the plan of %s", step, query)
				}
			}
		})
	}
}

func plan(t *testing.T, r *storetest.Record, query string) []string {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	for i := range args {
		args[i] = 1
	}
	rows, err := raw(r).QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	must(t, err)
	defer rows.Close() //nolint:errcheck // read to the end
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var detail string
		must(t, rows.Scan(&id, &parent, &unused, &detail))
		steps = append(steps, detail)
	}
	must(t, rows.Err())
	return steps
}
