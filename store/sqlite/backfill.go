package sqlite

import (
	"context"
	"encoding/json"

	"github.com/mittari/mittari/store"
)

// backfill gives everything that a file holds from before there was a history its first version, under the zero stamp:
// two copies of one file agree about what they had in common.
func backfill(ctx context.Context, w *Workspace) error {
	for _, list := range []func(context.Context, func(store.Kind, store.ID, store.FamilyID, any) error) error{
		w.firstAgency, w.firstFamilies, w.firstCourse,
	} {
		if err := list(ctx, func(kind store.Kind, id store.ID, family store.FamilyID, noun any) error {
			body, err := json.Marshal(noun)
			if err != nil {
				return err
			}
			return w.insertVersion(ctx, store.Version{Kind: kind, ID: id, Family: family, Body: body})
		}); err != nil {
			return err
		}
	}
	return nil
}

// each calls f for everything that list gives.
func each[T any](list func() ([]T, error), f func(T) error) error {
	all, err := list()
	if err != nil {
		return err
	}
	for _, v := range all {
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

type firstVersion = func(store.Kind, store.ID, store.FamilyID, any) error

func (w *Workspace) firstAgency(ctx context.Context, first firstVersion) error {
	none := store.FamilyID{}
	if err := each(func() ([]store.Region, error) { return w.Regions(ctx) }, func(v store.Region) error {
		return first(store.KindRegion, store.ID(v.ID), none, v)
	}); err != nil {
		return err
	}
	if err := each(func() ([]store.Team, error) { return w.Teams(ctx) }, func(v store.Team) error {
		return first(store.KindTeam, store.ID(v.ID), none, v)
	}); err != nil {
		return err
	}
	if err := each(func() ([]store.Worker, error) { return w.Workers(ctx) }, func(v store.Worker) error {
		return first(store.KindWorker, store.ID(v.ID), none, v)
	}); err != nil {
		return err
	}
	return each(func() ([]store.Membership, error) { return w.Memberships(ctx) }, func(v store.Membership) error {
		return first(store.KindMembership, v.Key(), none, v)
	})
}

func (w *Workspace) firstFamilies(ctx context.Context, first firstVersion) error {
	if err := each(func() ([]store.Family, error) { return w.AllFamilies(ctx) }, func(v store.Family) error {
		if !v.Erased.IsZero() {
			return first(store.KindTombstone, store.ID(v.ID), v.ID, tombstoneBody{Code: v.Code, On: v.Erased, Ground: v.ErasedGround})
		}
		return first(store.KindFamily, store.ID(v.ID), v.ID, v)
	}); err != nil {
		return err
	}
	all := store.FamilyID{}
	if err := each(func() ([]store.Person, error) { return w.Persons(ctx, all) }, func(v store.Person) error {
		if err := first(store.KindPerson, store.ID(v.ID), v.Family, v); err != nil {
			return err
		}
		return each(func() ([]store.Goal, error) { return w.Goals(ctx, v.ID) }, func(g store.Goal) error {
			return first(store.KindGoal, store.ID(g.ID), v.Family, g)
		})
	}); err != nil {
		return err
	}
	return each(func() ([]store.Episode, error) { return w.Episodes(ctx, all) }, func(v store.Episode) error {
		return first(store.KindEpisode, store.ID(v.ID), v.Family, v)
	})
}

func (w *Workspace) firstCourse(ctx context.Context, first firstVersion) error {
	all := store.FamilyID{}
	if err := each(func() ([]store.Meeting, error) { return w.Meetings(ctx, all) }, func(v store.Meeting) error {
		family, err := w.familyOfEpisode(ctx, v.Episode)
		if err != nil {
			return err
		}
		return first(store.KindMeeting, store.ID(v.ID), family, v)
	}); err != nil {
		return err
	}
	if err := each(func() ([]store.Event, error) { return w.Events(ctx, all) }, func(v store.Event) error {
		family, err := w.familyOfPerson(ctx, v.Person)
		if err != nil {
			return err
		}
		return first(store.KindEvent, store.ID(v.ID), family, v)
	}); err != nil {
		return err
	}
	type marked struct {
		id     store.AdministrationID
		family store.FamilyID
		markBody
	}
	return each(func() ([]marked, error) {
		return collect(ctx, w, func(s scanner) (marked, error) {
			var m marked
			err := s.Scan(intoID(&m.id), intoID(&m.family), intoDay(&m.Discussed), intoInstant(&m.RiskShown))
			return m, err
		}, "SELECT administration, family, discussed, risk_shown FROM mark ORDER BY administration")
	}, func(m marked) error { return first(store.KindMark, store.ID(m.id), m.family, m.markBody) })
}
