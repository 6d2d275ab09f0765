package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/mittari/mittari/instruments"
)

// DocumentSchema names the shape of a Document. It changes when a field gets another meaning or goes.
const DocumentSchema = "mittari-report/1"

// ErrBadDocument: the text is not a report in a shape that this program reads.
var ErrBadDocument = errors.New("not a report")

// Document is a report as data for programs: the same figures as in the workbook, and nothing that it hides. Keys are
// stable and the same in every language; texts are in the language of Lang.
type Document struct {
	Schema   string            `json:"schema"`
	Kind     Kind              `json:"kind"`
	Lang     instruments.Lang  `json:"lang"`
	Title    string            `json:"title"`
	Period   DocumentPeriod    `json:"period"`
	DataDate string            `json:"data_date"` // last day the figures look at, 2026-11-21
	Made     string            `json:"made"`
	Program  string            `json:"program"` // version
	Demo     bool              `json:"demo,omitempty"`
	Checksum string            `json:"checksum"` // over every figure, the same in every language
	Origins  []DocumentOrigin  `json:"origins"`  // where figures come from; a cell points here by index
	Sections []DocumentSection `json:"sections"`
}

// DocumentPeriod is the time a report is about; an open end is empty.
type DocumentPeriod struct {
	Key  string `json:"key"`
	From string `json:"from"`
	To   string `json:"to"`
	Text string `json:"text"`
}

// DocumentOrigin says what a figure was made of, and how.
type DocumentOrigin struct {
	Instrument string   `json:"instrument,omitempty"` // id/version of the definition
	Hash       string   `json:"definition_hash,omitempty"`
	Scale      string   `json:"scale,omitempty"`
	Method     string   `json:"method"`
	MethodText string   `json:"method_text"`
	Population string   `json:"population"`
	PeriodKey  string   `json:"period"`
	Sources    []string `json:"sources,omitempty"` // of the constants used
	Confidence string   `json:"confidence,omitempty"`
}

// DocumentSection is one sheet.
type DocumentSection struct {
	Key        string          `json:"key"`
	Title      string          `json:"title"`
	Paragraphs []string        `json:"paragraphs,omitempty"`
	Tables     []DocumentTable `json:"tables,omitempty"`
	Closing    []string        `json:"closing,omitempty"`
}

// DocumentTable is a table. Columns and rows have keys that stay the same from report to report.
type DocumentTable struct {
	Key     string           `json:"key"`
	Caption string           `json:"caption,omitempty"`
	Columns []DocumentColumn `json:"columns"`
	Rows    []DocumentRow    `json:"rows"`
	Notes   []string         `json:"notes,omitempty"`
}

// DocumentColumn is the heading of a column.
type DocumentColumn struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// DocumentRow is a row of a table.
type DocumentRow struct {
	Key   string         `json:"key"`
	Total bool           `json:"total,omitempty"`
	Cells []DocumentCell `json:"cells"`
}

// DocumentCell is a cell. A hidden one has a reason and neither value nor n; a blank one has only its kind.
type DocumentCell struct {
	Kind     string   `json:"kind"` // "blank", "text", "count", "number", "share", "date", "hidden"
	Text     string   `json:"text,omitempty"`
	Value    *float64 `json:"value,omitempty"` // exact, a share between 0 and 1
	Decimals int      `json:"decimals,omitempty"`
	N        int      `json:"n,omitempty"` // persons, families or forms behind the figure
	Hidden   string   `json:"hidden,omitempty"`
	Origin   *int     `json:"origin,omitempty"` // index in Origins
}

// Name is the stable name of the kind.
func (k CellKind) Name() string {
	return [...]string{"blank", "text", "count", "number", "share", "date", "hidden"}[k]
}

// DocumentOf is a report as data, its texts in the language of the words.
func DocumentOf(r *Report, w Words) *Document {
	d := &Document{
		Schema: DocumentSchema, Kind: r.Kind, Lang: w.Lang(), Title: r.Title.In(w),
		Period:   DocumentPeriod{Key: r.Period.Key, From: r.Period.From.String(), To: r.Period.To.String(), Text: r.Period.Label().In(w)},
		DataDate: r.DataDate.String(), Made: r.Made.String(), Program: r.Program, Demo: r.Demo, Checksum: r.Checksum,
		Origins: []DocumentOrigin{}, Sections: []DocumentSection{},
	}
	c := &documenter{words: w, doc: d, origins: map[string]int{}}
	for i := range r.Sections {
		d.Sections = append(d.Sections, c.section(&r.Sections[i]))
	}
	return d
}

// WriteDocument writes a report as JSON.
func WriteDocument(w io.Writer, r *Report, words Words) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(DocumentOf(r, words)); err != nil {
		return fmt.Errorf("write the report as JSON: %w", err)
	}
	return nil
}

// ReadDocument reads what WriteDocument wrote. What is not a report, or of another schema, is ErrBadDocument.
func ReadDocument(b []byte) (*Document, error) {
	var d Document
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadDocument, err)
	}
	if d.Schema != DocumentSchema {
		return nil, fmt.Errorf("%w: schema %q", ErrBadDocument, d.Schema)
	}
	return &d, nil
}

// documenter makes a Document, each origin once.
type documenter struct {
	words   Words
	doc     *Document
	origins map[string]int
}

func (c *documenter) texts(all []Label) []string {
	var out []string
	for _, l := range all {
		out = append(out, l.In(c.words))
	}
	return out
}

func (c *documenter) section(s *Section) DocumentSection {
	out := DocumentSection{Key: s.Key, Title: s.Title.In(c.words), Paragraphs: c.texts(s.Paragraphs), Closing: c.texts(s.Closing)}
	for i := range s.Tables {
		out.Tables = append(out.Tables, c.table(&s.Tables[i]))
	}
	return out
}

func (c *documenter) table(t *Table) DocumentTable {
	out := DocumentTable{Key: t.Key, Caption: t.Caption.In(c.words), Notes: c.texts(t.Notes), Columns: []DocumentColumn{}, Rows: []DocumentRow{}}
	for i, k := range t.ColumnKeys() {
		out.Columns = append(out.Columns, DocumentColumn{Key: k, Text: t.Columns[i].Label.In(c.words)})
	}
	for i, k := range t.RowKeys() {
		row := DocumentRow{Key: k, Total: t.Rows[i].Total, Cells: []DocumentCell{}}
		for _, cell := range t.Rows[i].Cells {
			row.Cells = append(row.Cells, c.cell(cell))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (c *documenter) cell(cell Cell) DocumentCell {
	out := DocumentCell{Kind: cell.Kind.Name(), Origin: c.origin(cell.Origin)}
	switch cell.Kind {
	case BlankCell:
	case TextCell:
		out.Text = cell.Label.In(c.words)
	case DateCell:
		out.Text = cell.Date.String()
	case HiddenCell:
		out.Hidden = cell.Hidden.String()
	case CountCell, NumberCell, ShareCell:
		v := cell.Value
		out.Value, out.Decimals, out.N = &v, cell.Decimals, cell.N
	}
	return out
}

func (c *documenter) origin(o *Origin) *int {
	if o == nil {
		return nil
	}
	d := DocumentOrigin{
		Hash: o.Hash, Scale: string(o.Scale), Method: o.Method, MethodText: c.words.T("report.method." + o.Method),
		Population: o.Population.In(c.words), PeriodKey: o.Period.Key, Sources: o.Evidence.Sources, Confidence: string(o.Evidence.Confidence),
	}
	if o.Definition != (instruments.Ref{}) {
		d.Instrument = o.Definition.String()
	}
	key := fmt.Sprintf("%+v", d)
	i, seen := c.origins[key]
	if !seen {
		i = len(c.doc.Origins)
		c.origins[key] = i
		c.doc.Origins = append(c.doc.Origins, d)
	}
	return &i
}
