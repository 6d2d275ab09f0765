package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestCopyUnderANewKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), awkwardName)
	k, err := Create(path, []Secret{{SlotPassphrase, "vanha salasana", FloorKDF()}})
	must(t, err)
	v := openVault(t, path, k, Options{})
	fill(t, v.DB(), 2000)
	rows, digest, err := readAll(v.DB())
	must(t, err)
	derived := string(v.DeriveKey("log"))
	to := path + ".new"
	fresh, err := v.CopyUnder(t.Context(), to, []Secret{{SlotPassphrase, "uusi salasana", FloorKDF()}})
	must(t, err)
	if _, err := v.CopyUnder(t.Context(), to, []Secret{{SlotPassphrase, "uusi salasana", FloorKDF()}}); !errors.Is(err, ErrExists) {
		t.Errorf("second copy to one name: %v", err)
	}
	v.mustClose(t)

	if _, err := Unlock(to, SlotPassphrase, "vanha salasana"); !errors.Is(err, ErrWrongSecret) {
		t.Errorf("the old passphrase on the copy: %v", err)
	}
	if _, err := Open(t.Context(), to, k, Options{}); !errors.Is(err, ErrWrongSecret) {
		t.Errorf("the old key on the copy: %v", err)
	}
	unlocked, err := Unlock(to, SlotPassphrase, "uusi salasana")
	must(t, err)
	if *unlocked != *fresh {
		t.Error("the key returned is not the one the passphrase opens")
	}
	c := openVault(t, to, unlocked, Options{})
	defer c.mustClose(t)
	rows2, digest2, err := readAll(c.DB())
	must(t, err)
	if rows2 != rows || digest2 != digest {
		t.Errorf("copy has %d rows (%x), original %d (%x)", rows2, digest2, rows, digest)
	}
	if string(c.DeriveKey("log")) == derived {
		t.Error("derived keys are those of the old key")
	}
}

func TestExchangeKeepsTheOldFile(t *testing.T) {
	for name, link := range map[string]func(string, string) error{
		"hard links":    os.Link,
		"no hard links": func(string, string) error { return errors.New("not supported") },
	} {
		path, from, kept, old, fresh := twoVaults(t)
		must(t, exchange(path, from, kept, link))
		if got := content(t, path, fresh); got != 20 {
			t.Errorf("%s: the new file has %d rows", name, got)
		}
		if got := content(t, kept, old); got != 10 {
			t.Errorf("%s: the kept file has %d rows", name, got)
		}
		if _, err := os.Stat(from); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the name of the new file is still there: %v", name, err)
		}
	}
}

func TestExchangeRefuses(t *testing.T) {
	path, from, kept, old, _ := twoVaults(t)
	must(t, os.WriteFile(kept, []byte("something else"), 0o600))
	if err := Exchange(path, from, kept); !errors.Is(err, ErrExists) {
		t.Errorf("a name that is taken: %v", err)
	}
	v := openVault(t, path, old, Options{})
	if err := Exchange(path, from, kept+"2"); !errors.Is(err, ErrInUse) {
		t.Errorf("an open file: %v", err)
	}
	run(t, v.DB(), "update t set c = 9")
	main, wal := snapshot(t, v)
	v.mustClose(t)
	if len(wal) == 0 {
		t.Fatal("no log to leave behind")
	}
	place(t, path, main, wal)
	if err := Exchange(path, from, kept+"2"); !errors.Is(err, ErrInUse) {
		t.Errorf("an unfinished log: %v", err)
	}
	if got := content(t, path, old); got != 10 {
		t.Errorf("the refused file has %d rows", got)
	}
}

// A power cut after the old file got its second name and before the new one took its place changes nothing.
func TestExchangeCutHalfway(t *testing.T) {
	path, from, kept, old, fresh := twoVaults(t)
	must(t, os.Link(path, kept))
	if got := content(t, path, old); got != 10 {
		t.Errorf("the file has %d rows", got)
	}
	must(t, Exchange(path, from, kept+"2"))
	if got := content(t, path, fresh); got != 20 {
		t.Errorf("the new file has %d rows", got)
	}
	if got := content(t, kept, old); got != 10 {
		t.Errorf("the kept file has %d rows", got)
	}
}

// twoVaults are one with ten rows at path and one with twenty at from.
func twoVaults(t *testing.T) (path, from, kept string, old, fresh *Key) {
	t.Helper()
	path, old = newVault(t)
	from = path + ".new"
	fresh = newVaultAt(t, from)
	for _, c := range []struct {
		at   string
		key  *Key
		rows int
	}{{path, old, 10}, {from, fresh, 20}} {
		v := openVault(t, c.at, c.key, Options{})
		fill(t, v.DB(), c.rows)
		v.mustClose(t)
	}
	return path, from, path + ".kept", old, fresh
}

func content(t *testing.T, path string, k *Key) int64 {
	t.Helper()
	v := openVault(t, path, k, Options{})
	defer v.mustClose(t)
	return number(t, v.DB(), "select count(*) from t")
}
