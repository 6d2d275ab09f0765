package sqlite

import (
	"context"
	"math/bits"

	"github.com/mittari/mittari/store"
)

// chunk is how many rows are looked up or stored with one statement; together is how many administrations are taken at
// once, more than a chunk: most of their families and people are the same.
const (
	chunk    = 100
	together = 500
)

// takeAdministrations adds administrations, in the order given. Rules that the tables check row by row are checked here
// as well; when many come, only here, which is many times faster.
func (in *intake) takeAdministrations(ctx context.Context, all []store.Given) error {
	if len(all) == 0 {
		return nil
	}
	for _, g := range all {
		if err := g.Validate(); err != nil {
			return err
		}
	}
	if len(all) > chunk {
		if err := in.w.roomy(ctx); err != nil {
			return err
		}
		if err := in.w.unguard(ctx); err != nil {
			return err
		}
	}
	for from := 0; from < len(all); from += together {
		if err := in.takeChunk(ctx, all[from:min(from+together, len(all))]); err != nil {
			return err
		}
	}
	return nil
}

// takeChunk stores those at once that nothing is known about, and the others one by one.
func (in *intake) takeChunk(ctx context.Context, all []store.Given) error {
	if err := in.w.numbers().learnErased(ctx, familiesOf(all)); err != nil {
		return err
	}
	if err := in.w.numbers().prepare(ctx, all); err != nil {
		return err
	}
	seen, err := in.seen(ctx, all)
	if err != nil {
		return err
	}
	b, err := in.rows(ctx)
	if err != nil {
		return err
	}
	var rest []store.Given
	for _, g := range all {
		gone, err := in.w.numbers().erased(ctx, g.Family)
		if err != nil {
			return err
		}
		if gone {
			in.counts.Erased++
			continue
		}
		if g.Revision > 1 || seen[g.ID] {
			rest = append(rest, g)
			continue
		}
		err = b.add(ctx, in, g)
		if unready(err) {
			rest = append(rest, g)
			continue
		}
		if err != nil {
			return err
		}
		seen[g.ID] = true
		in.counts.Administrations++
	}
	if err := b.store(ctx, in.w); err != nil {
		return err
	}
	for _, g := range rest {
		if err := in.takeOne(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

func familiesOf(all []store.Given) map[store.FamilyID]bool {
	out := map[store.FamilyID]bool{}
	for _, g := range all {
		out[g.Family] = true
	}
	return out
}

// seen tells which administrations are in the file already, in the table or aside.
func (in *intake) seen(ctx context.Context, all []store.Given) (map[store.AdministrationID]bool, error) {
	ids := make([]any, 0, 2*len(all))
	for range 2 {
		for _, g := range all {
			ids = append(ids, idArg(g.ID))
		}
	}
	places := marks(len(all))
	found, err := collect(ctx, in.w, func(s scanner) (store.AdministrationID, error) {
		var id store.AdministrationID
		err := s.Scan(intoID(&id))
		return id, err
	}, "SELECT id FROM administration WHERE id IN ("+places+") UNION SELECT id FROM aside WHERE id IN ("+places+")", ids...)
	seen := make(map[store.AdministrationID]bool, len(all))
	for _, id := range found {
		seen[id] = true
	}
	return seen, err
}

// place finds the numbers of the people and the episode of an administration. Somebody who is not here yet is
// store.ErrNotFound, a stranger to the family store.ErrRefused.
func (in *intake) place(ctx context.Context, g store.Given) (episode, subject, respondent numbered, err error) {
	if episode, err = in.w.numbers().episode(ctx, g.Episode); err != nil {
		return
	}
	if subject, err = in.w.numbers().person(ctx, g.Subject); err != nil {
		return
	}
	if respondent, err = in.w.numbers().person(ctx, g.Respondent); err != nil {
		return
	}
	if episode.family != g.Family || subject.family != g.Family || respondent.family != g.Family {
		err = store.ErrRefused
	}
	if err == nil && g.RevisedBy != (store.WorkerID{}) {
		known := false
		known, err = in.w.exists(ctx, "SELECT count(*) FROM worker WHERE id = ?", idArg(g.RevisedBy))
		if err == nil && !known {
			err = store.ErrNotFound
		}
	}
	return
}

// rowsOf collects the rows of several administrations.
type rowsOf struct {
	administrations, scores, risks []any
	next                           int64 // the number given last
}

// rows begins to collect, after the last number given.
func (in *intake) rows(ctx context.Context) (*rowsOf, error) {
	last, err := one(ctx, in.w, scanInt, "SELECT administration FROM sequence")
	return &rowsOf{next: last}, err
}

// add appends the rows of one administration under the next number.
func (b *rowsOf) add(ctx context.Context, in *intake, g store.Given) error {
	episode, subject, respondent, err := in.place(ctx, g)
	if err != nil {
		return err
	}
	manner, err := in.w.numbers().manner(ctx, g.Administration)
	if err != nil {
		return err
	}
	b.next++
	no := b.next
	b.administrations = administrationRow(b.administrations, no, g.Administration, episode.no, subject.no, respondent.no, manner)
	for i, s := range g.Scores {
		if b.scores, err = in.w.numbers().scoreRow(ctx, b.scores, no, i, s); err != nil {
			return err
		}
	}
	for _, r := range g.Risks {
		b.risks = append(b.risks, no, r.Item, riskArg(r.State))
	}
	return nil
}

// store writes the rows, many with one statement.
func (b *rowsOf) store(ctx context.Context, w *Workspace) error {
	if _, err := w.exec(ctx, "UPDATE sequence SET administration = ?", b.next); err != nil {
		return err
	}
	if err := w.insertRows(ctx, insertAdministration, administrationColumns, b.administrations); err != nil {
		return err
	}
	if err := w.insertRows(ctx, insertScore, scoreColumns, b.scores); err != nil {
		return err
	}
	return w.insertRows(ctx, insertRisk, riskColumns, b.risks)
}

// insertRows runs a multi-row INSERT over the values. What is left after whole chunks goes by powers of two, so that a
// handful of prepared statements serves every number of rows.
func (w *Workspace) insertRows(ctx context.Context, insert string, columns int, values []any) error {
	for len(values) > 0 {
		rows := len(values) / columns
		if rows >= chunk {
			rows = chunk
		} else {
			rows = 1 << (bits.Len(uint(rows)) - 1)
		}
		if _, err := w.exec(ctx, insert+tuples(rows, columns), values[:rows*columns]...); err != nil {
			return err
		}
		values = values[rows*columns:]
	}
	return nil
}

// nextAdministration is the next number of a change.
func (w *Workspace) nextAdministration(ctx context.Context) (int64, error) {
	return one(ctx, w, scanInt, "UPDATE sequence SET administration = administration + 1 RETURNING administration")
}
