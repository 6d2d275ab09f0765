package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func day(tb testing.TB, s string) store.Date {
	tb.Helper()
	d, err := store.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// People of the stories: a girl of 15, a boy who is 11 until March 2026, one guardian.
func girl() store.Person {
	return store.Person{ID: store.PersonID{1}, Role: store.YoungPerson, BirthYear: 2010, BirthMonth: 5}
}

func littleBoy() store.Person {
	return store.Person{ID: store.PersonID{2}, Role: store.YoungPerson, BirthYear: 2014, BirthMonth: 3}
}

func guardian() store.Person { return store.Person{ID: store.PersonID{3}, Role: store.Guardian} }

func nameOf(id store.PersonID) string {
	return map[store.PersonID]string{{1}: "girl", {2}: "boy", {3}: "guardian"}[id]
}

// line is an occasion in one line: wave+also person instrument opens..closes status.
func line(o store.Occasion) string {
	wave := string(o.Wave)
	if o.Also != "" {
		wave += "+" + string(o.Also)
	}
	s := fmt.Sprintf("%s %s %s %s..%s %s", wave, nameOf(o.Person), o.Instrument, o.Opens, o.Closes, o.Status)
	if o.Decline != "" {
		s += " " + string(o.Decline)
	}
	if o.Postponed {
		s += " postponed"
	}
	return s
}

// ypLines keeps the lines of one instrument.
func linesOf(all []store.Occasion, id instruments.ID) []string {
	var out []string
	for _, o := range all {
		if o.Instrument == id {
			out = append(out, line(o))
		}
	}
	return out
}

// given is a completed administration of the girl's distress form.
func given(tb testing.TB, id byte, w store.Wave, on string) store.Administration {
	tb.Helper()
	return store.Administration{
		ID: store.AdministrationID{id}, Episode: store.EpisodeID{1}, Respondent: girl().ID, Subject: girl().ID,
		Instrument: instruments.Ref{ID: "yp-core", Version: 1}, Wave: w, State: store.Completed, Answered: day(tb, on),
	}
}

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

func TestProtocol_whoAnswersWhat(t *testing.T) {
	// The boy is 11 when the start opens and 12 from 1 March, before three months open.
	e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01"), End: day(t, "2026-05-01")}
	var got []string
	people := []store.Person{girl(), littleBoy(), guardian()}
	for _, o := range store.DefaultProtocol().Plan(e, people, nil, nil, nil, day(t, "2026-01-01")) {
		got = append(got, fmt.Sprintf("%s %s %s %s", o.Wave, nameOf(o.Person), o.Instrument, o.Mode))
	}
	want := []string{
		"start girl yp-core ", "start girl goals together", "start guardian core-10 ",
		"3-months girl yp-core ", "3-months girl goals together", "3-months boy yp-core ", "3-months boy goals together",
		"3-months guardian core-10 ",
		"end girl yp-core ", "end girl goals together", "end boy yp-core ", "end boy goals together", "end guardian core-10 ",
		"follow-up girl yp-core ", "follow-up boy yp-core ", "follow-up guardian core-10 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProtocol_keepsTheFormOfAPersonWhoTurns18(t *testing.T) {
	p := girl()
	p.BirthYear, p.BirthMonth = 2008, 2 // 17 at the start, 18 from 1 February
	e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01")}
	got := linesOf(store.DefaultProtocol().Plan(e, []store.Person{p}, nil, nil, nil, day(t, "2026-04-01")), "yp-core")
	if len(got) != 3 || !strings.HasSuffix(got[1], "due") {
		t.Errorf("after the birthday: %q", got)
	}
}

func TestProtocol_unknownAgeAnswers(t *testing.T) {
	p := store.Person{ID: store.PersonID{1}, Role: store.YoungPerson}
	e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01")}
	if got := store.DefaultProtocol().Plan(e, []store.Person{p}, nil, nil, nil, day(t, "2026-01-01")); len(got) == 0 {
		t.Error("nothing is asked of a young person whose age is not known")
	}
}

func TestProtocol_feedbackAtEachMeeting(t *testing.T) {
	feedback := func(id byte, on string) store.Administration {
		a := given(t, id, store.AtMeeting, on)
		a.Instrument.ID = "meeting-feedback"
		return a
	}
	e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01")}
	meeting := func(id byte, on string) store.Meeting {
		return store.Meeting{ID: store.MeetingID{id}, Episode: e.ID, Date: day(t, on)}
	}
	meetings := []store.Meeting{
		meeting(4, "2026-02-10"), // not in order; the last lies ahead
		meeting(1, "2026-01-01"), meeting(2, "2026-01-08"), meeting(3, "2026-01-09"),
	}
	given := []store.Administration{
		feedback(1, "2026-01-04"), // three days after the first: still its own
		feedback(2, "2026-01-09"), // belongs to the third, not the second
	}
	got := linesOf(store.DefaultProtocol().Plan(e, []store.Person{girl()}, meetings, nil, given, day(t, "2026-01-12")), "meeting-feedback")
	want := []string{
		"meeting girl meeting-feedback 2026-01-01..2026-01-04 done",
		"meeting girl meeting-feedback 2026-01-08..2026-01-11 overdue",
		"meeting girl meeting-feedback 2026-01-09..2026-01-12 done",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProtocol_oneFeedbackSettlesOneMeeting(t *testing.T) {
	e := store.Episode{ID: store.EpisodeID{1}, Start: day(t, "2026-01-01")}
	twice := []store.Meeting{
		{ID: store.MeetingID{1}, Episode: e.ID, Date: e.Start}, {ID: store.MeetingID{2}, Episode: e.ID, Date: e.Start},
	}
	a := given(t, 1, store.AtMeeting, "2026-01-01")
	a.Instrument.ID = "meeting-feedback"
	done := 0
	for _, o := range store.DefaultProtocol().Plan(e, []store.Person{girl()}, twice, nil, []store.Administration{a}, e.Start) {
		if o.Wave == store.AtMeeting && o.Status == store.OccasionDone {
			done++
		}
	}
	if done != 1 {
		t.Errorf("one sheet settled %d meetings", done)
	}
}

// Whatever the episode, every occasion has an ordered window that holds its date, no wave comes twice for a person and
// instrument, and an occasion without an administration is never done or declined.
func TestProtocol_invariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := store.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 400).Draw(t, "start"))
		e := store.Episode{ID: store.EpisodeID{1}, Start: start}
		if rapid.Bool().Draw(t, "ended") {
			e.End = start.AddDays(rapid.IntRange(0, 500).Draw(t, "length"))
		}
		var events []store.Event
		for _, d := range rapid.SliceOfN(rapid.IntRange(-50, 600), 0, 4).Draw(t, "events") {
			events = append(events, store.Event{Kind: store.EmergencyPlacement, Date: start.AddDays(d)})
		}
		today := start.AddDays(rapid.IntRange(-10, 800).Draw(t, "today"))
		seen := map[string]bool{}
		for _, o := range store.DefaultProtocol().Plan(e, []store.Person{girl(), littleBoy(), guardian()}, nil, events, nil, today) {
			if o.Date.Before(o.Opens) || o.Closes.Before(o.Date) {
				t.Fatalf("%s: date %s outside its window", line(o), o.Date)
			}
			for _, w := range []store.Wave{o.Wave, o.Also} {
				key := fmt.Sprint(w, o.Person, o.Instrument)
				if w != "" && seen[key] {
					t.Fatalf("%s twice", key)
				}
				seen[key] = true
			}
			if o.Status == store.OccasionDone || o.Status == store.OccasionDeclined || o.Status == "" {
				t.Fatalf("%s without an administration", line(o))
			}
		}
	})
}
