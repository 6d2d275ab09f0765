package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/mittari/mittari/store"
)

// takeOne adds an administration that cannot simply be stored: another revision or content of it is here, or it has
// to wait.
func (in *intake) takeOne(ctx context.Context, g store.Given) error {
	hash, err := g.Hash()
	if err != nil {
		return err
	}
	aside, err := in.w.exists(ctx, "SELECT count(*) FROM aside WHERE id = ? AND revision = ? AND hash = ?",
		idArg(g.ID), g.Revision, hash[:])
	if err != nil {
		return err
	}
	if aside {
		in.counts.Known++
		return nil
	}
	taken, err := in.admit(ctx, g, hash)
	if unready(err) {
		taken, err = true, in.w.setAside(ctx, g, hash, false)
	}
	switch {
	case err != nil:
		return err
	case taken:
		in.counts.Administrations++
	default:
		in.counts.Known++
	}
	return nil
}

// admit puts an administration into the table, or aside when another content of its revision stands there by right.
// taken is false when it is there already.
func (in *intake) admit(ctx context.Context, g store.Given, hash [sha256.Size]byte) (taken bool, err error) {
	if _, _, _, err := in.place(ctx, g); err != nil {
		return false, err
	}
	no, err := one(ctx, in.w, scanInt, "SELECT no FROM administration WHERE id = ? AND revision = ?", idArg(g.ID), g.Revision)
	if errors.Is(err, store.ErrNotFound) {
		return true, in.insert(ctx, g)
	}
	if err != nil {
		return false, err
	}
	standing, err := in.w.givenAt(ctx, no)
	if err != nil {
		return false, err
	}
	other, err := standing.Hash()
	if err != nil || bytes.Equal(other[:], hash[:]) {
		return false, err
	}
	wins, err := g.Beats(standing)
	if err != nil {
		return false, err
	}
	if !wins {
		return true, in.w.setAside(ctx, g, hash, true)
	}
	if err := in.w.takeOut(ctx, no); err != nil {
		return false, err
	}
	if err := in.w.setAside(ctx, standing, other, true); err != nil {
		return false, err
	}
	return true, in.insert(ctx, g)
}

// insert adds one row and keeps the list of revisions that a newer one has replaced.
func (in *intake) insert(ctx context.Context, g store.Given) error {
	b, err := in.rows(ctx)
	if err != nil {
		return err
	}
	if err := b.add(ctx, in, g); err != nil {
		return err
	}
	if err := b.store(ctx, in.w); err != nil {
		return err
	}
	_, err = in.w.exec(ctx, `
		INSERT INTO superseded (administration)
		SELECT no FROM administration
		WHERE id = ?1 AND revision < (SELECT max(revision) FROM administration WHERE id = ?1)
		ON CONFLICT DO NOTHING`, idArg(g.ID))
	return err
}

// takeOut removes a row that gives way to a rival.
func (w *Workspace) takeOut(ctx context.Context, no int64) error {
	for _, step := range []string{
		"INSERT INTO swapping (administration) VALUES (?)",
		"DELETE FROM score WHERE administration = ?",
		"DELETE FROM risk WHERE administration = ?",
		"DELETE FROM superseded WHERE administration = ?",
		"DELETE FROM administration WHERE no = ?",
		"DELETE FROM swapping WHERE administration = ?",
	} {
		if _, err := w.exec(ctx, step, no); err != nil {
			return err
		}
	}
	return nil
}

// setAside keeps an administration that does not stand in the table.
func (w *Workspace) setAside(ctx context.Context, g store.Given, hash [sha256.Size]byte, rival bool) error {
	body, err := g.Encode()
	if err != nil {
		return err
	}
	no, err := w.nextAdministration(ctx)
	if err != nil {
		return err
	}
	_, err = w.exec(ctx, `
		INSERT INTO aside (no, id, revision, hash, family, rival, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		no, idArg(g.ID), g.Revision, hash[:], idArg(g.Family), rival, string(body))
	return err
}

// retryAdministrations tries those that wait for something of the families that versions have come for; all that wait
// when something of the agency has come.
func (in *intake) retryAdministrations(ctx context.Context) error {
	families := in.touched
	if in.touched[store.FamilyID{}] {
		all, err := collect(ctx, in.w, scanFamilyID, "SELECT DISTINCT family FROM aside WHERE rival = 0")
		if err != nil {
			return err
		}
		for _, id := range all {
			families[id] = true
		}
	}
	for family := range families {
		waiting, err := collect(ctx, in.w, scanAside, selectAside+"WHERE family = ? AND rival = 0 ORDER BY no", idArg(family))
		if err != nil {
			return err
		}
		for _, a := range waiting {
			if err := in.retry(ctx, a); err != nil {
				return fmt.Errorf("administration %s: %w", a.ID, err)
			}
		}
	}
	return nil
}

func (in *intake) retry(ctx context.Context, a asideRow) error {
	if _, _, _, err := in.place(ctx, a.Given); err != nil {
		if unready(err) {
			return nil
		}
		return err
	}
	if _, err := in.w.exec(ctx, "DELETE FROM aside WHERE no = ?", a.no); err != nil {
		return err
	}
	hash, err := a.Hash()
	if err != nil {
		return err
	}
	_, err = in.admit(ctx, a.Given, hash)
	return err
}
