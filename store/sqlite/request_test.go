package sqlite_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// The extract of the girl holds what is about her, and nothing that her guardian said about himself.
func TestExtract_holdsThePersonAndNobodyElse(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	furnish(t, r)
	l := newLibrary(t, r.Seed)
	l.shelve(t, r)
	foreign := l.Notice
	foreign.ID, foreign.Person, foreign.Version = document(950), r.Seed.Guardian.ID, store.NoticeAdult
	must(t, r.SaveNotice(ctx, foreign))
	x := got[store.Extract](t)(r.Extract(ctx, r.Seed.Girl.ID))
	wantEqual(t, r.Seed.Girl, x.Person)
	wantEqual(t, r.Seed.Family.ID, x.Family.ID)
	wantEqual(t, []store.Notice{l.Notice}, x.Notices)
	wantEqual(t, []store.Sharing{l.Sharing}, x.Sharings)
	wantEqual(t, []store.Participation{l.Participation}, x.Participations)
	wantEqual(t, []store.Participant{l.Participant}, x.Participants)
	wantEqual(t, []store.Missed{l.Missed}, x.Missed)
	wantEqual(t, []store.Appointment{l.Appointment}, x.Appointments)
	wantEqual(t, []store.Request{l.Request}, x.Requests)
	wantEqual(t, 6, len(x.Results)) // one with a correction, and four waves
	for _, s := range x.Results {
		wantEqual(t, r.Seed.Girl.ID, s.Subject)
	}
	wantEqual(t, [5]int{1, 1, 1, 1, 0}, [5]int{len(x.Episodes), len(x.Meetings), len(x.Events), len(x.Goals), len(x.Drafts)})
	if len(x.Log) == 0 {
		t.Error("no log")
	}
	kinds := map[store.Kind]int{}
	for _, v := range x.Versions {
		kinds[v.Kind]++
	}
	wantEqual(t, map[store.Kind]int{
		store.KindFamily: 1, store.KindPerson: 1, store.KindEpisode: 1, store.KindMeeting: 1, store.KindEvent: 1,
		store.KindGoal: 1, store.KindMark: 2, store.KindMethodUsed: 1, store.KindNotice: 1, store.KindParticipation: 1,
		store.KindSharing: 1, store.KindParticipant: 1, store.KindMissed: 1, store.KindAppointment: 1, store.KindRequest: 1,
	}, kinds)

	theirs := got[store.Extract](t)(r.Extract(ctx, r.Seed.Guardian.ID))
	wantEqual(t, 4, len(theirs.Results))
	wantEqual(t, 1, len(theirs.Drafts))
	wantEqual(t, 1, len(theirs.Sharings)) // the girl's choice is about this guardian
	wantEqual(t, 0, len(theirs.Goals))
	_, err := r.Extract(ctx, storetest.ID[store.PersonID](999))
	wantErr(t, err, store.ErrNotFound)
}

func TestDecide(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	q := store.Request{
		ID: document(1), Family: r.Seed.Family.ID, Kind: store.AskErasure, Received: storetest.Day(t, "2026-03-01"),
	}
	var invalid *store.InvalidError
	if err := r.Decide(ctx, q); !errors.As(err, &invalid) || invalid.Field != "Ruling" {
		t.Errorf("undecided: %v", err)
	}
	must(t, r.SaveRequest(ctx, q))
	q.Ruling, q.Decided, q.Ground = store.Refusal, storetest.Day(t, "2026-03-20"), "703/2023"
	must(t, r.Decide(ctx, q))
	wantEqual(t, []store.Request{q}, got[[]store.Request](t)(r.Requests(ctx, q.Family)))
	wantEqual(t, 2, len(got[[]store.Version](t)(r.Versions(ctx, store.KindRequest, store.ID(q.ID)))))

	q.Ruling, q.Person, q.Ground = store.Granted, r.Seed.Girl.ID, "their wish"
	if err := r.Decide(ctx, q); !errors.As(err, &invalid) || invalid.Field != "Person" {
		t.Errorf("one member only: %v", err)
	}
	q.Person = store.PersonID{}
	must(t, r.Decide(ctx, q))
	f := got[store.Family](t)(r.Family(ctx, q.Family))
	wantEqual(t, q.Decided, f.Erased)
	wantEqual(t, "their wish", f.ErasedGround)
	wantEqual(t, 0, len(got[[]store.Request](t)(r.Requests(ctx, store.FamilyID{}))))
}

func TestRetentionDue_listsAndDeletesNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	wantEqual(t, 0, len(got[[]store.Due](t)(r.RetentionDue(ctx, 24, storetest.Day(t, "2040-01-01"))))) // in work
	e := r.Seed.Episode
	e.End, e.ExitReason = storetest.Day(t, "2026-06-30"), store.ExitGoalsMet
	must(t, r.SaveEpisode(ctx, e))
	wantEqual(t, 0, len(got[[]store.Due](t)(r.RetentionDue(ctx, 24, storetest.Day(t, "2028-06-30")))))
	due := got[[]store.Due](t)(r.RetentionDue(ctx, 24, storetest.Day(t, "2028-07-01")))
	wantEqual(t, []store.Due{{Family: r.Seed.Family, Exit: e.End, KeepTo: storetest.Day(t, "2028-06-30"), Overdue: 1}}, due)
	wantEqual(t, 3, count(t, r, "SELECT count(*) FROM person"))
}

// A copy made earlier and put in the place of the file is noticed by a value noted in between.
func TestCheckNoted_noticesAnOlderFile(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	fillLog(t, r, 3)
	early := got[store.LogHead](t)(r.LogHead(ctx))
	path := filepath.Join(t.TempDir(), "copy")
	must(t, r.Vault().BackupTo(ctx, path))
	fillLog(t, r, 2)
	noted := got[store.LogHead](t)(r.LogHead(ctx))
	wantEqual(t, int64(5), noted.Count)
	must(t, r.CheckNoted(ctx, noted))
	must(t, r.CheckNoted(ctx, early))
	must(t, r.CheckNoted(ctx, store.LogHead{Count: noted.Count, MAC: noted.MAC[:10]}))

	older, err := sqlite.Open(ctx, path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	defer older.Close() //nolint:errcheck // looked at only
	must(t, older.CheckNoted(ctx, early))
	var back *store.RolledBackError
	if err := older.CheckNoted(ctx, noted); !errors.As(err, &back) || back.Have.Count != 3 {
		t.Errorf("got %v", err)
	}
	// Work went on in the older file: as many entries, but others.
	for range 2 {
		must(t, older.Append(ctx, store.LogEntry{At: storetest.Now(), Action: store.ActExport}))
	}
	if err := older.CheckNoted(ctx, noted); !errors.As(err, &back) {
		t.Errorf("got %v", err)
	}
	var invalid *store.InvalidError
	if err := r.CheckNoted(ctx, store.LogHead{Count: 5}); !errors.As(err, &invalid) {
		t.Errorf("a noted value without a value: %v", err)
	}
}
