package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

// MarkDiscussed notes the day a result was talked about; the zero date takes the note back.
func (w *Workspace) MarkDiscussed(ctx context.Context, id store.AdministrationID, on store.Date) error {
	err := w.mark(ctx, id, `
		INSERT INTO mark (administration, discussed) VALUES (?, ?)
		ON CONFLICT (administration) DO UPDATE SET discussed = excluded.discussed`, dateArg(on))
	if err != nil {
		return fmt.Errorf("mark %s discussed: %w", id, err)
	}
	return nil
}

// MarkRiskShown notes that the worker was shown a risk answer. The first time counts and stays.
func (w *Workspace) MarkRiskShown(ctx context.Context, id store.AdministrationID, at time.Time) error {
	err := w.mark(ctx, id, `
		INSERT INTO mark (administration, risk_shown) VALUES (?, ?)
		ON CONFLICT (administration) DO UPDATE SET risk_shown = coalesce(risk_shown, excluded.risk_shown)`, instantArg(at))
	if err != nil {
		return fmt.Errorf("mark risk of %s shown: %w", id, err)
	}
	return nil
}

// mark writes a note about an administration, draft or final, that exists.
func (w *Workspace) mark(ctx context.Context, id store.AdministrationID, statement string, value any) error {
	return w.Batch(ctx, func(w *Workspace) error {
		known, err := w.known(ctx, id)
		if err != nil {
			return err
		}
		if !known {
			return store.ErrNotFound
		}
		_, err = w.exec(ctx, statement, idArg(id), value)
		return err
	})
}

// insertMarks keeps notes that an administration brings along.
func (w *Workspace) insertMarks(ctx context.Context, a store.Administration) error {
	if a.Discussed.IsZero() && a.RiskShown.IsZero() {
		return nil
	}
	_, err := w.exec(ctx, `
		INSERT INTO mark (administration, discussed, risk_shown) VALUES (?, ?, ?)
		ON CONFLICT (administration) DO UPDATE SET discussed = coalesce(excluded.discussed, discussed),
			risk_shown = coalesce(risk_shown, excluded.risk_shown)`,
		idArg(a.ID), dateArg(a.Discussed), instantArg(a.RiskShown))
	return err
}
