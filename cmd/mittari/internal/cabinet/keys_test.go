package cabinet_test

import (
	"errors"
	"testing"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store/vault"
)

func TestKeys(t *testing.T) {
	d, code := place(t)
	desk, _ := sit(t, d, old)
	try := func(text string, want casework.KeyKind) {
		t.Helper()
		kind, err := d.Try(casework.Secret{Text: text})
		if err != nil || kind != want {
			t.Errorf("%s, %v; want %s", kind, err, want)
		}
	}
	try(old, casework.KeyPassphrase)
	try(code, casework.KeyRecovery)
	change := func(known string, next casework.Secret) error { return desk.ChangeKey(t.Context(), known, next) }
	must(t, change(code, casework.Secret{Kind: casework.KeyPassphrase, Text: fresh}))
	must(t, change(fresh, casework.Secret{Kind: casework.KeySecond, Text: "toisen oma salasana"}))
	try("toisen oma salasana", casework.KeySecond)
	must(t, desk.RemoveSecond(t.Context(), fresh))
	if _, err := d.Try(casework.Secret{Text: "toisen oma salasana"}); !errors.Is(err, vault.ErrWrongSecret) {
		t.Errorf("removed: %v", err)
	}
	if err := desk.RemoveSecond(t.Context(), fresh); !errors.Is(err, vault.ErrNoSuchSlot) {
		t.Errorf("nothing to remove: %v", err)
	}
	if err := change(fresh, casework.Secret{Kind: casework.KeyPassphrase, Text: "lyhyt"}); !errors.Is(err, casework.ErrShortPassphrase) {
		t.Errorf("short: %v", err)
	}
	for range 2 {
		if err := change(old, casework.Secret{Kind: casework.KeySecond, Text: fresh}); !errors.Is(err, vault.ErrWrongSecret) {
			t.Errorf("wrong: %v", err)
		}
	}
	var wait *casework.KeyWaitError
	_ = change(old, casework.Secret{Kind: casework.KeySecond, Text: fresh})
	if err := change(fresh, casework.Secret{Kind: casework.KeySecond, Text: fresh}); !errors.As(err, &wait) {
		t.Errorf("the fourth try was not held back: %v", err)
	}
	must(t, desk.Leave(t.Context()))
}
