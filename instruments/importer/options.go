package importer

import (
	"slices"
	"strconv"
)

// noAnswerCodes are the codes by which survey programs record that there is no answer: declined, not known, does not
// apply. They count only where they stand apart from the other codes.
func noAnswerCodes() []int {
	return []int{7, 8, 9, 66, 77, 88, 96, 97, 98, 99, 555, 666, 777, 888, 997, 998, 999, 8888, 9999}
}

// markMissing finds the options that stand for no answer: a negative code of the usual ones beside codes from 0, or
// a positive one of two digits or more, far above all others.
func markMissing(options []Option) {
	codes := make([]int, len(options))
	usual := make([]bool, len(options))
	reserved := noAnswerCodes()
	low, high, rest := 0, 0, 0
	for i, o := range options {
		code, err := strconv.Atoi(o.Code)
		if err != nil {
			return
		}
		codes[i] = code
		usual[i] = slices.Contains(reserved, max(code, -code)) && (code < 0 || code > 60)
		if usual[i] {
			continue
		}
		if rest++; rest == 1 {
			low, high = code, code
		}
		low, high = min(low, code), max(high, code)
	}
	if rest < 2 {
		return
	}
	for i := range options {
		if usual[i] && (codes[i] < 0 && low >= 0 || codes[i] > 0 && codes[i] > 4*max(high, 1)) {
			options[i].Missing = true
			options[i].Score = nil
		}
	}
}
