package sheet

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
)

// Format is how tables are written. The zero value is CSV with commas and decimal points.
type Format struct {
	Delimiter    byte // 0: comma, or semicolon with a decimal comma
	DecimalComma bool
}

func (f Format) delimiter() byte {
	switch {
	case f.Delimiter != 0:
		return f.Delimiter
	case f.DecimalComma:
		return ';'
	default:
		return ','
	}
}

// table writes rows. The first error ends it and is given by flush.
type table struct {
	to        io.Writer
	buf       []byte
	format    Format
	delimiter byte
	special   [256]bool // bytes that make a cell need quotes
	first     bool      // nothing is in the row yet
	held      bool      // nothing is written until somebody takes what is there
	err       error
}

// flushAt is how many bytes are gathered before they are written.
const flushAt = 1 << 16

func newTable(to io.Writer, f Format, columns ...string) *table {
	t := &table{to: to, format: f, delimiter: f.delimiter(), first: true, buf: make([]byte, 0, flushAt+4096)}
	for _, b := range [...]byte{t.delimiter, '"', '\n', '\r'} {
		t.special[b] = true
	}
	for _, c := range columns {
		t.text(c)
	}
	t.end()
	return t
}

func (t *table) separate() {
	if !t.first {
		t.buf = append(t.buf, t.delimiter)
	}
	t.first = false
}

func (t *table) text(s string) {
	t.separate()
	for i := range len(s) {
		if t.special[s[i]] {
			t.quoted(s)
			return
		}
	}
	t.buf = append(t.buf, s...)
}

func (t *table) bytes(s []byte) {
	t.separate()
	for _, b := range s {
		if t.special[b] {
			t.quoted(string(s))
			return
		}
	}
	t.buf = append(t.buf, s...)
}

func (t *table) quoted(s string) {
	t.buf = append(t.buf, '"')
	for i := range len(s) {
		if s[i] == '"' {
			t.buf = append(t.buf, '"')
		}
		t.buf = append(t.buf, s[i])
	}
	t.buf = append(t.buf, '"')
}

// raw adds cells that were written before.
func (t *table) raw(cells []byte) {
	t.separate()
	t.buf = append(t.buf, cells...)
}

// cells gives what a function writes, without writing it.
func (t *table) cells(dst []byte, write func()) []byte {
	start, first := len(t.buf), t.first
	t.first = true
	write()
	dst = append(dst, t.buf[start:]...)
	t.buf, t.first = t.buf[:start], first
	return dst
}

func (t *table) empty() { t.separate() }

func (t *table) integer(n int) {
	t.separate()
	t.buf = strconv.AppendInt(t.buf, int64(n), 10)
}

func (t *table) boolean(b bool) {
	t.separate()
	t.buf = strconv.AppendBool(t.buf, b)
}

// number writes a value with as many decimals as it takes to read the same value back, or with a fixed number of
// them when decimals is not negative. What is not a number is an empty cell.
func (t *table) number(v float64, decimals int) {
	t.separate()
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	if decimals <= 0 && v == math.Trunc(v) && math.Abs(v) < 1e15 {
		t.buf = strconv.AppendInt(t.buf, int64(v), 10)
		return
	}
	start := len(t.buf)
	t.buf = strconv.AppendFloat(t.buf, v, 'f', decimals, 64)
	if !t.format.DecimalComma {
		return
	}
	if i := bytes.IndexByte(t.buf[start:], '.'); i >= 0 {
		t.buf[start+i] = ','
		if t.delimiter == ',' {
			text := string(t.buf[start:])
			t.buf = t.buf[:start]
			t.quoted(text)
		}
	}
}

func (t *table) end() {
	t.buf = append(t.buf, '\n')
	t.first = true
	if len(t.buf) >= flushAt && !t.held {
		t.write()
	}
}

// holder is a table that only gathers rows, in the same format.
func (t *table) holder() *table {
	return &table{format: t.format, delimiter: t.delimiter, special: t.special, first: true, held: true}
}

// rows adds rows that another table gathered.
func (t *table) rows(text []byte) {
	t.buf = append(t.buf, text...)
	if len(t.buf) >= flushAt {
		t.write()
	}
}

func (t *table) write() {
	if t.err == nil {
		_, t.err = t.to.Write(t.buf)
	}
	t.buf = t.buf[:0]
}

func (t *table) flush() error {
	t.write()
	if t.err != nil {
		return fmt.Errorf("write table: %w", t.err)
	}
	return nil
}
