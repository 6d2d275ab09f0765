package sheet

import (
	"context"
	"io"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// ChangeSummary is what Change found.
type ChangeSummary struct {
	Rows      int    // below the header, blank ones apart
	Refused   int    // rows left out because of a problem
	Problems  int    // reported, those of columns included
	From, To  string // names of the occasions, empty when they are the first and last of each person
	Direction instruments.Direction
	Method    string
	// Basis is what changes were judged by. Where an instrument has figures for several populations it is that of
	// the first pair, and SeveralBases is true.
	Basis        change.Basis
	SeveralBases bool
	All          GroupSummary
	Groups       []GroupSummary // in the order of the file; empty without a column of groups
}

// GroupSummary is the change of a group.
type GroupSummary struct {
	Name    string
	Persons int
	AtFrom  int // persons with a score at the first of the two occasions
	AtTo    int // persons with a score at the second
	// Statistics are of the complete pairs, later − earlier; Statistics.Better turns them.
	Statistics cohort.Statistics
	Classes    cohort.Classes
}

// Change reads long data, one row for each person and occasion, and writes one row for each person in the columns
// person, group, from_occasion, to_occasion, from, to, change, better, index, needed, class, crossing,
// crossed_only, confidence: the weakest of the figure and the cut-off that it was judged by, empty when both were given.
// A person without two scores has the class no-pair.
//
// The scores are a column of values or, with an instrument, columns of items. Without an SD from options or
// instrument, that of the first scores of all complete pairs is used and named; all persons are therefore kept until
// the end. The error is an *OptionError, a *FileError, that of the reader or writer, or that of ctx.
func Change(ctx context.Context, r io.Reader, w io.Writer, o ChangeOptions) (ChangeSummary, error) {
	if err := o.check(); err != nil {
		return ChangeSummary{}, err
	}
	rep := &report{file: o.File, to: o.Problem}
	rows, err := newCSVRows(r, rep)
	if err != nil {
		return ChangeSummary{}, err
	}
	return compare(ctx, rows, w, &o, rep)
}

// ChangeRows is Change for rows from elsewhere, such as a workbook.
func ChangeRows(ctx context.Context, rows Rows, w io.Writer, o ChangeOptions) (ChangeSummary, error) {
	if err := o.check(); err != nil {
		return ChangeSummary{}, err
	}
	return compare(ctx, rows, w, &o, &report{file: o.File, to: o.Problem})
}

func compare(ctx context.Context, rows Rows, w io.Writer, o *ChangeOptions, rep *report) (sum ChangeSummary, err error) {
	defer func() { sum.Problems = rep.count }()
	cells, err := firstRow(rows, rep)
	if err != nil {
		return sum, err
	}
	h, err := longHeader(cells, o, rep)
	if err != nil {
		return sum, err
	}
	g := &gatherer{options: o, scale: o.scale(), byID: map[string]int{}, byName: map[string]int{}}
	def := (*instruments.Definition)(nil)
	if o.Scorer != nil {
		def = o.Scorer.Definition()
	}
	g.answers = newAnswers(h, def, usual(def, o.Informant, o.Sex), rep)
	if err := eachRow(ctx, rows, g.row); err != nil {
		return sum, err
	}
	sum = ChangeSummary{
		Rows: g.rows, Refused: g.refused, From: o.From, To: o.To,
		Direction: o.direction(), Method: o.method().Name(),
	}
	return sum, g.judge(ctx, w, &sum)
}

// longHeader reads the header of long data.
func longHeader(cells [][]byte, o *ChangeOptions, rep *report) (*header, error) {
	h, err := readHeader(cells, rep, o.columnMeaning(cells))
	if err != nil {
		return nil, err
	}
	if h.items > 0 {
		h.reportUnknown(rep) // one may be an item misspelt; beside a column of values there are always others
	}
	switch {
	case !h.has(personField):
		return nil, rep.fatal(1, orWord(o.Person, "person"), nil, NoColumn)
	case !h.has(occasionField):
		return nil, rep.fatal(1, orWord(o.Occasion, "occasion"), nil, NoColumn)
	case !h.has(valueField) && h.items == 0:
		return nil, rep.fatal(1, orWord(o.Value, "value"), nil, NoColumn)
	case o.Group != "" && !h.has(groupField):
		return nil, rep.fatal(1, o.Group, nil, NoColumn)
	}
	return h, nil
}

// columnMeaning gives the meaning of column names in long data. A name from the options comes before a usual one.
func (o *ChangeOptions) columnMeaning(cells [][]byte) func(string) (field, int) {
	type name struct {
		field field
		text  string
	}
	value := o.columnName(cells, o.Value, "value", "score")
	if s := o.scale(); s != nil && value == "" {
		value = o.columnName(cells, "", strings.ToLower(string(s.ID)))
	}
	names := [...]name{
		{personField, o.columnName(cells, o.Person, "id", "person", "subject", "patient", "participant_id", "participant")},
		{occasionField, o.columnName(cells, o.Occasion, "occasion", "wave", "time", "measurement", "date")},
		{valueField, value},
		{groupField, o.columnName(cells, o.Group)},
	}
	return func(column string) (field, int) {
		for _, n := range names {
			if n.text != "" && n.text == column {
				return n.field, 0
			}
		}
		switch f := sheetField(column); f {
		case ageField, sexField, informantField, languageField:
			return f, 0
		default:
		}
		if o.Scorer != nil && value == "" {
			if i := itemOf(o.Scorer.Definition(), column); i >= 0 {
				return itemField, i
			}
		}
		return ignored, 0
	}
}

// columnName is the wanted name, or else the first usual one that the header has.
func (o *ChangeOptions) columnName(cells [][]byte, wanted string, usual ...string) string {
	if wanted != "" {
		return strings.ToLower(strings.TrimSpace(wanted))
	}
	for _, u := range usual {
		for _, c := range cells {
			if strings.EqualFold(string(trim(c)), u) {
				return u
			}
		}
	}
	return ""
}

func orWord(s, other string) string {
	if s != "" {
		return s
	}
	return other
}
