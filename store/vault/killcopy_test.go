package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/store/internal/faultlog"
	"github.com/mittari/mittari/store/storetest/fuse"
)

// copySecret opens the vaults that are copied while their process is killed.
func copySecret() Secret { return Secret{SlotPassphrase, "salasana", FloorKDF()} }

// childCopy makes one copy after another, and says each only when it is there: backups beside the vault, or, when
// renewing, copies under a new key that take its place. Each operation on a file but reading, and a
// copy without its place, is a step of its fuse.
func childCopy(out io.Writer, renew bool) {
	path, f := os.Getenv(childPath), fuse.Light(time.Now)
	for i := 0; ; i++ {
		if err := copyOnce(path, fmt.Sprintf("%s.%d-%d", path, os.Getpid(), i), renew, f.Step); err != nil {
			_, _ = fmt.Fprintln(out, "error", err)
			return
		}
		_, _ = fmt.Fprintln(out, i)
	}
}

func copyOnce(path, to string, renew bool, changed func()) error {
	ctx := context.Background()
	k, err := Unlock(path, SlotPassphrase, copySecret().Text)
	if err != nil {
		return err
	}
	v, err := Open(ctx, path, k, Options{Seam: &seam{After: func(o operation) {
		if o.Kind != opRead {
			changed()
		}
	}}})
	if err != nil {
		return err
	}
	if !renew {
		return errors.Join(v.BackupTo(ctx, to), v.Close())
	}
	_, err = v.CopyUnder(ctx, to, []Secret{copySecret()})
	if err := errors.Join(err, v.Close()); err != nil {
		return err
	}
	changed()
	return Exchange(path, to, to+".kept")
}

// TestKillWhileCopying kills a process with signal 9 while it backs a vault up, or puts it under a new key. The vault
// opens and is whole after each, with everything in it; so does each copy that has its name. What else lies there is
// called a part.
func TestKillWhileCopying(t *testing.T) {
	t.Run("backup", func(t *testing.T) { killWhileCopying(t, "backup", faultlog.Draw(2, 100)) })
	t.Run("new key", func(t *testing.T) { killWhileCopying(t, "renew", faultlog.Draw(2, 100)) })
}

func killWhileCopying(t *testing.T, mode string, kills int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "v.mittari")
	k, err := Create(path, []Secret{copySecret()})
	must(t, err)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 3000)
	v.mustClose(t)
	changes := 0
	must(t, copyOnce(path, path+".first", mode == "renew", func() { changes++ }))
	sweep(t, path)
	r := mrand.New(mrand.NewPCG(7, 7))
	copies, parts := 0, 0
	for range kills {
		copyUntilKilled(t, child(t, mode, path, k, fuse.After(changes+2+r.IntN(changes-1), 0))) // in the second copy
		whole, part := sweep(t, path)
		copies, parts = copies+whole, parts+part
		if t.Failed() {
			return
		}
	}
	t.Logf("%d changes in a copy, %d whole copies, %d parts", changes, copies, parts)
	name := map[string]string{"backup": "kill -9 while backing up", "renew": "kill -9 while putting under a new key"}[mode]
	faultlog.Line{Fault: name, Runs: kills, Acknowledged: 3000 * kills}.Log(t)
	if copies < kills || parts < kills/2 {
		t.Error("the kills came at moments that prove nothing")
	}
}

// copyUntilKilled waits until the child has killed itself, with a copy made and another begun.
func copyUntilKilled(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	said, err := cmd.Output()
	if lines := string(said); strings.Contains(lines, "error") || !strings.Contains(lines, "\n") || err == nil {
		t.Errorf("the child was to be killed after its first copy: %v, %s", err, lines)
	}
}

// sweep checks the vault and every copy, and clears the copies away.
func sweep(t *testing.T, path string) (whole, parts int) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	found := false
	for _, e := range entries {
		at := filepath.Join(filepath.Dir(path), e.Name())
		if isPart(e.Name()) {
			parts++
			continue
		}
		k, err := Unlock(at, SlotPassphrase, copySecret().Text)
		must(t, err)
		v := openVault(t, at, k, Options{})
		must(t, v.Verify(t.Context()))
		if n := number(t, v.DB(), "select count(*) from t"); n != 3000 {
			t.Errorf("%s has %d rows", e.Name(), n)
		}
		v.mustClose(t)
		if at == path {
			found = true
			continue
		}
		whole++
		must(t, os.Remove(at))
	}
	if !found {
		t.Error("the vault has lost its name")
	}
	for _, e := range entries { // only now: the vault's own log belonged to it
		if !isPart(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(filepath.Dir(path), e.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	}
	return whole, parts
}

func isPart(name string) bool {
	return strings.Contains(name, ".partial-") || strings.HasSuffix(name, "-wal") || strings.HasSuffix(name, "-journal")
}
