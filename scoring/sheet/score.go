package sheet

import (
	"context"
	"io"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// ScoreOptions says how a table of answer sheets is read and written. Its functions are called in the goroutine of the
// caller. With Scored rows are scored one at a time, else on all processors; what is written is the same.
type ScoreOptions struct {
	File      string                // name for reports
	Informant instruments.Informant // of rows that do not say; empty: the instrument's only one, if it has one
	Sex       instruments.Sex       // of rows that do not say
	Format    Format                // of what is written
	Problem   func(RowProblem)      // told of every problem, in the order of the file; may be nil
	Scored    func(Scored)          // told of every sheet that was scored; may be nil
	Progress  func(rows int)        // told now and then how many rows were read; may be nil

	// Prefix stands before the item's number in the names of columns, such as gq6_ or WB. Columns gives the item's
	// number by the name of a column. Names are compared without case and separators. With either of them
	// no other column is an item.
	Prefix  string
	Columns map[string]int
	// Key names the columns that together name a sheet where the id alone does not. The id written is their texts with
	// a slash between them.
	Key []string
	// Wide writes one row for each sheet instead of one for each sheet and scale, see Score.
	Wide bool
}

// Scored is one sheet with its result. What it points to is good until the function it is handed to returns.
type Scored struct {
	Row       int    // in the file
	Person    string // empty when sheets have no id
	Responses instruments.Responses
	Context   scoring.Context
	Result    *scoring.Result
}

// Summary counts what Score did.
type Summary struct {
	Rows        int   // below the header, blank ones apart
	Sheets      int   // rows that were scored
	Refused     int   // rows left out because of a problem
	Problems    int   // reported, those of columns included
	NotScored   int   // results of a scale that cannot be scored, with their reason in the output
	AbsentItems []int // numbers of items that no column holds; they count as unanswered
}

// Score reads a table with one answer sheet a row and writes one row for each sheet and scale, in the columns id,
// date, scale, status, reason, value, reported, answered, items, prorated, band, cutoff, t, norm, risk, definition, hash,
// confidence: the weakest of what the row rests on, which is the key and the bands, cut-off and norm that it shows.
// T scores have two decimals, and norm is the sample they are by. A wide table has one row for each sheet, in the
// columns id, date, one for the value of each scale, not_scored and prorated (scales), risk, definition, confidence of the keys.
//
// Columns are named by the item's number, alone or after q, item, i or the instrument's id; id, date, age, sex,
// informant and language are optional. A sheet without an id is named by its row. Two rows of the same id, date and informant
// are a DuplicateKey: the first counts. The error is a *FileError, that of the reader or writer, or that of ctx.
func Score(ctx context.Context, r io.Reader, w io.Writer, s *scoring.Scorer, o ScoreOptions) (Summary, error) {
	rep := &report{file: o.File, to: o.Problem}
	rows, err := newCSVRows(r, rep)
	if err != nil {
		return Summary{}, err
	}
	return score(ctx, rows, w, s, o, rep)
}

// ScoreRows is Score for rows from elsewhere, such as a workbook.
func ScoreRows(ctx context.Context, rows Rows, w io.Writer, s *scoring.Scorer, o ScoreOptions) (Summary, error) {
	return score(ctx, rows, w, s, o, &report{file: o.File, to: o.Problem})
}

func score(ctx context.Context, rows Rows, w io.Writer, s *scoring.Scorer, o ScoreOptions, rep *report) (sum Summary, err error) {
	defer func() { sum.Problems = rep.count }()
	h, err := sheetHeader(rows, s.Definition(), &o, rep)
	if err != nil {
		return sum, err
	}
	sum.AbsentItems = h.absentItems(s.Definition())
	layout := longLayout(s)
	if o.Wide {
		layout = wideLayout(s)
	}
	run := &scoreRun{
		scorer: s, header: h, options: &o, layout: layout, report: rep, sum: &sum,
		out: newTable(w, o.Format, layout.columns()...), seeds: newSeeds(),
	}
	if h.has(personField) || h.parts > 0 {
		run.keys = newKeys()
	}
	if err := run.all(ctx, rows); err != nil {
		_ = run.out.flush() // what was scored so far stands; the first error is the one to tell
		return sum, err
	}
	return sum, run.out.flush()
}

func firstRow(rows Rows, rep *report) ([][]byte, error) {
	cells, _, err := rows.Next()
	if ended(err) {
		return nil, rep.fatal(0, "", nil, EmptyFile)
	}
	return cells, err
}

// eachRow hands every row that is not blank to a function.
func eachRow(ctx context.Context, rows Rows, take func(cells [][]byte, row int)) error {
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		cells, row, err := rows.Next()
		if ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if !blank(cells) {
			take(cells, row)
		}
	}
}
