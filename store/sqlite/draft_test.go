package sqlite_test

import (
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// A draft keeps what the worker allowed and how far the second keying has come, whatever is answered meanwhile, until it
// is completed.
func TestDraft_keepsTheOfferAndTheSecondKeying(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	d.Offer = true
	must(t, r.BeginDraft(ctx, d))
	answer := func(i, code int) {
		d.Responses[i], d.Position = instruments.Answer(code), i+1
		must(t, r.SaveDraft(ctx, d.ID, d.Responses, d.Position))
	}
	stands := func() {
		t.Helper()
		r.Reopen(t)
		wantEqual(t, []store.Administration{d}, got[[]store.Administration](t)(r.Drafts(ctx)))
	}
	answer(0, 2)
	stands()
	d.Second = make(instruments.Responses, len(d.Responses))
	d.Second[0], d.Second[1] = instruments.Answer(1), instruments.Skip(instruments.Unreadable)
	must(t, r.SaveSecond(ctx, d.ID, d.Second))
	stands()
	answer(1, 3)
	stands()
	d.Second = nil
	must(t, r.SaveSecond(ctx, d.ID, nil))
	answer(2, 0)
	stands()

	wantErr(t, r.SaveSecond(ctx, storetest.ID[store.AdministrationID](999), nil), store.ErrNotFound)
	done := d
	done.State, done.Entered = store.Completed, storetest.Now()
	must(t, r.Complete(ctx, done, nil, nil))
	wantErr(t, r.SaveSecond(ctx, d.ID, d.Responses), store.ErrCompleted)
	if final := got[store.Scored](t)(r.Administration(ctx, d.ID)); final.Offer || final.Second != nil {
		t.Errorf("the form kept %v, %v after it was completed", final.Offer, final.Second)
	}
}

// Lines below a sheet that this program does not write are not passed over.
func TestDraft_withAnUnknownLineIsNotRead(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	must(t, r.BeginDraft(ctx, d))
	_, err := raw(r).ExecContext(ctx, "UPDATE draft SET answers = answers || char(10) || 'third 1'")
	must(t, err)
	_, err = r.Drafts(ctx)
	wantErr(t, err, instruments.ErrResponses)
}
