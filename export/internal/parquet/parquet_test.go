package parquet_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mittari/mittari/export/internal/parquet"
)

// value is a cell: nil, string, int64 or float64.
type value any

func columns() []parquet.Column {
	return []parquet.Column{{Name: "word", Kind: parquet.Text}, {Name: "count", Kind: parquet.Integer}, {Name: "mean", Kind: parquet.Number}}
}

func write(t interface{ Fatal(...any) }, rows [][]value) []byte {
	var out bytes.Buffer
	w, err := parquet.NewWriter(&out, columns(), parquet.Meta{Key: "k", Value: "v"})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, v := range row {
			switch v := v.(type) {
			case string:
				w.Text(i, v)
			case int64:
				w.Integer(i, v)
			case float64:
				w.Number(i, v)
			}
		}
		if err := w.EndRow(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWriter_readsBack reads files with a reader that goes by the description of the format alone.
func TestWriter_readsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := [][]value{}
		for range rapid.IntRange(0, 40).Draw(t, "rows") {
			row := []value{nil, nil, nil}
			if rapid.Bool().Draw(t, "has word") {
				row[0] = rapid.String().Draw(t, "word")
			}
			if rapid.Bool().Draw(t, "has count") {
				row[1] = rapid.Int64().Draw(t, "count")
			}
			if rapid.Bool().Draw(t, "has mean") {
				row[2] = rapid.Float64().Draw(t, "mean")
			}
			rows = append(rows, row)
		}
		if diff := cmp.Diff(rows, read(t, write(t, rows))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestWriter_groups goes past the rows that are kept in memory.
func TestWriter_groups(t *testing.T) {
	const n = 1<<16 + 3
	rows := make([][]value, n)
	for i := range rows {
		rows[i] = []value{nil, int64(i), nil}
	}
	got := read(t, write(t, rows))
	if len(got) != n || got[n-1][1] != int64(n-1) || got[1<<16][1] != int64(1<<16) {
		t.Errorf("%d rows, the last %v", len(got), got[len(got)-1])
	}
}

func TestWriter_refusesAnotherKind(t *testing.T) {
	for name, set := range map[string]func(*parquet.Writer){
		"a number as a text": func(w *parquet.Writer) { w.Number(0, 1) },
		"twice":              func(w *parquet.Writer) { w.Integer(1, 1); w.Integer(1, 2) },
	} {
		w, err := parquet.NewWriter(io.Discard, columns())
		if err != nil {
			t.Fatal(err)
		}
		set(w)
		if err := w.EndRow(); !errors.Is(err, parquet.ErrColumn) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type full struct{ left int }

var errFull = errors.New("disk full")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestWriter_tellsOfAFullDisk(t *testing.T) {
	fill := func(out io.Writer) error {
		w, err := parquet.NewWriter(out, columns())
		if err != nil {
			return err
		}
		w.Text(0, "a")
		w.Integer(1, 1)
		return errors.Join(w.EndRow(), w.Close())
	}
	var whole bytes.Buffer
	if err := fill(&whole); err != nil {
		t.Fatal(err)
	}
	for room := range whole.Len() {
		if err := fill(&full{room}); !errors.Is(err, errFull) {
			t.Fatalf("with %d of %d bytes: %v", room, whole.Len(), err)
		}
	}
}

// field is a decoded struct of Thrift by number of field: int64, []byte, []any or field.
type field map[int]any

// thrift decodes the compact protocol.
type thrift struct{ *bytes.Reader }

func (r thrift) varint() int64 { v, _ := binary.ReadVarint(r); return v }

func (r thrift) one(kind byte) any {
	switch kind {
	case 5, 6:
		return r.varint()
	case 8:
		n, _ := binary.ReadUvarint(r)
		b := make([]byte, n)
		_, _ = io.ReadFull(r, b)
		return b
	case 9:
		head, _ := r.ReadByte()
		n := uint64(head >> 4)
		if n == 15 {
			n, _ = binary.ReadUvarint(r)
		}
		list := []any{}
		for range n {
			list = append(list, r.one(head&15))
		}
		return list
	case 12:
		out, id := field{}, 0
		for {
			head, err := r.ReadByte()
			if head == 0 || err != nil {
				return out
			}
			if step := int(head >> 4); step > 0 {
				id += step
			} else {
				id = int(r.varint())
			}
			out[id] = r.one(head & 15)
		}
	}
	panic("unknown type of Thrift")
}

func read(t interface{ Fatal(...any) }, raw []byte) [][]value {
	n := len(raw)
	if string(raw[:4]) != "PAR1" || string(raw[n-4:]) != "PAR1" {
		t.Fatal("no magic")
	}
	size := int(binary.LittleEndian.Uint32(raw[n-8:]))
	meta, _ := thrift{bytes.NewReader(raw[n-8-size : n-8])}.one(12).(field)
	rows := make([][]value, meta[3].(int64))
	at := 0
	groups, _ := meta[4].([]any)
	for _, g := range groups {
		chunks := g.(field)[1].([]any)
		count := int(g.(field)[3].(int64))
		for i := range count {
			rows[at+i] = make([]value, len(chunks))
		}
		for c, chunk := range chunks {
			info := chunk.(field)[3].(field)
			for i, v := range page(t, raw[info[9].(int64):], info[1].(int64)) {
				rows[at+i][c] = v
			}
		}
		at += count
	}
	return rows
}

// page reads one data page of version 1.
func page(t interface{ Fatal(...any) }, raw []byte, kind int64) []value {
	r := bytes.NewReader(raw)
	head := thrift{r}.one(12).(field)
	packed := make([]byte, head[3].(int64))
	if _, err := io.ReadFull(r, packed); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil || int64(len(body)) != head[2].(int64) {
		t.Fatal("size of the page", err)
	}
	n := head[5].(field)[1].(int64)
	levels := bytes.NewReader(body[4:])
	run, _ := binary.ReadUvarint(levels)
	if run&1 != 1 || int64(run>>1*8) < n {
		t.Fatal("levels are not bit-packed")
	}
	bits := body[len(body)-levels.Len():]
	values := bytes.NewReader(body[4+binary.LittleEndian.Uint32(body):])
	out := make([]value, n)
	for i := range out {
		if bits[i/8]>>(i%8)&1 == 0 {
			continue
		}
		var b [8]byte
		if kind == 6 {
			_, _ = io.ReadFull(values, b[:4])
			text := make([]byte, binary.LittleEndian.Uint32(b[:]))
			_, _ = io.ReadFull(values, text)
			out[i] = string(text)
			continue
		}
		_, _ = io.ReadFull(values, b[:])
		if word := binary.LittleEndian.Uint64(b[:]); kind == 5 {
			out[i] = math.Float64frombits(word)
		} else {
			out[i] = int64(word)
		}
	}
	if values.Len() > 0 {
		t.Fatal("values are left over")
	}
	return out
}
