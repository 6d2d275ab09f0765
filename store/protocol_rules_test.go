package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/store"
)

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
