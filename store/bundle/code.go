package bundle

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/mittari/mittari/store"
)

// encoder writes the records of one block. Texts and ids that came before in the block are named by their number.
type encoder struct {
	b     []byte
	n     int
	texts map[string]uint64
	ids   map[store.ID]uint64
}

func newEncoder() *encoder {
	return &encoder{texts: map[string]uint64{}, ids: map[store.ID]uint64{}}
}

func (e *encoder) reset() {
	e.b, e.n = e.b[:0], 0
	clear(e.texts)
	clear(e.ids)
}

func (e *encoder) number(n int)        { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) signed(n int64)      { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) flags(b byte)        { e.b = append(e.b, b) }
func (e *encoder) float(f float64)     { e.b = binary.BigEndian.AppendUint64(e.b, math.Float64bits(f)) }
func (e *encoder) bytes(b []byte)      { e.number(len(b)); e.b = append(e.b, b...) }
func (e *encoder) raw(s string)        { e.number(len(s)); e.b = append(e.b, s...) }
func (e *encoder) stamp(s store.Stamp) { e.b = store.AppendStamp(e.b, s) }

func (e *encoder) id(i store.ID) {
	if n, ok := e.ids[i]; ok {
		e.b = binary.AppendUvarint(e.b, n)
		return
	}
	e.ids[i] = uint64(len(e.ids) + 1)
	e.b = append(e.b, 0)
	e.b = append(e.b, i[:]...)
}

func (e *encoder) text(s string) {
	if n, ok := e.texts[s]; ok {
		e.b = binary.AppendUvarint(e.b, n)
		return
	}
	e.texts[s] = uint64(len(e.texts) + 1)
	e.b = append(e.b, 0)
	e.raw(s)
}

// date is year, month and day in one number; the zero date is 0.
func (e *encoder) date(d store.Date) { e.number(d.Year<<9 | int(d.Month)<<5 | d.Day) }

// instant is microseconds; the zero time is the least number there is.
func (e *encoder) instant(t time.Time) {
	if t.IsZero() {
		e.signed(math.MinInt64)
		return
	}
	e.signed(t.UnixMicro())
}

// decoder reads what an encoder wrote. The first thing that does not fit sets bad, and from then on all is zero.
type decoder struct {
	b     []byte
	bad   bool
	texts []string
	ids   []store.ID
}

func (d *decoder) fail() { d.bad, d.b = true, nil }

func (d *decoder) unsigned() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) number() int {
	n := d.unsigned()
	if n > math.MaxInt32 {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) take(n int) []byte {
	if n > len(d.b) {
		d.fail()
		return nil
	}
	out := d.b[:n:n]
	d.b = d.b[n:]
	return out
}

func (d *decoder) flags() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) float() float64 {
	b := d.take(8)
	if b == nil {
		return 0
	}
	return math.Float64frombits(binary.BigEndian.Uint64(b))
}

func (d *decoder) raw() string { return string(d.take(d.number())) }

func (d *decoder) stamps(n int) []store.Stamp {
	const size = 16
	if n == 0 {
		return nil
	}
	if n > len(d.b)/size {
		d.fail()
		return nil
	}
	out, err := store.Stamps(d.take(n * size))
	if err != nil {
		d.fail()
	}
	return out
}

func (d *decoder) id() store.ID {
	n := d.unsigned()
	switch {
	case n > uint64(len(d.ids)):
		d.fail()
		return store.ID{}
	case n > 0:
		return d.ids[n-1]
	}
	var id store.ID
	copy(id[:], d.take(len(id)))
	d.ids = append(d.ids, id)
	return id
}

func (d *decoder) text() string {
	n := d.unsigned()
	switch {
	case n > uint64(len(d.texts)):
		d.fail()
		return ""
	case n > 0:
		return d.texts[n-1]
	}
	s := d.raw()
	d.texts = append(d.texts, s)
	return s
}

func (d *decoder) date() store.Date {
	n := d.number()
	return store.Date{Year: n >> 9, Month: time.Month(n >> 5 & 15), Day: n & 31}
}

func (d *decoder) instant() time.Time {
	n := d.signed()
	if n == math.MinInt64 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}
