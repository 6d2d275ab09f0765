package casework_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/mittari/mittari/cmd/mittari/internal/cabinet"
	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/storetest/fuse"
	"github.com/mittari/mittari/store/vault"
)

// mergeChild names, in the environment, the folder of the file and the bundles that a started-again test binary merges.
const mergeChild = "MITTARI_TEST_MERGE"

// childFailed is the exit code of a merge that failed; one that was killed has another.
const childFailed = 3

func TestMain(m *testing.M) {
	if dir := os.Getenv(mergeChild); dir != "" {
		if err := mergeAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(childFailed)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// mergeAll is the other process: it says when it is done. Each time it tells that it has taken something in is a step
// of its fuse.
func mergeAll(dir string) error {
	ctx := context.Background()
	key, err := vault.Unlock(filepath.Join(dir, "lead.mittari"), vault.SlotPassphrase, storetest.Passphrase)
	if err != nil {
		return err
	}
	w, err := sqlite.Open(ctx, filepath.Join(dir, "lead.mittari"), key, storetest.Options())
	if err != nil {
		return err
	}
	cat, err := instruments.Builtin()
	if err != nil {
		return err
	}
	desk, err := casework.NewDesk(ctx, cabinet.Record{Workspace: w}, cat, storetest.Now)
	if err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.bundle"))
	if err != nil {
		return err
	}
	o, burning := mergeOrder(), fuse.Light(time.Now)
	o.Progress = func(s casework.MergeStep) {
		if !s.Checking {
			burning.Step()
		}
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err != nil {
			return err
		}
		o.Files = append(o.Files, casework.BundleFile{Name: name, At: f, Size: info.Size()})
	}
	v, err := desk.Merge(ctx, o)
	for _, f := range v.Files {
		err = errors.Join(err, f.Err)
	}
	if err != nil {
		return err
	}
	fmt.Println("done")
	return w.Close()
}

// TestFault_killWhileMerging kills a process that is merging, at random moments. The file is whole, its log unbroken,
// and merging again brings it to where it would have been.
func TestFault_killWhileMerging(t *testing.T) {
	kills, many := 2, 8
	if fullFaults() {
		kills, many = 100, 15
	}
	r := storetest.Empty(t)
	lead := laptopOf(t, r.Workspace)
	bundles := busy(t, lead, many)
	want, err := lead.afterMerging(t, bundles, 1)
	must(t, err)
	must(t, lead.Close())
	template, err := os.ReadFile(r.Path)
	must(t, err)
	middle := 0
	for i := 0; i < kills; i++ {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, "lead.mittari"), template, 0o600))
		for n, raw := range bundles {
			must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.bundle", n)), raw, 0o600))
		}
		if killMerging(t, dir, fuse.After(1+rand.IntN(many/2), rand.Float64())) { // each bundle is a step or more
			middle++
		}
		goOn(t, filepath.Join(dir, "lead.mittari"), bundles, want)
	}
	t.Logf("%d of %d kills fell into the middle of a merge", middle, kills)
	t.Logf("fault: kill -9 while merging bundles | %d | %d | 0", kills, kills*len(bundles)) // a line of .ci/faults
	if middle == 0 {
		t.Error("no kill fell into a merge: the test has proved nothing")
	}
}

// killMerging lets the child merge until its fuse has burnt down and tells whether it was still at work.
func killMerging(t *testing.T, dir, fuse string) bool {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), mergeChild+"="+dir, fuse)
	cmd.Stderr = os.Stderr
	said, _ := cmd.Output() // killed, or done before
	if cmd.ProcessState.ExitCode() == childFailed {
		t.Error("the child failed")
	}
	return len(said) == 0
}

// goOn opens the file as the next start of the program does, and merges again.
func goOn(t *testing.T, path string, bundles [][]byte, want outcome) {
	t.Helper()
	w, err := sqlite.Open(t.Context(), path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	must(t, errOf(w.VerifyLog(t.Context())))
	must(t, w.Vault().Verify(t.Context()))
	got, err := laptopOf(t, w).afterMerging(t, bundles, 1)
	must(t, err)
	if got != want {
		t.Error("merging again does not bring the file to where it would have been")
	}
}
