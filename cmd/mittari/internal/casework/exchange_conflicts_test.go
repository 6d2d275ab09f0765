package casework_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// changedTwice is a lead's file after two laptops changed the same episode without knowing of each other.
func changedTwice(t *testing.T) (lead, one, two *laptop, s storetest.Seed) {
	t.Helper()
	one, s = seeded(t)
	two, lead = empty(t), empty(t)
	two.merge(t, one.pack(t, two))
	e := s.Episode
	e.Start = e.Start.AddDays(1)
	must(t, one.SaveEpisode(t.Context(), e))
	e.Start = e.Start.AddDays(1)
	must(t, two.SaveEpisode(t.Context(), e))
	lead.merge(t, one.pack(t, lead), two.pack(t, lead))
	return lead, one, two, s
}

// A conflict is listed with what the sides say, is settled once, and the decision travels.
func TestConflict_changedTwice(t *testing.T) {
	for _, days := range []int{1, 2} {
		t.Run(fmt.Sprint(days), func(t *testing.T) {
			lead, one, two, s := changedTwice(t)
			all, err := lead.desk.Conflicts(t.Context())
			must(t, err)
			if len(all) != 1 || all[0].Sort != casework.ChangedTwice || all[0].Code != "ES-0042" || len(all[0].Sides) != 2 {
				t.Fatalf("%+v", all)
			}
			moved := s.Episode.Start.AddDays(days)
			keep := slices.IndexFunc(all[0].Sides, func(side casework.Side) bool {
				return slices.Equal(side.Fields, []casework.Field{{Name: "Start", Value: moved.String()}})
			})
			if keep < 0 {
				t.Fatalf("no side says %s: %+v", moved, all[0].Sides)
			}
			if from := all[0].Sides[keep].From; (from == "ES-1/T3") != (days == 1) {
				t.Errorf("the change by %d days is from %q", days, from)
			}
			must(t, lead.desk.Resolve(t.Context(), all[0].ID, strings.ToLower(all[0].Sides[keep].Letter)))
			for _, l := range []*laptop{one, two} {
				l.merge(t, lead.pack(t, l))
				left, err := l.desk.Conflicts(t.Context())
				must(t, err)
				e, err := l.Episodes(t.Context(), s.Family.ID)
				must(t, err)
				if len(left) != 0 || e[0].Start != moved {
					t.Errorf("after keeping %s: %+v, %d conflicts", moved, e, len(left))
				}
				if l.state(t) != lead.state(t) {
					t.Error("the files do not hold the same")
				}
			}
		})
	}
}

func TestConflict_unknown(t *testing.T) {
	lead, _, _, _ := changedTwice(t)
	if err := lead.desk.Resolve(t.Context(), "ffffffff", "A"); !errors.Is(err, casework.ErrNoConflict) {
		t.Errorf("got %v", err)
	}
	all, err := lead.desk.Conflicts(t.Context())
	must(t, err)
	if err := lead.desk.Resolve(t.Context(), all[0].ID, "C"); !errors.Is(err, casework.ErrNoChoice) {
		t.Errorf("got %v", err)
	}
}

// Two laptops gave one code: one family keeps it, the other gets a free one with all its people.
func TestConflict_sameCode(t *testing.T) {
	one, s := seeded(t)
	two := empty(t)
	two.merge(t, one.pack(t, two))
	f, girl := s.Family, s.Girl
	f.ID, girl.ID, girl.Family = store.FamilyID{9}, store.PersonID{9}, store.FamilyID{9}
	f.Code, girl.Code = "ES-0077", "ES-0077-N1"
	must(t, one.SaveFamily(t.Context(), f))
	must(t, one.SavePerson(t.Context(), girl))
	f.ID, girl.ID, girl.Family = store.FamilyID{8}, store.PersonID{8}, store.FamilyID{8}
	must(t, two.SaveFamily(t.Context(), f))
	must(t, two.SavePerson(t.Context(), girl))
	two.merge(t, one.pack(t, two))
	all, err := two.desk.Conflicts(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Sort != casework.SameCode || all[0].Code != "ES-0077" {
		t.Fatalf("%+v", all)
	}
	must(t, two.desk.Resolve(t.Context(), all[0].ID, "A"))
	kept, err := two.FamilyByCode(t.Context(), "ES-0077")
	must(t, err)
	if kept.ID != (store.FamilyID{8}) {
		t.Errorf("side A is not the family that kept the code: %v", kept.ID)
	}
	moved, err := two.Family(t.Context(), store.FamilyID{9})
	must(t, err)
	persons, err := two.Persons(t.Context(), store.FamilyID{9})
	must(t, err)
	if moved.Code == "ES-0077" || persons[0].Code != moved.Code+"-N1" {
		t.Errorf("%s has %s", moved.Code, persons[0].Code)
	}
}

// One administration keyed in with two contents: the one that is kept becomes a correction.
func TestConflict_answers(t *testing.T) {
	one, s := seeded(t)
	two := empty(t)
	two.merge(t, one.pack(t, two))
	must(t, two.SaveSettings(t.Context(), store.Settings{Lang: "fi", AutoLockMinutes: 5, Worker: s.Worker.ID, Team: s.Team.ID}))
	two = laptopOf(t, two.Workspace)
	one.give(t, s, 100, 7)
	two.give(t, s, 100, 9)
	two.merge(t, one.pack(t, two))
	all, err := two.desk.Conflicts(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Sort != casework.AnswersDiff || all[0].Code != "ES-0042-N1" {
		t.Fatalf("%+v", all)
	}
	inForce, err := two.Administration(t.Context(), storetest.ID[store.AdministrationID](100))
	must(t, err)
	must(t, two.desk.Resolve(t.Context(), all[0].ID, "B"))
	now, err := two.Administration(t.Context(), storetest.ID[store.AdministrationID](100))
	must(t, err)
	if now.Revision != 2 || now.Scores[0].Value != 16-inForce.Scores[0].Value {
		t.Errorf("%v was in force, %v is", inForce.Scores[0].Value, now.Scores[0].Value)
	}
	if left, err := two.desk.Conflicts(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("%v, %+v", err, left)
	}
}

// Two regions with one code: the one that is kept has it, the other gets a free one.
func TestConflict_regionCode(t *testing.T) {
	lead, s := seeded(t)
	other := store.Delivery{Versions: []store.Version{{
		Kind: store.KindRegion, ID: store.ID{5}, Stamp: store.Stamp{Micros: 1},
		Body: []byte(`{"ID":"05000000-0000-0000-0000-000000000000","Code":"ES","Name":"Other","From":"2023-01-01","To":""}`),
	}}}
	_, err := lead.Absorb(t.Context(), other)
	must(t, err)
	all, err := lead.desk.Conflicts(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].About != store.KindRegion || len(all[0].Sides) != 2 {
		t.Fatalf("%+v", all)
	}
	must(t, lead.desk.Resolve(t.Context(), all[0].ID, "A"))
	regions, err := lead.Regions(t.Context())
	must(t, err)
	if len(regions) != 2 || regions[0].Code != "ES" || regions[1].Code != "ESB" || s.Region.Code != "ES" {
		t.Errorf("%+v", regions)
	}
}
