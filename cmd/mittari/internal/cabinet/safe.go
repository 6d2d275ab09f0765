package cabinet

import (
	"context"
	"errors"
	"fmt"

	"github.com/mittari/mittari/cmd/mittari/internal/casework"
	"github.com/mittari/mittari/store/vault"
)

// slots pairs the kinds of keys with the slots of the vault.
func slots() []struct {
	kind casework.KeyKind
	slot vault.SlotKind
} {
	return []struct {
		kind casework.KeyKind
		slot vault.SlotKind
	}{
		{casework.KeyPassphrase, vault.SlotPassphrase},
		{casework.KeyRecovery, vault.SlotRecovery},
		{casework.KeySecond, vault.SlotSecondPerson},
	}
}

// slotOf is the slot of a kind of key; a kind that there is not is vault.ErrBadSecret.
func slotOf(k casework.KeyKind) (vault.SlotKind, error) {
	for _, s := range slots() {
		if s.kind == k {
			return s.slot, nil
		}
	}
	return 0, fmt.Errorf("%w: key %q", vault.ErrBadSecret, k)
}

// Keys lists the kinds of keys that open the file.
func (r Record) Keys() []casework.KeyKind {
	var out []casework.KeyKind
	for _, have := range r.Vault().Slots() {
		for _, s := range slots() {
			if s.slot == have {
				out = append(out, s.kind)
			}
		}
	}
	return out
}

// TryKey is nil when the secret opens the file.
func (r Record) TryKey(_ context.Context, s casework.Secret) error {
	key, _, err := unlock(r.Vault().Path(), s)
	if err != nil {
		return err
	}
	key.Forget()
	return nil
}

// Try tells which key of the file at the door a secret is, without opening the file.
func (d *Door) Try(s casework.Secret) (casework.KeyKind, error) {
	key, kind, err := unlock(d.path, s)
	if err != nil {
		return kind, err
	}
	key.Forget()
	return kind, nil
}

// unlock derives the data key of a file and tells which key the secret was. A secret of any kind is a recovery code
// when its check symbols say so, else a passphrase: the worker's or, which costs another second and only when there is
// one, the second person's.
func unlock(path string, s casework.Secret) (*vault.Key, casework.KeyKind, error) {
	if s.Kind != casework.AnyKey {
		slot, err := slotOf(s.Kind)
		if err != nil {
			return nil, s.Kind, err
		}
		key, err := vault.Unlock(path, slot, s.Text)
		return key, s.Kind, err
	}
	if vault.CheckRecoveryCode(s.Text) == nil {
		key, err := vault.Unlock(path, vault.SlotRecovery, s.Text)
		return key, casework.KeyRecovery, err
	}
	key, err := vault.Unlock(path, vault.SlotPassphrase, s.Text)
	if err == nil || !errors.Is(err, vault.ErrWrongSecret) && !errors.Is(err, vault.ErrNoSuchSlot) {
		return key, casework.KeyPassphrase, err
	}
	second, other := vault.Unlock(path, vault.SlotSecondPerson, s.Text)
	if errors.Is(other, vault.ErrNoSuchSlot) {
		return nil, casework.KeyPassphrase, err
	}
	return second, casework.KeySecond, other
}

// SetKey puts a secret in the place of the one of its kind.
func (r Record) SetKey(ctx context.Context, s casework.Secret) error {
	locked, err := lockWith(s, r.KDF)
	if err != nil {
		return err
	}
	return r.Vault().SetSecret(ctx, locked)
}

// RemoveKey takes a key away.
func (r Record) RemoveKey(ctx context.Context, k casework.KeyKind) error {
	slot, err := slotOf(k)
	if err != nil {
		return err
	}
	return r.Vault().RemoveSlot(ctx, slot)
}

// BackupTo writes a proven copy.
func (r Record) BackupTo(ctx context.Context, path string) error {
	return r.Vault().BackupTo(ctx, path)
}

// ProvePages authenticates every page.
func (r Record) ProvePages(ctx context.Context) error { return r.Vault().Verify(ctx) }

// lockWith is a secret as the vault takes it.
func lockWith(s casework.Secret, kdf vault.KDF) (vault.Secret, error) {
	slot, err := slotOf(s.Kind)
	return vault.Secret{Slot: slot, Text: s.Text, KDF: kdf}, err
}
