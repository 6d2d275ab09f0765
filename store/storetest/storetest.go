// Package storetest gives other packages' tests a real record: a temporary encrypted file with a small invented
// agency in it. Nothing in it is about anybody.
package storetest

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/vault"
)

// Passphrase of every file made here.
const Passphrase = "a passphrase for tests only"

// Record is an open workspace with its seed.
type Record struct {
	*sqlite.Workspace
	Path string
	Seed Seed
}

// Seed is what a new Record holds: one team in one region, its worker, one family of a girl of 15 and two guardians
// of whom the second lives elsewhere, in work since 7 January 2026.
type Seed struct {
	Region   store.Region
	Team     store.Team
	Worker   store.Worker
	Family   store.Family
	Girl     store.Person
	Guardian store.Person
	Other    store.Person // the guardian who lives elsewhere
	Episode  store.Episode
}

// ID makes an id from a number, the same every time; higher numbers sort later.
func ID[T ~[16]byte](n uint64) T {
	var id T
	id[6], id[8] = 0x70, 0x80 // version 7, as real ids have
	binary.BigEndian.PutUint32(id[0:], uint32(n>>16))
	binary.BigEndian.PutUint16(id[4:], uint16(n))
	return id
}

// Day is a date in ISO form.
func Day(tb testing.TB, s string) store.Date {
	tb.Helper()
	d, err := store.ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// Now is the instant that the clock of every Record shows.
func Now() time.Time { return time.Date(2026, 4, 1, 9, 30, 0, 0, time.UTC) }

// Options are those every Record is opened with.
func Options() sqlite.Options { return sqlite.Options{Clock: Now} }

// Open makes a new file in a directory of its own, seeds it and closes it when the test ends.
func Open(tb testing.TB) *Record {
	tb.Helper()
	r := Empty(tb)
	r.Seed = NewSeed(tb)
	if err := r.Batch(tb.Context(), r.Plant); err != nil {
		tb.Fatal(err)
	}
	return r
}

// Empty is Open without the seed: a workspace as it is right after it was made, with ids of its own. The files of one
// program share their data key.
func Empty(tb testing.TB) *Record {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "record.mittari")
	raw, err := blank()
	if err == nil {
		err = os.WriteFile(path, raw, 0o600)
	}
	if err != nil {
		tb.Fatal(err)
	}
	w, err := sqlite.Open(tb.Context(), path, Key(tb, path), Options())
	if err != nil {
		tb.Fatal(err)
	}
	r := &Record{Workspace: w, Path: path}
	tb.Cleanup(func() { _ = r.Close() })
	const ownIDs = "UPDATE setting SET value = randomblob(length(value)) WHERE key IN ('workspace', 'device')"
	if _, err := w.Vault().DB().ExecContext(tb.Context(), ownIDs); err != nil {
		tb.Fatal(err)
	}
	return r
}

// blank is the content of a new file. All migrations run to make it, so it is made once.
var blank = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "storetest")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "blank.mittari")
	w, err := sqlite.Create(context.Background(), path, Secrets(), Options())
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := w.Close(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	raw, err := os.ReadFile(path)
	return raw, errors.Join(err, os.RemoveAll(dir))
})

// Secrets of every file made here: one, with the cheapest key derivation that the vault accepts.
func Secrets() []vault.Secret {
	return []vault.Secret{{Slot: vault.SlotPassphrase, Text: Passphrase, KDF: vault.FloorKDF()}}
}

// Key unlocks a file made here.
func Key(tb testing.TB, path string) *vault.Key {
	tb.Helper()
	key, err := vault.Unlock(path, vault.SlotPassphrase, Passphrase)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

// Reopen closes the file and opens it again, as after a restart of the program.
func (r *Record) Reopen(tb testing.TB) {
	tb.Helper()
	if err := r.Close(); err != nil {
		tb.Fatal(err)
	}
	w, err := sqlite.Open(tb.Context(), r.Path, Key(tb, r.Path), Options())
	if err != nil {
		tb.Fatal(err)
	}
	r.Workspace = w
}

// NewSeed is the content of a new Record, before it is stored.
func NewSeed(tb testing.TB) Seed {
	tb.Helper()
	start := Day(tb, "2026-01-07")
	s := Seed{
		Region: store.Region{ID: ID[store.RegionID](1), Code: "ES", Name: "Etelä-Savo", From: Day(tb, "2023-01-01")},
		Worker: store.Worker{ID: ID[store.WorkerID](3), Code: "T3"},
	}
	s.Team = store.Team{ID: ID[store.TeamID](2), Region: s.Region.ID, Code: "ES-1", Name: "Etelä-Savon tiimi", From: Day(tb, "2024-08-01")}
	s.Family = store.Family{ID: ID[store.FamilyID](10), Code: "ES-0042", Region: s.Region.ID, Created: start}
	s.Girl = store.Person{
		ID: ID[store.PersonID](11), Family: s.Family.ID, Code: "ES-0042-N1", Role: store.YoungPerson,
		BirthYear: 2010, BirthMonth: 5, Gender: store.Girl, Lang: instruments.Finnish,
	}
	s.Guardian = store.Person{
		ID: ID[store.PersonID](12), Family: s.Family.ID, Code: "ES-0042-H1", Role: store.Guardian, Lang: instruments.Finnish,
	}
	s.Other = store.Person{
		ID: ID[store.PersonID](13), Family: s.Family.ID, Code: "ES-0042-H2", Role: store.Guardian, Lang: instruments.Swedish,
		OtherHome: true,
	}
	s.Episode = store.Episode{ID: ID[store.EpisodeID](14), Family: s.Family.ID, Team: s.Team.ID, Worker: s.Worker.ID, Start: start}
	return s
}

// Plant stores the seed; Open has done it already.
func (r *Record) Plant(w *sqlite.Workspace) error {
	ctx, s := context.Background(), r.Seed
	for _, save := range []func() error{
		func() error { return w.SaveRegion(ctx, s.Region) },
		func() error { return w.SaveTeam(ctx, s.Team) },
		func() error { return w.SaveWorker(ctx, s.Worker) },
		func() error {
			return w.SaveMembership(ctx, store.Membership{Worker: s.Worker.ID, Team: s.Team.ID, From: s.Team.From})
		},
		func() error {
			return w.SaveSettings(ctx, store.Settings{
				Lang: instruments.Finnish, AutoLockMinutes: 5, Worker: s.Worker.ID, Team: s.Team.ID,
			})
		},
		func() error { return w.SaveFamily(ctx, s.Family) },
		func() error { return w.SavePerson(ctx, s.Girl) },
		func() error { return w.SavePerson(ctx, s.Guardian) },
		func() error { return w.SavePerson(ctx, s.Other) },
		func() error { return w.SaveEpisode(ctx, s.Episode) },
	} {
		if err := save(); err != nil {
			return err
		}
	}
	return nil
}

// NewAdministration is a completed one of the seed's episode: five items, the last unanswered. n is its id.
func (r *Record) NewAdministration(tb testing.TB, n uint64, by store.Person, w store.Wave, on string) store.Administration {
	tb.Helper()
	return store.Administration{
		ID: ID[store.AdministrationID](n), Episode: r.Seed.Episode.ID, Respondent: by.ID, Subject: by.ID,
		Informant: instruments.Self, Instrument: instruments.Ref{ID: "demo-checkin", Version: 1}, Definition: "d1",
		Lang: by.Lang, Mode: store.OwnScreen, Wave: w, State: store.Completed, Answered: Day(tb, on),
		Entered: Day(tb, on).Time().Add(13 * time.Hour), Revision: 1, DurationSec: 240,
		Responses: instruments.Responses{
			instruments.Answer(2), instruments.Answer(0), instruments.Skip(instruments.DoesNotUnderstand), instruments.Answer(3), {},
		},
	}
}

// NewDraft is the same before anything is answered.
func (r *Record) NewDraft(tb testing.TB, n uint64, by store.Person, w store.Wave) store.Administration {
	tb.Helper()
	a := r.NewAdministration(tb, n, by, w, "2026-01-07")
	a.State, a.Entered, a.Revision, a.DurationSec = store.DraftState, time.Time{}, 0, 0
	a.Responses = make(instruments.Responses, len(a.Responses))
	return a
}

// Result is a result to go with an administration: one scale scored and one not, one risk answer in the state given.
func Result(a store.Administration, value float64, risk string) ([]store.ScaleScore, []store.RiskFlag) {
	clinical := value >= 10
	scores := []store.ScaleScore{
		{
			Administration: a.ID, Scale: "total", Scored: true, Value: value, Reported: value, Answered: 4, Items: 5,
			Prorated: true, Band: "mild", Clinical: &clinical,
		},
		{Administration: a.ID, Scale: "extra", Answered: 1, Items: 5, Reason: "too-many-missing"},
	}
	return scores, []store.RiskFlag{{Administration: a.ID, Item: 4, State: risk}}
}
