package sqlite_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/internal/physical"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// act is one thing that a worker does and the program acknowledges: it is on the disk, or it is not done.
type act struct {
	name string
	do   func(context.Context, *stage) error
}

// stage is where a script is played: one file, which an act may close and open again.
type stage struct {
	*sqlite.Workspace
	path string
	key  *vault.Key
	o    sqlite.Options
}

// newStage makes an empty file.
func newStage(t *testing.T) *stage {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.mittari")
	w, err := sqlite.Create(t.Context(), path, storetest.Secrets(), storetest.Options())
	must(t, err)
	s := &stage{Workspace: w, path: path, key: storetest.Key(t, path), o: storetest.Options()}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// stageOf opens a file with this content.
func stageOf(t *testing.T, path string, key *vault.Key, content []byte, seam *physical.Seam) *stage {
	t.Helper()
	must(t, os.WriteFile(path, content, 0o600))
	s := &stage{path: path, key: key, o: storetest.Options()}
	s.o.Seam = seam
	must(t, s.open(t.Context()))
	return s
}

func (s *stage) open(ctx context.Context) (err error) {
	s.Workspace, err = sqlite.Open(ctx, s.path, s.key, s.o)
	return err
}

func (s *stage) reopen(ctx context.Context) error {
	if err := s.Close(); err != nil {
		return err
	}
	return s.open(ctx)
}

// play does one act after another, and tells after each that it was acknowledged.
func (s *stage) play(t *testing.T, acts []act, acknowledged func(n int)) {
	t.Helper()
	for i, a := range acts {
		if err := a.do(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", a.name, err)
		}
		acknowledged(i + 1)
	}
}

// digest is a hash over every row of every table, so that two states are the same or not.
func digest(ctx context.Context, w *sqlite.Workspace) (string, error) {
	db := w.Vault().DB()
	tables, err := textColumn(ctx, w, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, table := range tables {
		rows, err := db.QueryContext(ctx, "SELECT * FROM "+table)
		if err != nil {
			return "", err
		}
		columns, err := rows.Columns()
		if err != nil {
			return "", err
		}
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return "", err
			}
			_, _ = fmt.Fprintf(sum, "%s %q\n", table, values)
		}
		if err := rows.Err(); err != nil {
			return "", err
		}
		_ = rows.Close()
	}
	return fmt.Sprintf("%x", sum.Sum(nil)), nil
}

func textColumn(ctx context.Context, w *sqlite.Workspace, query string) ([]string, error) {
	rows, err := w.Vault().DB().QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// script writes down what is done in a year with one family, and with another that is erased.
type script struct {
	t    *testing.T
	seed storetest.Seed
	next uint64
	acts []act
}

func newScript(t *testing.T) *script {
	t.Helper()
	return &script{t: t, seed: storetest.NewSeed(t), next: 1000}
}

func (s *script) add(name string, do func(context.Context, *stage) error) {
	s.acts = append(s.acts, act{name, do})
}

func (s *script) day(n int) store.Date { return s.seed.Episode.Start.AddDays(n) }

func (s *script) log(action store.Action, object string) {
	s.add("log "+object, func(ctx context.Context, w *stage) error {
		return w.Append(ctx, store.LogEntry{
			At: storetest.Now(), Worker: s.seed.Worker.ID, Action: action, Family: s.seed.Family.ID, Object: object,
		})
	})
}

// number is a new id's number.
func (s *script) number() uint64 { s.next++; return s.next }

// sitting is one form: begun, answered item by item, completed with its result, and logged.
func (s *script) sitting(by store.Person, wave store.Wave, day, length int) store.Administration {
	s.t.Helper()
	d := (&storetest.Record{Seed: s.seed}).NewDraft(s.t, s.number(), by, wave)
	d.Answered, d.Responses = s.day(day), make(instruments.Responses, length)
	name := fmt.Sprintf("%s of %s", wave, by.Code)
	s.add("begin "+name, func(ctx context.Context, w *stage) error { return w.BeginDraft(ctx, d) })
	sheet := make(instruments.Responses, length)
	for i := range sheet {
		sheet[i] = instruments.Answer((day + 3*i) % 5)
		if i == 2 {
			sheet[i] = instruments.Skip(instruments.DoesNotUnderstand)
		}
		upTo := append(instruments.Responses(nil), sheet...)
		s.add(fmt.Sprintf("item %d, %s", i+1, name), func(ctx context.Context, w *stage) error {
			return w.SaveDraft(ctx, d.ID, upTo, i+1)
		})
	}
	a := d
	a.State, a.Entered, a.Responses, a.DurationSec = store.Completed, s.day(day).Time().Add(13*time.Hour), sheet, 120+day
	scores, risks := storetest.Result(a, float64(20-day/20), []string{"none", "flagged"}[day%2])
	s.add("complete "+name, func(ctx context.Context, w *stage) error { return w.Complete(ctx, a, scores, risks) })
	s.log(store.ActAdd, name)
	return a
}

// meeting is one working meeting with its feedback form.
func (s *script) meeting(day int) {
	m := store.Meeting{
		ID: storetest.ID[store.MeetingID](s.number()), Episode: s.seed.Episode.ID, Date: s.day(day), Minutes: 75,
		Place: store.AtHome, Worker: s.seed.Worker.ID,
	}
	s.add(fmt.Sprintf("meeting on day %d", day), func(ctx context.Context, w *stage) error { return w.SaveMeeting(ctx, m) })
	a := s.sitting(s.seed.Girl, store.AtMeeting, day, 4)
	s.add("talked about", func(ctx context.Context, w *stage) error { return w.MarkDiscussed(ctx, a.ID, s.day(day)) })
}

// wave is one wave of the plan: every respondent's form, results shown and talked about.
func (s *script) wave(w store.Wave, day int) {
	for i, by := range []store.Person{s.seed.Girl, s.seed.Guardian, s.seed.Other} {
		a := s.sitting(by, w, day+i, 10)
		s.add("risk shown", func(ctx context.Context, w *stage) error { return w.MarkRiskShown(ctx, a.ID, a.Entered) })
		s.add("talked about", func(ctx context.Context, w *stage) error { return w.MarkDiscussed(ctx, a.ID, s.day(day+i)) })
		if i == 1 {
			again := a
			again.Revision, again.RevisedBy, again.RevisedWhy = 2, s.seed.Worker.ID, "keyed from the wrong sheet"
			scores, risks := storetest.Result(again, 7, "none")
			s.add("correct", func(ctx context.Context, w *stage) error { return w.Correct(ctx, again, scores, risks) })
		}
	}
}

// words that stand in texts people wrote; they must not be readable anywhere.
var wordsOfTheYear = []string{"nukun yöni läpi", "kerron ennen kuin lähden", "perheen oma pyyntö", "kotiin palattu"}
