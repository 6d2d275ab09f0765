package sqlite_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/vault"
)

// releases holds one file for each schema that was ever released, and beside it its content as JSON.
var releases = filepath.Join("testdata", "releases")

// writeRelease names, in the environment, the file that TestWriteRelease makes.
const writeRelease = "MITTARI_WRITE_RELEASE"

// TestWriteRelease makes a file with the newest schema for testdata/releases, once, when a schema is released:
//
//	MITTARI_WRITE_RELEASE=schema-3 go test -run TestWriteRelease ./store/sqlite
//
// It never overwrites. Without the variable it makes the file in a temporary directory, so that it keeps working.
func TestWriteRelease(t *testing.T) {
	path := filepath.Join(t.TempDir(), "release.mittari")
	if name := os.Getenv(writeRelease); name != "" {
		path = filepath.Join(releases, name+".mittari")
	}
	key, err := vault.Create(path, storetest.Secrets())
	must(t, err)
	w, err := sqlite.Open(t.Context(), path, key, storetest.Options())
	must(t, err)
	r := &storetest.Record{Workspace: w, Path: path, Seed: storetest.NewSeed(t)}
	must(t, r.Batch(t.Context(), r.Plant))
	furnish(t, r)
	content := contentOf(t, w)
	must(t, w.Close())
	text, err := json.MarshalIndent(content, "", " ")
	must(t, err)
	must(t, os.WriteFile(strings.TrimSuffix(path, ".mittari")+".json", append(text, '\n'), 0o600))
	if info, err := os.Stat(path); err != nil || info.Size() > 500_000 {
		t.Errorf("the file is too large to keep: %v %v", info, err)
	}
}

// furnish adds what a real file has beside its seed: results with a correction, drafts, a declined form, marks, an
// erased family, goals, events, meetings, a wording, log entries.
func furnish(t *testing.T, r *storetest.Record) {
	t.Helper()
	ctx, s := t.Context(), r.Seed
	fill(t, r)
	for i, wave := range []store.Wave{store.ThreeMonths, store.SixMonths, store.End, store.FollowUp} {
		for j, by := range []store.Person{s.Girl, s.Guardian, s.Other} {
			a := r.NewAdministration(t, uint64(200+10*i+j), by, wave, s.Episode.Start.AddDays(91*(i+1)).String())
			a.Wording = []string{"", "w1", "w2"}[j]
			scores, risks := storetest.Result(a, float64(20-3*i)+0.25*float64(j), "none")
			must(t, r.AddCompleted(ctx, a, scores, risks))
		}
	}
	declined := r.NewAdministration(t, 300, s.Other, store.Start, "2026-01-12")
	declined.State, declined.Decline, declined.Mode, declined.Responses = store.Declined, store.NotReached, "", nil
	must(t, r.AddCompleted(ctx, declined, nil, nil))
	gone := s.Family
	gone.ID, gone.Code = storetest.ID[store.FamilyID](400), "ES-0777"
	must(t, r.SaveFamily(ctx, gone))
	must(t, r.EraseFamily(ctx, gone.ID, storetest.Day(t, "2026-03-01"), "request of the family"))
	must(t, r.SaveWording(ctx, instruments.Wording{
		Instrument: "demo-checkin", Lang: instruments.Finnish, Title: "oma lomake", Items: map[int]string{1: "a"},
		Options: map[string]map[int]string{"s": {0: "ei"}}, Holder: "holder", Licence: "licence", Source: "f.json", Hash: "w1",
	}, storetest.Now()))
	must(t, r.SavePIN(ctx, []byte("pin")))
	fillLog(t, r, 5)
}

// content is what a file holds, as the program gives it out.
type content struct {
	Settings    store.Settings
	PIN         []byte
	Regions     []store.Region
	Teams       []store.Team
	Workers     []store.Worker
	Memberships []store.Membership
	Families    []store.Family
	Persons     []store.Person
	Episodes    []store.Episode
	Meetings    []store.Meeting
	Events      []store.Event
	Goals       []store.Goal
	Drafts      []store.Administration
	Results     []store.Scored // every revision
	Rows        []store.FamilyRow
	Wordings    []instruments.Wording
	Log         []store.LogEntry
}

func contentOf(t *testing.T, w *sqlite.Workspace) content {
	t.Helper()
	ctx, none := t.Context(), store.FamilyID{}
	c := content{
		Settings: got[store.Settings](t)(w.Settings(ctx)), PIN: got[[]byte](t)(w.PIN(ctx)),
		Regions: got[[]store.Region](t)(w.Regions(ctx)), Teams: got[[]store.Team](t)(w.Teams(ctx)),
		Workers: got[[]store.Worker](t)(w.Workers(ctx)), Memberships: got[[]store.Membership](t)(w.Memberships(ctx)),
		Families: got[[]store.Family](t)(w.AllFamilies(ctx)), Persons: got[[]store.Person](t)(w.Persons(ctx, none)),
		Episodes: got[[]store.Episode](t)(w.Episodes(ctx, none)), Meetings: got[[]store.Meeting](t)(w.Meetings(ctx, none)),
		Events: got[[]store.Event](t)(w.Events(ctx, none)), Drafts: got[[]store.Administration](t)(w.Drafts(ctx)),
		Rows:     got[[]store.FamilyRow](t)(w.FamilyRows(ctx, store.FamilyFilter{})),
		Wordings: got[[]instruments.Wording](t)(w.Wordings(ctx)), Log: got[[]store.LogEntry](t)(w.Entries(ctx, none, 0)),
	}
	for _, p := range c.Persons {
		c.Goals = append(c.Goals, got[[]store.Goal](t)(w.Goals(ctx, p.ID))...)
	}
	must(t, w.EachScored(ctx, false, func(s store.Scored) error {
		all, err := w.Revisions(ctx, s.ID)
		c.Results = append(c.Results, all...)
		return err
	}))
	must(t, errOf(w.VerifyLog(context.WithoutCancel(ctx))))
	return c
}

// Every released file opens, holds afterwards what it held before, and has left a copy of itself as it was.
func TestUpgrade_keepsEveryReleasedFile(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(releases, "*.mittari"))
	must(t, err)
	if len(files) == 0 {
		t.Fatal("no released file")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var want content
			must(t, json.Unmarshal(bytesOf(t, strings.TrimSuffix(file, ".mittari")+".json"), &want))
			path := filepath.Join(t.TempDir(), "copy.mittari")
			must(t, os.WriteFile(path, bytesOf(t, file), 0o600))
			w, err := sqlite.Open(t.Context(), path, storetest.Key(t, path), storetest.Options())
			must(t, err)
			defer w.Close() //nolint:errcheck // looked at only
			wantEqual(t, want, contentOf(t, w))
			must(t, w.Vault().Verify(t.Context()))
			upgraded(t, w, path, file)
		})
	}
}

// upgraded looks at the copy that was made before the file was changed: it is whole, and of the old schema.
func upgraded(t *testing.T, w *sqlite.Workspace, path, release string) {
	t.Helper()
	old := 0
	must(t, errOf(sqlite.SchemaOf(t.Context(), release, storetest.Key(t, release), &old)))
	if old == sqlite.Shipped() {
		wantEqual(t, "", w.CopyMade())
		return
	}
	if w.CopyMade() == "" || filepath.Dir(w.CopyMade()) != filepath.Dir(path) {
		t.Fatalf("no copy beside the file: %q", w.CopyMade())
	}
	version := 0
	must(t, errOf(sqlite.SchemaOf(t.Context(), w.CopyMade(), storetest.Key(t, w.CopyMade()), &version)))
	wantEqual(t, old, version)
	if !slices.Contains([]string{path + ".before-schema-2", path + ".before-schema-3"}, w.CopyMade()) {
		t.Errorf("the copy is called %s", w.CopyMade())
	}
}
