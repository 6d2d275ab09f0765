package sheet

import (
	"context"
	"io"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// ScoreOptions says how a table of answer sheets is read and written.
type ScoreOptions struct {
	File      string                // name for reports
	Informant instruments.Informant // of rows that do not say; empty: the instrument's only one, if it has one
	Sex       instruments.Sex       // of rows that do not say
	Format    Format                // of what is written
	Problem   func(RowProblem)      // told of every problem, in the order of the file; may be nil
	Scored    func(Scored)          // told of every sheet that was scored; may be nil
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
// date, scale, status, reason, value, reported, answered, items, prorated, band, cutoff, t, norm, risk, definition, hash.
// T scores have two decimals, and norm is the sample they are by.
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
	def := s.Definition()
	h, err := sheetHeader(rows, def, rep)
	if err != nil {
		return sum, err
	}
	sum.AbsentItems = h.absentItems(def)
	run := &scoreRun{
		scorer: s, scored: o.Scored, answers: newAnswers(h, def, usual(def, o.Informant, o.Sex), rep), sum: &sum,
		out: newTable(w, o.Format, scoreColumns()...),
	}
	run.source = run.out.cells(nil, func() {
		run.out.text(def.Ref().String())
		run.out.text(def.Hash)
	})
	if h.has(personField) {
		run.keys = newKeys()
	}
	for _, sc := range def.Scales {
		run.decimals = append(run.decimals, sc.Rounding.Decimals)
	}
	if err := eachRow(ctx, rows, run.row); err != nil {
		_ = run.out.flush() // what was scored so far stands; the first error is the one to tell
		return sum, err
	}
	return sum, run.out.flush()
}

func scoreColumns() []string {
	return []string{
		"id", "date", "scale", "status", "reason", "value", "reported", "answered", "items", "prorated",
		"band", "cutoff", "t", "norm", "risk", "definition", "hash",
	}
}

// sheetHeader reads the header of a table of answer sheets.
func sheetHeader(rows Rows, def *instruments.Definition, rep *report) (*header, error) {
	cells, err := firstRow(rows, rep)
	if err != nil {
		return nil, err
	}
	h, err := readHeader(cells, rep, func(name string) (field, int) {
		if f := sheetField(name); f != ignored {
			return f, 0
		}
		if i := itemOf(def, name); i >= 0 {
			return itemField, i
		}
		return ignored, 0
	})
	if err != nil {
		return nil, err
	}
	h.reportUnknown(rep)
	if h.items == 0 {
		return nil, rep.fatal(1, "", nil, NoItems)
	}
	return h, nil
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

// scoreRun is one run of Score.
type scoreRun struct {
	scored   func(Scored) // nil: nobody asks
	scorer   *scoring.Scorer
	answers  *answers
	keys     *keys // nil when rows have no ids
	result   scoring.Result
	out      *table
	head     []byte // cells of the sheet at the beginning of a row
	risks    []byte
	source   []byte // cells of the definition at the end of a row
	decimals []int  // by scale, in the order of the definition
	sum      *Summary
}

func (r *scoreRun) row(cells [][]byte, row int) {
	r.sum.Rows++
	a := r.answers
	if !a.read(cells, row) {
		r.sum.Refused++
		return
	}
	if r.keys != nil && !r.keys.add(a.person, a.date, []byte(a.context.Informant)) {
		a.report.add(row, "", a.person, DuplicateKey)
		r.sum.Refused++
		return
	}
	if err := r.scorer.ScoreInto(&r.result, a.responses, a.context); err != nil {
		a.report.add(row, "", nil, CodeNotOffered) // not reached: every cell was looked at
		r.sum.Refused++
		return
	}
	r.sum.Sheets++
	if r.scored != nil {
		r.scored(Scored{Row: row, Person: string(a.person), Responses: a.responses, Context: a.context, Result: &r.result})
	}
	r.write(row)
}

func (r *scoreRun) write(row int) {
	r.head = r.out.cells(r.head[:0], func() {
		if r.keys == nil {
			r.out.integer(row)
		} else {
			r.out.bytes(r.answers.person)
		}
		r.out.bytes(r.answers.date)
	})
	r.risks = appendRisks(r.risks[:0], r.result.Risks)
	for i := range r.result.Scales {
		s := &r.result.Scales[i]
		r.out.raw(r.head)
		r.out.text(string(s.Scale))
		r.scale(s)
		r.out.bytes(r.risks)
		r.out.raw(r.source)
		r.out.end()
	}
}

// scale writes the cells from status to norm.
func (r *scoreRun) scale(s *scoring.ScaleResult) {
	r.out.text(s.Status.String())
	if s.Status == scoring.Scored {
		r.out.empty()
		r.out.number(s.Value, -1)
		r.out.number(s.Reported, r.roundedTo(s.Scale))
	} else {
		r.sum.NotScored++
		r.out.text(s.Reason.String())
		r.out.empty()
		r.out.empty()
	}
	r.out.integer(s.Answered)
	r.out.integer(s.Items)
	r.out.boolean(s.Prorated)
	if b := s.Band(); b != nil {
		r.out.text(b.Band.Code)
	} else {
		r.out.empty()
	}
	if s.Status == scoring.Scored && len(s.Cutoffs) > 0 {
		r.out.text(side(&s.Cutoffs[0]))
	} else {
		r.out.empty()
	}
	if t, ok := r.scorer.TScore(s, r.answers.context); ok {
		r.out.number(scoring.RoundHalfUp(t.Value, tDecimals), tDecimals)
		r.out.text(t.Norm.ID)
	} else {
		r.out.empty()
		r.out.empty()
	}
}

// tDecimals is how many decimals a T score is written with.
const tDecimals = 2

// side says where a value lies about the first cut-off, which is the one to use.
func side(c *scoring.CutoffResult) string {
	if c.Clinical {
		return "clinical"
	}
	return "non-clinical"
}

func (r *scoreRun) roundedTo(id instruments.ScaleID) int {
	for i := range r.decimals {
		if r.answers.def.Scales[i].ID == id {
			return r.decimals[i]
		}
	}
	return -1
}
