package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/store"
)

// Conflicts lists what merging has left for a person to decide.
func (w *Workspace) Conflicts(ctx context.Context) (store.Conflicts, error) {
	var c store.Conflicts
	forks, err := collect(ctx, w, scanObject, "SELECT kind, id, family FROM fork ORDER BY kind, id")
	if err != nil {
		return c, fmt.Errorf("list conflicts: %w", err)
	}
	for _, f := range forks {
		all, err := w.Versions(ctx, f.kind, f.id)
		if err != nil {
			return c, err
		}
		c.Forks = append(c.Forks, store.Fork{Kind: f.kind, ID: f.id, Family: f.family, Leaves: store.Leaves(all)})
	}
	if c.Clashes, err = w.clashes(ctx); err != nil {
		return c, fmt.Errorf("list clashing codes: %w", err)
	}
	lost, err := collect(ctx, w, scanAside, selectAside+"WHERE rival = 1 ORDER BY id, revision, hash")
	if err != nil {
		return c, fmt.Errorf("list rivals: %w", err)
	}
	for _, l := range lost {
		no, err := one(ctx, w, scanInt, "SELECT no FROM administration WHERE id = ? AND revision = ?", idArg(l.ID), l.Revision)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return c, err
		}
		won, err := w.givenAt(ctx, no)
		if err != nil {
			return c, err
		}
		c.Rivals = append(c.Rivals, store.Rival{Lost: l.Given, Won: won})
	}
	return c, nil
}

// clashes are codes that several objects have. Persons of families that clash have the same codes too: they are listed
// only within one family.
func (w *Workspace) clashes(ctx context.Context) ([]store.Clash, error) {
	var out []store.Clash
	for _, t := range []struct {
		kind  store.Kind
		query string
	}{
		{store.KindRegion, "SELECT code, id FROM region WHERE code IN (SELECT code FROM region GROUP BY code HAVING count(*) > 1) ORDER BY code, id"},
		{store.KindTeam, "SELECT code, id FROM team WHERE code IN (SELECT code FROM team GROUP BY code HAVING count(*) > 1) ORDER BY code, id"},
		{store.KindWorker, "SELECT code, id FROM worker WHERE code IN (SELECT code FROM worker GROUP BY code HAVING count(*) > 1) ORDER BY code, id"},
		{store.KindFamily, "SELECT code, id FROM family WHERE code IN (SELECT code FROM family GROUP BY code HAVING count(*) > 1 AND min(erased IS NOT NULL) = 0) ORDER BY code, id"},
		{store.KindPerson, `SELECT code, id FROM person
			WHERE (family, code) IN (SELECT family, code FROM person GROUP BY family, code HAVING count(*) > 1) ORDER BY code, family, id`},
	} {
		rows, err := collect(ctx, w, func(s scanner) (store.Clash, error) {
			c := store.Clash{Kind: t.kind, IDs: make([]store.ID, 1)}
			err := s.Scan(&c.Code, intoID(&c.IDs[0]))
			return c, err
		}, t.query)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			last := len(out) - 1
			if last >= 0 && out[last].Kind == r.Kind && out[last].Code == r.Code {
				out[last].IDs = append(out[last].IDs, r.IDs...)
				continue
			}
			out = append(out, r)
		}
	}
	return out, nil
}
