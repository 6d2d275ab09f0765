package workbook

import "unicode/utf8"

const hexDigits = "0123456789ABCDEF"

// appendText writes a text as the content of an element or a quoted attribute. Characters that XML cannot hold are
// written in the format's own escape, _x0001_, and a text that looks like such an escape keeps its meaning.
func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if plainByte[c] || c == '_' && !looksEscaped(s[i:]) {
				i++
				continue
			}
			b = appendEscaped(append(b, s[from:i]...), c)
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF {
			b = append(append(b, s[from:i]...), "\uFFFD"...)
			from = i + n
		}
		i += n
	}
	return append(b, s[from:]...)
}

// plainByte marks bytes of ASCII that stand for themselves.
var plainByte = func() (t [utf8.RuneSelf]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != '"' && c != '_'
	}
	return t
}()

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '&':
		return append(b, "&amp;"...)
	case '<':
		return append(b, "&lt;"...)
	case '>':
		return append(b, "&gt;"...)
	case '"':
		return append(b, "&quot;"...)
	case '\t', '\n':
		return append(b, '&', '#', 'x', hexDigits[c], ';')
	}
	return append(b, '_', 'x', '0', '0', hexDigits[c>>4], hexDigits[c&15], '_')
}

// looksEscaped reports whether a text begins like an escape of the format.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f') {
			return false
		}
	}
	return true
}
