package sqlite

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// eraseSteps remove all rows of the family ?1, children before parents.
func eraseSteps() []string {
	const (
		numbers         = "(SELECT n.no FROM episode e CROSS JOIN episode_no n ON n.id = e.id WHERE e.family = ?1)"
		administrations = "(SELECT no FROM administration WHERE episode IN " + numbers + ")"
		episodes        = "(SELECT id FROM episode WHERE family = ?1)"
		persons         = "(SELECT id FROM person WHERE family = ?1)"
	)
	return []string{
		"DELETE FROM mark WHERE family = ?1",
		"DELETE FROM score WHERE administration IN " + administrations,
		"DELETE FROM risk WHERE administration IN " + administrations,
		"DELETE FROM superseded WHERE administration IN " + administrations,
		"DELETE FROM administration WHERE episode IN " + numbers,
		"DELETE FROM episode_no WHERE id IN " + episodes,
		"DELETE FROM person_no WHERE id IN " + persons,
		"DELETE FROM draft WHERE episode IN " + episodes,
		"DELETE FROM meeting WHERE episode IN " + episodes,
		"DELETE FROM event WHERE person IN " + persons,
		"DELETE FROM goal WHERE person IN " + persons,
		"DELETE FROM document WHERE family = ?1",
		"DELETE FROM history WHERE family = ?1 AND kind <> 'tombstone'",
		"DELETE FROM aside WHERE family = ?1",
		"DELETE FROM fork WHERE family = ?1",
		"DELETE FROM pending WHERE family = ?1",
		"DELETE FROM episode WHERE family = ?1",
		"DELETE FROM person WHERE family = ?1",
	}
}

// EraseFamily removes everything about a family, drafts included, leaves a tombstone with code, day and ground, and
// writes one entry of its own into the access log, under the worker of the settings. SQLite overwrites what it
// removes (secure_delete), and the journal is emptied afterwards. A tombstone already is store.ErrErased.
func (w *Workspace) EraseFamily(ctx context.Context, id store.FamilyID, on store.Date, ground string) error {
	switch {
	case on.IsZero():
		return &store.InvalidError{Noun: "family", Field: "Erased", Problem: store.Missing}
	case strings.TrimSpace(ground) == "":
		return &store.InvalidError{Noun: "family", Field: "ErasedGround", Problem: store.Missing}
	}
	if err := w.Batch(ctx, func(w *Workspace) error { return w.erase(ctx, id, on, ground) }); err != nil {
		return fmt.Errorf("erase family %s: %w", id, err)
	}
	if w.batch != nil {
		return nil // the journal is emptied at the next checkpoint
	}
	if err := w.Checkpoint(ctx); err != nil {
		return fmt.Errorf("erase family %s: empty the journal: %w", id, err)
	}
	return nil
}

// tombstoneBody is what a version of a tombstone says.
type tombstoneBody struct {
	Code   string
	On     store.Date
	Ground string
}

func (w *Workspace) erase(ctx context.Context, id store.FamilyID, on store.Date, ground string) error {
	f, err := w.Family(ctx, id)
	if err != nil {
		return err
	}
	if !f.Erased.IsZero() {
		return store.ErrErased
	}
	t := tombstoneBody{Code: f.Code, On: on, Ground: ground}
	if err := w.bury(ctx, id, t); err != nil {
		return err
	}
	return w.record(ctx, store.KindTombstone, store.ID(id), id, t)
}

// bury removes everything about a family and puts the tombstone in its place, or another text on the tombstone that is
// there. A family that this file never had gets a tombstone too, so that it stays away.
func (w *Workspace) bury(ctx context.Context, id store.FamilyID, t tombstoneBody) error {
	known, err := w.exists(ctx, "SELECT count(*) FROM family WHERE id = ?", idArg(id))
	if err != nil {
		return err
	}
	if !known {
		_, err := w.exec(ctx, "INSERT INTO family (id, code, answers_apart, erased, erased_ground) VALUES (?, ?, 0, ?, ?)",
			idArg(id), t.Code, dateArg(t.On), t.Ground)
		if err != nil {
			return err // what waited for the family is removed below
		}
	}
	old, err := w.Family(ctx, id)
	if err != nil {
		return err
	}
	w.forgetNumbers()
	if _, err := w.exec(ctx, "INSERT INTO erasing (family) VALUES (?)", idArg(id)); err != nil {
		return err
	}
	for _, step := range eraseSteps() {
		if _, err := w.exec(ctx, step, idArg(id)); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, `
		UPDATE family SET code = ?, region = NULL, answers_apart = 0, created = NULL, erased = ?, erased_ground = ?
		WHERE id = ?`, t.Code, dateArg(t.On), t.Ground, idArg(id))
	if err != nil {
		return err
	}
	if _, err := w.exec(ctx, "DELETE FROM erasing WHERE family = ?", idArg(id)); err != nil {
		return err
	}
	if !known || !old.Erased.IsZero() {
		return nil // it was a tombstone before, or never here
	}
	s, err := w.Settings(ctx)
	if err != nil {
		return err
	}
	return w.Append(ctx, store.LogEntry{
		At: w.now(t.On.Time()), Worker: s.Worker, Action: store.ActDelete, Family: id, Object: "family " + t.Code, Why: t.Ground,
	})
}
