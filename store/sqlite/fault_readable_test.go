package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/internal/physical"
	"github.com/mittari/mittari/store/internal/powercut"
	"github.com/mittari/mittari/store/internal/readable"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// TestFaultNothingReadable plays the year, with temporary files in a directory of their own, and then looks for every
// text and every id that any table of the file holds: in everything that was ever written to the disk on the way, in
// the file and its log while open, in the file closed, in the backup and in the temporary directory.
func TestFaultNothingReadable(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	ctx := t.Context()
	var log powercut.Recorder
	s := newStage(t)
	s.o.Seam = log.Seam()
	must(t, s.reopen(ctx))
	s.play(t, yearOf(t), func(int) {})
	secrets := got[[]string](t)(everyText(ctx, s.Workspace))
	secrets = append(secrets, wordsOfTheYear...)
	secrets = append(secrets, storetest.Passphrase, "another one", "CREATE TABLE", "SQLite format 3", "ES-0777")
	search := readable.For(secrets...)
	if search.Len() < 250 {
		t.Fatalf("only %d texts are looked for", search.Len())
	}
	must(t, s.SavePIN(ctx, []byte("something in the log")))
	files := got[int](t)(search.InFiles(filepath.Dir(s.path), temp))
	if _, err := os.Stat(s.path + "-wal"); err != nil {
		t.Errorf("the log was not looked at: %v", err)
	}
	must(t, s.Close())
	files += got[int](t)(search.InFiles(filepath.Dir(s.path), temp))
	writes := 0
	for _, step := range log.Steps {
		if step.Kind == physical.Write {
			writes++
			must(t, search.In("a write to "+step.Path, step.Data))
		}
	}
	t.Logf("%d texts and ids, %d files, %d writes", search.Len(), files, writes)
	faultlog.Line{Fault: "every text and id looked for in every file and write", Runs: search.Len(), Acknowledged: files + writes}.Log(t)
}

// everyText is every text and blob in every column of every table, and the names of the tables.
func everyText(ctx context.Context, w *sqlite.Workspace) ([]string, error) {
	tables, err := textColumn(ctx, w, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return nil, err
	}
	all := tables
	for _, table := range tables {
		columns, err := textColumn(ctx, w, "SELECT name FROM pragma_table_info('"+table+"')")
		if err != nil {
			return nil, err
		}
		for _, c := range columns {
			found, err := textColumn(ctx, w, "SELECT DISTINCT CAST("+c+" AS TEXT) FROM "+table+
				" WHERE typeof("+c+") IN ('text', 'blob')")
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	return all, nil
}
