package sqlite_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/sqlite"
	"github.com/mittari/mittari/store/storetest"
	"github.com/mittari/mittari/store/storetest/fuse"
	"github.com/mittari/mittari/store/vault"
)

// wait reads what a child says until it ends, line by line; a line without its end was not said. That the child was
// killed is for the caller to see in what it said, but it must not have failed.
func wait(t *testing.T, cmd *exec.Cmd, say func(line string)) {
	t.Helper()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewReader(out)
	for line, err := lines.ReadString('\n'); err == nil; line, err = lines.ReadString('\n') {
		say(strings.TrimSuffix(line, "\n"))
	}
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() == childFailed {
		t.Fatal("the child failed")
	}
}

// mergePage is how many changes are taken in at once.
const mergePage = 7

// merge takes in another file's changes page by page, and says how many have come after each.
func merge(ctx context.Context, w *sqlite.Workspace, from string) error {
	key, err := vault.Unlock(from, vault.SlotPassphrase, storetest.Passphrase)
	if err != nil {
		return err
	}
	source, err := sqlite.Open(ctx, from, key, sqlite.Options{})
	if err != nil {
		return err
	}
	f := fuse.Light(time.Now)
	taken := func(n int) {
		fmt.Println("ack", n)
		f.Step()
	}
	return errors.Join(mergeAll(ctx, w, source, taken), source.Close(), w.Close())
}

func mergeAll(ctx context.Context, w, source *sqlite.Workspace, taken func(n int)) error {
	var at store.Cursor
	for n := 0; ; {
		d, next, err := source.Changes(ctx, at, mergePage)
		if err != nil || len(d.Versions)+len(d.Administrations) == 0 {
			return err
		}
		if _, err := w.Absorb(ctx, d); err != nil {
			return err
		}
		n += len(d.Versions) + len(d.Administrations)
		taken(n)
		at = next
	}
}

// changesIn counts what a file holds of the record.
func changesIn(t *testing.T, w *sqlite.Workspace) (n int) {
	t.Helper()
	var at store.Cursor
	for {
		d, next, err := w.Changes(t.Context(), at, 1000)
		must(t, err)
		if len(d.Versions)+len(d.Administrations) == 0 {
			return n
		}
		n += len(d.Versions) + len(d.Administrations)
		at = next
	}
}

// TestFaultKillWhileMerging kills a process while it takes in another file. What it said it has taken in is there, and
// merging again, from the beginning, ends in the same state as without the kill.
func TestFaultKillWhileMerging(t *testing.T) {
	acts := slices.DeleteFunc(yearOf(t), func(a act) bool { return a.name == "another passphrase" }) // the child has the first
	s := newStage(t)
	s.play(t, acts[:faultlog.Draw(60, len(acts))], func(int) {})
	want, pages := got[[32]byte](t)(s.StateHash(t.Context())), changesIn(t, s.Workspace)/mergePage
	must(t, s.Close())
	dir, kills, acked := t.TempDir(), faultlog.Draw(3, 100), 0
	for n := range kills {
		path := filepath.Join(dir, fmt.Sprintf("merged-%d.mittari", n))
		w, err := sqlite.Create(t.Context(), path, storetest.Secrets(), storetest.Options())
		must(t, err)
		must(t, w.Close())
		last, cmd := 0, child(t, "merge", path, s.path)
		cmd.Env = append(cmd.Env, fuse.After(1+rand.IntN(pages-1), rand.Float64()))
		wait(t, cmd, func(line string) { _, _ = fmt.Sscanf(line, "ack %d", &last) })
		if last == 0 {
			t.Fatal("nothing was taken in")
		}
		acked += last
		checkMerged(t, path, s.path, last, want)
		if t.Failed() {
			t.Fatalf("kill %d", n)
		}
	}
	faultlog.Line{Fault: "kill -9 while merging", Runs: kills, Acknowledged: acked}.Log(t)
}

func checkMerged(t *testing.T, path, from string, acknowledged int, want [32]byte) {
	t.Helper()
	ctx := t.Context()
	w, err := sqlite.Open(ctx, path, storetest.Key(t, path), storetest.Options())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	must(t, w.Vault().Verify(ctx))
	must(t, errOf(w.VerifyLog(ctx)))
	if n := changesIn(t, w); n < acknowledged {
		t.Errorf("%d changes are there, %d were acknowledged", n, acknowledged)
	}
	source, err := sqlite.Open(ctx, from, storetest.Key(t, from), storetest.Options())
	must(t, err)
	defer func() { must(t, source.Close()) }()
	must(t, mergeAll(ctx, w, source, func(int) {}))
	if state := got[[32]byte](t)(w.StateHash(ctx)); state != want {
		t.Error("merging again ends in another state")
	}
}

// TestFaultSecondProcess opens the file again and again while another process answers in it: it is told each time that
// the file is in use, and nothing that was answered is lost.
func TestFaultSecondProcess(t *testing.T) {
	r := storetest.Open(t)
	must(t, r.BeginDraft(t.Context(), killDraft(t, r)))
	must(t, r.Close())
	key := storetest.Key(t, r.Path)
	cmd := child(t, "answer", r.Path)
	tries, done := faultlog.Draw(5, 200), 0
	var answered, completed acks
	wait(t, cmd, func(line string) {
		answered.read(line, "ack")
		completed.read(line, "completed")
		if done < tries {
			done++
			_, err := sqlite.Open(t.Context(), r.Path, key, storetest.Options())
			wantErr(t, err, vault.ErrInUse)
		}
		if done == tries {
			_ = cmd.Process.Kill()
		}
	})
	checkAfterKill(t, r.Path, answered.last, completed.last)
	faultlog.Line{Fault: "a second process opens the file", Runs: tries, Acknowledged: answered.count}.Log(t)
}
