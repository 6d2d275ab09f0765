package store

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Family codes are the region's code and a number of four digits, 0001–9999, drawn at random: the number says
// nothing about when the family came or how many there are.
const (
	familyDigits  = 4
	familyNumbers = 9999
	codeTries     = 200 // random draws before every number is looked at in turn
)

// NewFamilyCode draws a free code such as ES-0042 for a region. taken tells whether a code is in use, also by a
// tombstone: a code is never given twice. rand must be a source of secret randomness. Errors: ErrNoCodeLeft
// when all numbers of the region are taken, *InvalidError for a region without a proper code, errors of rand.
func NewFamilyCode(region Region, rand io.Reader, taken func(code string) (bool, error)) (string, error) {
	if !IsRegionCode(region.Code) {
		return "", &InvalidError{Noun: "region", Field: "Code", Problem: BadFormat}
	}
	var first int
	for range codeTries {
		n, err := drawNumber(rand)
		if err != nil {
			return "", fmt.Errorf("draw family code: %w", err)
		}
		first = n
		code := familyCode(region.Code, n)
		used, err := taken(code)
		if err != nil || !used {
			return code, err
		}
	}
	// The region is nearly full: go round from the last draw, so that no free number is missed.
	for i := range familyNumbers {
		code := familyCode(region.Code, (first+i)%familyNumbers+1)
		used, err := taken(code)
		if err != nil || !used {
			return code, err
		}
	}
	return "", ErrNoCodeLeft
}

func familyCode(region string, n int) string { return fmt.Sprintf("%s-%0*d", region, familyDigits, n) }

// drawNumber is uniform over 1–9999: draws that would favour the low numbers are thrown away.
func drawNumber(rand io.Reader) (int, error) {
	const limit = (1 << 16) / familyNumbers * familyNumbers
	var b [2]byte
	for {
		if _, err := io.ReadFull(rand, b[:]); err != nil {
			return 0, err
		}
		if v := int(binary.BigEndian.Uint16(b[:])); v < limit {
			return v%familyNumbers + 1, nil
		}
	}
}

// IsFamilyCode reports whether s has the form of a family code, such as ES-0042.
func IsFamilyCode(s string) bool {
	region, digits, ok := strings.Cut(s, "-")
	return ok && IsRegionCode(region) && len(digits) == familyDigits && isNumber(digits)
}

// IsPersonCode reports whether s has the form of a person's code, such as ES-0042-N1.
func IsPersonCode(s string) bool {
	_, _, ok := splitPersonCode(s)
	return ok
}

// PersonCode is the code of the n-th person (from 1) of a role in a family: ES-0042-N1, ES-0042-H2.
func PersonCode(family string, role Role, n int) string {
	return fmt.Sprintf("%s-%s%d", family, role.Letter(), n)
}

// NextPersonCode is the code for one more person of a role. Numbers go up and are never given twice, not even
// when they leave gaps: persons must list everybody the family has or had.
func NextPersonCode(family Family, role Role, persons []Person) string {
	last := 0
	for _, p := range persons {
		r, n, ok := splitPersonCode(p.Code)
		if ok && r == role && n > last && strings.HasPrefix(p.Code, family.Code+"-") {
			last = n
		}
	}
	return PersonCode(family.Code, role, last+1)
}

// splitPersonCode reads role and number off a person's code.
func splitPersonCode(s string) (role Role, n int, ok bool) {
	cut := strings.LastIndexByte(s, '-')
	if cut < 0 || !IsFamilyCode(s[:cut]) {
		return "", 0, false
	}
	tail := s[cut+1:]
	switch {
	case strings.HasPrefix(tail, YoungPerson.Letter()):
		role = YoungPerson
	case strings.HasPrefix(tail, Guardian.Letter()):
		role = Guardian
	default:
		return "", 0, false
	}
	digits := tail[1:]
	if !isNumber(digits) || len(digits) > 2 || digits[0] == '0' {
		return "", 0, false
	}
	n, err := strconv.Atoi(digits)
	return role, n, err == nil
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
