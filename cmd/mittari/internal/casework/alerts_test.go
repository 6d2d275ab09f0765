package casework_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

func (o *office) alerts() []casework.AlertKind {
	o.t.Helper()
	today, err := o.desk.Today(o.t.Context())
	o.must(err)
	var out []casework.AlertKind
	for _, a := range today.Alerts {
		out = append(out, a.Kind)
	}
	return out
}

// feedback gives the meeting feedback week by week with each item rated the same; the total is four times that.
func (o *office) feedback(p store.Person, ratings ...int) (last store.AdministrationID) {
	o.t.Helper()
	for _, r := range ratings {
		last = o.complete(o.plan(p, casework.MeetingFeedback, store.AtMeeting), r, r, r, r)
		o.now = o.now.AddDate(0, 0, 7)
	}
	return last
}

// A tenth of 0–40 is four points, which is one point on each of the four items.
func TestAlerts_feedbackOnMeetings(t *testing.T) {
	for _, c := range []struct {
		name    string
		ratings []int
		want    []casework.AlertKind
	}{
		{"rises", []int{5, 6, 7, 8}, nil},
		{"falls by four points", []int{7, 6}, []casework.AlertKind{casework.AlertFeedback}},
		{"stands still over four meetings", []int{5, 5, 5, 5}, []casework.AlertKind{casework.AlertStalled}},
		{"three meetings are too few to stand still", []int{5, 5, 5}, nil},
		{"nothing better to reach", []int{10, 10, 10, 10}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			_, young, _ := o.family()
			o.feedback(young, c.ratings...)
			if diff := cmp.Diff(c.want, o.alerts()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAlerts_goAwayWhenTalkedAbout(t *testing.T) {
	o := newOffice(t)
	_, young, guardian := o.family()
	last := o.feedback(young, 8, 5)
	o.complete(o.plan(guardian, "core-10", store.Start), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	o.now = o.now.AddDate(0, 0, 1)
	worse := o.complete(o.plan(guardian, "core-10", store.ThreeMonths), 4, 0, 0, 4, 4, 0, 4, 4, 4, 4)
	if diff := cmp.Diff([]casework.AlertKind{casework.AlertWorse, casework.AlertFeedback}, o.alerts()); diff != "" {
		t.Fatal(diff)
	}
	today, err := o.desk.Today(t.Context())
	o.must(err)
	for _, a := range today.Alerts {
		if a.Evidence.Confidence == "" || a.Evidence.Confidence == instruments.Verified {
			t.Errorf("%s is told as sure: %+v", a.Kind, a.Evidence)
		}
	}
	o.must(o.desk.MarkDiscussed(t.Context(), last))
	o.must(o.desk.MarkDiscussed(t.Context(), worse))
	if diff := cmp.Diff([]casework.AlertKind(nil), o.alerts()); diff != "" {
		t.Error(diff)
	}
}

func TestToday_tellsWhatClosesWithinAWeek(t *testing.T) {
	o := newOffice(t)
	o.family()
	first := o.now
	for _, c := range []struct{ day, due, closing int }{
		{0, 3, 0},  // yp-core, goals and core-10 until day 21
		{14, 3, 0}, // a whole week left
		{15, 3, 3},
		{21, 3, 3}, // the last day
		{22, 0, 0},
	} {
		o.now = first.AddDate(0, 0, c.day)
		today, err := o.desk.Today(t.Context())
		o.must(err)
		if len(today.Due) != c.due || today.Closing() != c.closing {
			t.Errorf("day %d: %d due, %d closing, want %d and %d", c.day, len(today.Due), today.Closing(), c.due, c.closing)
		}
	}
}
