package definition

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/mittari/mittari/instruments"
)

// plain makes a text one line without control characters.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// formulaSigns start what a spreadsheet takes for a formula.
const formulaSigns = "=+-@"

// safe keeps a text in a cell from being taken for a formula.
func safe(s string) string {
	if s != "" && strings.IndexByte(formulaSigns, s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// stem is the beginning of every name in a table: the id in lower-case letters, digits and underscores, not
// beginning with a digit.
func stem(id instruments.ID) string {
	s := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(string(id)))
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return "i_" + s
	}
	return s
}

// itemName is the name of an item in a table: phq_9_1.
func (f *form) itemName(i *item) string { return fmt.Sprintf("%s_%d", stem(f.def.ID), i.Number) }

// scoreName is the name of a score in a table: phq_9_total.
func (f *form) scoreName(s *score) string {
	return stem(f.def.ID) + "_" + stem(instruments.ID(s.ID))
}

// In a table, names of other rows.
func (f *form) aboutName() string       { return stem(f.def.ID) + "_about" }
func (f *form) instructionName() string { return stem(f.def.ID) + "_instruction" }
