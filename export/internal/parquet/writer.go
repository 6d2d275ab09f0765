package parquet

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Kind is what a column holds.
type Kind uint8

// Kinds.
const (
	Text    Kind = iota // UTF-8
	Integer             // 64 bits
	Number              // 64-bit floating point
)

// Column of a file.
type Column struct {
	Name string
	Kind Kind
}

// Meta is a fact about the file for whoever reads its footer.
type Meta struct{ Key, Value string }

// groupRows is how many rows are kept in memory before they are written.
const groupRows = 1 << 16

const magic = "PAR1"

// ErrColumn says that a value was given for a column of another kind.
var ErrColumn = errors.New("value does not fit its column")

// Writer writes one file. A value that is not set before EndRow is missing. It is not safe for several goroutines.
type Writer struct {
	w      io.Writer
	at     int64
	cols   []buffer
	meta   []Meta
	rows   int // in the group that is being gathered
	total  int64
	groups []group
	zip    *gzip.Writer
	err    error
}

// buffer is one column of the group that is being gathered.
type buffer struct {
	Column
	set    bool // the row that is being gathered has a value
	levels []byte
	values []byte
}

type group struct {
	rows   int
	size   int64
	chunks []chunk
}

type chunk struct{ offset, raw, packed int64 }

// NewWriter begins a file.
func NewWriter(w io.Writer, columns []Column, meta ...Meta) (*Writer, error) {
	zip, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("begin a Parquet file: %w", err)
	}
	p := &Writer{w: w, meta: meta, zip: zip}
	for _, c := range columns {
		p.cols = append(p.cols, buffer{Column: c})
	}
	p.write([]byte(magic))
	return p, p.err
}

// Text sets the value of a column in the row being gathered.
func (p *Writer) Text(column int, s string) {
	if c := p.column(column, Text); c != nil {
		c.values = append(binary.LittleEndian.AppendUint32(c.values, uint32(len(s))), s...)
	}
}

// Integer sets the value of a column in the row being gathered.
func (p *Writer) Integer(column int, v int64) {
	if c := p.column(column, Integer); c != nil {
		c.values = binary.LittleEndian.AppendUint64(c.values, uint64(v))
	}
}

// Number sets the value of a column in the row being gathered.
func (p *Writer) Number(column int, v float64) {
	if c := p.column(column, Number); c != nil {
		c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(v))
	}
}

// column is the buffer that a value goes into; nil with an error kept when it must not.
func (p *Writer) column(i int, k Kind) *buffer {
	c := &p.cols[i]
	if c.Kind != k || c.set {
		p.fail(fmt.Errorf("column %s: %w", c.Name, ErrColumn))
		return nil
	}
	c.set = true
	return c
}

// EndRow ends a row.
func (p *Writer) EndRow() error {
	for i := range p.cols {
		c := &p.cols[i]
		if p.rows%8 == 0 {
			c.levels = append(c.levels, 0)
		}
		if c.set {
			c.levels[p.rows/8] |= 1 << (p.rows % 8)
			c.set = false
		}
	}
	if p.rows++; p.rows == groupRows {
		p.flush()
	}
	return p.err
}

// Close writes what is left and the footer. It does not close what it writes to.
func (p *Writer) Close() error {
	if p.rows > 0 {
		p.flush()
	}
	footer := p.footer()
	p.write(footer)
	p.write(append(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))), magic...))
	return p.err
}

func (p *Writer) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *Writer) write(b []byte) {
	if p.err != nil {
		return
	}
	n, err := p.w.Write(b)
	p.at += int64(n)
	if err != nil {
		p.fail(fmt.Errorf("write a Parquet file: %w", err))
	}
}

// flush writes the rows gathered as a row group.
func (p *Writer) flush() {
	g := group{rows: p.rows}
	for i := range p.cols {
		c := p.page(&p.cols[i])
		g.chunks, g.size = append(g.chunks, c), g.size+c.raw
	}
	p.groups, p.total, p.rows = append(p.groups, g), p.total+int64(p.rows), 0
}

// page writes a column as one page.
func (p *Writer) page(c *buffer) chunk {
	run := binary.AppendUvarint(nil, uint64(len(c.levels))<<1|1)
	raw := binary.LittleEndian.AppendUint32(nil, uint32(len(run)+len(c.levels)))
	var packed bytes.Buffer
	p.zip.Reset(&packed)
	size := 0
	for _, part := range [][]byte{raw, run, c.levels, c.values} {
		size += len(part)
		if _, err := p.zip.Write(part); err != nil {
			p.fail(fmt.Errorf("compress column %s: %w", c.Name, err))
		}
	}
	if err := p.zip.Close(); err != nil {
		p.fail(fmt.Errorf("compress column %s: %w", c.Name, err))
	}
	header := pageHeader(p.rows, size, packed.Len())
	out := chunk{offset: p.at, raw: int64(len(header) + size), packed: int64(len(header) + packed.Len())}
	p.write(header)
	p.write(packed.Bytes())
	c.levels, c.values = c.levels[:0], c.values[:0]
	return out
}
