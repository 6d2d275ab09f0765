package importer

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// text gives a file as text: UTF-8, UTF-16, or else Windows-1252, which a warning then says. A file of another kind
// is refused.
func (s *source) text() (string, []Warning, error) {
	data := s.data
	switch {
	case strings.HasPrefix(string(data[:min(len(data), 3)]), "\xef\xbb\xbf"):
		data = data[3:]
	case len(data) >= 2 && data[0] == 0xff && data[1] == 0xfe:
		return fromUTF16(data[2:], binary.LittleEndian)
	case len(data) >= 2 && data[0] == 0xfe && data[1] == 0xff:
		return fromUTF16(data[2:], binary.BigEndian)
	}
	if binaryData(data) {
		return "", nil, &Error{Problem: NotText}
	}
	if utf8.Valid(data) {
		text := string(data)
		if strings.ContainsRune(text, utf8.RuneError) {
			return text, []Warning{{Kind: WarnDamagedText}}, nil
		}
		return text, nil, nil
	}
	return fromWindows1252(data), []Warning{{Kind: WarnEncoding, Detail: "Windows-1252"}}, nil
}

// binaryData reports whether data holds control characters that no text has.
func binaryData(data []byte) bool {
	for _, c := range data {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' {
			return true
		}
	}
	return false
}

func fromUTF16(data []byte, order binary.ByteOrder) (string, []Warning, error) {
	if len(data)%2 != 0 {
		return "", nil, &Error{Problem: NotText}
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	text := string(utf16.Decode(units))
	if binaryData([]byte(text)) {
		return "", nil, &Error{Problem: NotText}
	}
	return text, []Warning{{Kind: WarnEncoding, Detail: "UTF-16"}}, nil
}

// windows1252 holds the characters of the bytes 0x80 to 0x9f; the others are those of Unicode.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(data []byte) string {
	upper := []rune(windows1252)
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(upper[c-0x80])
			continue
		}
		b.WriteRune(rune(c))
	}
	return b.String()
}

// row is one row of a table. Cells are trimmed of white space at their ends.
type row struct {
	line  int // from 1
	cells []string
}

// cell gives the cell at an index, or nothing where the row is shorter.
func (r *row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// empty reports whether no cell holds anything.
func (r *row) empty() bool { return strings.Join(r.cells, "") == "" }

// maxCells bounds the cells of one table.
const maxCells = 1 << 20

// readCSV reads a table of text. Rows may differ in length; rows of empty cells are left out.
func readCSV(text string, comma rune) ([]row, error) {
	if strings.Count(text, string(comma)) > maxCells {
		return nil, &Error{Problem: TooMany, Limit: maxCells} // before a row of nothing but cells takes the memory
	}
	rows, err := parseCSV(text, comma, false)
	if errors.Is(err, csv.ErrBareQuote) {
		rows, err = parseCSV(text, comma, true) // a quotation mark inside a cell that is not quoted stands for itself
	}
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return nil, &Error{Problem: BadTable, Line: bad.StartLine}
	}
	return rows, err
}

func parseCSV(text string, comma rune, lazy bool) ([]row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, lazy
	var rows []row
	cells := 0
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if cells += len(record); cells > maxCells {
			return nil, &Error{Problem: TooMany, Limit: maxCells}
		}
		line, _ := r.FieldPos(0)
		one := row{line: line, cells: record}
		for i := range record {
			record[i] = strings.TrimSpace(record[i])
		}
		if !one.empty() {
			rows = append(rows, one)
		}
	}
}
