package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the driver of the bare commit

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// plain is a SQLite file without encryption, with the same durability, and one prepared UPDATE of one small row: the
// cheapest durable write that the driver can do.
func plain(b *testing.B) *sql.Stmt {
	b.Helper()
	path := filepath.ToSlash(filepath.Join(b.TempDir(), "plain.db"))
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	must(b, err)
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	for _, s := range []string{
		"CREATE TABLE draft (id INTEGER PRIMARY KEY, answers TEXT NOT NULL) STRICT",
		"INSERT INTO draft VALUES (1, '')",
	} {
		_, err := db.ExecContext(b.Context(), s)
		must(b, err)
	}
	stmt, err := db.PrepareContext(b.Context(), "UPDATE draft SET answers = ? WHERE id = 1")
	must(b, err)
	b.Cleanup(func() { _ = stmt.Close() })
	return stmt
}

// BenchmarkSaveDraft gives answers in turn with bare commits on a plain file, so that both meet the same disk. Budget:
// ratio of the 99th percentiles at most 1.25.
func BenchmarkSaveDraft(b *testing.B) {
	r, ctx := storetest.Open(b), context.Background()
	d := r.NewDraft(b, 100, r.Seed.Girl, store.Start)
	d.Responses = sheetOf(0)
	must(b, r.BeginDraft(ctx, d))
	bare := plain(b)
	var ours, theirs []time.Duration
	n := 0
	for b.Loop() {
		n++
		sheet := sheetOf(n % 2000)
		encoded := sheet.Encode()
		first := time.Now()
		if _, err := bare.ExecContext(ctx, encoded); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := r.SaveDraft(ctx, d.ID, sheet, n%items); err != nil {
			b.Fatal(err)
		}
		theirs, ours = append(theirs, middle.Sub(first)), append(ours, time.Since(middle))
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	at := func(all []time.Duration, share float64) float64 {
		return float64(all[int(share*float64(len(all)-1))].Microseconds())
	}
	b.ReportMetric(at(ours, 0.5), "p50-µs")
	b.ReportMetric(at(ours, 0.99), "p99-µs")
	b.ReportMetric(at(theirs, 0.5), "bare-p50-µs")
	b.ReportMetric(at(theirs, 0.99), "bare-p99-µs")
	b.ReportMetric(at(ours, 0.99)/at(theirs, 0.99), "p99-ratio")
	b.ReportMetric(at(ours, 0.5)/at(theirs, 0.5), "p50-ratio")
}

// BenchmarkOpenWorkspace opens a file whose key is known, reads the settings and closes it.
func BenchmarkOpenWorkspace(b *testing.B) {
	r, ctx := storetest.Open(b), context.Background()
	must(b, r.Close())
	key := storetest.Key(b, r.Path)
	for b.Loop() {
		w, err := sqlite.Open(ctx, r.Path, key, storetest.Options())
		must(b, err)
		_, err = w.Settings(ctx)
		must(b, err)
		must(b, w.Close())
	}
}

// crowd adds n families with a girl, a guardian, an episode, meetings and results each.
func crowd(tb testing.TB, r *storetest.Record, n, results int) {
	tb.Helper()
	ctx := tb.Context()
	for from := 0; from < n; from += 500 {
		must(tb, r.Batch(ctx, func(w *sqlite.Workspace) error {
			for i := from; i < min(from+500, n); i++ {
				if err := addFamily(ctx, tb, r, w, i, results); err != nil {
					return err
				}
			}
			return nil
		}))
	}
}

func addFamily(ctx context.Context, tb testing.TB, r *storetest.Record, w *sqlite.Workspace, i, results int) error {
	tb.Helper()
	h, err := r.AddHousehold(ctx, w, i)
	if err != nil {
		return err
	}
	for k := range results {
		a := r.NewAdministration(tb, h.Base+10+uint64(k), h.Girl, store.Extra, h.Episode.Start.AddDays(k*9).String())
		a.Episode, a.Responses = h.Episode.ID, sheetOf(items)
		risk := "none"
		if (i+k)%10 == 0 {
			risk = "flagged"
		}
		scores, risks := storetest.Result(a, float64(k), risk)
		if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
			return err
		}
	}
	return w.SaveMeeting(ctx, store.Meeting{ID: storetest.ID[store.MeetingID](h.Base + 4), Episode: h.Episode.ID, Date: h.Episode.Start, Place: store.AtHome})
}

// BenchmarkFamilyRows lists 10 000 families with ten results each, whole and a searched page of it.
func BenchmarkFamilyRows(b *testing.B) {
	r := storetest.Open(b)
	crowd(b, r, 10_000, 10)
	for name, f := range map[string]store.FamilyFilter{
		"all": {}, "search": {Text: "99", Open: true, Limit: 50}, "page": {Limit: 50},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				rows, err := r.FamilyRows(b.Context(), f)
				must(b, err)
				if len(rows) == 0 {
					b.Fatal("no rows")
				}
			}
		})
	}
}

// BenchmarkEachScored streams 10 000 administrations with their scores.
func BenchmarkEachScored(b *testing.B) {
	r := storetest.Open(b)
	crowd(b, r, 1000, 10)
	for b.Loop() {
		n := 0
		must(b, r.EachScored(b.Context(), false, func(store.Scored) error { n++; return nil }))
		if n != 10_000 {
			b.Fatal(n)
		}
	}
	b.ReportMetric(10_000*float64(b.N)/b.Elapsed().Seconds(), "administrations/s")
}

// BenchmarkAddCompleted stores administrations with two scores and a risk answer, 500 in a transaction, as a demo, an
// import or a merge does.
func BenchmarkAddCompleted(b *testing.B) {
	r, ctx := storetest.Open(b), context.Background()
	n := uint64(1000)
	for b.Loop() {
		must(b, r.Batch(ctx, func(w *sqlite.Workspace) error {
			for range 500 {
				n++
				a := r.NewAdministration(b, n, r.Seed.Girl, store.Extra, "2026-01-10")
				a.Responses = append(instruments.Responses(nil), a.Responses...)
				scores, risks := storetest.Result(a, 1, "none")
				if err := w.AddCompleted(ctx, a, scores, risks); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	b.ReportMetric(500*float64(b.N)/b.Elapsed().Seconds(), "administrations/s")
}
