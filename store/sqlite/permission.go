package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

// SavePermission adds a revision. A revision that is not the next one is store.ErrRefused.
func (w *Workspace) SavePermission(ctx context.Context, p store.Permission) error {
	if err := p.Validate(); err != nil {
		return err
	}
	_, err := w.exec(ctx, `
		INSERT INTO permission (id, revision, instrument, holder, reference, given, expires, uses, withdrawn, worker,
			recorded, why)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		idArg(p.ID), p.Revision, string(p.Instrument), p.Holder, p.Reference, dateArg(p.Given), dateArg(p.Expires), p.Uses,
		p.Withdrawn, idArg(p.Worker), instantArg(p.Recorded), p.Why)
	if err != nil {
		return fmt.Errorf("save permission: %w", err)
	}
	return nil
}

// Permissions lists every revision, in the order in which they were recorded.
func (w *Workspace) Permissions(ctx context.Context) ([]store.Permission, error) {
	rows, err := collect(ctx, w, func(s scanner) (store.Permission, error) {
		var p store.Permission
		err := s.Scan(intoID(&p.ID), &p.Revision, intoText(&p.Instrument), &p.Holder, &p.Reference, intoDate(&p.Given),
			intoDate(&p.Expires), &p.Uses, &p.Withdrawn, intoID(&p.Worker), intoInstant(&p.Recorded), &p.Why)
		return p, err
	}, `SELECT id, revision, instrument, holder, reference, given, expires, uses, withdrawn, worker, recorded, why
		FROM permission ORDER BY recorded, id, revision`)
	if err != nil {
		return nil, fmt.Errorf("list permissions: %w", err)
	}
	return rows, nil
}

// UsePermission counts an administration that shows wording under a permission. Counting the same one again under the
// same permission changes nothing.
func (w *Workspace) UsePermission(ctx context.Context, id store.PermissionID, a store.AdministrationID, on store.Date) error {
	_, err := w.exec(ctx, `
		INSERT INTO permission_use (permission, administration, used) VALUES (?, ?, ?)
		ON CONFLICT (administration) DO NOTHING`, idArg(id), idArg(a), dateArg(on))
	if err != nil {
		return fmt.Errorf("count a use of a permission: %w", err)
	}
	return nil
}

// ReleasePermission takes back the use of an administration that was begun by mistake and asked nothing.
func (w *Workspace) ReleasePermission(ctx context.Context, a store.AdministrationID) error {
	if _, err := w.exec(ctx, "DELETE FROM permission_use WHERE administration = ?", idArg(a)); err != nil {
		return fmt.Errorf("take back a use of a permission: %w", err)
	}
	return nil
}

// PermissionUses counts the uses of each permission that has any.
func (w *Workspace) PermissionUses(ctx context.Context) (map[store.PermissionID]int, error) {
	type row struct {
		id store.PermissionID
		n  int
	}
	rows, err := collect(ctx, w, func(s scanner) (row, error) {
		var r row
		err := s.Scan(intoID(&r.id), &r.n)
		return r, err
	}, "SELECT permission, count(*) FROM permission_use GROUP BY permission")
	if err != nil {
		return nil, fmt.Errorf("count uses of permissions: %w", err)
	}
	uses := map[store.PermissionID]int{}
	for _, r := range rows {
		uses[r.id] = r.n
	}
	return uses, nil
}

// UsedPermission is the permission that an administration was counted under; the zero id: none.
func (w *Workspace) UsedPermission(ctx context.Context, a store.AdministrationID) (store.PermissionID, error) {
	ids, err := collect(ctx, w, func(s scanner) (store.PermissionID, error) {
		var id store.PermissionID
		err := s.Scan(intoID(&id))
		return id, err
	}, "SELECT permission FROM permission_use WHERE administration = ?", idArg(a))
	if err != nil {
		return store.PermissionID{}, fmt.Errorf("find the permission of an administration: %w", err)
	}
	if len(ids) == 0 {
		return store.PermissionID{}, nil
	}
	return ids[0], nil
}

// SaveKeyCheck adds a revision. A revision that is not the next one is store.ErrRefused.
func (w *Workspace) SaveKeyCheck(ctx context.Context, k store.KeyCheck) error {
	if err := k.Validate(); err != nil {
		return err
	}
	_, err := w.exec(ctx, `
		INSERT INTO key_check (id, revision, instrument, version, hash, checker, against, checked, withdrawn, worker,
			recorded, why)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		idArg(k.ID), k.Revision, string(k.Definition.ID), k.Definition.Version, k.Hash, k.Checker, k.Against,
		dateArg(k.Date), k.Withdrawn, idArg(k.Worker), instantArg(k.Recorded), k.Why)
	if err != nil {
		return fmt.Errorf("save key check: %w", err)
	}
	return nil
}

// KeyChecks lists every revision, in the order in which they were recorded.
func (w *Workspace) KeyChecks(ctx context.Context) ([]store.KeyCheck, error) {
	rows, err := collect(ctx, w, func(s scanner) (store.KeyCheck, error) {
		var k store.KeyCheck
		err := s.Scan(intoID(&k.ID), &k.Revision, intoText(&k.Definition.ID), &k.Definition.Version, &k.Hash, &k.Checker,
			&k.Against, intoDate(&k.Date), &k.Withdrawn, intoID(&k.Worker), intoInstant(&k.Recorded), &k.Why)
		return k, err
	}, `SELECT id, revision, instrument, version, hash, checker, against, checked, withdrawn, worker, recorded, why
		FROM key_check ORDER BY recorded, id, revision`)
	if err != nil {
		return nil, fmt.Errorf("list key checks: %w", err)
	}
	return rows, nil
}

// RemoveWording takes a wording out of use. One that an administration or a draft points at stays in the file, so that
// what was asked can be told, but is listed and shown no more until it is imported again; kept reports that. A
// wording that is not there is store.ErrNotFound.
func (w *Workspace) RemoveWording(ctx context.Context, hash string, at time.Time) (kept bool, err error) {
	err = w.Batch(ctx, func(w *Workspace) error {
		found, err := w.exists(ctx, "SELECT count(*) FROM wording WHERE hash = ?", hash)
		if err != nil {
			return err
		}
		if !found {
			return store.ErrNotFound
		}
		kept, err = w.exists(ctx, `
			SELECT (SELECT count(*) FROM wording_used WHERE hash = ?1) + (SELECT count(*) FROM draft WHERE wording = ?1)`, hash)
		if err != nil {
			return err
		}
		if kept {
			_, err = w.exec(ctx, `
				INSERT INTO wording_retired (hash, retired) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING`, hash, instantArg(at))
			return err
		}
		_, err = w.exec(ctx, "DELETE FROM wording WHERE hash = ?", hash)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("remove wording: %w", err)
	}
	return kept, nil
}
