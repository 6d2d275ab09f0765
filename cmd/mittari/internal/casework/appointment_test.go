package casework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
)

// sees is what the family and Today say about the next meeting.
func (o *office) sees(f store.FamilyID) (*casework.AgreedRow, []casework.AgreedRow) {
	o.t.Helper()
	v, err := o.desk.Family(o.t.Context(), f)
	o.must(err)
	today, err := o.desk.Today(o.t.Context())
	o.must(err)
	return v.Agreed, today.Agreed
}

func (o *office) meet(f store.FamilyID) {
	o.t.Helper()
	o.must(o.desk.AddMeeting(o.t.Context(), f, store.Meeting{Minutes: 60, Place: store.AtHome}))
}

func (o *office) later(days int) { o.now = o.now.AddDate(0, 0, days) }

// TestAgree_is_kept_until_a_meeting_uses_it_up follows one agreed day: kept over a restart, on Today in the week before
// it, due on the day, told as past without a meeting, and gone with one.
func TestAgree_is_kept_until_a_meeting_uses_it_up(t *testing.T) {
	o := newOffice(t)
	f, _, _ := o.family()
	ctx, today := t.Context(), o.desk.Date()
	o.meet(f.ID)
	o.must(o.desk.Agree(ctx, f.ID, today.AddDays(14)))
	o.must(o.desk.Agree(ctx, f.ID, today.AddDays(10))) // another day in its place
	o.reopen()
	want := casework.AgreedRow{Family: f, Date: today.AddDays(10), Agreed: today}
	for _, step := range []struct {
		days      int // from the first day
		on, today bool
		past      bool
	}{{0, true, false, false}, {4, true, true, false}, {10, true, true, false}, {11, true, true, true}, {40, true, true, true}, {41, true, false, true}} {
		o.now = today.AddDays(step.days).Time().Add(12 * 60 * 60 * 1e9)
		one, list := o.sees(f.ID)
		want.Past = step.past
		if diff := cmp.Diff(&want, one); step.on && diff != "" {
			t.Errorf("after %d days: %s", step.days, diff)
		}
		if shown := len(list) == 1; shown != step.today || shown && list[0] != want {
			t.Errorf("after %d days Today has %+v", step.days, list)
		}
	}
	o.meet(f.ID)
	if one, list := o.sees(f.ID); one != nil || list != nil {
		t.Errorf("held, and still %+v, %+v", one, list)
	}
}

func TestAgree_refuses_a_day_gone_by_and_can_be_called_off(t *testing.T) {
	o := newOffice(t)
	f, _, _ := o.family()
	ctx := t.Context()
	if err := o.desk.Agree(ctx, f.ID, o.desk.Date().AddDays(-1)); !errors.Is(err, casework.ErrBeforeToday) {
		t.Errorf("yesterday: %v", err)
	}
	o.must(o.desk.CallOff(ctx, f.ID)) // none is there
	o.must(o.desk.Agree(ctx, f.ID, o.desk.Date()))
	if one, list := o.sees(f.ID); one == nil || one.Past || len(list) != 1 {
		t.Errorf("today: %+v, %+v", one, list)
	}
	o.later(3)
	o.must(o.desk.CallOff(ctx, f.ID)) // of a day that went by
	if one, list := o.sees(f.ID); one != nil || list != nil {
		t.Errorf("called off, and still %+v, %+v", one, list)
	}
	log, err := o.desk.Log(ctx, f.ID, 100)
	o.must(err)
	var acts []store.Action
	for _, e := range log {
		if strings.HasPrefix(e.Object, "appointment ") {
			acts = append(acts, e.Action)
		}
	}
	if diff := cmp.Diff([]store.Action{store.ActChange, store.ActAdd}, acts); diff != "" {
		t.Error(diff)
	}
}

// TestProposed_follows_the_rhythm_of_the_family: two weeks at first, then as many as between the last two meetings, but
// never past the next measurement: that at 3 months is 91 days after the start, and can be done from 21 days before.
func TestProposed_follows_the_rhythm_of_the_family(t *testing.T) {
	o := newOffice(t)
	f, _, _ := o.family()
	start := o.desk.Date()
	for _, step := range []struct {
		later, want int // days
		met         bool
	}{{0, 14, true}, {6, 7, true}, {0, 7, true}, {11, 14, true}, {40, 34, true}, {14, 42, false}} {
		o.later(step.later)
		if step.met {
			o.meet(f.ID)
		}
		v, err := o.desk.Family(t.Context(), f.ID)
		o.must(err)
		if got := v.Proposed.DaysSince(o.desk.Date()); got != step.want {
			t.Errorf("%d days after the start %d days are proposed, want %d (next measurement %+v)", o.desk.Date().DaysSince(start), got, step.want, v.Next)
		}
	}
}
