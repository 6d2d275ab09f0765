package sqlite_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

func scored(a store.Administration, scores []store.ScaleScore, risks []store.RiskFlag) store.Scored {
	return store.Scored{Administration: a, Scores: scores, Risks: risks}
}

func TestDraft_survivesCloseWithoutComplete(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	d.Wording = "w1"
	must(t, r.BeginDraft(ctx, d))
	d.Responses[0], d.Responses[1], d.Position = instruments.Answer(2), instruments.Skip(instruments.DoesNotWant), 2
	must(t, r.SaveDraft(ctx, d.ID, d.Responses, d.Position))
	r.Reopen(t)
	wantEqual(t, []store.Administration{d}, got[[]store.Administration](t)(r.Drafts(ctx)))
	wantEqual(t, store.Scored{Administration: d}, got[store.Scored](t)(r.Administration(ctx, d.ID)))
	wantEqual(t, []store.Scored(nil), got[[]store.Scored](t)(r.OfPerson(ctx, d.Subject)))
}

func TestDrafts_newestFirst(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	for n := uint64(100); n < 103; n++ {
		must(t, r.BeginDraft(ctx, r.NewDraft(t, n, r.Seed.Girl, store.Start)))
	}
	var order []store.AdministrationID
	for _, d := range got[[]store.Administration](t)(r.Drafts(ctx)) {
		order = append(order, d.ID)
	}
	id := storetest.ID[store.AdministrationID]
	wantEqual(t, []store.AdministrationID{id(102), id(101), id(100)}, order)
}

func TestDiscardDraft_onlyWhileNobodyAnswered(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	must(t, r.BeginDraft(ctx, d))
	must(t, r.DiscardDraft(ctx, d.ID))
	wantErr(t, r.DiscardDraft(ctx, d.ID), store.ErrNotFound)
	wantErr(t, r.SaveDraft(ctx, d.ID, d.Responses, 0), store.ErrNotFound)

	for _, answer := range []instruments.Response{instruments.Answer(0), instruments.Skip(instruments.NoReason)} {
		d.ID[15]++
		must(t, r.BeginDraft(ctx, d))
		d.Responses[2] = answer
		must(t, r.SaveDraft(ctx, d.ID, d.Responses, 3))
		wantErr(t, r.DiscardDraft(ctx, d.ID), store.ErrConflict)
		d.Responses[2] = instruments.Response{}
	}
}

func TestBeginDraft_refusesAnIDInUseAndStrangers(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	must(t, r.BeginDraft(ctx, d))
	wantErr(t, r.BeginDraft(ctx, d), store.ErrConflict)

	family := r.Seed.Family
	family.ID, family.Code = storetest.ID[store.FamilyID](600), "ES-0043"
	must(t, r.SaveFamily(ctx, family))
	stranger := r.Seed.Girl
	stranger.ID, stranger.Family, stranger.Code = storetest.ID[store.PersonID](601), family.ID, "ES-0043-N1"
	must(t, r.SavePerson(ctx, stranger))
	d = r.NewDraft(t, 101, stranger, store.Start)
	wantErr(t, r.BeginDraft(ctx, d), store.ErrRefused)
	a := r.NewAdministration(t, 102, stranger, store.Start, "2026-01-07")
	wantErr(t, r.AddCompleted(ctx, a, nil, nil), store.ErrRefused)
}

func TestComplete_turnsTheDraftIntoAResult(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	must(t, r.BeginDraft(ctx, r.NewDraft(t, 100, r.Seed.Girl, store.Start)))
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	a.Wording = "w1"
	a.Also = store.ThreeMonths
	scores, risks := storetest.Result(a, 12.5, "flagged")
	must(t, r.Complete(ctx, a, scores, risks))
	want := scored(a, scores, risks)
	r.Reopen(t)
	wantEqual(t, want, got[store.Scored](t)(r.Administration(ctx, a.ID)))
	wantEqual(t, []store.Scored{want}, got[[]store.Scored](t)(r.OfPerson(ctx, a.Subject)))
	wantEqual(t, []store.Scored{want}, got[[]store.Scored](t)(r.OfFamily(ctx, r.Seed.Family.ID)))
	wantEqual(t, []store.Administration(nil), got[[]store.Administration](t)(r.Drafts(ctx)))
}

func TestComplete_isFinal(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	must(t, r.BeginDraft(ctx, d))
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	must(t, r.Complete(ctx, a, nil, nil))
	wantErr(t, r.Complete(ctx, a, nil, nil), store.ErrCompleted)
	wantErr(t, r.SaveDraft(ctx, a.ID, d.Responses, 0), store.ErrCompleted)
	wantErr(t, r.DiscardDraft(ctx, a.ID), store.ErrCompleted)
	wantErr(t, r.BeginDraft(ctx, d), store.ErrConflict)
	wantErr(t, r.AddCompleted(ctx, a, nil, nil), store.ErrConflict)
	a.ID = storetest.ID[store.AdministrationID](101)
	wantErr(t, r.Complete(ctx, a, nil, nil), store.ErrNotFound)
}

func TestAddCompleted_keepsADeclinedOneWithItsReason(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	a.State, a.Decline, a.Mode, a.Responses, a.DurationSec = store.Declined, store.NotOffered, "", nil, 0
	must(t, r.AddCompleted(ctx, a, nil, nil))
	wantEqual(t, scored(a, nil, nil), got[store.Scored](t)(r.Administration(ctx, a.ID)))
}

func TestAddCompleted_failingResultStoresNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	a.RevisedBy = storetest.ID[store.WorkerID](777) // nobody: refused by the foreign key, after the row was built
	scores, risks := storetest.Result(a, 1, "none")
	wantErr(t, r.AddCompleted(ctx, a, scores, risks), store.ErrNotFound)
	_, err := r.Administration(ctx, a.ID)
	wantErr(t, err, store.ErrNotFound)
	wantEqual(t, 0, count(t, r, "SELECT count(*) FROM score"))
}

func TestCorrect_addsARevisionAndKeepsTheOld(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	scores, risks := storetest.Result(a, 12, "flagged")
	must(t, r.AddCompleted(ctx, a, scores, risks))
	must(t, r.MarkDiscussed(ctx, a.ID, storetest.Day(t, "2026-01-12")))

	fixed := a
	fixed.Responses = append(instruments.Responses{instruments.Answer(1)}, a.Responses[1:]...)
	fixed.RevisedBy, fixed.RevisedWhy, fixed.Revision = r.Seed.Worker.ID, "keyed wrongly", 0
	fixed.Entered = a.Entered.Add(48 * time.Hour)
	scores2, risks2 := storetest.Result(a, 11, "none")
	must(t, r.Correct(ctx, fixed, scores2, risks2))

	fixed.Revision = 2
	a.Discussed, fixed.Discussed = storetest.Day(t, "2026-01-12"), storetest.Day(t, "2026-01-12")
	newest := scored(fixed, scores2, risks2)
	wantEqual(t, newest, got[store.Scored](t)(r.Administration(ctx, a.ID)))
	wantEqual(t, []store.Scored{newest}, got[[]store.Scored](t)(r.OfPerson(ctx, a.Subject)))
	wantEqual(t, []store.Scored{scored(a, scores, risks), newest}, got[[]store.Scored](t)(r.Revisions(ctx, a.ID)))
	wantEqual(t, 1, count(t, r, "SELECT count(*) FROM administration_newest"))

	wantErr(t, r.Correct(ctx, fixed, scores2, risks2), store.ErrConflict) // says 2, next is 3
	fixed.Revision = 0
	must(t, r.Correct(ctx, fixed, scores2, risks2))
	wantEqual(t, 3, got[store.Scored](t)(r.Administration(ctx, a.ID)).Revision)
}

func TestCorrect_needsWhoAndWhyAndTheSameInstrument(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	wantErr(t, r.Correct(ctx, a, nil, nil), store.ErrNotFound)
	must(t, r.AddCompleted(ctx, a, nil, nil))
	a.Revision, a.RevisedBy, a.RevisedWhy = 0, r.Seed.Worker.ID, "keyed wrongly"
	for field, change := range map[string]func(*store.Administration){
		"RevisedBy":  func(a *store.Administration) { a.RevisedBy = store.WorkerID{} },
		"RevisedWhy": func(a *store.Administration) { a.RevisedWhy = " " },
		"Instrument": func(a *store.Administration) { a.Instrument.ID = "core-10" },
	} {
		b := a
		change(&b)
		var invalid *store.InvalidError
		if err := r.Correct(ctx, b, nil, nil); !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// Rows that are final are guarded even against SQL typed by hand.
func TestFinalRows_areGuardedByTriggers(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	scores, risks := storetest.Result(a, 12, "flagged")
	must(t, r.AddCompleted(ctx, a, scores, risks))
	must(t, r.Append(ctx, store.LogEntry{At: storetest.Now(), Action: store.ActView}))
	before := got[store.Scored](t)(r.Administration(ctx, a.ID))
	const rest = "revision, episode, respondent, subject, informant, definition, wording, lang, mode, wave, also, state, " +
		"decline, answered, entered, duration, revised_by, revised_why"
	for _, statement := range []string{
		"UPDATE administration SET answers = '0,0,0,0,0'",
		"UPDATE administration SET answered = '2020-01-01'",
		"DELETE FROM administration",
		"INSERT OR REPLACE INTO administration SELECT * FROM administration",
		"REPLACE INTO administration SELECT no + 1000, id, " + rest + ", '0' FROM administration",
		"REPLACE INTO administration SELECT no, randomblob(16), " + rest + ", '0' FROM administration",
		"UPDATE score SET value = 0", "DELETE FROM score", "INSERT OR REPLACE INTO score SELECT * FROM score",
		"UPDATE risk SET state = 'none'", "DELETE FROM risk", "INSERT OR REPLACE INTO risk SELECT * FROM risk",
		"UPDATE log SET why = 'x'", "DELETE FROM log", "INSERT OR REPLACE INTO log SELECT * FROM log",
		"INSERT INTO log SELECT seq + 5, at, worker, action, family, object, why, mac FROM log",
		"DELETE FROM family",
	} {
		if _, err := raw(r).ExecContext(ctx, statement); err == nil {
			t.Errorf("went through: %s", statement)
		}
	}
	wantEqual(t, before, got[store.Scored](t)(r.Administration(ctx, a.ID)))
	wantEqual(t, 1, count(t, r, "SELECT count(*) FROM log"))
}

func TestMarks_areKeptBesideTheFinalRow(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	a := r.NewAdministration(t, 100, r.Seed.Girl, store.Start, "2026-01-10")
	must(t, r.AddCompleted(ctx, a, nil, nil))
	first := storetest.Now()
	must(t, r.MarkRiskShown(ctx, a.ID, first))
	must(t, r.MarkRiskShown(ctx, a.ID, first.Add(time.Hour)))
	must(t, r.MarkDiscussed(ctx, a.ID, storetest.Day(t, "2026-01-12")))
	a.RiskShown, a.Discussed = first, storetest.Day(t, "2026-01-12")
	wantEqual(t, scored(a, nil, nil), got[store.Scored](t)(r.Administration(ctx, a.ID)))
	must(t, r.MarkDiscussed(ctx, a.ID, store.Date{}))
	a.Discussed = store.Date{}
	wantEqual(t, scored(a, nil, nil), got[store.Scored](t)(r.Administration(ctx, a.ID)))

	nobody := storetest.ID[store.AdministrationID](900)
	wantErr(t, r.MarkDiscussed(ctx, nobody, a.Answered), store.ErrNotFound)
	wantErr(t, r.MarkRiskShown(ctx, nobody, first), store.ErrNotFound)

	// A mark made while the draft was open stays with the result.
	must(t, r.BeginDraft(ctx, r.NewDraft(t, 101, r.Seed.Girl, store.Start)))
	b := r.NewAdministration(t, 101, r.Seed.Girl, store.Start, "2026-01-10")
	must(t, r.MarkRiskShown(ctx, b.ID, first))
	must(t, r.Complete(ctx, b, nil, nil))
	wantEqual(t, first, got[store.Scored](t)(r.Administration(ctx, b.ID)).RiskShown)
}

// More than two pages, days out of the order of entry, a correction in the first page, the workspace used from inside.
func TestEachScored_streamsOldestFirst(t *testing.T) {
	const n = 2010
	r, ctx := storetest.Open(t), t.Context()
	must(t, r.Batch(ctx, func(w *sqlite.Workspace) error {
		for i := range uint64(n) {
			day := storetest.Day(t, "2026-01-10").AddDays(int(i*7) % 200)
			a := r.NewAdministration(t, 1000+i, r.Seed.Girl, store.Extra, day.String())
			scores, risks := storetest.Result(a, float64(i), "none")
			if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
				return err
			}
		}
		return nil
	}))
	fixed := r.NewAdministration(t, 1000, r.Seed.Girl, store.Extra, "2026-01-10")
	fixed.Revision, fixed.RevisedBy, fixed.RevisedWhy = 2, r.Seed.Worker.ID, "keyed wrongly"
	must(t, r.Correct(ctx, fixed, nil, nil))

	for _, withAnswers := range []bool{true, false} {
		seen, last := map[store.AdministrationID]bool{}, store.Date{}
		err := r.EachScored(ctx, withAnswers, func(s store.Scored) error {
			if seen[s.ID] || (!last.IsZero() && s.Answered.Before(last)) {
				return fmt.Errorf("%s on %s comes after %s, or twice", s.ID, s.Answered, last)
			}
			seen[s.ID], last = true, s.Answered
			if (s.ID == fixed.ID) != (s.Revision == 2) {
				return fmt.Errorf("%s has revision %d", s.ID, s.Revision)
			}
			if s.Revision == 1 && (len(s.Scores) != 2 || len(s.Risks) != 1) {
				return fmt.Errorf("%s has %d scores, %d risk answers", s.ID, len(s.Scores), len(s.Risks))
			}
			if withAnswers != (len(s.Responses) == 5) {
				return fmt.Errorf("%s has %d answers", s.ID, len(s.Responses))
			}
			if len(seen)%500 == 0 {
				_, err := r.Settings(ctx)
				return err
			}
			return nil
		})
		must(t, err)
		wantEqual(t, n, len(seen))
	}
	stop := errors.New("enough")
	wantErr(t, r.EachScored(ctx, false, func(store.Scored) error { return stop }), stop)
}
