package sheet

import "fmt"

// ProblemKind names what is wrong.
type ProblemKind string

// Problems of a file as a whole: nothing can be read from it, or nothing further.
const (
	EmptyFile       ProblemKind = "empty-file"
	NotATable       ProblemKind = "not-a-table"      // a workbook, or another binary file
	WrongEncoding   ProblemKind = "wrong-encoding"   // neither UTF-8 nor UTF-16 with a byte order mark
	NoItems         ProblemKind = "no-items"         // no column is an item of the instrument
	NoColumn        ProblemKind = "no-column"        // a column that is needed is not there
	DuplicateColumn ProblemKind = "duplicate-column" // two columns are the same item or field
	OpenQuote       ProblemKind = "open-quote"       // a quoted cell that does not end
	RowTooLong      ProblemKind = "row-too-long"
)

// UnknownColumn is a column that is not looked at. It does not keep its file from being read.
const UnknownColumn ProblemKind = "unknown-column"

// Problems of a row.
const (
	CellCount      ProblemKind = "cell-count"       // more or fewer cells than the header
	NotText        ProblemKind = "not-text"         // bytes that are not UTF-8
	NotANumber     ProblemKind = "not-a-number"     // where a number belongs
	CodeNotOffered ProblemKind = "code-not-offered" // a number that the item does not offer
	OutOfRange     ProblemKind = "out-of-range"     // a score outside the range of its scale
	MixedDecimals  ProblemKind = "mixed-decimals"   // decimal comma and decimal point in one file
	DuplicateKey   ProblemKind = "duplicate-key"    // the person has an earlier row for the same occasion
	MissingKey     ProblemKind = "missing-key"      // no person, or no occasion
	BadDate        ProblemKind = "bad-date"
	BadAge         ProblemKind = "bad-age"
	BadSex         ProblemKind = "bad-sex"
	BadInformant   ProblemKind = "bad-informant" // not one the instrument has a form for
	GroupChanged   ProblemKind = "group-changed" // the person was in another group before
)

// RowProblem is one fault in a file.
type RowProblem struct {
	File   string
	Row    int    // as counted in the file, the header being row 1; 0 for the file as a whole
	Column string // as the header has it; empty for the row as a whole
	Value  string // what the cell holds, shortened when it is long
	Kind   ProblemKind
}

func (p RowProblem) String() string {
	return fmt.Sprintf("%s: row %d, column %q: %s: %q", p.File, p.Row, p.Column, p.Kind, p.Value)
}

// FileError is a problem that ends the reading of a file. Rows before it were dealt with.
type FileError struct {
	Problem RowProblem
}

func (e *FileError) Error() string { return e.Problem.String() }

// longestValue is how much of a cell a problem carries.
const longestValue = 60

// shorten copies the value of a cell for a report.
func shorten(cell []byte) string {
	r := []rune(string(cell))
	if len(r) <= longestValue {
		return string(r)
	}
	return string(r[:longestValue-1]) + "…"
}

// report counts problems and passes them on.
type report struct {
	file  string
	count int
	to    func(RowProblem)
}

func (r *report) add(row int, column string, value []byte, kind ProblemKind) {
	r.count++
	if r.to != nil {
		r.to(RowProblem{File: r.file, Row: row, Column: column, Value: shorten(value), Kind: kind})
	}
}

// pass passes on a problem that was found elsewhere.
func (r *report) pass(p RowProblem) {
	r.count++
	if r.to != nil {
		r.to(p)
	}
}

func (r *report) fatal(row int, column string, value []byte, kind ProblemKind) *FileError {
	return &FileError{RowProblem{File: r.file, Row: row, Column: column, Value: shorten(value), Kind: kind}}
}
