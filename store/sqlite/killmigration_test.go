package sqlite_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
)

// TestKillMigration kills a process that is migrating a file of the first release, at random moments. Afterwards the file
// opens, of the old schema or the new one, and holds what it held; so does the copy that was made before, if it has its
// name already. A few rounds run with the other tests, a hundred with MITTARI_FULL_FAULTS=1.
func TestKillMigration(t *testing.T) {
	kills := faultlog.Draw(3, 100)
	if testing.Short() {
		kills = min(kills, 2)
	}
	release := filepath.Join(releases, "schema-1.mittari")
	var want content
	must(t, json.Unmarshal(bytesOf(t, filepath.Join(releases, "schema-1.json")), &want))
	before, after, whole := 0, 0, childTakes(t, release)
	for range kills {
		path := filepath.Join(t.TempDir(), "file.mittari")
		must(t, os.WriteFile(path, bytesOf(t, release), 0o600))
		cmd := child(t, "open", path)
		must(t, cmd.Start())
		time.Sleep(whole/3 + time.Duration(rand.Int64N(int64(whole)))) // the start is opening and deriving keys
		_ = cmd.Process.Kill()
		_ = cmd.Wait()

		version := 0
		must(t, errOf(sqlite.SchemaOf(t.Context(), path, storetest.Key(t, path), &version)))
		switch version {
		case 1:
			before++
		case sqlite.Shipped():
			after++
		}
		checkMigrated(t, path, want)
		if copied := path + ".before-schema-2"; version > 1 {
			checkMigrated(t, copied, want)
		}
	}
	t.Logf("%d files were still old, %d new, %d between", before, after, kills-before-after)
	faultlog.Line{Fault: "kill -9 while migrating", Runs: kills, Acknowledged: kills * len(want.Results)}.Log(t)
}

// childTakes is how long the child needs when nobody kills it.
func childTakes(t *testing.T, release string) time.Duration {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.mittari")
	must(t, os.WriteFile(path, bytesOf(t, release), 0o600))
	start := time.Now()
	out, err := child(t, "open", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return time.Since(start)
}

func checkMigrated(t *testing.T, path string, want content) {
	t.Helper()
	w, err := sqlite.Open(t.Context(), path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	wantEqual(t, want, contentOf(t, w))
	must(t, w.Vault().Verify(t.Context()))
}
