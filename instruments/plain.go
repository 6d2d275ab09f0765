package instruments

import (
	"bytes"
	"reflect"
	"strings"
)

// plainReader reads the plain part of YAML in which definitions are written: mappings and lists by indentation or in
// brackets, texts on one line, numbers, comments. It is ten times as fast as the full reader, which opening a catalogue
// needs, and it never decides what is wrong: whatever it does not know for certain to mean the same to the full reader
// it leaves to that one, which also words the error. A test compares the two on every file and on made-up ones.
type plainReader struct {
	text   string
	pos    int
	column int // of the first character of the line at hand, or of what stands behind a dash
	depth  int
	gaveUp bool
}

// readPlain reads a document into target, a pointer to a struct. It is false when the full reader must do it; target
// is then as it was.
func readPlain(data []byte, target any) bool {
	if bytes.ContainsAny(data, "\r\t") { // other line breaks and indentations have rules of their own
		return false
	}
	r := &plainReader{text: string(data)}
	into := reflect.ValueOf(target).Elem()
	fresh := reflect.New(into.Type()).Elem()
	fresh.Set(into)
	r.nextLine()
	if r.ended() || r.column != 0 {
		return false
	}
	r.mapping(fresh, 0)
	if r.gaveUp || !r.ended() {
		return false
	}
	into.Set(fresh)
	return true
}

// giveUp leaves the document to the full reader.
func (r *plainReader) giveUp() {
	r.gaveUp = true
	r.pos = len(r.text)
}

func (r *plainReader) ended() bool { return r.pos >= len(r.text) }

// at is the character so far ahead, or a line break behind the end.
func (r *plainReader) at(ahead int) byte {
	if r.pos+ahead >= len(r.text) {
		return '\n'
	}
	return r.text[r.pos+ahead]
}

// nextLine goes to the first character of the next line that holds anything, from the beginning of a line.
func (r *plainReader) nextLine() {
	for !r.ended() {
		r.column = 0
		for r.at(0) == ' ' {
			r.pos++
			r.column++
		}
		switch r.at(0) {
		case '\n':
			r.pos++
		case '#':
			r.skipComment()
		default:
			return
		}
	}
}

func (r *plainReader) skipComment() {
	end := strings.IndexByte(r.text[r.pos:], '\n')
	if end < 0 {
		r.pos = len(r.text)
		return
	}
	r.pos += end + 1
}

// endLine goes past the end of a line on which nothing more stands, to the next.
func (r *plainReader) endLine() {
	if !r.lineIsEmpty() {
		r.giveUp()
		return
	}
	r.skipComment() // or what is left of the line
	r.nextLine()
}

// lineIsEmpty reports whether nothing but spaces and a comment follows on this line. It goes to the comment or the end.
func (r *plainReader) lineIsEmpty() bool {
	start := r.pos
	for r.at(0) == ' ' {
		r.pos++
	}
	return r.at(0) == '\n' || r.at(0) == '#' && (r.pos > start || r.pos == 0)
}

// dash reports whether an element of a list begins here.
func (r *plainReader) dash() bool { return r.at(0) == '-' && r.at(1) == ' ' }

// enter counts the depth; leave takes it back.
func (r *plainReader) enter() {
	if r.depth++; r.depth > maxNesting {
		r.giveUp()
	}
}

func (r *plainReader) leave() { r.depth-- }

// key reads a plain key with its colon; false when there is none here.
func (r *plainReader) key() (string, bool) {
	end := r.pos
	for end < len(r.text) && isKeyByte(r.text[end]) {
		end++
	}
	if end == r.pos || end >= len(r.text) || r.text[end] != ':' || r.text[r.pos] == '-' || end+1 < len(r.text) && r.text[end+1] != ' ' && r.text[end+1] != '\n' {
		return "", false
	}
	key := r.text[r.pos:end]
	r.pos = end + 1
	return key, true
}

func isKeyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// mapping reads keys that stand at one column.
func (r *plainReader) mapping(v reflect.Value, column int) {
	r.enter()
	defer r.leave()
	m := r.begin(v)
	for !r.ended() && r.column == column && !r.dash() {
		key, ok := r.key()
		if !ok {
			r.giveUp()
			return
		}
		m.put(key, func(slot reflect.Value) {
			if !r.lineIsEmpty() {
				r.value(slot, "\n")
				r.endLine()
				return
			}
			r.skipComment()
			r.nextLine()
			switch {
			case r.ended() || r.column < column || r.column == column && !r.dash():
				r.giveUp() // nothing is given, which has a meaning of its own
			case r.dash():
				r.list(slot, r.column)
			default:
				r.mapping(deref(slot), r.column)
			}
		})
	}
	if !r.ended() && r.column > column {
		r.giveUp()
	}
}

// list reads elements behind dashes that stand at one column.
func (r *plainReader) list(v reflect.Value, column int) {
	r.enter()
	defer r.leave()
	if v.Kind() != reflect.Slice {
		r.giveUp()
		return
	}
	all := reflect.MakeSlice(v.Type(), 0, 8)
	for !r.ended() && r.column == column && r.dash() {
		start := r.pos
		for r.pos++; r.at(0) == ' '; r.pos++ {
		}
		r.column = column + r.pos - start
		slot := reflect.New(v.Type().Elem()).Elem()
		r.element(slot)
		if all = reflect.Append(all, slot); all.Len() > maxEntries {
			r.giveUp()
		}
	}
	if !r.ended() && r.column > column {
		r.giveUp()
	}
	v.Set(all)
}

// element reads what stands behind a dash.
func (r *plainReader) element(slot reflect.Value) {
	if r.dash() {
		r.giveUp()
		return
	}
	before := r.pos
	if _, ok := r.key(); ok {
		r.pos = before
		r.mapping(deref(slot), r.column)
		return
	}
	if r.at(0) == '\n' || r.at(0) == '#' {
		r.giveUp()
		return
	}
	r.value(slot, "\n")
	r.endLine()
}

// deref gives what a pointer points to, which is made; other values are given as they are.
func deref(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Pointer {
		return v
	}
	v.Set(reflect.New(v.Type().Elem()))
	return v.Elem()
}

// into is a struct or map that is being filled.
type into struct {
	r       *plainReader
	v       reflect.Value
	fields  map[string]int
	filled  uint64 // the fields that were given
	entries int
}

func (r *plainReader) begin(v reflect.Value) *into {
	m := &into{r: r, v: v}
	switch v.Kind() {
	case reflect.Struct:
		m.fields = keyTable[v.Type()]
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
	default:
		r.giveUp()
	}
	return m
}

// put reads a value into the place of a key.
func (m *into) put(key string, read func(reflect.Value)) {
	if m.entries++; m.entries > maxEntries || m.r.gaveUp {
		m.r.giveUp()
		return
	}
	if m.v.Kind() == reflect.Struct {
		i, known := m.fields[key]
		if !known || m.filled&(1<<i) != 0 {
			m.r.giveUp()
			return
		}
		m.filled |= 1 << i
		read(m.v.Field(i))
		return
	}
	k, slot := reflect.New(m.v.Type().Key()).Elem(), reflect.New(m.v.Type().Elem()).Elem()
	if m.r.scalar(k, key, false); m.r.gaveUp || m.v.MapIndex(k).IsValid() {
		m.r.giveUp()
		return
	}
	read(slot)
	if !m.r.gaveUp {
		m.v.SetMapIndex(k, slot)
	}
}

// keyTable holds the place of every key in the structs that definitions are made of. It is made once and only read.
var keyTable = keyTables(map[reflect.Type]map[string]int{}, reflect.TypeFor[Definition](), reflect.TypeFor[Cues](), reflect.TypeFor[Wording](), reflect.TypeFor[casesText]())

func keyTables(tables map[reflect.Type]map[string]int, types ...reflect.Type) map[reflect.Type]map[string]int {
	for _, t := range types {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			keyTables(tables, t.Elem())
		case reflect.Struct:
			if tables[t] != nil {
				continue
			}
			tables[t] = map[string]int{}
			for i := range t.NumField() {
				if key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); key != "" && key != "-" {
					tables[t][key] = i
					keyTables(tables, t.Field(i).Type)
				}
			}
		default:
		}
	}
	return tables
}
