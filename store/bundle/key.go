package bundle

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
)

// Identity is a key pair for receiving. Its text form is a secret.
type Identity struct{ key *age.X25519Identity }

// NewIdentity makes a key pair.
func NewIdentity() (Identity, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return Identity{}, fmt.Errorf("make a key for receiving: %w", err)
	}
	return Identity{key}, nil
}

// ParseIdentity reads what Secret gave.
func ParseIdentity(secret string) (Identity, error) {
	key, err := age.ParseX25519Identity(secret)
	if err != nil {
		return Identity{}, fmt.Errorf("read the key for receiving: %w", err)
	}
	return Identity{key}, nil
}

// Secret is the text form to keep.
func (i Identity) Secret() string { return i.key.String() }

// Recipient is the public key to give away: age1….
func (i Identity) Recipient() string { return i.key.Recipient().String() }

// CheckRecipient is nil for a public key that can be packed for, otherwise ErrBadRecipient.
func CheckRecipient(text string) error {
	if _, err := age.ParseX25519Recipient(text); err != nil {
		return ErrBadRecipient
	}
	return nil
}

// NewSigner makes the key pair for signing. The seed is a secret.
func NewSigner() (seed []byte, err error) {
	seed = make([]byte, ed25519.SeedSize)
	_, err = io.ReadFull(rand.Reader, seed)
	return seed, err
}

// SignerOf is the key pair of a seed.
func SignerOf(seed []byte) (ed25519.PrivateKey, error) {
	if len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("key for signing of %d bytes", len(seed))
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// Mark is the fingerprint of a public key: ten bytes of its SHA-256, to be compared by two people on the telephone.
type Mark struct {
	Words string // five words that can be read aloud, such as lusab-babad-gutih-tugad-zogah
	Hex   string // the same as 20 hexadecimal digits in fives
}

// String is both.
func (m Mark) String() string { return m.Words + " (" + m.Hex + ")" }

// MarkOf is the fingerprint of a key for signing, or of the text of a recipient.
func MarkOf[T ~[]byte | ~string](key T) Mark {
	const size = 10
	sum := sha256.Sum256([]byte(key))
	var m Mark
	var words, groups []string
	for i := 0; i < size; i += 2 {
		words = append(words, word(uint16(sum[i])<<8|uint16(sum[i+1])))
	}
	digits := hex.EncodeToString(sum[:size])
	for i := 0; i < len(digits); i += 5 {
		groups = append(groups, digits[i:i+5])
	}
	m.Words, m.Hex = strings.Join(words, "-"), strings.Join(groups, " ")
	return m
}

// word spells 16 bits as five letters, consonants and vowels in turn (the proquint notation).
func word(n uint16) string {
	const consonants, vowels = "bdfghjklmnprstvz", "aiou"
	return string([]byte{
		consonants[n>>12&15], vowels[n>>10&3], consonants[n>>6&15], vowels[n>>4&3], consonants[n&15],
	})
}
