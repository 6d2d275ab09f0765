package export

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// countingRules names the rules by which reports count. It changes whenever the same record would give other figures.
const countingRules = "1"

// RulesVersion names the rules of counting and of protection behind a report.
func RulesVersion() string {
	r := disclosure.Default()
	return fmt.Sprintf("counting %s; protection %d, %d, %d, %d", countingRules, r.MinCount, r.MinStatistic, r.MinWhole, r.MinDifference)
}

// ErrBadFigures: the figures of a frozen report cannot be read by this program.
var ErrBadFigures = errors.New("not the figures of a report")

// figuresSchema names the shape of Figures.
const figuresSchema = 1

// Figures are all figures that a report shows, in no language, with the marks of those it hides. They hold nothing that
// the report does not show. The cover is left out: it says when and by whom the report was made.
type Figures struct {
	Schema int           `json:"schema"`
	Tables []FigureTable `json:"tables"`
	// Published is what the report told of every count, for the protection of later reports.
	Published []disclosure.Published `json:"published"`
	// Recounted is what the note about the last frozen report told of that report's counts, if any of them had changed.
	Recounted []disclosure.Published `json:"recounted,omitempty"`
}

// FigureTable holds the figures of one table. Keys are the same in every language and from report to report.
type FigureTable struct {
	Section string       `json:"section"`
	Title   Label        `json:"title"` // of the section
	Key     string       `json:"key"`
	Caption Label        `json:"caption"`
	Columns []FigureName `json:"columns"`
	Rows    []FigureRow  `json:"rows"`
}

// FigureName is the name of a column or a row.
type FigureName struct {
	Key   string `json:"key"`
	Label Label  `json:"label"`
}

// FigureRow holds the figures of one row.
type FigureRow struct {
	FigureName
	Cells []FigureCell `json:"cells"`
}

// FigureCell is a figure, or the mark of a hidden one.
type FigureCell struct {
	Column   int               `json:"c"` // place in Columns
	Kind     CellKind          `json:"k"` // CountCell, NumberCell, ShareCell or HiddenCell
	Value    float64           `json:"v,omitempty"`
	Decimals int               `json:"d,omitempty"`
	Signed   bool              `json:"s,omitempty"`
	N        int               `json:"n,omitempty"`
	Hidden   disclosure.Reason `json:"h,omitzero"`
}

// FiguresOf gathers the figures of a report.
func FiguresOf(r *Report) *Figures {
	f := &Figures{Schema: figuresSchema, Tables: []FigureTable{}, Published: r.Published, Recounted: r.Recounted}
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Key == coverKey {
			continue
		}
		for j := range s.Tables {
			if t := figureTable(s, &s.Tables[j]); len(t.Rows) > 0 {
				f.Tables = append(f.Tables, t)
			}
		}
	}
	return f
}

func figureTable(s *Section, t *Table) FigureTable {
	out := FigureTable{Section: s.Key, Title: s.Title, Key: t.Key, Caption: t.Caption}
	for i, k := range t.ColumnKeys() {
		out.Columns = append(out.Columns, FigureName{k, t.Columns[i].Label})
	}
	for i, k := range t.RowKeys() {
		row := FigureRow{FigureName: FigureName{k, rowName(t.Rows[i])}}
		for j, c := range t.Rows[i].Cells {
			if isFigure(c) {
				row.Cells = append(row.Cells, FigureCell{j, c.Kind, c.Value, c.Decimals, c.Signed, c.N, c.Hidden})
			}
		}
		if len(row.Cells) > 0 {
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

func isFigure(c Cell) bool {
	switch c.Kind {
	case CountCell, NumberCell, ShareCell, HiddenCell:
		return true
	case BlankCell, TextCell, DateCell:
	}
	return false
}

// rowName is the texts that a row begins with.
func rowName(r Row) Label {
	var parts []Label
	for _, c := range r.Cells {
		if c.Kind != TextCell {
			break
		}
		if !c.Label.Blank() {
			parts = append(parts, c.Label)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return Join(" · ", parts...)
}

// Encode packs the figures. The same figures give the same text inside.
func (f *Figures) Encode() ([]byte, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("write the figures: %w", err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		return nil, fmt.Errorf("pack the figures: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack the figures: %w", err)
	}
	return b.Bytes(), nil
}

// mostFigureText is how large the figures of a report may be, unpacked.
const mostFigureText = 64 << 20

// ReadFigures reads what Encode wrote, or fails with ErrBadFigures.
func ReadFigures(packed []byte) (*Figures, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadFigures, err)
	}
	text, err := io.ReadAll(io.LimitReader(z, mostFigureText+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadFigures, err)
	}
	var f Figures
	if len(text) > mostFigureText {
		return nil, fmt.Errorf("%w: too large", ErrBadFigures)
	}
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadFigures, err)
	}
	if f.Schema != figuresSchema {
		return nil, fmt.Errorf("%w: schema %d", ErrBadFigures, f.Schema)
	}
	return &f, f.check()
}

// check refuses figures that point outside of their table.
func (f *Figures) check() error {
	for _, t := range f.Tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.Column < 0 || c.Column >= len(t.Columns) || c.Kind > HiddenCell {
					return fmt.Errorf("%w: a figure outside of table %s", ErrBadFigures, t.Key)
				}
			}
		}
	}
	return nil
}

// Freeze makes the frozen report of a report just built from the data. What is about the file and the time is left to
// the caller, and so is the id, which is made of the whole.
func Freeze(r *Report, d Data) (store.FrozenReport, error) {
	figures, err := FiguresOf(r).Encode()
	if err != nil {
		return store.FrozenReport{}, err
	}
	f := store.FrozenReport{
		Report: string(r.Kind), Period: r.Period.Key, From: r.Period.From, To: r.Period.To, DataDate: r.DataDate, Program: r.Program,
		Rules: RulesVersion(), Used: usedDefinitions(d), Checksum: r.Checksum, Figures: figures,
	}
	for _, e := range d.Frozen {
		f.Earlier = append(f.Earlier, e.ID)
	}
	return f, nil
}
