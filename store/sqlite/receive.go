package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// chunk is how many administrations are looked up and stored with one statement.
const chunk = 100

// takeAdministrations adds administrations, in the order given. Rules that the tables check row by row are checked
// here, which is many times faster.
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
	}
	if _, err := in.w.exec(ctx, "INSERT INTO bulk (one) VALUES (1)"); err != nil {
		return err
	}
	for from := 0; from < len(all); from += chunk {
		if err := in.takeChunk(ctx, all[from:min(from+chunk, len(all))]); err != nil {
			return err
		}
	}
	_, err := in.w.exec(ctx, "DELETE FROM bulk")
	return err
}

// takeChunk stores those at once that nothing is known about, and the others one by one.
func (in *intake) takeChunk(ctx context.Context, all []store.Given) error {
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
		if in.erased[g.Family] {
			in.counts.Erased++
			continue
		}
		if g.Revision > 1 || seen[g.ID] {
			rest = append(rest, g)
			continue
		}
		err := b.add(ctx, in, g)
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

// seen tells which administrations are in the file already, in the table or aside.
func (in *intake) seen(ctx context.Context, all []store.Given) (map[store.AdministrationID]bool, error) {
	ids := make([]any, 0, 2*len(all))
	for range 2 {
		for _, g := range all {
			ids = append(ids, idArg(g.ID))
		}
	}
	marks := strings.Repeat(", ?", len(all))[2:]
	found, err := collect(ctx, in.w, func(s scanner) (store.AdministrationID, error) {
		var id store.AdministrationID
		err := s.Scan(intoID(&id))
		return id, err
	}, "SELECT id FROM administration WHERE id IN ("+marks+") UNION SELECT id FROM aside WHERE id IN ("+marks+")", ids...)
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

// insertRows runs a multi-row INSERT over the values; whole chunks share one prepared statement.
func (w *Workspace) insertRows(ctx context.Context, insert string, columns int, values []any) error {
	for len(values) > 0 {
		rows := min(len(values)/columns, chunk)
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
