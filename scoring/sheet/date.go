package sheet

// isoDate reads a day written 2026-03-01, with or without a time after it, or 1.3.2026, and appends it to dst in
// the first form. It is false for anything else, and for days that no calendar has.
func isoDate(dst, cell []byte) ([]byte, bool) {
	year, month, day, ok := dateParts(cell)
	if !ok || year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return dst, false
	}
	return append(dst, digit(year/1000), digit(year/100), digit(year/10), digit(year), '-',
		digit(month/10), digit(month), '-', digit(day/10), digit(day)), true
}

func digit(n int) byte { return byte('0' + n%10) }

func dateParts(s []byte) (year, month, day int, ok bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' && (len(s) == 10 || s[10] == 'T' || s[10] == ' ') {
		y, okY := digits(s[:4])
		m, okM := digits(s[5:7])
		d, okD := digits(s[8:10])
		return y, m, d, okY && okM && okD
	}
	return dottedParts(s)
}

func digits(s []byte) (n int, ok bool) {
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// dottedParts reads the Nordic form.
func dottedParts(s []byte) (year, month, day int, ok bool) {
	var parts [3]int
	n, digits := 0, 0
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9' && digits < 4:
			parts[n] = parts[n]*10 + int(s[i]-'0')
			digits++
		case s[i] == '.' && n < 2 && digits > 0:
			n, digits = n+1, 0
		default:
			return 0, 0, 0, false
		}
	}
	return parts[2], parts[1], parts[0], n == 2 && digits == 4
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}
