package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// Report is a report as plain values. It holds only what may be shown.
type Report struct {
	Kind     Kind
	Title    Label
	Period   Period
	DataDate store.Date // last day the figures look at
	Made     store.Date
	Program  string // version of the program that made it
	Demo     bool
	Checksum string // SHA-256 in hex over every figure, see Sum
	Proof    disclosure.Proof
	// Published is what the report tells of every count, Recounted what its note tells of those of the last frozen report.
	Published, Recounted []disclosure.Published
	Sections             []Section
}

// Section is one sheet of a workbook, one chapter of a text.
type Section struct {
	Key        string // stable: "cover", "change"; the sheet's name is the message report.sheet.<Key>
	Title      Label
	Paragraphs []Label // before the tables
	Tables     []Table
	Charts     []Chart // each stands below the table it draws from
	Closing    []Label // after the tables
	Landscape  bool
	OnePage    bool // printed on one page, however small that makes it
}

// Table is a table of typed cells.
type Table struct {
	Key     string // stable, unique in the report
	Caption Label
	Columns []Column
	Rows    []Row
	Notes   []Label
	Facts   bool // two columns of name and value, without a header
}

// Column is a column of a table.
type Column struct {
	Label Label
	Wide  bool   // text that needs room
	Marks []Mark // words of this column that a colour underlines
}

// Mark gives a word in a column a tone. The word is in the cell and says everything; the colour only helps the eye.
type Mark struct {
	Word Label
	Tone Tone
}

// Tone says how a word is meant. Worse is as plain to see as better.
type Tone uint8

// Tones.
const (
	Calm Tone = iota // neither good nor bad
	Good
	Watch // open, or on the way
	Poor
)

// Row is a row of a table.
type Row struct {
	Cells []Cell
	Total bool
}

// CellKind says what a cell holds.
type CellKind uint8

// Kinds of cells.
const (
	BlankCell CellKind = iota
	TextCell
	CountCell  // persons, families or forms
	NumberCell // a mean, a deviation, a constant
	ShareCell  // between 0 and 1
	DateCell
	HiddenCell // Hidden says why; no value is kept
)

// Cell is one cell.
type Cell struct {
	Kind     CellKind
	Label    Label
	Value    float64
	Decimals int
	Signed   bool // plus is shown
	Date     store.Date
	Hidden   disclosure.Reason
	N        int     // persons behind the figure; 0 when it is not about persons, or hidden
	Origin   *Origin // of a figure; nil for text
}

// Origin says where a figure comes from. Figures of one row mostly share it.
type Origin struct {
	Definition instruments.Ref // zero: not from an instrument
	Hash       string
	Scale      instruments.ScaleID
	Method     string // stable key of how it was computed; its words are the message report.method.<Method>
	Population Label
	Period     Period
	Evidence   instruments.Evidence // of the constants used; zero: none were
}

// ChartKind names a chart.
type ChartKind uint8

// Charts.
const (
	Columns      ChartKind = iota // one or more columns side by side for each row
	Bars                          // the same lying down
	StackedShare                  // parts of a whole, 0–100 %
	PairedDots                    // Series are two columns, start and end: two dots for each row, joined
	Slopes                        // Series are two columns, start and end: a line for each row
	Funnel                        // one series of counts that can only fall, lying down, the whole first
	Trend                         // lines over rows in order of time, with Low and High as their interval
)

// Chart draws columns of a table. It has no figures of its own, so what the table hides it hides.
type Chart struct {
	Kind     ChartKind
	Title    Label
	Alt      Label // what it shows, for those who do not see it
	Table    string
	Category int   // column of the names
	Series   []int // columns of the figures
	From, To int   // rows, To excluded
	Palette  Palette
	// Low and High are the columns of the limits of the first series' interval in a Trend; equal: none is drawn.
	Low, High int
}

// Palette says what the colours of a chart stand for. All differ in lightness, so that they can be told apart in grey.
type Palette uint8

// Palettes.
const (
	Neutral Palette = iota
	BeforeAfter
	BetterSameWorse
)

// Section finds a section by its key, or nil.
func (r *Report) Section(key string) *Section {
	for i := range r.Sections {
		if r.Sections[i].Key == key {
			return &r.Sections[i]
		}
	}
	return nil
}

// Table finds a table by its key, or nil.
func (s *Section) Table(key string) *Table {
	for i := range s.Tables {
		if s.Tables[i].Key == key {
			return &s.Tables[i]
		}
	}
	return nil
}
