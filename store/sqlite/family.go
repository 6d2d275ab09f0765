package sqlite

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/store"
)

const selectFamily = "SELECT id, code, region, answers_apart, created, erased, erased_ground FROM family "

func scanFamily(s scanner) (store.Family, error) {
	var f store.Family
	err := s.Scan(intoID(&f.ID), &f.Code, intoID(&f.Region), &f.AnswersApart, intoDate(&f.Created),
		intoDate(&f.Erased), &f.ErasedGround)
	return f, err
}

// AllFamilies lists every family by code, tombstones included.
func (w *Workspace) AllFamilies(ctx context.Context) ([]store.Family, error) {
	rows, err := collect(ctx, w, scanFamily, selectFamily+"ORDER BY code")
	if err != nil {
		return nil, fmt.Errorf("list families: %w", err)
	}
	return rows, nil
}

// Family returns one family, also a tombstone.
func (w *Workspace) Family(ctx context.Context, id store.FamilyID) (store.Family, error) {
	f, err := one(ctx, w, scanFamily, selectFamily+"WHERE id = ?", idArg(id))
	if err != nil {
		return f, fmt.Errorf("read family %s: %w", id, err)
	}
	return f, nil
}

// FamilyByCode returns the family with that code, also a tombstone. Two files that were merged may have given a code
// twice: until that is mended the code names nobody, which is store.ErrConflict.
func (w *Workspace) FamilyByCode(ctx context.Context, code string) (store.Family, error) {
	found, err := collect(ctx, w, scanFamily, selectFamily+"WHERE code = ?", code)
	switch {
	case err == nil && len(found) == 0:
		err = store.ErrNotFound
	case err == nil && len(found) > 1:
		err = store.ErrConflict
	}
	if err != nil {
		return store.Family{}, fmt.Errorf("read family %s: %w", code, err)
	}
	return found[0], nil
}

// SaveFamily inserts a family or changes the one with the same id. A tombstone is store.ErrErased.
func (w *Workspace) SaveFamily(ctx context.Context, f store.Family) error {
	if err := f.Validate(); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if err := w.codeFree(ctx, "family", f.Code, store.ID(f.ID)); err != nil {
			return err
		}
		if err := w.putFamily(ctx, f); err != nil {
			return err
		}
		return w.record(ctx, store.KindFamily, store.ID(f.ID), f.ID, f)
	})
	if err != nil {
		return fmt.Errorf("save family %s: %w", f.Code, err)
	}
	return nil
}

func (w *Workspace) putFamily(ctx context.Context, f store.Family) error {
	n, err := w.exec(ctx, `
		INSERT INTO family (id, code, region, answers_apart, created) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET code = excluded.code, region = excluded.region,
			answers_apart = excluded.answers_apart, created = excluded.created WHERE erased IS NULL`,
		idArg(f.ID), f.Code, idArg(f.Region), f.AnswersApart, dateArg(f.Created))
	if err == nil && n == 0 {
		err = store.ErrErased
	}
	return err
}

// living returns store.ErrErased for a tombstone and store.ErrNotFound for a family that is not there.
func (w *Workspace) living(ctx context.Context, id store.FamilyID) error {
	erased, err := one(ctx, w, scanInt, "SELECT erased IS NOT NULL FROM family WHERE id = ?", idArg(id))
	if err != nil {
		return err
	}
	if erased != 0 {
		return store.ErrErased
	}
	return nil
}

// saved turns "no row was changed" of an upsert that keeps the owner into store.ErrConflict: the id belongs to
// somebody else.
func saved(n int64, err error) error {
	if err == nil && n == 0 {
		return store.ErrConflict
	}
	return err
}
