package vault

import (
	"fmt"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// SlotKind says whose secret a key slot holds. A vault has at most one slot of each kind.
type SlotKind uint8

// The kinds of slot.
const (
	SlotPassphrase   SlotKind = 1 // what the worker types every day
	SlotRecovery     SlotKind = 2 // the printed code, see NewRecoveryCode
	SlotSecondPerson SlotKind = 3 // a second person's own passphrase
)

// String returns the name used in messages for developers.
func (k SlotKind) String() string {
	switch k {
	case SlotPassphrase:
		return "passphrase"
	case SlotRecovery:
		return "recovery code"
	case SlotSecondPerson:
		return "second person"
	default:
		return fmt.Sprintf("slot %d", uint8(k))
	}
}

func (k SlotKind) known() bool { return k >= SlotPassphrase && k <= SlotSecondPerson }

// KDF holds the parameters of Argon2id (RFC 9106).
type KDF struct {
	Time      uint32 // passes
	MemoryKiB uint32
	Threads   uint8
}

// DefaultKDF costs about 0.7 s and 256 MiB on a two-core laptop. The zero KDF means this one.
func DefaultKDF() KDF { return KDF{Time: 3, MemoryKiB: 256 << 10, Threads: 2} }

// FloorKDF is the weakest that Create and SetSecret accept; tests use it.
func FloorKDF() KDF { return KDF{Time: 1, MemoryKiB: 64 << 10, Threads: 4} }

// maxKDF bounds what a header may ask for, so that a doctored one cannot take all memory or hang.
func maxKDF() KDF { return KDF{Time: 16, MemoryKiB: 1 << 20, Threads: 16} }

func (k KDF) inRange() bool {
	low, high := FloorKDF(), maxKDF()
	return k.Time >= low.Time && k.Time <= high.Time &&
		k.MemoryKiB >= low.MemoryKiB && k.MemoryKiB <= high.MemoryKiB &&
		k.Threads >= 1 && k.Threads <= high.Threads
}

// Secret is what opens a vault. Text is compared after normalisation: Unicode NFKC for passphrases,
// so that ä typed on two keyboards is one letter; for recovery codes, see CheckRecoveryCode.
type Secret struct {
	Slot SlotKind
	Text string
	KDF  KDF
}

// checked returns s with defaults filled in, or says what is wrong with it.
func (s Secret) checked() (Secret, error) {
	if s.KDF == (KDF{}) {
		s.KDF = DefaultKDF()
	}
	switch {
	case !s.Slot.known():
		return s, fmt.Errorf("%w: %s", ErrBadSecret, s.Slot)
	case s.Text == "":
		return s, fmt.Errorf("%w: empty %s", ErrBadSecret, s.Slot)
	case !s.KDF.inRange():
		return s, fmt.Errorf("%w: %+v", ErrWeakKDF, s.KDF)
	case s.Slot == SlotRecovery:
		return s, CheckRecoveryCode(s.Text)
	}
	return s, nil
}

// checkSecrets checks the secrets of a new vault.
func checkSecrets(secrets []Secret) ([]Secret, error) {
	if len(secrets) == 0 {
		return nil, fmt.Errorf("%w: none given", ErrBadSecret)
	}
	seen := map[SlotKind]bool{}
	out := make([]Secret, 0, len(secrets))
	for _, s := range secrets {
		c, err := s.checked()
		if err != nil {
			return nil, err
		}
		if seen[c.Slot] {
			return nil, fmt.Errorf("%w: two of kind %s", ErrBadSecret, c.Slot)
		}
		seen[c.Slot] = true
		out = append(out, c)
	}
	return out, nil
}

// normalise returns the bytes the key is derived from.
func normalise(slot SlotKind, text string) []byte {
	if slot == SlotRecovery {
		return []byte(canonicalRecoveryCode(text))
	}
	return norm.NFKC.Bytes([]byte(text))
}

// stretch derives the 32-byte key that wraps the data key of one slot.
func stretch(secret, salt []byte, k KDF) []byte {
	return argon2.IDKey(secret, salt, k.Time, k.MemoryKiB, k.Threads, keySize)
}
