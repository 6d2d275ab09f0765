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
		administrations = "(SELECT a.no FROM administration a JOIN episode e ON e.id = a.episode WHERE e.family = ?1)"
		final           = "(SELECT a.id FROM administration a JOIN episode e ON e.id = a.episode WHERE e.family = ?1)"
		drafts          = "(SELECT d.id FROM draft d JOIN episode e ON e.id = d.episode WHERE e.family = ?1)"
		episodes        = "(SELECT id FROM episode WHERE family = ?1)"
		persons         = "(SELECT id FROM person WHERE family = ?1)"
	)
	return []string{
		"DELETE FROM mark WHERE administration IN " + final + " OR administration IN " + drafts,
		"DELETE FROM score WHERE administration IN " + administrations,
		"DELETE FROM risk WHERE administration IN " + administrations,
		"DELETE FROM superseded WHERE administration IN " + administrations,
		"DELETE FROM administration WHERE episode IN " + episodes,
		"DELETE FROM draft WHERE episode IN " + episodes,
		"DELETE FROM meeting WHERE episode IN " + episodes,
		"DELETE FROM event WHERE person IN " + persons,
		"DELETE FROM goal WHERE person IN " + persons,
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

func (w *Workspace) erase(ctx context.Context, id store.FamilyID, on store.Date, ground string) error {
	f, err := w.Family(ctx, id)
	if err != nil {
		return err
	}
	if !f.Erased.IsZero() {
		return store.ErrErased
	}
	if _, err := w.exec(ctx, "INSERT INTO erasing (family) VALUES (?)", idArg(id)); err != nil {
		return err
	}
	for _, step := range eraseSteps() {
		if _, err := w.exec(ctx, step, idArg(id)); err != nil {
			return err
		}
	}
	_, err = w.exec(ctx, `
		UPDATE family SET region = NULL, answers_apart = 0, created = NULL, erased = ?, erased_ground = ? WHERE id = ?`,
		dateArg(on), ground, idArg(id))
	if err != nil {
		return err
	}
	if _, err := w.exec(ctx, "DELETE FROM erasing WHERE family = ?", idArg(id)); err != nil {
		return err
	}
	s, err := w.Settings(ctx)
	if err != nil {
		return err
	}
	return w.Append(ctx, store.LogEntry{
		At: w.now(on.Time()), Worker: s.Worker, Action: store.ActDelete, Family: id, Object: "family " + f.Code, Why: ground,
	})
}
