package instruments

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// value reads a value that begins here. A plain text ends before one of the stops.
func (r *plainReader) value(v reflect.Value, stops string) {
	switch r.at(0) {
	case '{':
		r.braces(deref(v))
	case '[':
		r.brackets(v)
	case '"':
		r.doubleQuoted(v)
	case '\'':
		r.singleQuoted(v)
	default:
		r.plain(v, stops)
	}
}

// between goes past spaces and line breaks inside brackets.
func (r *plainReader) between() {
	for !r.ended() && (r.text[r.pos] == ' ' || r.text[r.pos] == '\n') {
		r.pos++
	}
	if r.ended() || r.text[r.pos] == '#' {
		r.giveUp()
	}
}

// braces reads a mapping in braces.
func (r *plainReader) braces(v reflect.Value) {
	r.enter()
	defer r.leave()
	m := r.begin(v)
	for r.pos++; ; r.pos++ {
		r.between()
		if r.at(0) == '}' && m.entries == 0 {
			r.pos++
			return
		}
		key, ok := r.key()
		if !ok || r.gaveUp {
			r.giveUp()
			return
		}
		r.between()
		m.put(key, func(slot reflect.Value) { r.value(slot, ",}]") })
		r.between()
		if c := r.at(0); c == '}' {
			r.pos++
			return
		} else if c != ',' || r.gaveUp {
			r.giveUp()
			return
		}
	}
}

// brackets reads a list in brackets.
func (r *plainReader) brackets(v reflect.Value) {
	r.enter()
	defer r.leave()
	if v.Kind() != reflect.Slice {
		r.giveUp()
		return
	}
	all := reflect.MakeSlice(v.Type(), 0, 8)
	for r.pos++; ; r.pos++ {
		r.between()
		if r.at(0) == ']' && all.Len() == 0 {
			break
		}
		slot := reflect.New(v.Type().Elem()).Elem()
		r.value(slot, ",}]")
		r.between()
		if all = reflect.Append(all, slot); r.gaveUp || all.Len() > maxEntries {
			r.giveUp()
			return
		}
		if c := r.at(0); c == ']' {
			break
		} else if c != ',' {
			r.giveUp()
			return
		}
	}
	r.pos++
	v.Set(all)
}

// plain reads a text without quotes, up to a stop, the end of the line or a comment.
func (r *plainReader) plain(v reflect.Value, stops string) {
	inBrackets := stops != "\n"
	end := r.pos
scan:
	for ; end < len(r.text); end++ {
		switch c := r.text[end]; {
		case c == '\n' || strings.IndexByte(stops, c) >= 0:
			break scan
		case c == '#' && end > r.pos && r.text[end-1] == ' ':
			break scan
		case c == ':' && (inBrackets && !strings.HasPrefix(r.text[end:], "://") || end+1 == len(r.text) || r.text[end+1] == ' ' || r.text[end+1] == '\n'),
			c == '\t' || c == '\r', inBrackets && (c == '[' || c == '{'):
			r.giveUp()
			return
		}
	}
	text := strings.TrimRight(r.text[r.pos:end], " ")
	if text == "" || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=<~", text[0]) >= 0 && !(text[0] == '-' && len(text) > 1 && text[1] >= '0' && text[1] <= '9') {
		r.giveUp()
		return
	}
	r.pos += len(text)
	r.scalar(v, text, false)
}

func (r *plainReader) singleQuoted(v reflect.Value) {
	var b strings.Builder
	for r.pos++; ; r.pos++ {
		switch c := r.at(0); {
		case c == '\n' || c == '\r' || c == '\t':
			r.giveUp()
			return
		case c == '\'' && r.at(1) == '\'':
			r.pos++
			b.WriteByte(c)
		case c == '\'':
			r.pos++
			r.scalar(v, b.String(), true)
			return
		default:
			b.WriteByte(c)
		}
	}
}

func (r *plainReader) doubleQuoted(v reflect.Value) {
	var b strings.Builder
	for r.pos++; ; r.pos++ {
		switch c := r.at(0); c {
		case '\n', '\r', '\t':
			r.giveUp()
			return
		case '\\':
			r.pos++
			escaped := r.at(0)
			if escaped == 'n' {
				escaped = '\n'
			} else if escaped != '"' && escaped != '\\' {
				r.giveUp()
				return
			}
			b.WriteByte(escaped)
		case '"':
			r.pos++
			r.scalar(v, b.String(), true)
			return
		default:
			b.WriteByte(c)
		}
	}
}

// numberLike matches texts without quotes that YAML may take for a number, a date or a time.
var numberLike = regexp.MustCompile(`(?i)^([0-9][0-9._:]*(e.*)?|0[xob].*|[0-9]{4}-[0-9].*)$`)

// wholeNumber reports whether a text is an integer, written in the one usual way and small enough for any machine.
func wholeNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && len(digits) <= 9 && (digits[0] != '0' || len(digits) == 1) && allDigits(digits)
}

// decimalNumber reports whether a text is a number with or without decimals, written in the one usual way.
func decimalNumber(text string) bool {
	whole, fraction, point := strings.Cut(text, ".")
	return wholeNumber(whole) && (!point || fraction != "" && len(fraction) <= 12 && allDigits(fraction))
}

func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// scalar sets a text, number or truth; what does not fit for certain is given up.
func (r *plainReader) scalar(v reflect.Value, text string, inQuotes bool) {
	if v.Kind() == reflect.Pointer {
		if text == "null" && !inQuotes {
			return // the pointer is nil as it is
		}
		v = deref(v)
	}
	switch kind := v.Kind(); {
	case kind == reflect.String && (inQuotes || !mayMeanElse(text)):
		v.SetString(text)
	case inQuotes:
		r.giveUp()
	case kind == reflect.Int && wholeNumber(text):
		n, _ := strconv.ParseInt(text, 10, 64) // nothing that is let through is an error
		v.SetInt(n)
	case kind == reflect.Float64 && decimalNumber(text):
		f, _ := strconv.ParseFloat(text, 64) // nothing that is let through is an error
		v.SetFloat(f)
	case kind == reflect.Bool && (text == "true" || text == "false"):
		v.SetBool(text == "true")
	default:
		r.giveUp()
	}
}

// mayMeanElse reports whether YAML may take a text without quotes for something that is not a text.
func mayMeanElse(text string) bool {
	switch c := text[0]; {
	case c >= '0' && c <= '9':
		return numberLike.MatchString(text)
	case c == '-', c == '+', c == '.', c == '~':
		return true
	default:
		return len(text) <= 8 && wordsOfYAML.MatchString(text)
	}
}
