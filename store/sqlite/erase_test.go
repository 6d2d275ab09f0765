package sqlite_test

import (
	"errors"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/storetest"
)

// fill gives the seed's family a row in every table that can hold one.
func fill(t *testing.T, r *storetest.Record) {
	t.Helper()
	ctx, s := t.Context(), r.Seed
	day := storetest.Day(t, "2026-01-10")
	a := r.NewAdministration(t, 100, s.Girl, store.Start, "2026-01-10")
	scores, risks := storetest.Result(a, 12, "flagged")
	must(t, r.AddCompleted(ctx, a, scores, risks))
	a.Revision, a.RevisedBy, a.RevisedWhy = 2, s.Worker.ID, "keyed wrongly"
	must(t, r.Correct(ctx, a, scores, risks))
	must(t, r.MarkDiscussed(ctx, a.ID, day))
	d := r.NewDraft(t, 101, s.Guardian, store.Start)
	must(t, r.BeginDraft(ctx, d))
	must(t, r.MarkRiskShown(ctx, d.ID, storetest.Now()))
	must(t, r.SaveMeeting(ctx, store.Meeting{ID: storetest.ID[store.MeetingID](20), Episode: s.Episode.ID, Date: day, Place: store.AtHome}))
	must(t, r.SaveEvent(ctx, store.Event{ID: storetest.ID[store.EventID](21), Person: s.Girl.ID, Kind: store.ReturnHome, Date: day}))
	must(t, r.SaveGoal(ctx, store.Goal{ID: storetest.ID[store.GoalID](22), Person: s.Girl.ID, Number: 1, Text: "nukun yöni", Set: day}))
}

var tablesOfAFamily = []string{
	"person", "episode", "meeting", "event", "goal", "draft", "administration", "superseded", "score", "risk", "mark", "erasing", "open_risk",
}

func TestEraseFamily_leavesATombstoneOnly(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fill(t, r)
	other := r.Seed.Family
	other.ID, other.Code = storetest.ID[store.FamilyID](600), "ES-0043"
	must(t, r.SaveFamily(ctx, other))
	sibling := r.Seed.Girl
	sibling.ID, sibling.Family, sibling.Code = storetest.ID[store.PersonID](601), other.ID, "ES-0043-N1"
	must(t, r.SavePerson(ctx, sibling))
	episode := r.Seed.Episode
	episode.ID, episode.Family = storetest.ID[store.EpisodeID](602), other.ID
	must(t, r.SaveEpisode(ctx, episode))
	kept := r.NewAdministration(t, 603, sibling, store.Start, "2026-01-10")
	kept.Episode = episode.ID
	scores, risks := storetest.Result(kept, 3, "none")
	must(t, r.AddCompleted(ctx, kept, scores, risks))
	for _, table := range tablesOfAFamily[:11] {
		if count(t, r, "SELECT count(*) FROM "+table) == 0 {
			t.Fatalf("the test has put nothing into %s", table)
		}
	}

	on := storetest.Day(t, "2026-03-31")
	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, on, "request of the family"))

	want := map[string]int{"person": 1, "episode": 1, "administration": 1, "score": 2, "risk": 1}
	for _, table := range tablesOfAFamily {
		if n := count(t, r, "SELECT count(*) FROM "+table); n != want[table] {
			t.Errorf("%s has %d rows, want %d", table, n, want[table])
		}
	}
	tombstone := store.Family{ID: r.Seed.Family.ID, Code: "ES-0042", Erased: on, ErasedGround: "request of the family"}
	wantEqual(t, []store.Family{tombstone, other}, got[[]store.Family](t)(r.AllFamilies(ctx)))
	wantEqual(t, scored(kept, scores, risks), got[store.Scored](t)(r.Administration(ctx, kept.ID)))
	wantEqual(t, 1, len(got[[]store.FamilyRow](t)(r.FamilyRows(ctx, store.FamilyFilter{}))))

	log := got[[]store.LogEntry](t)(r.Entries(ctx, r.Seed.Family.ID, 1))
	if len(log) != 1 || log[0].Action != store.ActDelete || log[0].Worker != r.Seed.Worker.ID || !log[0].At.Equal(storetest.Now()) {
		t.Errorf("log says %+v", log)
	}
	must(t, errOf(r.VerifyLog(ctx)))
	must(t, r.Vault().Verify(ctx))
}

func errOf[T any](_ T, err error) error { return err }

func TestEraseFamily_tombstoneStaysAsItIs(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	on := storetest.Day(t, "2026-03-31")
	must(t, r.EraseFamily(ctx, r.Seed.Family.ID, on, "retention"))
	wantErr(t, r.EraseFamily(ctx, r.Seed.Family.ID, on, "again"), store.ErrErased)
	wantErr(t, r.SaveFamily(ctx, r.Seed.Family), store.ErrErased)
	wantErr(t, r.SavePerson(ctx, r.Seed.Girl), store.ErrErased)
	wantErr(t, r.SaveEpisode(ctx, r.Seed.Episode), store.ErrErased)
	wantErr(t, r.EraseFamily(ctx, storetest.ID[store.FamilyID](999), on, "x"), store.ErrNotFound)
	again := r.Seed.Family
	again.ID = storetest.ID[store.FamilyID](998)
	wantErr(t, r.SaveFamily(ctx, again), store.ErrConflict) // a code is never given twice
	if _, err := raw(r).ExecContext(ctx, "UPDATE family SET erased = NULL"); err == nil {
		t.Error("a tombstone was changed")
	}
}

func TestEraseFamily_failingStepErasesNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fill(t, r)
	_, err := raw(r).ExecContext(ctx, "CREATE TRIGGER stop BEFORE DELETE ON goal BEGIN SELECT RAISE(ABORT, 'stop'); END")
	must(t, err)
	if err := r.EraseFamily(ctx, r.Seed.Family.ID, storetest.Day(t, "2026-03-31"), "x"); !errors.Is(err, store.ErrRefused) {
		t.Errorf("got %v", err)
	}
	wantEqual(t, 2, count(t, r, "SELECT count(*) FROM administration"))
	wantEqual(t, 0, count(t, r, "SELECT count(*) FROM erasing"))
	wantEqual(t, 3, count(t, r, "SELECT count(*) FROM person"))
}
