package setup

import "strings"

// groups are the parts of a recovery code as it is written down.
func groups(code string) []string {
	return strings.FieldsFunc(code, func(r rune) bool { return r == '-' || r == ' ' })
}

// asked are the two groups, counted from 0, that are typed back: the second and the last, so that the whole paper
// has been looked at.
func asked(code string) (first, second int) {
	n := len(groups(code))
	return min(1, n-1), n - 1
}

// same compares a group as typed with the code's own: case, and letters that look like digits, do not matter.
func same(typed, want string) bool {
	plain := strings.NewReplacer("I", "1", "L", "1", "O", "0", " ", "", "-", "")
	fold := func(s string) string { return plain.Replace(strings.ToUpper(s)) }
	return fold(typed) == fold(want)
}
