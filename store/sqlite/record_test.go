package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// must fails the test on an error.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// got fails the test on an error and returns the value.
func got[T any](tb testing.TB) func(T, error) T {
	tb.Helper()
	return func(v T, err error) T {
		tb.Helper()
		must(tb, err)
		return v
	}
}

// wantErr fails the test unless err is target.
func wantErr(tb testing.TB, err, target error) {
	tb.Helper()
	if !errors.Is(err, target) {
		tb.Errorf("got error %v, want %v", err, target)
	}
}

func wantEqual(tb testing.TB, want, got any) {
	tb.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		tb.Error(diff)
	}
}

// raw is the database below the API.
func raw(r *storetest.Record) *sql.DB { return r.Vault().DB() }

func count(tb testing.TB, r *storetest.Record, query string, args ...any) int {
	tb.Helper()
	var n int
	must(tb, raw(r).QueryRowContext(tb.Context(), query, args...).Scan(&n))
	return n
}

func TestAgency_comesBackAsSaved(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	s := r.Seed
	s.Region.Name, s.Region.To = "Etelä-Savo ja Kainuu", storetest.Day(t, "2030-12-31")
	must(t, r.SaveRegion(ctx, s.Region))
	wantEqual(t, []store.Region{s.Region}, got[[]store.Region](t)(r.Regions(ctx)))
	wantEqual(t, []store.Team{s.Team}, got[[]store.Team](t)(r.Teams(ctx)))
	wantEqual(t, []store.Worker{s.Worker}, got[[]store.Worker](t)(r.Workers(ctx)))

	m := store.Membership{Worker: s.Worker.ID, Team: s.Team.ID, From: s.Team.From, To: storetest.Day(t, "2026-12-31")}
	must(t, r.SaveMembership(ctx, m))
	wantEqual(t, []store.Membership{m}, got[[]store.Membership](t)(r.Memberships(ctx)))

	wantErr(t, r.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](99), Code: s.Worker.Code}), store.ErrConflict)
	wantErr(t, r.SaveTeam(ctx, store.Team{ID: storetest.ID[store.TeamID](99), Region: storetest.ID[store.RegionID](77), Code: "X"}), store.ErrNotFound)
}

func TestSettings_comeBackAsSaved(t *testing.T) {
	r, ctx := storetest.Empty(t), t.Context()
	wantEqual(t, store.Settings{Lang: instruments.Finnish, AutoLockMinutes: 5}, got[store.Settings](t)(r.Settings(ctx)))
	want := store.Settings{
		Lang: instruments.Swedish, AutoLockMinutes: 15, Demo: true, Worker: storetest.ID[store.WorkerID](1),
		Team: storetest.ID[store.TeamID](2), RiskInstruction: map[instruments.Lang]string{instruments.Finnish: "Puhu tänään."},
		Project: store.Project{
			Name: "Hanke", Code: "S1", Programme: "Ohjelma", Priority: "5.1", From: storetest.Day(t, "2024-08-01"),
			To: storetest.Day(t, "2026-12-31"), Publicity: "Euroopan unionin osarahoittama",
			Organisations: []store.OrganisationRole{
				{Role: "lead", Name: "A", From: storetest.Day(t, "2024-08-01"), To: storetest.Day(t, "2025-06-30")},
				{Role: "lead", Name: "B", From: storetest.Day(t, "2025-07-01")},
			},
		},
	}
	must(t, r.SaveSettings(ctx, want))
	must(t, r.SavePIN(ctx, []byte{1, 2, 3}))
	r.Reopen(t)
	wantEqual(t, want, got[store.Settings](t)(r.Settings(ctx)))
	wantEqual(t, []byte{1, 2, 3}, got[[]byte](t)(r.PIN(ctx)))
	must(t, r.SavePIN(ctx, nil))
	wantEqual(t, []byte(nil), got[[]byte](t)(r.PIN(ctx)))
}

func TestFamily_comesBackAsSaved(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	f := r.Seed.Family
	f.AnswersApart = true
	must(t, r.SaveFamily(ctx, f))
	wantEqual(t, f, got[store.Family](t)(r.Family(ctx, f.ID)))
	wantEqual(t, f, got[store.Family](t)(r.FamilyByCode(ctx, f.Code)))
	wantEqual(t, []store.Family{f}, got[[]store.Family](t)(r.AllFamilies(ctx)))

	other := f
	other.ID = storetest.ID[store.FamilyID](500)
	wantErr(t, r.SaveFamily(ctx, other), store.ErrConflict)
	_, err := r.Family(ctx, other.ID)
	wantErr(t, err, store.ErrNotFound)
	_, err = r.FamilyByCode(ctx, "ES-9999")
	wantErr(t, err, store.ErrNotFound)
}

func TestPeopleOfAFamily_comeBackAsSaved(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	s := r.Seed
	wantEqual(t, []store.Person{s.Guardian, s.Other, s.Girl}, got[[]store.Person](t)(r.Persons(ctx, s.Family.ID)))
	wantEqual(t, 3, len(got[[]store.Person](t)(r.Persons(ctx, store.FamilyID{}))))
	wantEqual(t, s.Girl, got[store.Person](t)(r.Person(ctx, s.Girl.ID)))

	s.Episode.End, s.Episode.ExitReason = storetest.Day(t, "2026-06-30"), store.ExitGoalsMet
	must(t, r.SaveEpisode(ctx, s.Episode))
	wantEqual(t, []store.Episode{s.Episode}, got[[]store.Episode](t)(r.Episodes(ctx, s.Family.ID)))

	m := store.Meeting{ID: storetest.ID[store.MeetingID](20), Episode: s.Episode.ID, Date: storetest.Day(t, "2026-01-07"), Minutes: 90, Place: store.AtHome, Worker: s.Worker.ID}
	must(t, r.SaveMeeting(ctx, m))
	wantEqual(t, []store.Meeting{m}, got[[]store.Meeting](t)(r.Meetings(ctx, s.Family.ID)))
	wantEqual(t, []store.Meeting{m}, got[[]store.Meeting](t)(r.Meetings(ctx, store.FamilyID{})))

	e := store.Event{ID: storetest.ID[store.EventID](21), Person: s.Girl.ID, Kind: store.EmergencyPlacement, Date: m.Date}
	must(t, r.SaveEvent(ctx, e))
	wantEqual(t, []store.Event{e}, got[[]store.Event](t)(r.Events(ctx, s.Family.ID)))

	g := store.Goal{ID: storetest.ID[store.GoalID](22), Person: s.Girl.ID, Number: 1, Text: "nukun yöni", Set: m.Date}
	must(t, r.SaveGoal(ctx, g))
	again := g
	again.ID, again.Text = storetest.ID[store.GoalID](23), "käyn koulussa"
	wantErr(t, r.SaveGoal(ctx, again), store.ErrConflict)
	g.Closed = storetest.Day(t, "2026-03-01")
	must(t, r.SaveGoal(ctx, g))
	again.Set = g.Closed
	must(t, r.SaveGoal(ctx, again))
	wantEqual(t, []store.Goal{g, again}, got[[]store.Goal](t)(r.Goals(ctx, s.Girl.ID)))
}

func TestSave_staysWithItsOwner(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	second := r.Seed.Family
	second.ID, second.Code = storetest.ID[store.FamilyID](600), "ES-0043"
	must(t, r.SaveFamily(ctx, second))

	moved := r.Seed.Girl
	moved.Family, moved.Code = second.ID, "ES-0043-N1"
	wantErr(t, r.SavePerson(ctx, moved), store.ErrConflict)
	wantEqual(t, r.Seed.Girl, got[store.Person](t)(r.Person(ctx, moved.ID)))

	episode := r.Seed.Episode
	episode.Family = second.ID
	wantErr(t, r.SaveEpisode(ctx, episode), store.ErrConflict)

	stranger := r.Seed.Girl
	stranger.ID, stranger.Code = storetest.ID[store.PersonID](601), "ES-0043-N7"
	var invalid *store.InvalidError
	if err := r.SavePerson(ctx, stranger); !errors.As(err, &invalid) {
		t.Errorf("a code of another family: %v", err)
	}
}

func TestSave_refusesWhatBreaksARule(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	var invalid *store.InvalidError
	for name, err := range map[string]error{
		"region":   r.SaveRegion(ctx, store.Region{}),
		"team":     r.SaveTeam(ctx, store.Team{}),
		"worker":   r.SaveWorker(ctx, store.Worker{}),
		"member":   r.SaveMembership(ctx, store.Membership{}),
		"settings": r.SaveSettings(ctx, store.Settings{}),
		"family":   r.SaveFamily(ctx, store.Family{}),
		"person":   r.SavePerson(ctx, store.Person{}),
		"episode":  r.SaveEpisode(ctx, store.Episode{}),
		"meeting":  r.SaveMeeting(ctx, store.Meeting{}),
		"event":    r.SaveEvent(ctx, store.Event{}),
		"goal":     r.SaveGoal(ctx, store.Goal{}),
		"draft":    r.BeginDraft(ctx, store.Administration{}),
		"complete": r.Complete(ctx, store.Administration{}, nil, nil),
		"add":      r.AddCompleted(ctx, store.Administration{}, nil, nil),
		"wording":  r.SaveWording(ctx, instruments.Wording{}, time.Time{}),
		"log":      r.Append(ctx, store.LogEntry{}),
		"erase":    r.EraseFamily(ctx, r.Seed.Family.ID, store.Date{}, "x"),
	} {
		if !errors.As(err, &invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBatch_isAllOrNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	broken := errors.New("broken")
	err := r.Batch(ctx, func(w *sqlite.Workspace) error {
		must(t, w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"}))
		return w.Batch(ctx, func(w *sqlite.Workspace) error { // joins the outer one
			must(t, w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](71), Code: "T71"}))
			return broken
		})
	})
	wantErr(t, err, broken)
	wantEqual(t, []store.Worker{r.Seed.Worker}, got[[]store.Worker](t)(r.Workers(ctx)))

	must(t, r.Batch(ctx, func(w *sqlite.Workspace) error {
		must(t, w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"}))
		// A refused statement inside takes only itself back.
		wantErr(t, w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](71), Code: "T70"}), store.ErrConflict)
		wantEqual(t, 2, len(got[[]store.Worker](t)(w.Workers(ctx)))) // sees its own writes
		return nil
	}))
	wantEqual(t, 2, len(got[[]store.Worker](t)(r.Workers(ctx))))
}

func TestBatch_endedContextStoresNothing(t *testing.T) {
	r := storetest.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := r.Batch(ctx, func(w *sqlite.Workspace) error {
		must(t, w.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](70), Code: "T70"}))
		cancel()
		return nil
	})
	wantErr(t, err, context.Canceled)
	wantErr(t, r.SaveWorker(ctx, store.Worker{ID: storetest.ID[store.WorkerID](71), Code: "T71"}), context.Canceled)
	wantEqual(t, 1, len(got[[]store.Worker](t)(r.Workers(t.Context()))))
}

// A reader that gives up does not spoil the connection for the next answer.
func TestWorkspace_worksOnAfterACancelledRead(t *testing.T) {
	r := storetest.Open(t)
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	must(t, r.BeginDraft(t.Context(), d))
	for n := range uint64(20) {
		must(t, r.AddCompleted(t.Context(), r.NewAdministration(t, 1000+n, r.Seed.Girl, store.Extra, "2026-01-10"), nil, nil))
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := r.EachScored(ctx, true, func(store.Scored) error { cancel(); _, err := r.Drafts(ctx); return err })
	wantErr(t, err, context.Canceled)
	d.Responses[0] = instruments.Answer(1)
	must(t, r.SaveDraft(t.Context(), d.ID, d.Responses, 1))
	wantEqual(t, d.Responses, got[[]store.Administration](t)(r.Drafts(t.Context()))[0].Responses)
}

// A full disk is told as such, loses nothing, and the work goes on when there is room again.
func TestWorkspace_fullDiskLosesNothing(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	d := r.NewDraft(t, 100, r.Seed.Girl, store.Start)
	d.Responses[0], d.Position = instruments.Answer(1), 1
	must(t, r.BeginDraft(ctx, d))
	_, err := raw(r).ExecContext(ctx, "PRAGMA max_page_count = 1") // means: no more than there are
	must(t, err)
	stored := 0
	for err == nil && stored < 1000 {
		a := r.NewAdministration(t, 1000+uint64(stored), r.Seed.Girl, store.Extra, "2026-01-10")
		if err = r.AddCompleted(ctx, a, nil, nil); err == nil {
			stored++
		}
	}
	wantErr(t, err, vault.ErrDiskFull)
	wantEqual(t, stored, len(got[[]store.Scored](t)(r.OfPerson(ctx, r.Seed.Girl.ID))))
	wantEqual(t, []store.Administration{d}, got[[]store.Administration](t)(r.Drafts(ctx)))
	d.Responses[1], d.Position = instruments.Answer(3), 2
	must(t, r.SaveDraft(ctx, d.ID, d.Responses, d.Position)) // needs no new page
	_, err = raw(r).ExecContext(ctx, "PRAGMA max_page_count = 1000000")
	must(t, err)
	must(t, r.AddCompleted(ctx, r.NewAdministration(t, 5000, r.Seed.Girl, store.Extra, "2026-01-10"), nil, nil))
	must(t, r.Vault().Verify(ctx))
}

func TestWordings_comeBackInOrderOfImport(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	first := instruments.Wording{
		Instrument: "demo-checkin", Lang: instruments.Finnish, Title: "otsikko", Instruction: "ohje",
		Items: map[int]string{1: "a", 2: "b"}, Options: map[string]map[int]string{"s": {0: "ei", 1: "kyllä"}},
		Holder: "holder", Licence: "licence", Source: "file.json", FileHash: "f", Hash: "h1",
	}
	second := first
	second.Hash, second.Title = "h2", "toinen"
	at := storetest.Now()
	must(t, r.SaveWording(ctx, first, at))
	must(t, r.SaveWording(ctx, second, at.Add(time.Hour)))
	wantEqual(t, []instruments.Wording{first, second}, got[[]instruments.Wording](t)(r.Wordings(ctx)))
	first.Source = "again.json"
	must(t, r.SaveWording(ctx, first, at.Add(2*time.Hour)))
	wantEqual(t, []instruments.Wording{second, first}, got[[]instruments.Wording](t)(r.Wordings(ctx)))
}
