package sqlite_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// yearOf is a whole year of a family, from the first contact to half a year after the start, with everything around it
// that is written into the same file.
func yearOf(t *testing.T) []act {
	t.Helper()
	s := newScript(t)
	s.arrival()
	s.goals()
	s.wave(store.Start, 2)
	for week := range 6 {
		s.meeting(9 + 7*week)
	}
	s.otherFamily()
	s.housekeeping()
	s.wave(store.ThreeMonths, 91)
	s.add("erase the other family", func(ctx context.Context, w *stage) error {
		return w.EraseFamily(ctx, otherFamilyID(), s.day(100), "perheen oma pyyntö")
	})
	for week := range 4 {
		s.meeting(105 + 14*week)
	}
	s.happening()
	s.add("backup", func(ctx context.Context, w *stage) error { return w.Vault().BackupTo(ctx, w.path+".backup") })
	s.wave(store.SixMonths, 182)
	s.ending()
	return s.acts
}

// arrival is the agency, the family, its people and what they were told.
func (s *script) arrival() {
	seed := s.seed
	s.add("area", func(ctx context.Context, w *stage) error { return w.SaveRegion(ctx, seed.Region) })
	s.add("team", func(ctx context.Context, w *stage) error { return w.SaveTeam(ctx, seed.Team) })
	s.add("worker", func(ctx context.Context, w *stage) error { return w.SaveWorker(ctx, seed.Worker) })
	s.add("membership", func(ctx context.Context, w *stage) error {
		return w.SaveMembership(ctx, store.Membership{Worker: seed.Worker.ID, Team: seed.Team.ID, From: seed.Team.From})
	})
	s.add("settings", func(ctx context.Context, w *stage) error {
		return w.SaveSettings(ctx, store.Settings{
			Lang: instruments.Finnish, AutoLockMinutes: 5, Worker: seed.Worker.ID, Team: seed.Team.ID,
		})
	})
	s.add("family", func(ctx context.Context, w *stage) error { return w.SaveFamily(ctx, seed.Family) })
	people := []store.Person{seed.Girl, seed.Guardian, seed.Other}
	for _, p := range people {
		s.add("person "+p.Code, func(ctx context.Context, w *stage) error { return w.SavePerson(ctx, p) })
	}
	s.add("episode", func(ctx context.Context, w *stage) error { return w.SaveEpisode(ctx, seed.Episode) })
	for _, p := range people {
		n := store.Notice{
			ID: storetest.ID[store.DocumentID](s.number()), Person: p.ID, Date: s.day(0), Version: store.NoticeFor(p, s.day(0)),
			How: store.NoticeSpoken, Worker: seed.Worker.ID,
		}
		s.add("notice to "+p.Code, func(ctx context.Context, w *stage) error { return w.SaveNotice(ctx, n) })
	}
	s.log(store.ActAdd, "family "+seed.Family.Code)
}

// goals are two of the girl's own, the first put into other words later.
func (s *script) goals() {
	for i, text := range wordsOfTheYear[:2] {
		g := store.Goal{
			ID: storetest.ID[store.GoalID](uint64(900 + i)), Person: s.seed.Girl.ID, Number: i + 1, Text: text, Set: s.day(1),
		}
		s.add("goal", func(ctx context.Context, w *stage) error { return w.SaveGoal(ctx, g) })
		g.Text += ", melkein joka yö"
		s.add("goal in other words", func(ctx context.Context, w *stage) error { return w.SaveGoal(ctx, g) })
	}
}

func otherFamilyID() store.FamilyID { return storetest.ID[store.FamilyID](700) }

// otherFamily comes, answers a little and leaves a draft behind.
func (s *script) otherFamily() {
	f, p, e := s.seed.Family, s.seed.Girl, s.seed.Episode
	f.ID, f.Code = otherFamilyID(), "ES-0777"
	p.ID, p.Family, p.Code = storetest.ID[store.PersonID](701), f.ID, "ES-0777-N1"
	e.ID, e.Family, e.Start = storetest.ID[store.EpisodeID](702), f.ID, s.day(60)
	a := (&storetest.Record{Seed: s.seed}).NewAdministration(s.t, 703, p, store.Start, s.day(61).String())
	a.Episode = e.ID
	scores, risks := storetest.Result(a, 3, "none")
	d := (&storetest.Record{Seed: s.seed}).NewDraft(s.t, 704, p, store.Extra)
	d.Episode = e.ID
	s.add("other family", func(ctx context.Context, w *stage) error { return w.SaveFamily(ctx, f) })
	s.add("its person", func(ctx context.Context, w *stage) error { return w.SavePerson(ctx, p) })
	s.add("its episode", func(ctx context.Context, w *stage) error { return w.SaveEpisode(ctx, e) })
	s.add("its sheet", func(ctx context.Context, w *stage) error { return w.AddCompleted(ctx, a, scores, risks) })
	s.add("its draft", func(ctx context.Context, w *stage) error { return w.BeginDraft(ctx, d) })
}

// housekeeping is what belongs to the file: wording, PIN, another passphrase, idle and locked, switched off and on.
func (s *script) housekeeping() {
	s.add("wording", func(ctx context.Context, w *stage) error {
		return w.SaveWording(ctx, instruments.Wording{
			Instrument: "demo-checkin", Lang: instruments.Finnish, Title: "oma lomake", Items: map[int]string{1: "a"},
			Options: map[string]map[int]string{"s": {0: "ei"}}, Holder: "holder", Licence: "licence", Source: "f.json", Hash: "w1",
		}, storetest.Now())
	})
	s.add("PIN", func(ctx context.Context, w *stage) error { return w.SavePIN(ctx, []byte("pin")) })
	s.add("another passphrase", func(ctx context.Context, w *stage) error {
		return w.Vault().SetSecret(ctx, vault.Secret{Slot: vault.SlotPassphrase, Text: "another one", KDF: vault.FloorKDF()})
	})
	s.add("idle", func(ctx context.Context, w *stage) error { return w.Checkpoint(ctx) })
	s.add("off and on", func(ctx context.Context, w *stage) error { return w.reopen(ctx) })
	s.add("compact", func(ctx context.Context, w *stage) error { return w.Vault().Compact(ctx) })
}

// happening is a placement and a return, and a sheet that nobody got.
func (s *script) happening() {
	for i, kind := range []store.EventKind{store.EmergencyPlacement, store.ReturnHome} {
		e := store.Event{ID: storetest.ID[store.EventID](uint64(800 + i)), Person: s.seed.Girl.ID, Kind: kind, Date: s.day(150 + 9*i)}
		s.add(string(kind), func(ctx context.Context, w *stage) error { return w.SaveEvent(ctx, e) })
	}
	a := (&storetest.Record{Seed: s.seed}).NewAdministration(s.t, 810, s.seed.Other, store.ThreeMonths, s.day(110).String())
	a.State, a.Decline, a.Mode, a.Responses = store.Declined, store.NotReached, "", nil
	s.add("declined", func(ctx context.Context, w *stage) error { return w.AddCompleted(ctx, a, nil, nil) })
	d := (&storetest.Record{Seed: s.seed}).NewDraft(s.t, 811, s.seed.Guardian, store.Extra)
	s.add("begun in error", func(ctx context.Context, w *stage) error { return w.BeginDraft(ctx, d) })
	s.add("discarded", func(ctx context.Context, w *stage) error { return w.DiscardDraft(ctx, d.ID) })
}

// ending is the end of the episode and a batch of many writes at once.
func (s *script) ending() {
	e := s.seed.Episode
	e.End, e.ExitReason = s.day(200), store.ExitGoalsMet
	s.add("episode ends", func(ctx context.Context, w *stage) error { return w.SaveEpisode(ctx, e) })
	s.add("many at once", func(ctx context.Context, w *stage) error {
		return w.Batch(ctx, func(w *sqlite.Workspace) error {
			for i := range 40 {
				a := (&storetest.Record{Seed: s.seed}).NewAdministration(s.t, uint64(5000+i), s.seed.Girl, store.Extra, s.day(190).String())
				scores, risks := storetest.Result(a, float64(i), "none")
				if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
					return fmt.Errorf("sheet %d: %w", i, err)
				}
			}
			return nil
		})
	})
	s.add("off", func(ctx context.Context, w *stage) error { return w.reopen(ctx) })
}
