package vault

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"runtime/debug"
)

const keySize = 32

// Key is the data key of one vault. Forget wipes it; copies inside ciphers and on stacks that the
// garbage collector has moved cannot be wiped.
type Key struct {
	dek       [keySize]byte
	vaultID   id
	forgotten bool
}

func newKey() *Key {
	k := &Key{vaultID: newID()}
	_, _ = rand.Read(k.dek[:])
	return k
}

// Forget overwrites the key. A forgotten key opens nothing.
func (k *Key) Forget() {
	clear(k.dek[:])
	k.forgotten = true
}

func (k *Key) clone() *Key {
	c := *k
	return &c
}

// derive returns the subkey for a use that concerns the vault and all its backups.
func (k *Key) derive(label string) []byte { return k.deriveSalted(k.vaultID, label) }

func (k *Key) deriveSalted(salt id, label string) []byte {
	sub, err := hkdf.Key(sha256.New, k.dek[:], salt[:], label, keySize)
	if err != nil { // only for lengths that SHA-256 cannot give
		panic("vault: " + err.Error())
	}
	return sub
}

func (k *Key) mac(label string, data []byte) []byte {
	m := hmac.New(sha256.New, k.derive(label))
	m.Write(data)
	return m.Sum(nil)
}

// Unlock derives the data key of the vault at path from one secret. It takes about a second and 256 MiB
// by design. Errors: ErrWrongSecret, ErrNoSuchSlot, ErrRecoveryCode (together with ErrWrongSecret, and
// at once), ErrNotVault, ErrTruncated, ErrHeaderAltered, *NewerFormatError, *DamagedError (both header
// copies). A vault that is open in this process can be unlocked again, to check a secret.
func Unlock(path string, slot SlotKind, text string) (*Key, error) {
	p, err := openVaults.header(path)
	if err != nil {
		return nil, err
	}
	k, err := p.best.unlock(slot, text)
	debug.FreeOSMemory() // Argon2's memory would otherwise stay with the process for minutes
	if err != nil {
		return nil, err
	}
	if err := p.authenticate(k); err != nil {
		k.Forget()
		return nil, err
	}
	return k, nil
}

// Slots lists the slots that the vault at path has, without any secret.
func Slots(path string) ([]SlotKind, error) {
	p, err := openVaults.header(path)
	if err != nil {
		return nil, err
	}
	return p.best.kinds(), nil
}
