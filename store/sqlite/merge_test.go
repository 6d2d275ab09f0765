package sqlite_test

import (
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// Two laptops correct the same result: the correction entered later stands in both files, the other is kept and listed.
func TestRivals_theLaterStands(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	scores, risks := storetest.Result(a, 12, "flagged")
	must(t, r.AddCompleted(ctx, a, scores, risks))
	c := copyOf(t, r)
	a.Revision, a.RevisedBy = 2, r.Seed.Worker.ID
	fix := func(f *storetest.Record, hours int, why string) {
		b := a
		b.Entered, b.RevisedWhy = a.Entered.Add(time.Duration(hours)*time.Hour), why
		must(t, f.Correct(ctx, b, scores, nil))
	}
	fix(r, 5, "later")
	fix(c, 3, "earlier")
	tell(t, r, c)
	tell(t, c, r)
	wantSame(t, r, c)
	for _, f := range []*storetest.Record{r, c} {
		wantEqual(t, "later", got[store.Scored](t)(f.Administration(ctx, a.ID)).RevisedWhy)
		rivals := got[store.Conflicts](t)(f.Conflicts(ctx)).Rivals
		if len(rivals) != 1 || rivals[0].Lost.RevisedWhy != "earlier" || rivals[0].Won.RevisedWhy != "later" {
			t.Errorf("listed: %+v", rivals)
		}
		wantEqual(t, 2, len(got[[]store.Scored](t)(f.Revisions(ctx, a.ID))))
		wantEqual(t, 1, count(t, f, "SELECT count(*) FROM administration_newest"))
		must(t, f.Vault().Verify(ctx))
	}
}

// A family erased in one file is erased in every file that hears of it, and does not come back from one that has not.
func TestTombstone_winsWhateverComes(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	furnish(t, r)
	c := copyOf(t, r)
	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, storetest.Day(t, "2026-03-31"), "request"))
	later := c.Seed.Girl
	later.BirthYear = 2011
	must(t, c.SavePerson(ctx, later))
	tell(t, c, r) // does not come back
	if n := count(t, r, "SELECT count(*) FROM person"); n != 0 {
		t.Fatalf("%d persons came back", n)
	}
	tell(t, r, c)
	wantSame(t, r, c)
	for _, table := range append(tablesOfAFamily, "document", "aside", "fork", "pending", "swapping") {
		wantEqual(t, 0, count(t, c, "SELECT count(*) FROM "+table))
	}
	log := got[[]store.LogEntry](t)(c.Entries(ctx, r.Seed.Family.ID, 1))
	if len(log) != 1 || log[0].Action != store.ActDelete {
		t.Errorf("log says %+v", log)
	}
}

func TestAbsorb_takesAllOrNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	before := got[[32]byte](t)(r.StateHash(ctx))
	worker := store.Version{Kind: store.KindWorker, ID: store.ID{5}, Body: []byte(`{"ID":"05000000-0000-0000-0000-000000000000","Code":"T9"}`)}
	broken := worker
	broken.Body = nil
	if _, err := r.Absorb(ctx, store.Delivery{Versions: []store.Version{worker, broken}}); err == nil {
		t.Error("a version without a body was taken in")
	}
	bad := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	bad.Wave = "nonsense"
	given := store.Given{Family: r.Seed.Family.ID, Scored: store.Scored{Administration: bad}}
	if _, err := r.Absorb(ctx, store.Delivery{Versions: []store.Version{worker}, Administrations: []store.Given{given}}); err == nil {
		t.Error("an administration that breaks a rule was taken in")
	}
	wantEqual(t, before, got[[32]byte](t)(r.StateHash(ctx)))
}

// A stranger to the family cannot get in by way of a delivery: the administration waits for ever.
func TestAbsorb_peopleBelongToTheFamily(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	other := r.Seed.Family
	other.ID, other.Code = storetest.ID[store.FamilyID](600), "ES-0043"
	must(t, r.SaveFamily(ctx, other))
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	n := got[store.Absorbed](t)(r.Absorb(ctx, store.Delivery{Administrations: []store.Given{
		{Family: other.ID, Scored: store.Scored{Administration: a}},
	}}))
	wantEqual(t, 1, n.Waiting)
	_, err := r.Administration(ctx, a.ID)
	wantErr(t, err, store.ErrNotFound)
}

func TestHistory_isGuarded(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	for _, statement := range []string{
		"UPDATE history SET body = '{}'", "DELETE FROM history", "INSERT OR REPLACE INTO history SELECT * FROM history",
	} {
		if _, err := raw(r).ExecContext(ctx, statement); err == nil {
			t.Errorf("went through: %s", statement)
		}
	}
}

// Numbers of changes are never given twice, not even when the last ones were erased.
func TestPosition_neverGoesBack(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fill(t, r)
	before := got[store.Cursor](t)(r.Position(ctx))
	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, storetest.Day(t, "2026-03-31"), "request"))
	must(t, r.Batch(ctx, func(w *sqlite.Workspace) error {
		return w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"})
	}))
	d, _, err := r.Changes(ctx, before, 10)
	must(t, err)
	wantEqual(t, 2, len(d.Versions)) // the tombstone and the worker
}
