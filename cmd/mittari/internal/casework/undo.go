package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// takenBack is the reason written into the access log when a change is undone. What was changed and what was taken back
// both stay in the history.
const takenBack = "taken back"

// Restore takes Discard back: the form is there again under the id it had, with nothing answered in it. What the licence
// allows is looked up anew. A sheet that holds an answer or a skip is store.ErrConflict, as it was never discarded.
func (d *Desk) Restore(ctx context.Context, a store.Administration) error {
	if slices.ContainsFunc(a.Responses, func(r instruments.Response) bool {
		return r.State == instruments.Answered || r.State == instruments.Skipped
	}) {
		return store.ErrConflict
	}
	family, err := d.familyOf(ctx, a.Subject)
	if err != nil {
		return err
	}
	def, err := d.cat.At(a.Instrument)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	rights, err := d.rightsBook(ctx)
	if err != nil {
		return err
	}
	if err := rights.off(def); err != nil {
		return err
	}
	cues := a.Wording == ""
	a.Wording = ""
	wording, permission, err := rights.toBegin(def, a, cues)
	if err != nil {
		return err
	}
	if wording != nil {
		a.Wording = wording.Hash
	}
	if err := d.keepDraft(ctx, a, family, permission, takenBack); err != nil {
		return fmt.Errorf("restore %s: %w", a.Instrument, err)
	}
	return nil
}

// ReopenEpisode takes EndEpisode back. An episode after which another one began stays ended: store.ErrConflict.
func (d *Desk) ReopenEpisode(ctx context.Context, id store.EpisodeID) error {
	all, err := d.rec.Episodes(ctx, store.FamilyID{})
	if err != nil {
		return fmt.Errorf("reopen the episode: %w", err)
	}
	at := slices.IndexFunc(all, func(e store.Episode) bool { return e.ID == id })
	if at < 0 {
		return fmt.Errorf("reopen the episode: %w", store.ErrNotFound)
	}
	e := all[at]
	if slices.ContainsFunc(all[at+1:], func(later store.Episode) bool { return later.Family == e.Family }) {
		return fmt.Errorf("reopen the episode: %w", store.ErrConflict)
	}
	e.End, e.ExitReason = store.Date{}, ""
	return d.rec.Batch(ctx, func(r Record) error {
		if err := r.SaveEpisode(ctx, e); err != nil {
			return fmt.Errorf("reopen the episode: %w", err)
		}
		return d.logTo(ctx, r, store.ActChange, e.Family, "episode "+id.String(), takenBack)
	})
}

// TakeBackGoal takes SetGoal back: the goal that stands behind a number now is closed, and the one that stood there
// before is open again. The zero id says that there was none.
func (d *Desk) TakeBackGoal(ctx context.Context, person store.PersonID, number int, before store.GoalID) error {
	family, err := d.familyOf(ctx, person)
	if err != nil {
		return err
	}
	return d.rec.Batch(ctx, func(r Record) error {
		all, err := r.Goals(ctx, person)
		if err != nil {
			return fmt.Errorf("read goals: %w", err)
		}
		for _, g := range all {
			if g.Number != number || g.ID == before || !g.Closed.IsZero() {
				continue
			}
			g.Closed = d.Date()
			if err := r.SaveGoal(ctx, g); err != nil {
				return fmt.Errorf("close goal %d: %w", number, err)
			}
		}
		for _, g := range all {
			if g.ID != before || g.Number != number {
				continue
			}
			g.Closed = store.Date{}
			if err := r.SaveGoal(ctx, g); err != nil {
				return fmt.Errorf("open goal %d: %w", number, err)
			}
		}
		return d.logTo(ctx, r, store.ActChange, family, fmt.Sprintf("goal %d", number), takenBack)
	})
}

// TakeBackNeeds takes AddNeed or RemoveNeed back: an occasion asks again what it asked before.
func (d *Desk) TakeBackNeeds(ctx context.Context, w store.Wave, before []store.Need) error {
	return d.changeProtocol(ctx, fmt.Sprintf("%s, %s", w, takenBack), w, func([]store.Need) ([]store.Need, error) {
		return slices.Clone(before), nil
	})
}

// UnmarkDiscussed takes MarkDiscussed back: the result waits again to be talked about.
func (d *Desk) UnmarkDiscussed(ctx context.Context, id store.AdministrationID) error {
	return d.mark(ctx, id, store.ActChange, "discussed, "+takenBack, func(r Record) error {
		return r.MarkDiscussed(ctx, id, store.Date{})
	})
}
