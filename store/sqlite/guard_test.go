package sqlite_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// schemaOf lists what a file is made of, sorted.
func schemaOf(t *testing.T, r *storetest.Record) []string {
	t.Helper()
	rows, err := raw(r).QueryContext(t.Context(), "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema")
	must(t, err)
	var out []string
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		out = append(out, line)
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	slices.Sort(out)
	return out
}

// many are more administrations than the rows of one statement.
func many(t *testing.T, r *storetest.Record, first uint64) (d store.Delivery) {
	t.Helper()
	for i := range 250 {
		d.Administrations = append(d.Administrations, distressSheet(t, r, first+uint64(i), r.Seed.Family.ID, r.Seed.Episode, r.Seed.Girl, i))
	}
	return d
}

// TestAbsorb_leavesTheGuards: a large delivery is checked by the program instead of the triggers; after it, and after one
// that was taken back, they all stand again and refuse what they always refused.
func TestAbsorb_leavesTheGuards(t *testing.T) {
	r, ctx, back := storetest.Open(t), t.Context(), errors.New("take back")
	before := schemaOf(t, r)
	got[store.Absorbed](t)(r.Absorb(ctx, many(t, r, 1000)))
	wantEqual(t, before, schemaOf(t, r))
	err := r.Batch(ctx, func(w *sqlite.Workspace) error {
		_, err := w.Absorb(ctx, many(t, r, 2000))
		return errors.Join(err, back)
	})
	if !errors.Is(err, back) {
		t.Fatal(err)
	}
	wantEqual(t, before, schemaOf(t, r))
	wantEqual(t, 250, count(t, r, "SELECT count(*) FROM administration"))
	for _, again := range []string{
		"INSERT OR REPLACE INTO administration SELECT * FROM administration LIMIT 1",
		"INSERT OR REPLACE INTO score SELECT * FROM score LIMIT 1",
		"INSERT OR REPLACE INTO risk SELECT * FROM risk LIMIT 1",
	} {
		if _, err := raw(r).ExecContext(ctx, again); err == nil {
			t.Errorf("not refused: %s", again)
		}
	}
}

// TestAbsorb_strangersInManyWait: without the triggers it is the program that keeps an administration about somebody
// of another family out of the table.
func TestAbsorb_strangersInManyWait(t *testing.T) {
	r, ctx := storetest.Open(t), t.Context()
	must(t, r.Batch(ctx, func(w *sqlite.Workspace) error { return addFamily(ctx, t, r, w, 1, 0) }))
	d := many(t, r, 1000)
	stranger := r.Seed.Girl
	stranger.ID = storetest.ID[store.PersonID](100_201)
	d.Administrations = append(d.Administrations, distressSheet(t, r, 5000, r.Seed.Family.ID, r.Seed.Episode, stranger, 1))
	n := got[store.Absorbed](t)(r.Absorb(ctx, d))
	wantEqual(t, 1, n.Waiting)
	wantEqual(t, 250, count(t, r, "SELECT count(*) FROM administration"))
	wantEqual(t, 1, count(t, r, "SELECT count(*) FROM aside"))
}
