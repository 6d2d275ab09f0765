package casework_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// kind is so many families that look the same to an evaluator: a young person of a gender and birth year who lives with
// one guardian, or with one of two.
type kind struct {
	families  int
	gender    store.Gender
	born      int
	elsewhere bool
}

// manyAlike is a lead with 50 families in one area: 36 in groups of five or more, 10 that are only together by their home,
// and 4, the seed's among them, that stand alone however little they show. Ages are those of January 2026.
func manyAlike(t *testing.T) *laptop {
	t.Helper()
	r := storetest.Open(t)
	n := 0
	must(t, r.Batch(t.Context(), func(w *sqlite.Workspace) error {
		for _, k := range []kind{
			{families: 20, gender: store.Girl, born: 2010},
			{families: 16, gender: store.Boy, born: 2010},
			{families: 4, gender: store.Girl, born: 2013},
			{families: 3, gender: store.Boy, born: 2013},
			{families: 3, gender: store.Girl, born: 2016},
			{families: 3, gender: store.Girl, born: 2010, elsewhere: true},
		} {
			for range k.families {
				n++
				if err := k.save(t.Context(), t, r, w, n); err != nil {
					return err
				}
			}
		}
		return nil
	}))
	l := laptopOf(t, r.Workspace)
	beDemo(t, l)
	return l
}

// save adds the nth family with a goal, a meeting and an answer.
func (k kind) save(ctx context.Context, t *testing.T, r *storetest.Record, w *sqlite.Workspace, n int) error {
	t.Helper()
	base, s := uint64(1000+n*20), r.Seed
	f, young, guardian, e := s.Family, s.Girl, s.Guardian, s.Episode
	f.ID, f.Code = storetest.ID[store.FamilyID](base), fmt.Sprintf("ES-%04d", 1000+n)
	young.ID, young.Family, young.Code = storetest.ID[store.PersonID](base+1), f.ID, f.Code+"-N1"
	young.Gender, young.BirthYear = k.gender, k.born
	guardian.ID, guardian.Family, guardian.Code = storetest.ID[store.PersonID](base+2), f.ID, f.Code+"-H1"
	guardian.OtherHome = k.elsewhere
	e.ID, e.Family = storetest.ID[store.EpisodeID](base+3), f.ID
	a := r.NewAdministration(t, base+4, young, store.Start, "2026-01-19")
	a.Episode = e.ID
	scores, risks := storetest.Result(a, float64(n%20), "none")
	for _, save := range []func() error{
		func() error { return w.SaveFamily(ctx, f) },
		func() error { return w.SavePerson(ctx, young) },
		func() error { return w.SavePerson(ctx, guardian) },
		func() error { return w.SaveEpisode(ctx, e) },
		func() error {
			return w.SaveGoal(ctx, store.Goal{
				ID: storetest.ID[store.GoalID](base + 5), Person: young.ID, Number: 1, Set: e.Start,
				Text: fmt.Sprintf("invented goal of %s", f.Code),
			})
		},
		func() error {
			return w.SaveMeeting(ctx, store.Meeting{
				ID: storetest.ID[store.MeetingID](base + 6), Episode: e.ID, Date: e.Start, Minutes: 60, Place: store.AtHome,
			})
		},
		func() error { return w.AddCompleted(ctx, a, scores, risks) },
	} {
		if err := save(); err != nil {
			return err
		}
	}
	return nil
}

// lookTheSame puts every family of a record in one area, with young people of one gender and age and nobody elsewhere.
func lookTheSame(t *testing.T, l *laptop) {
	t.Helper()
	families := living(t, l)
	for _, f := range families {
		f.Region = families[0].Region
		must(t, l.SaveFamily(t.Context(), f))
		persons, err := l.Persons(t.Context(), f.ID)
		must(t, err)
		for _, p := range persons {
			p.OtherHome = false
			if p.Role == store.YoungPerson {
				p.Gender, p.BirthYear, p.BirthMonth = store.Girl, 2010, 1
			}
			must(t, l.SavePerson(t.Context(), p))
		}
	}
}
