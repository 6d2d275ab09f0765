package importer

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/mittari/mittari/instruments"
)

// clean makes a text fit for a screen without changing its words: control and direction-override characters go,
// runs of white space become one space.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// maxExpression bounds an expression of a file, in bytes. What is longer is cut: nobody could check it.
const maxExpression = 32 << 10

// expression cleans an expression and bounds it.
func expression(text string) string {
	if len(text) > maxExpression {
		text = strings.ToValidUTF8(text[:maxExpression], "")
	}
	return clean(text)
}

// fold reduces a text to its letters and digits in lower case, for comparing.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

func sortedLangs(t Texts) []instruments.Lang { return slices.Sorted(maps.Keys(t)) }

// in gives the text in a language, when own is the language of the file: "en" finds "en-US", and a file that does
// not name its language is taken at the word of the one who imports it.
func (t Texts) in(lang, own instruments.Lang) (string, bool) {
	if own == "" || sameLang(own, lang) {
		if text := t[""]; text != "" {
			return text, true
		}
	}
	if text := t[lang]; text != "" {
		return text, true
	}
	for _, l := range sortedLangs(t) {
		if l != "" && sameLang(l, lang) && t[l] != "" {
			return t[l], true
		}
	}
	return "", false
}

// sameLang reports whether two tags name the same language, whatever the region.
func sameLang(a, b instruments.Lang) bool {
	primary := func(l instruments.Lang) string {
		p, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(string(l), "_", "-")), "-")
		return p
	}
	return primary(a) == primary(b)
}

func sortedKeys[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
