package sheet

import (
	"errors"
	"io"
)

// Rows gives the rows of a table one at a time, the header first. It is asked by one goroutine at a time, which need not
// be that of the caller.
type Rows interface {
	// Next gives the cells of the next row and its number in the file, counted from 1, or io.EOF after the last one.
	// The cells are good until the next call.
	Next() (cells [][]byte, row int, err error)
}

// Strings makes Rows of a function that gives rows of text, such as those of a workbook, and io.EOF after the last.
// Rows that are shorter than the header are filled up with empty cells, since workbooks do not keep those.
func Strings(next func() ([]string, error)) Rows { return &stringRows{next: next} }

type stringRows struct {
	next  func() ([]string, error)
	cells [][]byte
	row   int
	width int
}

func (r *stringRows) Next() ([][]byte, int, error) {
	texts, err := r.next()
	if err != nil {
		return nil, r.row, err
	}
	r.row++
	if r.row == 1 {
		r.width = len(texts)
	}
	r.cells = r.cells[:0]
	for _, t := range texts {
		r.cells = append(r.cells, []byte(t))
	}
	for len(r.cells) < r.width {
		r.cells = append(r.cells, nil)
	}
	return r.cells, r.row, nil
}

// blank reports whether a row holds nothing at all.
func blank(cells [][]byte) bool {
	for _, c := range cells {
		if len(trim(c)) > 0 {
			return false
		}
	}
	return true
}

// ended reports whether an error is the end of the rows.
func ended(err error) bool { return errors.Is(err, io.EOF) }
