package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/store"
)

// Absorb takes in what came from another file. It may be called with the same things again and in any order, in one
// delivery or in many: what the file holds in the end is the same, as StateHash tells. All of a delivery is taken or
// none; many calls inside one Batch are one transaction. A delivery that breaks a rule of its own is an
// *store.InvalidError and changes nothing.
//
//   - Versions are added to the history, and the tables brought to the newest. Several newest ones are a conflict that
//     Conflicts lists.
//   - Administrations are added. Of two contents of one revision the one entered later stands, the other is kept and
//     listed.
//   - A tombstone takes away all of its family, whether that came before or comes later.
//   - What points at something that has not come is kept and waits.
func (w *Workspace) Absorb(ctx context.Context, d store.Delivery) (store.Absorbed, error) {
	var counts store.Absorbed
	err := w.Batch(ctx, func(w *Workspace) error {
		in := &intake{w: w, from: d.From, touched: map[store.FamilyID]bool{}}
		if err := in.takeVersions(ctx, d.Versions); err != nil {
			return err
		}
		if err := in.takeAdministrations(ctx, d.Administrations); err != nil {
			return err
		}
		var err error
		counts, err = in.finish(ctx)
		return err
	})
	if err != nil {
		return store.Absorbed{}, fmt.Errorf("take in a delivery: %w", err)
	}
	return counts, nil
}

// intake is one call of Absorb.
type intake struct {
	w       *Workspace
	from    int64                   // versions with this number and greater ones are of the same delivery; 0: those of this call
	touched map[store.FamilyID]bool // families that versions came for: what waits for them is tried again
	counts  store.Absorbed
}

// takeVersions adds versions object by object, tombstones first, so that nothing of an erased family is taken in.
func (in *intake) takeVersions(ctx context.Context, versions []store.Version) error {
	for _, v := range versions {
		if err := checkVersion(v); err != nil {
			return err
		}
	}
	sorted := slices.Clone(versions)
	slices.SortStableFunc(sorted, func(a, b store.Version) int {
		return cmp.Or(cmp.Compare(rankOf(a.Kind), rankOf(b.Kind)), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.ID[:], b.ID[:]),
			a.Compare(b))
	})
	for len(sorted) > 0 {
		objects, rest := firstObjects(sorted)
		if err := in.takeObjects(ctx, objects); err != nil {
			return err
		}
		sorted = rest
	}
	return nil
}

// checkVersion: a version is whole, and a family's is about itself.
func checkVersion(v store.Version) error {
	if err := v.Validate(); err != nil {
		return err
	}
	about := v.Kind == store.KindFamily || v.Kind == store.KindTombstone
	if about && store.ID(v.Family) != v.ID {
		return &store.InvalidError{Noun: "version", Field: "Family", Problem: store.NotFitting}
	}
	return nil
}

// materialise brings an object's table to the version in force, or notes that the object has to wait.
func (w *Workspace) materialise(ctx context.Context, kind store.Kind, id store.ID, all []store.Version) error {
	head, ok := store.Head(all)
	if !ok {
		return nil
	}
	if err := w.noteFork(ctx, head, all); err != nil {
		return err
	}
	err := w.put(ctx, head, all)
	if unready(err) {
		return w.note(ctx, "pending", head)
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w", kind, id, err)
	}
	return w.unnote(ctx, "pending", head)
}

// finish tries again what had to wait, and counts.
func (in *intake) finish(ctx context.Context) (store.Absorbed, error) {
	if err := in.retryObjects(ctx); err != nil {
		return store.Absorbed{}, err
	}
	if err := in.retryAdministrations(ctx); err != nil {
		return store.Absorbed{}, err
	}
	waiting, err := one(ctx, in.w, scanInt,
		"SELECT (SELECT count(*) FROM pending) + (SELECT count(*) FROM aside WHERE rival = 0)")
	if err != nil {
		return store.Absorbed{}, err
	}
	in.counts.Waiting = int(waiting)
	conflicts, err := one(ctx, in.w, scanInt, "SELECT (SELECT count(*) FROM fork) + (SELECT count(*) FROM aside WHERE rival = 1)")
	if err != nil {
		return store.Absorbed{}, err
	}
	in.counts.Conflicts = int(conflicts)
	return in.counts, nil
}

// object is one that waits.
type object struct {
	kind   store.Kind
	id     store.ID
	family store.FamilyID
}

func scanObject(s scanner) (object, error) {
	var o object
	err := s.Scan(intoText(&o.kind), intoID(&o.id), intoID(&o.family))
	return o, err
}

// retryObjects goes round while something that waited finds its place.
func (in *intake) retryObjects(ctx context.Context) error {
	for left := -1; ; {
		waiting, err := collect(ctx, in.w, scanObject, "SELECT kind, id, family FROM pending")
		if err != nil || len(waiting) == 0 || len(waiting) == left {
			return err
		}
		left = len(waiting)
		slices.SortStableFunc(waiting, func(a, b object) int { return cmp.Compare(rankOf(a.kind), rankOf(b.kind)) })
		for _, o := range waiting {
			all, err := in.w.Versions(ctx, o.kind, o.id)
			if err != nil {
				return err
			}
			if err := in.w.materialise(ctx, o.kind, o.id, all); err != nil {
				return err
			}
			in.touched[o.family] = true
		}
	}
}
