package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"testing"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	p := filepath.Join(t.TempDir(), "pää ?#%41.mtr")
	code, err := NewRecoveryCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k, err := Create(p, []Secret{{SlotPassphrase, "sala sana ä", FloorKDF()}, {SlotRecovery, code, FloorKDF()}})
	if err != nil {
		t.Fatal(err)
	}
	v, err := Open(ctx, p, k, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.DB().Exec("create table t(a); insert into t values(1),(2)"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.DB().Exec("attach 'file:/tmp/leak.db?vfs=unix' as x"); err == nil {
		t.Fatal("attach")
	} else {
		t.Log(err)
	}
	if err := v.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := v.DB().Exec("attach 'file:/tmp/leak.db?vfs=unix' as x"); err == nil {
		t.Fatal("attach")
	}
	if err := v.BackupTo(ctx, p+".copy"); err != nil {
		t.Fatal(err)
	}
	if err := v.SetSecret(ctx, Secret{SlotPassphrase, "new", FloorKDF()}); err != nil {
		t.Fatal(err)
	}
	if _, err := Unlock(p, SlotPassphrase, "sala sana ä"); !errors.Is(err, ErrWrongSecret) {
		t.Fatal(err)
	}
	if _, err := Open(ctx, p, k, Options{}); !errors.Is(err, ErrInUse) {
		t.Fatal(err)
	}
	if err := v.Verify(ctx); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	k2, err := Unlock(p+".copy", SlotPassphrase, "sala sana ä")
	if err != nil {
		t.Fatal(err)
	}
	v, err = Open(ctx, p+".copy", k2, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := v.DB().QueryRow("select count(*) from t").Scan(&n); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	t.Logf("%+v", v.Notices())
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}
