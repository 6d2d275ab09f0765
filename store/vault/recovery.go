package vault

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// A recovery code is 40 symbols of Crockford's base 32 in eight groups of five: 38 random symbols
// (190 bits) and two check symbols. The alphabet leaves out I, L, O and U; the first three are read
// as 1, 1 and 0.
const (
	recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	recoverySymbols  = 40
	recoveryGroup    = 5
	recoveryData     = recoverySymbols - 2
	// recoveryPrime is the largest prime that two symbols can express. Weights are powers of 32 modulo
	// it, none of them zero, so every single wrong symbol and every swap of neighbours changes the sum.
	recoveryPrime = 1021
)

// NewRecoveryCode draws a code from r, which must be a source of secret randomness such as
// crypto/rand.Reader.
func NewRecoveryCode(r io.Reader) (string, error) {
	raw := make([]byte, recoveryData)
	if _, err := io.ReadFull(r, raw); err != nil {
		return "", fmt.Errorf("draw recovery code: %w", err)
	}
	symbols := make([]byte, 0, recoverySymbols)
	for _, b := range raw {
		symbols = append(symbols, recoveryAlphabet[b&31]) // 256 is a multiple of 32: no bias
	}
	check := recoveryChecksum(string(symbols))
	symbols = append(symbols, recoveryAlphabet[check/32], recoveryAlphabet[check%32])
	var b strings.Builder
	for i, c := range symbols {
		if i > 0 && i%recoveryGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(c)
	}
	return b.String(), nil
}

// CheckRecoveryCode finds typing mistakes without trying the code: it returns ErrRecoveryCode for a
// wrong length, a symbol outside the alphabet, or check symbols that do not fit. Case, spaces and
// dashes do not matter.
func CheckRecoveryCode(s string) error {
	code := canonicalRecoveryCode(s)
	if len(code) != recoverySymbols {
		return fmt.Errorf("%w: %d of %d symbols", ErrRecoveryCode, len(code), recoverySymbols)
	}
	for i := range len(code) {
		if strings.IndexByte(recoveryAlphabet, code[i]) < 0 {
			return fmt.Errorf("%w: symbol %d", ErrRecoveryCode, i+1)
		}
	}
	check := strings.IndexByte(recoveryAlphabet, code[recoveryData])*32 +
		strings.IndexByte(recoveryAlphabet, code[recoveryData+1])
	if recoveryChecksum(code[:recoveryData]) != check {
		return fmt.Errorf("%w: check symbols do not fit", ErrRecoveryCode)
	}
	return nil
}

// canonicalRecoveryCode drops separators and undoes case and look-alikes.
func canonicalRecoveryCode(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToUpper(r); {
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r):
			return -1
		case r == 'I' || r == 'L':
			return '1'
		case r == 'O':
			return '0'
		}
		return r
	}, s)
}

// recoveryChecksum returns the value c in [0, recoveryPrime) for which the number written by the data
// symbols followed by c is 0 modulo recoveryPrime.
func recoveryChecksum(data string) int {
	sum := 0
	for i := range len(data) {
		sum = (sum*32 + strings.IndexByte(recoveryAlphabet, data[i])) % recoveryPrime
	}
	sum = sum * 1024 % recoveryPrime
	return (recoveryPrime - sum) % recoveryPrime
}
