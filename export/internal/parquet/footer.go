package parquet

// Numbers of the format.
const (
	formatVersion = 1
	typeInt64     = 2
	typeDouble    = 5
	typeBytes     = 6
	optional      = 1
	utf8          = 0
	dataPage      = 0
	plain         = 0
	runLength     = 3
	gzipCodec     = 2
)

const createdBy = "mittari version 1 (build 0)"

func pageHeader(rows, raw, packed int) []byte {
	var c compact
	c.begin()
	c.i32(1, dataPage)
	c.i32(2, int64(raw))
	c.i32(3, int64(packed))
	c.child(5)
	c.i32(1, int64(rows))
	c.i32(2, plain)
	c.i32(3, runLength)
	c.i32(4, runLength)
	c.end()
	c.end()
	return c.b
}

func (k Kind) physical() int64 {
	switch k {
	case Integer:
		return typeInt64
	case Number:
		return typeDouble
	case Text:
	}
	return typeBytes
}

// footer is the FileMetaData.
func (p *Writer) footer() []byte {
	var c compact
	c.begin()
	c.i32(1, formatVersion)
	c.list(2, thriftStruct, 1+len(p.cols))
	c.begin()
	c.text(4, "table")
	c.i32(5, int64(len(p.cols)))
	c.end()
	for i := range p.cols {
		p.cols[i].schema(&c)
	}
	c.i64(3, p.total)
	c.list(4, thriftStruct, len(p.groups))
	for i := range p.groups {
		p.group(&c, &p.groups[i])
	}
	if len(p.meta) > 0 {
		c.list(5, thriftStruct, len(p.meta))
		for _, m := range p.meta {
			c.begin()
			c.text(1, m.Key)
			c.text(2, m.Value)
			c.end()
		}
	}
	c.text(6, createdBy)
	c.end()
	return c.b
}

func (c Column) schema(t *compact) {
	t.begin()
	t.i32(1, c.Kind.physical())
	t.i32(3, optional)
	t.text(4, c.Name)
	if c.Kind == Text {
		t.i32(6, utf8)
	}
	t.end()
}

func (p *Writer) group(c *compact, g *group) {
	c.begin()
	c.list(1, thriftStruct, len(g.chunks))
	for i, k := range g.chunks {
		c.begin()
		c.i64(2, k.offset)
		c.child(3)
		c.i32(1, p.cols[i].Kind.physical())
		c.list(2, thriftI32, 2)
		c.b = append(c.b, plain<<1, runLength<<1)
		c.list(3, thriftBinary, 1)
		c.rawText(p.cols[i].Name)
		c.i32(4, gzipCodec)
		c.i64(5, int64(g.rows))
		c.i64(6, k.raw)
		c.i64(7, k.packed)
		c.i64(9, k.offset)
		c.end()
		c.end()
	}
	c.i64(2, g.size)
	c.i64(3, int64(g.rows))
	c.end()
}
