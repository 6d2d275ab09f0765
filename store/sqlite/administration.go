package sqlite

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/store"
)

// isFinal reports whether a completed or declined administration has that id.
func (w *Workspace) isFinal(ctx context.Context, id store.AdministrationID) (bool, error) {
	return w.exists(ctx, "SELECT count(*) FROM administration WHERE id = ? AND revision = 1", idArg(id))
}

// known reports whether an administration, draft or final, has that id.
func (w *Workspace) known(ctx context.Context, id store.AdministrationID) (bool, error) {
	return w.exists(ctx, `
		SELECT (SELECT count(*) FROM administration WHERE id = ?1 AND revision = 1)
			+ (SELECT count(*) FROM draft WHERE id = ?1)`, idArg(id))
}

// Complete turns a draft into a final administration with its scores, in one transaction. A draft whose
// respondent declined is completed with the state Declined. A second call is store.ErrCompleted.
func (w *Workspace) Complete(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	if a.State != store.Declined {
		a.State = store.Completed
	}
	a.Revision = 1
	if err := validateFinal(a, scores, risks); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		if _, err := w.draft(ctx, a.ID); err != nil {
			return err
		}
		if err := w.insertFinal(ctx, a, scores, risks); err != nil {
			return err
		}
		return w.removeDraft(ctx, a.ID, false)
	})
	if err != nil {
		return fmt.Errorf("complete %s: %w", a.ID, err)
	}
	return nil
}

// AddCompleted stores an administration that was never a draft here: declined, keyed in whole, or imported.
// An id that is in use is store.ErrConflict.
func (w *Workspace) AddCompleted(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	if a.State != store.Declined {
		a.State = store.Completed
	}
	a.Revision = 1
	if err := validateFinal(a, scores, risks); err != nil {
		return err
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		known, err := w.known(ctx, a.ID)
		if err != nil {
			return err
		}
		if known {
			return store.ErrConflict
		}
		return w.insertFinal(ctx, a, scores, risks)
	})
	if err != nil {
		return fmt.Errorf("add administration %s: %w", a.ID, err)
	}
	return nil
}

// Correct adds a revision to a final administration; the old one is kept. RevisedBy and RevisedWhy are needed.
// Revision may be 0; another number than the next is store.ErrConflict: somebody else was quicker.
func (w *Workspace) Correct(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	if a.State != store.Declined {
		a.State = store.Completed
	}
	err := w.Batch(ctx, func(w *Workspace) error {
		old, err := w.newest(ctx, a.ID)
		if err != nil {
			return err
		}
		if a.Revision != 0 && a.Revision != old.Revision+1 {
			return store.ErrConflict
		}
		a.Revision = old.Revision + 1
		if err := validateCorrection(a, old.Administration); err != nil {
			return err
		}
		if a.Discussed.IsZero() {
			a.Discussed = old.Discussed
		}
		if a.RiskShown.IsZero() {
			a.RiskShown = old.RiskShown
		}
		if err := validateFinal(a, scores, risks); err != nil {
			return err
		}
		if _, err := w.exec(ctx, "INSERT INTO superseded (administration) VALUES (?)", old.no); err != nil {
			return err
		}
		return w.insertFinal(ctx, a, scores, risks)
	})
	if err != nil {
		return fmt.Errorf("correct administration %s: %w", a.ID, err)
	}
	return nil
}

// Revisions lists every revision of an administration, oldest first.
func (w *Workspace) Revisions(ctx context.Context, id store.AdministrationID) ([]store.Scored, error) {
	rows, err := w.series(ctx, seriesOf("administration", true)+"WHERE a.id = ? ORDER BY a.revision", idArg(id))
	if err != nil {
		return nil, fmt.Errorf("list revisions of %s: %w", id, err)
	}
	return rows, nil
}

func validateFinal(a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	if err := a.Validate(); err != nil {
		return err
	}
	return store.ValidateResult(scores, risks)
}

// validateCorrection: a correction says who and why, and stays the same instrument in the same episode.
func validateCorrection(a, old store.Administration) error {
	invalid := func(field string, p store.Problem) error {
		return &store.InvalidError{Noun: "administration", Field: field, Problem: p}
	}
	switch {
	case a.RevisedBy == store.WorkerID{}:
		return invalid("RevisedBy", store.Missing)
	case strings.TrimSpace(a.RevisedWhy) == "":
		return invalid("RevisedWhy", store.Missing)
	case a.Episode != old.Episode:
		return invalid("Episode", store.NotFitting)
	case a.Instrument.ID != old.Instrument.ID:
		return invalid("Instrument", store.NotFitting)
	}
	return nil
}
