package instruments

import (
	"cmp"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// emitWidth is how long a line may get before what is on it is spread over several.
const emitWidth = 120

// plainText matches texts that stand for themselves in YAML wherever they are. All others are quoted.
var plainText = regexp.MustCompile(`^\pL[\pL\pN _./()%+;-]*$`)

// wordsOfYAML are texts that YAML reads, or has read in one of its versions, as something else.
var wordsOfYAML = regexp.MustCompile(`(?i)^(true|false|yes|no|on|off|y|n|null|nan|inf|infinity)$`)

// emitYAML writes a value the way definitions are written: a list or mapping on one line where it fits, and spread out
// where it does not. It knows the kinds of values that definitions are made of and no others.
func emitYAML(v any) []byte {
	var b strings.Builder
	emitBlock(&b, reflect.ValueOf(v), 0)
	return []byte(b.String())
}

// keyed is one key with its value.
type keyed struct {
	key   string
	value reflect.Value
}

// entries lists the keys of a struct that are written, in the order of its fields, or those of a map, sorted.
func entries(v reflect.Value) []keyed {
	var all []keyed
	if v.Kind() == reflect.Map {
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int {
			if a.CanInt() {
				return cmp.Compare(a.Int(), b.Int())
			}
			return cmp.Compare(a.String(), b.String())
		})
		for _, k := range keys {
			all = append(all, keyed{flow(k), v.MapIndex(k)})
		}
		return all
	}
	for i := range v.NumField() {
		key, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if key == "" || key == "-" || options == "omitempty" && isEmpty(v.Field(i)) {
			continue
		}
		all = append(all, keyed{key, v.Field(i)})
	}
	return all
}

func isEmpty(v reflect.Value) bool {
	if k := v.Kind(); k == reflect.Slice || k == reflect.Map {
		return v.Len() == 0
	}
	return v.IsZero()
}

// flow writes a value on one line.
func flow(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return "null"
		}
		return flow(v.Elem())
	case reflect.String:
		return quoted(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return number(v.Float())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = flow(v.Index(i))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		all := entries(v)
		parts := make([]string, len(all))
		for i, e := range all {
			parts[i] = e.key + ": " + flow(e.value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
}

// number writes a number so that it is read back as the same one, without an exponent.
func number(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return map[bool]string{true: ".nan", false: map[bool]string{true: ".inf", false: "-.inf"}[f > 0]}[math.IsNaN(f)]
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// quoted writes a text plainly where nothing in it has a meaning in YAML, and between double quotes otherwise.
func quoted(s string) string {
	if plainText.MatchString(s) && !wordsOfYAML.MatchString(s) && !strings.HasSuffix(s, " ") {
		return s
	}
	if !utf8.ValidString(s) {
		return s // as it is, for whoever checks the file to refuse
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			b.WriteString(`\u` + strings.ToUpper(strconv.FormatInt(0x10000+int64(r), 16)[1:]))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// compound reports whether a value has a block form at all.
func compound(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer {
		return !v.IsNil() && compound(v.Elem())
	}
	switch v.Kind() {
	case reflect.Struct:
		return true
	case reflect.Map, reflect.Slice:
		return v.Len() > 0
	default:
		return false
	}
}

// emitBlock writes a struct, map or list over several lines, each indented by so many spaces.
func emitBlock(b *strings.Builder, v reflect.Value, indent int) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	space := strings.Repeat(" ", indent)
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			emitElement(b, v.Index(i), indent)
		}
		return
	}
	for _, e := range entries(v) {
		b.WriteString(space + e.key + ":")
		if line := flow(e.value); !compound(e.value) || indent > 0 && len(line) <= emitWidth-indent-len(e.key) {
			b.WriteString(" " + line + "\n")
			continue
		}
		b.WriteByte('\n')
		emitBlock(b, e.value, indent+2)
	}
}

// emitElement writes one element of a list.
func emitElement(b *strings.Builder, v reflect.Value, indent int) {
	space := strings.Repeat(" ", indent)
	if line := flow(v); !compound(v) || len(line) <= emitWidth-indent {
		b.WriteString(space + "- " + line + "\n")
		return
	}
	var inner strings.Builder
	emitBlock(&inner, v, indent+2)
	// The first line of the element stands behind the dash.
	b.WriteString(space + "- " + inner.String()[indent+2:])
}
