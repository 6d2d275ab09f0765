package sqlite

import (
	"context"
	"slices"

	"github.com/mittari/mittari/store"
)

// numbered is the short number of an episode or a person, with the family.
type numbered struct {
	no     int64
	family store.FamilyID
}

// numbers finds and gives the short numbers that stand in administrations and scores, and remembers them. It is used
// inside one transaction: a number that was given is gone when the transaction is rolled back.
type numbers struct {
	w        *Workspace
	episodes map[store.EpisodeID]numbered
	persons  map[store.PersonID]numbered
	manners  map[mannerKey]int64
	outcomes map[outcomeKey]int64
	devices  map[store.DeviceID]int64
	gone     map[store.FamilyID]bool // whether a family has been erased
}

// numbers are those of the running batch.
func (w *Workspace) numbers() *numbers {
	if w.batch.numbers != nil {
		return w.batch.numbers
	}
	w.batch.numbers = &numbers{
		w: w, episodes: map[store.EpisodeID]numbered{}, persons: map[store.PersonID]numbered{},
		manners: map[mannerKey]int64{}, outcomes: map[outcomeKey]int64{},
		devices: map[store.DeviceID]int64{}, gone: map[store.FamilyID]bool{},
	}
	return w.batch.numbers
}

// forgetNumbers is called when people or episodes have been removed.
func (w *Workspace) forgetNumbers() { w.batch.numbers = nil }

// maxRemembered keeps the memory of a long import small.
const maxRemembered = 200_000

// episode is the number of an episode; an unknown one is store.ErrNotFound.
func (n *numbers) episode(ctx context.Context, id store.EpisodeID) (numbered, error) {
	return numberOf(ctx, n.w, "episode", id, n.episodes)
}

// person is the number of a person; an unknown one is store.ErrNotFound.
func (n *numbers) person(ctx context.Context, id store.PersonID) (numbered, error) {
	return numberOf(ctx, n.w, "person", id, n.persons)
}

func numberOf[T ~[16]byte](ctx context.Context, w *Workspace, table string, id T, known map[T]numbered) (numbered, error) {
	if found, ok := known[id]; ok {
		return found, nil
	}
	if err := fetchNumbers(ctx, w, table, []T{id}, known); err != nil {
		return numbered{}, err
	}
	found, ok := known[id]
	if !ok {
		return numbered{}, store.ErrNotFound
	}
	return found, nil
}

// prepare finds the numbers that administrations need, with a few queries for all of them.
func (n *numbers) prepare(ctx context.Context, all []store.Given) error {
	episodes, persons := map[store.EpisodeID]bool{}, map[store.PersonID]bool{}
	for _, g := range all {
		episodes[g.Episode], persons[g.Subject], persons[g.Respondent] = true, true, true
	}
	if err := fetchNumbers(ctx, n.w, "episode", missing(episodes, n.episodes), n.episodes); err != nil {
		return err
	}
	return fetchNumbers(ctx, n.w, "person", missing(persons, n.persons), n.persons)
}

// missing are those of the ids that are not known.
func missing[T ~[16]byte](ids map[T]bool, known map[T]numbered) []T {
	var out []T
	for id := range ids {
		if _, ok := known[id]; !ok {
			out = append(out, id)
		}
	}
	return out
}

// identified is a number with the id that it stands for.
type identified[T ~[16]byte] struct {
	id T
	numbered
}

// fetchNumbers finds the numbers of people or episodes and gives those that have none one. Unknown ones are left out.
func fetchNumbers[T ~[16]byte](ctx context.Context, w *Workspace, table string, ids []T, known map[T]numbered) error {
	if len(known) >= maxRemembered {
		clear(known)
	}
	for ; len(ids) > 0; ids = ids[min(len(ids), chunk):] {
		part := ids[:min(len(ids), chunk)]
		var args []any
		for _, id := range part {
			args = append(args, idArg(id))
		}
		args = padded(args)
		found, err := collect(ctx, w, func(s scanner) (identified[T], error) {
			var f identified[T]
			err := s.Scan(intoID(&f.id), &f.no, intoID(&f.family))
			return f, err
		}, "SELECT x.id, coalesce(n.no, 0), x.family FROM "+table+" x LEFT JOIN "+table+"_no n ON n.id = x.id WHERE x.id IN ("+
			marks(len(args))+")", args...)
		if err != nil {
			return err
		}
		if err := giveNumbers(ctx, w, table, found, known); err != nil {
			return err
		}
	}
	return nil
}

// giveNumbers remembers what was found and gives a number to those without.
func giveNumbers[T ~[16]byte](ctx context.Context, w *Workspace, table string, found []identified[T], known map[T]numbered) error {
	families := map[T]store.FamilyID{}
	var args []any
	for _, f := range found {
		if f.no != 0 {
			known[f.id] = f.numbered
			continue
		}
		families[f.id] = f.family
		args = append(args, idArg(f.id))
	}
	if len(args) == 0 {
		return nil
	}
	given, err := collect(ctx, w, func(s scanner) (identified[T], error) {
		var f identified[T]
		err := s.Scan(intoID(&f.id), &f.no)
		return f, err
	}, "INSERT INTO "+table+"_no (id) VALUES "+tuples(len(args), 1)+" RETURNING id, no", args...)
	for _, f := range given {
		known[f.id] = numbered{f.no, families[f.id]}
	}
	return err
}

// erased reports whether a family is a tombstone here.
func (n *numbers) erased(ctx context.Context, id store.FamilyID) (bool, error) {
	if gone, ok := n.gone[id]; ok {
		return gone, nil
	}
	err := n.learnErased(ctx, map[store.FamilyID]bool{id: true})
	return n.gone[id], err
}

// learnErased finds out for several families at once whether they are tombstones here. One that is not here is none.
func (n *numbers) learnErased(ctx context.Context, families map[store.FamilyID]bool) error {
	var args []any
	if len(n.gone) >= maxRemembered {
		clear(n.gone)
	}
	for id := range families {
		if _, known := n.gone[id]; !known && id != (store.FamilyID{}) {
			args = append(args, idArg(id))
		}
	}
	for ; len(args) > 0; args = args[min(len(args), chunk):] {
		part := padded(slices.Clone(args[:min(len(args), chunk)]))
		found, err := collect(ctx, n.w, scanFamilyID, "SELECT id FROM family WHERE erased IS NOT NULL AND id IN ("+marks(len(part))+")", part...)
		if err != nil {
			return err
		}
		for _, id := range found {
			n.gone[id] = true
		}
	}
	for id := range families {
		n.gone[id] = n.gone[id] && id != (store.FamilyID{})
	}
	return nil
}

// padded repeats the first of several values until they are a chunk: one text of a query for all long lists.
func padded(args []any) []any {
	for len(args) > 1 && len(args) < chunk {
		args = append(args, args[0])
	}
	return args
}

// bury remembers that a family has been erased.
func (n *numbers) bury(id store.FamilyID) { n.gone[id] = true }

// device is the number of a file that makes versions.
func (n *numbers) device(ctx context.Context, id store.DeviceID) (int64, error) {
	if no, ok := n.devices[id]; ok {
		return no, nil
	}
	no, err := n.w.given(ctx, "SELECT no FROM device WHERE id = ?", "INSERT INTO device (id) VALUES (?) RETURNING no", id[:])
	if err != nil {
		return 0, err
	}
	n.devices[id] = no
	return no, nil
}
