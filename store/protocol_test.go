package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/store"
)

// TestProtocol_Plan: all dates were counted by hand from the windows of the protocol. Day 0 is 2026-01-01, a Thursday;
// day 21 is 01-22, 70 03-12, 91 04-02, 112 04-23, 154 06-04, 182 07-02, 210 07-30.
func TestProtocol_Plan(t *testing.T) {
	declined := given(t, 9, store.Start, "2026-01-10")
	declined.State, declined.Decline = store.Declined, store.Crisis
	both := given(t, 8, store.End, "2026-07-10")
	both.Also = store.SixMonths
	draft := given(t, 7, store.Start, "2026-01-05")
	draft.State = store.DraftState
	elsewhere := given(t, 6, store.Start, "2026-01-05")
	elsewhere.Episode = store.EpisodeID{2}

	tests := []struct {
		name   string
		end    string
		meets  int // meetings a week apart from day 0
		events []store.Event
		given  []store.Administration
		today  string
		want   []string // of yp-core
	}{
		{
			name: "on the first day only the start is open", today: "2026-01-01",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 due",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "the last day of a window is still open", today: "2026-01-22",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 due",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "a day later it is missed; nothing is filled in", today: "2026-01-23",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "done, then the next window opens on day 70", today: "2026-03-12",
			given: []store.Administration{given(t, 1, store.Start, "2026-01-10")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 done",
				"3-months girl yp-core 2026-03-12..2026-04-23 due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "declined keeps its reason", today: "2026-02-01", given: []store.Administration{declined},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 declined crisis",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "an answer counts before a refusal", today: "2026-02-01",
			given: []store.Administration{declined, given(t, 1, store.Start, "2026-01-20")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 done",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "a draft settles nothing, nor does another episode", today: "2026-01-06",
			given: []store.Administration{draft, elsewhere},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 due",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "a start given on day 65 lies within 30 days of day 91 and serves both", today: "2026-04-02",
			given: []store.Administration{given(t, 1, store.Start, "2026-03-07")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 done",
				"3-months girl yp-core 2026-03-12..2026-04-23 done",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "a start given on day 60 does not", today: "2026-04-02",
			given: []store.Administration{given(t, 1, store.Start, "2026-03-02")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 done",
				"3-months girl yp-core 2026-03-12..2026-04-23 due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "ended on day 100: three months were reached, six were not; follow-up 182 days after", end: "2026-04-11",
			today: "2026-04-20",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 due",
				"end girl yp-core 2026-03-28..2026-04-25 due",
				"follow-up girl yp-core 2026-09-10..2026-11-09 not-due",
			},
		},
		{
			name: "ended on day 90: three months never came", end: "2026-04-01", today: "2026-04-20",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"end girl yp-core 2026-03-18..2026-04-15 overdue",
				"follow-up girl yp-core 2026-08-31..2026-10-30 not-due",
			},
		},
		{
			name: "ended on day 212, 30 after six months: one sitting for both", end: "2026-08-01", today: "2026-08-01",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 overdue",
				"end+6-months girl yp-core 2026-07-18..2026-08-15 due",
				"follow-up girl yp-core 2026-12-31..2027-03-01 not-due",
			},
		},
		{
			name: "ended on day 213: two sittings", end: "2026-08-02", today: "2026-08-02",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 overdue",
				"6-months girl yp-core 2026-06-04..2026-07-30 overdue",
				"end girl yp-core 2026-07-19..2026-08-16 due",
				"follow-up girl yp-core 2027-01-01..2027-03-02 not-due",
			},
		},
		{
			name: "labelled with both", end: "2026-07-10", today: "2026-07-11", given: []store.Administration{both},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 overdue",
				"end+6-months girl yp-core 2026-06-26..2026-07-24 done",
				"follow-up girl yp-core 2026-12-09..2027-02-07 not-due",
			},
		},
		{
			name: "six months given 27 days before the end serves the end", end: "2026-07-20", today: "2026-07-21",
			given: []store.Administration{given(t, 1, store.SixMonths, "2026-06-23")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 overdue",
				"end+6-months girl yp-core 2026-07-06..2026-08-03 done",
				"follow-up girl yp-core 2026-12-19..2027-02-17 not-due",
			},
		},
		{
			name: "six months given 46 days before the end does not", end: "2026-07-20", today: "2026-07-21",
			given: []store.Administration{given(t, 1, store.SixMonths, "2026-06-04")},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-04-23 overdue",
				"end+6-months girl yp-core 2026-07-06..2026-08-03 due",
				"follow-up girl yp-core 2026-12-19..2027-02-17 not-due",
			},
		},
		{
			name: "short, 41 days, three meetings: start and end", end: "2026-02-11", meets: 3, today: "2026-02-11",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"end girl yp-core 2026-01-28..2026-02-25 due",
			},
		},
		{
			name: "short, 41 days, two meetings: start only", end: "2026-02-11", meets: 2, today: "2026-02-11",
			want: []string{"start girl yp-core 2026-01-01..2026-01-22 overdue"},
		},
		{
			name: "42 days are not short", end: "2026-02-12", meets: 2, today: "2026-02-12",
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"end girl yp-core 2026-01-29..2026-02-26 due",
				"follow-up girl yp-core 2026-07-14..2026-09-12 not-due",
			},
		},
		{
			name: "emergency placement on day 20 adds 30 days to the open window", today: "2026-02-21",
			events: []store.Event{{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2026-01-21")}},
			want: []string{
				"start girl yp-core 2026-01-01..2026-02-21 due postponed",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "on day 40, 30 days before a window opens, it adds to that one; a return home adds nothing", today: "2026-05-23",
			events: []store.Event{
				{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2026-02-10")},
				{Person: girl().ID, Kind: store.ReturnHome, Date: day(t, "2026-05-30")},
			},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 overdue",
				"3-months girl yp-core 2026-03-12..2026-05-23 due postponed",
				"6-months girl yp-core 2026-06-04..2026-07-30 not-due",
			},
		},
		{
			name: "two placements add once; a day too early adds nothing", today: "2026-01-02",
			events: []store.Event{
				{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2026-06-10")},
				{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2026-07-01")},
				{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2026-02-09")},
				{Person: girl().ID, Kind: store.EmergencyPlacement, Date: day(t, "2025-12-30")},
			},
			want: []string{
				"start girl yp-core 2026-01-01..2026-01-22 due",
				"3-months girl yp-core 2026-03-12..2026-04-23 not-due",
				"6-months girl yp-core 2026-06-04..2026-08-29 not-due postponed",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01")}
			if tt.end != "" {
				e.End = day(t, tt.end)
			}
			var meetings []store.Meeting
			for i := range tt.meets {
				meetings = append(meetings, store.Meeting{
					ID: store.MeetingID{byte(i + 1)}, Episode: e.ID, Date: e.Start.AddDays(7 * i),
				})
			}
			got := store.DefaultProtocol().Plan(e, []store.Person{girl(), guardian()}, meetings, tt.events, tt.given, day(t, tt.today))
			if diff := cmp.Diff(tt.want, linesOf(got, "yp-core")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
