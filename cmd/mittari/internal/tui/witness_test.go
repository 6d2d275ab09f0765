package tui

import (
	"context"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// acknowledged is what the program was told is on the disk: the answers of every form, and which forms are finished.
type acknowledged struct {
	sheets   map[store.AdministrationID]instruments.Responses
	finished map[store.AdministrationID]bool
	saves    int // how many times answers were acknowledged
}

func newAcknowledged() *acknowledged {
	return &acknowledged{sheets: map[store.AdministrationID]instruments.Responses{}, finished: map[store.AdministrationID]bool{}}
}

func (a *acknowledged) clone() *acknowledged {
	return &acknowledged{sheets: maps.Clone(a.sheets), finished: maps.Clone(a.finished), saves: a.saves}
}

func (a *acknowledged) took(id store.AdministrationID, sheet instruments.Responses) {
	a.sheets[id] = append(instruments.Responses(nil), sheet...)
	a.saves++
}

// witness is a record that notes what it has acknowledged.
type witness struct {
	casework.Record
	seen *acknowledged
}

// Batch notes what was done in a transaction once the transaction is acknowledged.
func (w witness) Batch(ctx context.Context, f func(casework.Record) error) error {
	seen := w.seen.clone()
	err := w.Record.Batch(ctx, func(r casework.Record) error { return f(witness{r, seen}) })
	if err == nil {
		*w.seen = *seen
	}
	return err
}

// BeginDraft notes an empty sheet.
func (w witness) BeginDraft(ctx context.Context, a store.Administration) error {
	err := w.Record.BeginDraft(ctx, a)
	if err == nil {
		w.seen.sheets[a.ID] = append(instruments.Responses(nil), a.Responses...)
	}
	return err
}

// SaveDraft notes the answers so far.
func (w witness) SaveDraft(ctx context.Context, id store.AdministrationID, sheet instruments.Responses, position int) error {
	err := w.Record.SaveDraft(ctx, id, sheet, position)
	if err == nil {
		w.seen.took(id, sheet)
	}
	return err
}

// DiscardDraft forgets a sheet, which was empty.
func (w witness) DiscardDraft(ctx context.Context, id store.AdministrationID) error {
	err := w.Record.DiscardDraft(ctx, id)
	if err == nil {
		delete(w.seen.sheets, id)
	}
	return err
}

// Complete notes a finished form.
func (w witness) Complete(ctx context.Context, a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) error {
	err := w.Record.Complete(ctx, a, scores, risks)
	if err == nil {
		w.seen.took(a.ID, a.Responses)
		w.seen.finished[a.ID] = true
	}
	return err
}

// watchedDoor opens the record with its witness.
type watchedDoor struct {
	casework.Door
	h *house
}

// Path is the same in every run, so that pictures are.
func (d watchedDoor) Path() string { return "/home/worker/team.mittari" }

func (d watchedDoor) Open(ctx context.Context, secret string, recovery bool) (casework.Record, error) {
	rec, err := d.Door.Open(ctx, secret, recovery)
	if err != nil {
		return nil, err
	}
	if c, ok := rec.(cabinet.Record); ok {
		d.h.rec.Workspace = c.Workspace
	}
	d.h.kept.Record = rec
	return d.h.kept, nil
}

// check reads every form and compares it with what was acknowledged, as it was first given if it was corrected later.
func (w witness) check(t *testing.T) {
	t.Helper()
	for id, want := range w.seen.sheets {
		a, err := w.Administration(t.Context(), id)
		if err != nil {
			t.Errorf("an acknowledged form is gone: %v", err)
			continue
		}
		if finished := a.State == store.Completed; finished != w.seen.finished[id] {
			t.Errorf("a form is finished: %v, acknowledged: %v", finished, w.seen.finished[id])
		}
		if a.Revision > 1 {
			continue // the first revision of these is compared apart
		}
		if diff := cmp.Diff(want, a.Responses); diff != "" {
			t.Errorf("answers are not as acknowledged (-acknowledged +stored):\n%s", diff)
		}
	}
}

// TestTheWitnessSeesWhatIsAcknowledged looks for the answers that a lived house began with.
func TestTheWitnessSeesWhatIsAcknowledged(t *testing.T) {
	l := moveIn(t, instruments.English)
	l.kept.check(t)
	if n := len(l.kept.seen.finished); n != 2 {
		t.Errorf("%d forms were finished, want 2", n)
	}
	if sheet := l.kept.seen.sheets[l.draft]; len(sheet) == 0 || sheet[0] != instruments.Answer(2) {
		t.Errorf("the draft was acknowledged as %v", sheet)
	}
}
