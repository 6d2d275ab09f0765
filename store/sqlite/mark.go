package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/mittari/mittari/store"
)

// markBody is what a version of a mark says.
type markBody struct {
	Discussed store.Date
	RiskShown time.Time `json:",omitzero"`
}

// MarkDiscussed notes the day a result was talked about; the zero date takes the note back.
func (w *Workspace) MarkDiscussed(ctx context.Context, id store.AdministrationID, on store.Date) error {
	if err := w.mark(ctx, id, func(m *markBody) { m.Discussed = on }); err != nil {
		return fmt.Errorf("mark %s discussed: %w", id, err)
	}
	return nil
}

// MarkRiskShown notes that the worker was shown a risk answer. The first time counts and stays.
func (w *Workspace) MarkRiskShown(ctx context.Context, id store.AdministrationID, at time.Time) error {
	err := w.mark(ctx, id, func(m *markBody) {
		if m.RiskShown.IsZero() {
			m.RiskShown = at.UTC().Truncate(time.Microsecond)
		}
	})
	if err != nil {
		return fmt.Errorf("mark risk of %s shown: %w", id, err)
	}
	return nil
}

// mark changes the notes about an administration, draft or final, that exists.
func (w *Workspace) mark(ctx context.Context, id store.AdministrationID, change func(*markBody)) error {
	return w.Batch(ctx, func(w *Workspace) error {
		family, err := one(ctx, w, scanFamilyID, `
			SELECT e.family FROM episode e WHERE e.id = coalesce(
				(SELECT n.id FROM administration a CROSS JOIN episode_no n ON n.no = a.episode
					WHERE a.id = ?1 ORDER BY a.revision LIMIT 1),
				(SELECT d.episode FROM draft d WHERE d.id = ?1))`, idArg(id))
		if err != nil {
			return err
		}
		m, err := w.marksOf(ctx, id)
		if err != nil {
			return err
		}
		change(&m)
		if err := w.putMark(ctx, id, family, m); err != nil {
			return err
		}
		return w.record(ctx, store.KindMark, store.ID(id), family, m)
	})
}

// marksOf are the notes in force, or those that the administration came with.
func (w *Workspace) marksOf(ctx context.Context, id store.AdministrationID) (markBody, error) {
	m, err := one(ctx, w, func(s scanner) (markBody, error) {
		var m markBody
		err := s.Scan(intoDay(&m.Discussed), intoInstant(&m.RiskShown))
		return m, err
	}, `
		SELECT discussed, risk_shown FROM (
			SELECT discussed, risk_shown, 2 AS rank FROM mark WHERE administration = ?1
			UNION ALL
			SELECT discussed, risk_shown, 1 FROM (SELECT * FROM administration WHERE id = ?1 ORDER BY revision DESC LIMIT 1)
		) ORDER BY rank DESC LIMIT 1`, idArg(id))
	if errors.Is(err, store.ErrNotFound) {
		return markBody{}, nil // a draft without notes
	}
	return m, err
}

func (w *Workspace) putMark(ctx context.Context, id store.AdministrationID, family store.FamilyID, m markBody) error {
	_, err := w.exec(ctx, `
		INSERT INTO mark (administration, family, discussed, risk_shown) VALUES (?, ?, ?, ?)
		ON CONFLICT (administration) DO UPDATE SET discussed = excluded.discussed, risk_shown = excluded.risk_shown`,
		idArg(id), idArg(family), dayArg(m.Discussed), instantArg(m.RiskShown))
	return err
}

func scanFamilyID(s scanner) (store.FamilyID, error) {
	var id store.FamilyID
	err := s.Scan(intoID(&id))
	return id, err
}
