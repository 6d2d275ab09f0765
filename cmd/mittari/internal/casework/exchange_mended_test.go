package casework_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// sameCode is a file that has merged families 7, 8 and 9 with one code, of which 7 and 8 have been erased, and the
// conflict about it.
func sameCode(t *testing.T) (*laptop, casework.Conflict) {
	t.Helper()
	one, s := seeded(t)
	two := empty(t)
	two.merge(t, one.pack(t, two))
	others := map[byte]*laptop{7: empty(t), 8: empty(t), 9: empty(t)}
	f := s.Family
	f.Code = "ES-0077"
	for _, n := range []byte{7, 8, 9} {
		at := others[n]
		at.merge(t, one.pack(t, at))
		f.ID = store.FamilyID{n}
		must(t, at.SaveFamily(t.Context(), f))
		if n != 9 {
			must(t, at.EraseFamily(t.Context(), f.ID, storetest.Day(t, "2026-03-31"), "request"))
		}
		two.merge(t, at.pack(t, two))
	}
	all, err := two.desk.Conflicts(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Sort != casework.SameCode || len(all[0].Sides) != 3 {
		t.Fatalf("%+v", all)
	}
	return two, all[0]
}

// An erased family keeps its code: the living one gets another, whichever of the erased ones is chosen, and choosing the
// living one is refused with what to do instead.
func TestConflict_sameCodeAsErasedFamilies(t *testing.T) {
	l, c := sameCode(t)
	before := l.state(t)
	if err := l.desk.Resolve(t.Context(), c.ID, "C"); !errors.Is(err, casework.ErrErasedKeepsCode) || l.state(t) != before {
		t.Fatalf("the living family keeps the code: %v", err)
	}
	must(t, l.desk.Resolve(t.Context(), c.ID, "B"))
	var codes []bool
	for _, n := range []byte{7, 8, 9} {
		f, err := l.Family(t.Context(), store.FamilyID{n})
		must(t, err)
		codes = append(codes, f.Code == "ES-0077")
	}
	left, err := l.desk.Conflicts(t.Context())
	must(t, err)
	if diff := cmp.Diff([]bool{true, true, false}, codes); diff != "" || len(left) != 0 {
		t.Errorf("%s %+v", diff, left)
	}
}

// Two laptops agree on different days with one family: the later agreement is in force and the other waits to be chosen.
func TestConflict_nextMeeting(t *testing.T) {
	one, s := seeded(t)
	two := empty(t)
	two.merge(t, one.pack(t, two))
	ctx, today := t.Context(), one.desk.Date()
	must(t, one.desk.Agree(ctx, s.Family.ID, today.AddDays(7)))
	must(t, two.desk.Agree(ctx, s.Family.ID, today.AddDays(14)))
	two.merge(t, one.pack(t, two))
	all, err := two.desk.Conflicts(ctx)
	must(t, err)
	if len(all) != 1 || all[0].About != store.KindAppointment || all[0].Code != s.Family.Code || len(all[0].Sides) != 2 {
		t.Fatalf("%+v", all)
	}
	must(t, two.desk.Resolve(ctx, all[0].ID, "B"))
	want := today.AddDays(14)
	if !all[0].Sides[1].Here {
		want = today.AddDays(7)
	}
	v, err := two.desk.Family(ctx, s.Family.ID)
	must(t, err)
	if v.Agreed == nil || v.Agreed.Date != want {
		t.Errorf("%+v, want %s", v.Agreed, want)
	}
	if left, err := two.desk.Conflicts(ctx); err != nil || len(left) != 0 {
		t.Errorf("%v, %+v", err, left)
	}
}
