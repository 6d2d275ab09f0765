package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

// Regions lists all regions by code.
func (w *Workspace) Regions(ctx context.Context) ([]store.Region, error) {
	rows, err := collect(ctx, w, scanRegion, "SELECT id, code, name, valid_from, valid_to FROM region ORDER BY code")
	if err != nil {
		return nil, fmt.Errorf("list regions: %w", err)
	}
	return rows, nil
}

func scanRegion(s scanner) (store.Region, error) {
	var r store.Region
	err := s.Scan(intoID(&r.ID), &r.Code, &r.Name, intoDate(&r.From), intoDate(&r.To))
	return r, err
}

// SaveRegion inserts a region or changes the one with the same id.
func (w *Workspace) SaveRegion(ctx context.Context, r store.Region) error {
	if err := r.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.codeFree(ctx, "region", r.Code, store.ID(r.ID)); err != nil {
			return err
		}
		if err := w.putRegion(ctx, r); err != nil {
			return err
		}
		return w.record(ctx, store.KindRegion, store.ID(r.ID), store.FamilyID{}, r)
	})
	if err != nil {
		return fmt.Errorf("save region %s: %w", r.Code, err)
	}
	return nil
}

func (w *Workspace) putRegion(ctx context.Context, r store.Region) error {
	_, err := w.exec(ctx, `
		INSERT INTO region (id, code, name, valid_from, valid_to) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name,
			valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
		idArg(r.ID), r.Code, r.Name, dateArg(r.From), dateArg(r.To))
	return err
}

// codeFree returns store.ErrConflict when another row of the table has the code and this one does not have it yet. Two
// rows that came from two files with the same code may both be saved on.
func (w *Workspace) codeFree(ctx context.Context, table, code string, id store.ID) error {
	taken, err := w.exists(ctx, "SELECT count(*) FROM "+table+` WHERE code = ?1 AND id <> ?2
		AND NOT EXISTS (SELECT 1 FROM `+table+" WHERE code = ?1 AND id = ?2)", code, idArg(id))
	if err == nil && taken {
		err = store.ErrConflict
	}
	return err
}

// Teams lists all teams by code.
func (w *Workspace) Teams(ctx context.Context) ([]store.Team, error) {
	rows, err := collect(ctx, w, scanTeam, "SELECT id, region, code, name, valid_from, valid_to FROM team ORDER BY code")
	if err != nil {
		return nil, fmt.Errorf("list teams: %w", err)
	}
	return rows, nil
}

func scanTeam(s scanner) (store.Team, error) {
	var t store.Team
	err := s.Scan(intoID(&t.ID), intoID(&t.Region), &t.Code, &t.Name, intoDate(&t.From), intoDate(&t.To))
	return t, err
}

// SaveTeam inserts a team or changes the one with the same id.
func (w *Workspace) SaveTeam(ctx context.Context, t store.Team) error {
	if err := t.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.codeFree(ctx, "team", t.Code, store.ID(t.ID)); err != nil {
			return err
		}
		if err := w.putTeam(ctx, t); err != nil {
			return err
		}
		return w.record(ctx, store.KindTeam, store.ID(t.ID), store.FamilyID{}, t)
	})
	if err != nil {
		return fmt.Errorf("save team %s: %w", t.Code, err)
	}
	return nil
}

func (w *Workspace) putTeam(ctx context.Context, t store.Team) error {
	_, err := w.exec(ctx, `
		INSERT INTO team (id, region, code, name, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET region = excluded.region, code = excluded.code, name = excluded.name,
			valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
		idArg(t.ID), idArg(t.Region), t.Code, t.Name, dateArg(t.From), dateArg(t.To))
	return err
}

// Workers lists all workers by code.
func (w *Workspace) Workers(ctx context.Context) ([]store.Worker, error) {
	rows, err := collect(ctx, w, func(s scanner) (store.Worker, error) {
		var v store.Worker
		err := s.Scan(intoID(&v.ID), &v.Code)
		return v, err
	}, "SELECT id, code FROM worker ORDER BY code")
	if err != nil {
		return nil, fmt.Errorf("list workers: %w", err)
	}
	return rows, nil
}

// SaveWorker inserts a worker or changes the one with the same id.
func (w *Workspace) SaveWorker(ctx context.Context, v store.Worker) error {
	if err := v.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.codeFree(ctx, "worker", v.Code, store.ID(v.ID)); err != nil {
			return err
		}
		if err := w.putWorker(ctx, v); err != nil {
			return err
		}
		return w.record(ctx, store.KindWorker, store.ID(v.ID), store.FamilyID{}, v)
	})
	if err != nil {
		return fmt.Errorf("save worker %s: %w", v.Code, err)
	}
	return nil
}

func (w *Workspace) putWorker(ctx context.Context, v store.Worker) error {
	_, err := w.exec(ctx, `
		INSERT INTO worker (id, code) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET code = excluded.code`,
		idArg(v.ID), v.Code)
	return err
}

// Memberships lists who belonged where and when, oldest first.
func (w *Workspace) Memberships(ctx context.Context) ([]store.Membership, error) {
	rows, err := collect(ctx, w, func(s scanner) (store.Membership, error) {
		var m store.Membership
		err := s.Scan(intoID(&m.Worker), intoID(&m.Team), intoDate(&m.From), intoDate(&m.To))
		return m, err
	}, "SELECT worker, team, valid_from, valid_to FROM membership ORDER BY valid_from, worker, team")
	if err != nil {
		return nil, fmt.Errorf("list memberships: %w", err)
	}
	return rows, nil
}

// SaveMembership inserts a membership or changes the end of the one that began on the same day.
func (w *Workspace) SaveMembership(ctx context.Context, m store.Membership) error {
	if err := m.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.putMembership(ctx, m); err != nil {
			return err
		}
		return w.record(ctx, store.KindMembership, m.Key(), store.FamilyID{}, m)
	})
	if err != nil {
		return fmt.Errorf("save membership: %w", err)
	}
	return nil
}

func (w *Workspace) putMembership(ctx context.Context, m store.Membership) error {
	_, err := w.exec(ctx, `
		INSERT INTO membership (worker, team, valid_from, valid_to) VALUES (?, ?, ?, ?)
		ON CONFLICT (worker, team, valid_from) DO UPDATE SET valid_to = excluded.valid_to`,
		idArg(m.Worker), idArg(m.Team), dateArg(m.From), dateArg(m.To))
	return err
}
