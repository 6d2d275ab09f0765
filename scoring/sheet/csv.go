package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// longestRow is the largest row in bytes. A row of answers has some hundred; more is a quote gone astray.
const longestRow = 1 << 20

// longestCell is the largest cell in bytes that may go over the end of a line.
const longestCell = 1 << 14

// csvRows reads delimited text as RFC 4180 has it, with any of three delimiters and either line end.
// It differs from encoding/csv in giving out pieces of its buffer instead of new strings, and in taking a quote in
// the middle of a plain cell as it is.
type csvRows struct {
	from      *bufio.Reader
	delimiter byte
	report    *report
	cells     [][]byte
	line      int    // lines read so far
	long      []byte // a row that spans several lines or buffers
	plain     []byte // the cells of a row with quotes, without them
	ends      []int  // where each of those cells ends
}

// newCSVRows recognises encoding and delimiter.
func newCSVRows(r io.Reader, rep *report) (*csvRows, error) {
	b, kind := open(r)
	if kind != "" {
		return nil, rep.fatal(0, "", nil, kind)
	}
	c := &csvRows{from: b, report: rep}
	head, _ := b.Peek(bufferSize)
	c.delimiter = delimiterOf(head)
	return c, nil
}

// delimiterOf is the candidate that occurs most in the first line with text, outside quotes.
func delimiterOf(text []byte) byte {
	text = bytes.TrimLeft(text, "\r\n")
	var counts [3]int
	candidates := [3]byte{'\t', ';', ','}
	quoted := false
	for _, b := range text {
		if b == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if b == '\n' || b == '\r' {
			break
		}
		if i := bytes.IndexByte(candidates[:], b); i >= 0 {
			counts[i]++
		}
	}
	best := 2
	for i := range candidates {
		if counts[i] > counts[best] {
			best = i
		}
	}
	return candidates[best]
}

// Next implements Rows. Lines without any text are passed over.
func (c *csvRows) Next() ([][]byte, int, error) {
	for {
		line, err := c.readLine()
		if err != nil {
			return nil, c.line, err
		}
		row := c.line
		if len(line) == 0 {
			continue
		}
		if bytes.IndexByte(line, '"') < 0 {
			c.split(line)
			return c.cells, row, nil
		}
		err = c.splitQuoted(line, row)
		return c.cells, row, err
	}
}

// readLine gives the next line without its end. It is good until the next call.
func (c *csvRows) readLine() ([]byte, error) {
	line, err := c.from.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = c.readLong(line)
	}
	if err != nil && (!ended(err) || len(line) == 0) {
		if _, ok := errors.AsType[*FileError](err); ok || ended(err) {
			return nil, err
		}
		return nil, fmt.Errorf("read row %d of %s: %w", c.line+1, c.report.file, err)
	}
	c.line++
	line = bytes.TrimSuffix(line, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'}), nil
}

func (c *csvRows) readLong(start []byte) ([]byte, error) {
	c.long = append(c.long[:0], start...)
	for {
		more, err := c.from.ReadSlice('\n')
		c.long = append(c.long, more...)
		if len(c.long) > longestRow {
			return nil, c.report.fatal(c.line+1, "", c.long[:longestValue], RowTooLong)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return c.long, err
		}
	}
}

// split cuts a line without quotes.
func (c *csvRows) split(line []byte) {
	c.cells = c.cells[:0]
	start := 0
	for i, b := range line {
		if b == c.delimiter {
			c.cells = append(c.cells, line[start:i])
			start = i + 1
		}
	}
	c.cells = append(c.cells, line[start:])
}

// splitQuoted cuts a line with quotes, reading on when a quoted cell goes over the end of a line.
func (c *csvRows) splitQuoted(text []byte, row int) error {
	c.plain, c.ends = c.plain[:0], c.ends[:0]
	for {
		rest, open := c.cutCells(text)
		if !open {
			break
		}
		cell := append([]byte(nil), rest...) // reading on overwrites the line
		line, err := c.readLine()
		if err != nil && !ended(err) {
			return err
		}
		if err != nil || len(cell)+len(line) > longestCell {
			return c.report.fatal(row, "", cell, OpenQuote)
		}
		text = append(append(cell, '\n'), line...)
	}
	c.cells = c.cells[:0]
	from := 0
	for _, to := range c.ends {
		c.cells = append(c.cells, c.plain[from:to:to])
		from = to
	}
	return nil
}

// cutCells appends the cells of a text to plain. When the last cell's quote is open it is given back, from its
// opening quote on, to be tried again with more text.
func (c *csvRows) cutCells(text []byte) (rest []byte, open bool) {
	for {
		if len(text) == 0 || text[0] != '"' {
			i := bytes.IndexByte(text, c.delimiter)
			if i < 0 {
				c.plain = append(c.plain, text...)
				c.ends = append(c.ends, len(c.plain))
				return nil, false
			}
			c.plain = append(c.plain, text[:i]...)
			c.ends = append(c.ends, len(c.plain))
			text = text[i+1:]
			continue
		}
		mark := len(c.plain)
		end := c.unquote(text)
		if end < 0 {
			c.plain = c.plain[:mark]
			return text, true
		}
		// Text after the closing quote belongs to the cell, as spreadsheets have it.
		i := bytes.IndexByte(text[end:], c.delimiter)
		if i < 0 {
			c.plain = append(c.plain, text[end:]...)
			c.ends = append(c.ends, len(c.plain))
			return nil, false
		}
		c.plain = append(c.plain, text[end:end+i]...)
		c.ends = append(c.ends, len(c.plain))
		text = text[end+i+1:]
	}
}

// unquote appends the inside of a quoted cell to plain and gives the place after its closing quote, or -1.
func (c *csvRows) unquote(text []byte) int {
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			c.plain = append(c.plain, text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			c.plain = append(c.plain, '"')
			i++
			continue
		}
		return i + 1
	}
	return -1
}
