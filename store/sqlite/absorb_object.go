package sqlite

import (
	"context"
	"slices"
	"strings"

	"github.com/mittari/mittari/store"
)

// firstObjects splits the first objects off sorted versions: of one kind, and as many as are looked up at once.
func firstObjects(sorted []store.Version) (objects [][]store.Version, rest []store.Version) {
	kind := sorted[0].Kind
	for len(sorted) > 0 && sorted[0].Kind == kind && len(objects) < chunk {
		to := 1
		for to < len(sorted) && sorted[to].Kind == kind && sorted[to].ID == sorted[0].ID {
			to++
		}
		objects, sorted = append(objects, sorted[:to]), sorted[to:]
	}
	return objects, sorted
}

// takeObjects adds versions of several objects of one kind. Those that this file has not seen before and that come with
// one version, which is what most of a large bundle is, go into the history together.
func (in *intake) takeObjects(ctx context.Context, objects [][]store.Version) error {
	seen, err := in.recorded(ctx, objects)
	if err != nil {
		return err
	}
	families := map[store.FamilyID]bool{}
	for _, versions := range objects {
		families[versions[0].Family] = true
	}
	if err := in.w.numbers().learnErased(ctx, families); err != nil {
		return err
	}
	var fresh []store.Version
	for _, versions := range objects {
		first := versions[0]
		if first.Kind == store.KindTombstone || len(versions) > 1 || seen[first.ID] {
			if err := in.takeObject(ctx, versions); err != nil {
				return err
			}
			continue
		}
		gone, err := in.w.numbers().erased(ctx, first.Family)
		if err != nil {
			return err
		}
		if gone {
			in.counts.Erased++
			continue
		}
		if err := in.w.materialiseNew(ctx, first); err != nil {
			return err
		}
		in.touched[first.Family] = true
		in.counts.Versions++
		fresh = append(fresh, first)
	}
	return in.w.insertVersions(ctx, fresh)
}

// recorded tells which objects have versions in the file.
func (in *intake) recorded(ctx context.Context, objects [][]store.Version) (map[store.ID]bool, error) {
	args := []any{string(objects[0][0].Kind)}
	for _, versions := range objects {
		args = append(args, idArg(versions[0].ID))
	}
	found, err := collect(ctx, in.w, scanID, "SELECT id FROM history WHERE kind = ? AND id IN ("+marks(len(objects))+")", args...)
	seen := make(map[store.ID]bool, len(found))
	for _, id := range found {
		seen[id] = true
	}
	return seen, err
}

// marks are the places of so many values in a query.
func marks(n int) string { return strings.Repeat(", ?", n)[2:] }

func scanID(s scanner) (store.ID, error) {
	var id store.ID
	err := s.Scan(intoID(&id))
	return id, err
}

// takeObject adds versions of one object.
func (in *intake) takeObject(ctx context.Context, versions []store.Version) error {
	first := versions[0]
	gone, err := in.w.numbers().erased(ctx, first.Family)
	if err != nil {
		return err
	}
	if gone && first.Kind != store.KindTombstone {
		in.counts.Erased += len(versions)
		return nil
	}
	rows, err := in.w.versionRows(ctx, first.Kind, first.ID)
	if err != nil {
		return err
	}
	all, known := versionsOf(rows), len(rows)
	before := slices.ContainsFunc(rows, func(r versionRow) bool { return in.from == 0 || r.no < in.from })
	for _, v := range versions {
		if slices.ContainsFunc(all, func(have store.Version) bool { return have.Compare(v) == 0 }) {
			in.counts.Known++
			continue
		}
		if err := in.w.insertVersion(ctx, v); err != nil {
			return err
		}
		all = append(all, v)
		in.counts.Versions++
		if before {
			in.counts.Changed++
		}
	}
	if len(all) == known {
		return nil
	}
	in.touched[first.Family] = true
	if first.Kind == store.KindTombstone {
		in.w.numbers().bury(first.Family)
	}
	if known == 0 && len(all) == 1 {
		return in.w.materialiseNew(ctx, first)
	}
	return in.w.materialise(ctx, first.Kind, first.ID, all)
}

// materialiseNew is materialise for the only version of an object that this file has not seen before: it stands in no
// list of what waits or has to be decided.
func (w *Workspace) materialiseNew(ctx context.Context, v store.Version) error {
	err := w.put(ctx, v, []store.Version{v})
	if unready(err) {
		return w.note(ctx, "pending", v)
	}
	return err
}
