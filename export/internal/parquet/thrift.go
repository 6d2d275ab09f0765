package parquet

import "encoding/binary"

// Types of the compact protocol.
const (
	thriftI32    = 5
	thriftI64    = 6
	thriftBinary = 8
	thriftList   = 9
	thriftStruct = 12
)

// compact writes structs in the compact protocol of Thrift. Fields are written in ascending order of their number.
type compact struct {
	b    []byte
	last []int // number of the last field, one for each struct that is open
}

func (c *compact) begin() { c.last = append(c.last, 0) }

func (c *compact) end() {
	c.b = append(c.b, 0)
	c.last = c.last[:len(c.last)-1]
}

func (c *compact) field(id, kind int) {
	at := &c.last[len(c.last)-1]
	if step := id - *at; step > 0 && step <= 15 {
		c.b = append(c.b, byte(step<<4|kind))
	} else {
		c.b = binary.AppendVarint(append(c.b, byte(kind)), int64(id))
	}
	*at = id
}

func (c *compact) i32(id int, v int64) {
	c.field(id, thriftI32)
	c.b = binary.AppendVarint(c.b, v)
}

func (c *compact) i64(id int, v int64) {
	c.field(id, thriftI64)
	c.b = binary.AppendVarint(c.b, v)
}

func (c *compact) text(id int, s string) {
	c.field(id, thriftBinary)
	c.rawText(s)
}

func (c *compact) rawText(s string) {
	c.b = append(binary.AppendUvarint(c.b, uint64(len(s))), s...)
}

// list begins a list; its elements follow.
func (c *compact) list(id, kind, n int) {
	c.field(id, thriftList)
	if n < 15 {
		c.b = append(c.b, byte(n<<4|kind))
		return
	}
	c.b = binary.AppendUvarint(append(c.b, byte(0xf0|kind)), uint64(n))
}

func (c *compact) child(id int) {
	c.field(id, thriftStruct)
	c.begin()
}
