package setup

import (
	"strings"
	"unicode/utf8"
)

// Strength is our plain advice on a passphrase. It counts, it does not look anything up.
type Strength uint8

// Strengths. Weak ones are refused.
const (
	Weak Strength = iota
	Enough
	Good
)

const (
	minLength   = 12 // characters, or
	minWords    = 4  // words
	goodLength  = 20
	goodWords   = 5
	minDistinct = 6 // different characters: "aaaaaaaaaaaa" is no secret
)

// Judge says how good a passphrase is.
func Judge(p string) Strength {
	p = strings.TrimSpace(p)
	distinct := map[rune]bool{}
	for _, r := range strings.ToLower(p) {
		distinct[r] = true
	}
	length, words := utf8.RuneCountInString(p), len(strings.Fields(p))
	switch {
	case len(distinct) < minDistinct:
		return Weak
	case length >= goodLength || words >= goodWords:
		return Good
	case length >= minLength || words >= minWords:
		return Enough
	}
	return Weak
}
