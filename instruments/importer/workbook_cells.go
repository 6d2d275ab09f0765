package importer

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
)

// cellReader puts the cells of one sheet into rows.
type cellReader struct {
	w      *workbookReader
	into   *sheet
	row    row
	column int
	kind   string // of the cell: "s", "str", "inlineStr", "b", "e" or "n"
	ref    string
	value  strings.Builder
	inline textReader
	inV    bool
}

func (w *workbookReader) sheet(data []byte, into *sheet) error {
	c := &cellReader{w: w, into: into}
	if data == nil {
		return nil
	}
	return eachXML(data, w.limits, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			c.start(t)
		case xml.EndElement:
			return c.end(t.Name.Local)
		case xml.CharData:
			if c.inV {
				c.value.Write(t)
			}
			c.inline.see(t)
		}
		return nil
	})
}

func (c *cellReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "row":
		line, err := strconv.Atoi(attribute(e, "r"))
		if err != nil {
			line = c.row.line + 1
		}
		c.row = row{line: line}
		c.column = -1
	case "c":
		c.ref = attribute(e, "r")
		c.column = columnOf(c.ref, c.column+1)
		c.kind = attribute(e, "t")
		c.value.Reset()
		c.inline.take()
	case "v":
		c.inV = true
	case "f":
		if c.into.formula == "" {
			c.into.formula = clean(c.ref)
		}
	}
	c.inline.see(e)
}

func (c *cellReader) end(name string) error {
	switch name {
	case "v":
		c.inV = false
	case "c":
		return c.cell()
	case "row":
		if len(c.row.cells) > 0 {
			c.into.rows = append(c.into.rows, c.row)
		}
	}
	c.inline.see(xml.EndElement{Name: xml.Name{Local: name}})
	return nil
}

// cell ends a cell. Empty ones take no room, so that sheets formatted to their last row cost nothing.
func (c *cellReader) cell() error {
	text := strings.TrimSpace(c.text())
	if text == "" || c.column < 0 || c.column >= maxColumns {
		return nil
	}
	width := max(c.column+1, len(c.row.cells))
	if c.w.cells += width - len(c.row.cells); c.w.cells > maxCells {
		return &Error{Problem: TooMany, Limit: maxCells}
	}
	c.row.cells = slices.Grow(c.row.cells, width-len(c.row.cells))[:width]
	c.row.cells[c.column] = text
	return nil
}

func (c *cellReader) text() string {
	raw := c.value.String()
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || i < 0 || i >= len(c.w.shared) {
			return ""
		}
		return c.w.shared[i]
	case "inlineStr":
		return c.inline.take()
	case "b":
		if strings.TrimSpace(raw) == "1" {
			return "TRUE"
		}
		return "FALSE"
	case "e":
		return ""
	case "str", "d":
		return raw
	}
	return plainNumber(raw)
}

// plainNumber writes a number as people do: workbooks keep 1 as 1.0 and 0.1 as 0.10000000000000001.
func plainNumber(text string) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return text
	}
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', 15, 64)
}

// columnOf gives the column of a reference such as "AB12", from 0, or else the one that comes next.
func columnOf(ref string, next int) int {
	n := 0
	for _, r := range strings.ToUpper(ref) {
		if r < 'A' || r > 'Z' {
			break
		}
		if n = n*26 + int(r-'A') + 1; n > 1<<20 {
			return n
		}
	}
	if n == 0 {
		return next
	}
	return n - 1
}
