package vault

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mittari/mittari/store/internal/faultlog"
)

// copySecret opens the vaults that are copied while their process is killed.
func copySecret() Secret { return Secret{SlotPassphrase, "salasana", FloorKDF()} }

// childCopy makes one copy after another, and says each only when it is there: backups beside the vault, or, when
// renewing, copies under a new key that take its place.
func childCopy(out io.Writer, renew bool) {
	path := os.Getenv(childPath)
	for i := 0; ; i++ {
		if err := copyOnce(path, fmt.Sprintf("%s.%d-%d", path, os.Getpid(), i), renew); err != nil {
			_, _ = fmt.Fprintln(out, "error", err)
			return
		}
		_, _ = fmt.Fprintln(out, i)
	}
}

func copyOnce(path, to string, renew bool) error {
	ctx := context.Background()
	k, err := Unlock(path, SlotPassphrase, copySecret().Text)
	if err != nil {
		return err
	}
	v, err := Open(ctx, path, k, Options{})
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
	r := mrand.New(mrand.NewPCG(7, 7))
	copies, parts := 0, 0
	for range kills {
		copyUntilKilled(t, mode, path, k, time.Duration(r.IntN(400))*time.Millisecond)
		whole, part := sweep(t, path)
		copies, parts = copies+whole, parts+part
		if t.Failed() {
			return
		}
	}
	t.Logf("%d whole copies, %d parts", copies, parts)
	name := map[string]string{"backup": "kill -9 while backing up", "renew": "kill -9 while putting under a new key"}[mode]
	faultlog.Line{Fault: name, Runs: kills, Acknowledged: 3000 * kills}.Log(t)
	if copies == 0 || faultlog.Draw(0, 1) == 1 && parts == 0 {
		t.Error("the kills came at moments that prove nothing")
	}
}

// copyUntilKilled kills the child some time after its first copy.
func copyUntilKilled(t *testing.T, mode, path string, k *Key, after time.Duration) {
	t.Helper()
	cmd := child(t, mode, path, k)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	var killer *time.Timer
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Errorf("child: %s", lines.Text())
		}
		if killer == nil {
			killer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // it was killed
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
