package importer

import (
	"maps"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// Format names the kind of file a draft was read from.
type Format string

// Formats.
const (
	FormatFHIR       Format = "fhir"        // FHIR R4 Questionnaire in JSON
	FormatXLSForm    Format = "xlsform"     // workbook or CSV
	FormatREDCap     Format = "redcap"      // data dictionary, instrument zip, or metadata in JSON
	FormatLimeSurvey Format = "limesurvey"  // .lss or tab-separated
	FormatOpenScale  Format = "open-scale"  // Open Scale Definition in JSON
	FormatTexts      Format = "texts"       // flat JSON of keys and texts, one language
	FormatTable      Format = "table"       // codebook or side-by-side translation
	FormatLines      Format = "plain-lines" // one item a line
)

// Draft is what a foreign file holds, before it is known which instrument it is for.
type Draft struct {
	Format    Format
	Title     Texts
	Names     []string // every name and address the file gives itself, for telling instruments apart
	Lang      instruments.Lang
	Publisher string
	Copyright string // and licence, as the file states them
	// Intro is what is shown before the first question.
	Intro []Texts
	// Sections are the groups, in the order of the file; an outer group comes before those inside it.
	Sections []Section
	// Items is everything else, in the order of the file: questions of any kind, texts that are only shown, and
	// values the file computes. Choices gives those that can be items of an instrument.
	Items []Item
	// Lists are the answer lists the file keeps apart from its items, used or not.
	Lists []AnswerList
	// Calculations are what the file computes by itself. They are kept as text and never run.
	Calculations []Calculation
	// Scores are scales the file defines as data.
	Scores []ScoreRule
	// Warnings say what was left out or taken on trust.
	Warnings []Warning
	// FileHash is the SHA-256 in hex of the file.
	FileHash string
}

// Texts is one text in the languages a file holds; under the empty tag in the file's own language.
type Texts map[instruments.Lang]string

// Section is a group of items. Groups may lie within groups, and a group may repeat.
type Section struct {
	LinkID    string
	Text      Texts
	Origin    string // the file's own word for it
	Parent    int    // number in Draft.Sections, from 1; 0: the outermost
	First     int    // index in Draft.Items of the first item at or after its beginning
	Required  bool
	Hidden    bool
	Repeats   bool
	Condition *Condition
}

// ItemType says what an item asks for.
type ItemType string

// Types of items.
const (
	TypeChoice     ItemType = "choice"     // one of Options
	TypeMultiple   ItemType = "multiple"   // any number of Options, or an order of them
	TypeYesNo      ItemType = "yes-no"     // yes or no; Options holds both where the file words them
	TypeNumber     ItemType = "number"     // Min and Max where the file says so
	TypeText       ItemType = "text"       // free text
	TypeDate       ItemType = "date"       // date, time or both
	TypeDisplay    ItemType = "display"    // nothing is asked
	TypeCalculated ItemType = "calculated" // worked out by the form itself
	TypeOther      ItemType = "other"      // file, picture, place, and what programs record by themselves
)

// Item is one entry of a draft.
type Item struct {
	LinkID  string
	Prefix  string
	Codes   []Coding
	Type    ItemType
	Origin  string // the file's own word for the type
	Section int    // number of the innermost group in Draft.Sections, from 1; 0: in none
	Under   string // LinkID of the question this one belongs to; empty: it stands by itself
	Text    Texts
	Help    Texts    // a note to the question
	Options []Option // items with the same answer list share it
	List    string   // name of the answer list the options came from; empty when they stand with the item
	// Free is set when an answer of one's own may be given instead of an option.
	Free      bool
	Required  bool
	Hidden    bool
	ReadOnly  bool
	Condition *Condition
	Min, Max  *float64 // of a number
	// Problem is set when the answers offered could not be found; Options is then empty.
	Problem *Error
}

// Choice reports whether exactly one of several answers is to be chosen by a person: only such an item can be an
// item of an instrument.
func (i *Item) Choice() bool {
	return (i.Type == TypeChoice || i.Type == TypeYesNo) && !i.Hidden
}

// Coding is a code in a code system. System is empty when the file does not name it.
type Coding struct{ System, Code string }

// Option is one answer a question offers.
type Option struct {
	Code    string
	Score   *float64 // what the file says it counts; nil when it does not
	Missing bool     // it stands for no answer, such as "don't know" with -999, and counts nothing
	Text    Texts
}

// AnswerList is a named list of options that several items may share.
type AnswerList struct {
	Name    string
	Options []Option
}

// Condition says when an item is asked.
type Condition struct {
	Any   bool   // one of Terms is enough; otherwise all must hold
	Terms []Term // empty when the condition is more than comparisons of answers with values
	Text  string // as the file says it
}

// Term compares the answer to one item with a value.
type Term struct {
	Item  string // LinkID
	Op    Comparison
	Value string // code or number; for Exists "true" or "false"
}

// Comparison is how an answer is compared.
type Comparison string

// Comparisons.
const (
	Equal     Comparison = "="
	NotEqual  Comparison = "!="
	Less      Comparison = "<"
	LessEqual Comparison = "<="
	More      Comparison = ">"
	MoreEqual Comparison = ">="
	Exists    Comparison = "exists" // it has an answer; a box with this code is ticked when Value is not empty
)

// Calculation is something a file computes. Text is its own expression, in its own language.
type Calculation struct {
	Name  string // of the item or variable
	Text  string
	Items []string // LinkIDs the expression mentions, each once, in the order of the draft
}

// ScoreRule is a scale that a file defines as data rather than as an expression.
type ScoreRule struct {
	ID       string
	Title    Texts
	Method   string   // the file's own word: "sum_coded"
	Items    []string // LinkIDs
	Reversed []string // LinkIDs, part of Items
	Bands    []instruments.Range
}

// WarningKind names what was left out or taken on trust. Package lang words each of them.
type WarningKind string

// Kinds of warnings.
const (
	WarnEncoding    WarningKind = "encoding"     // not UTF-8: read as Detail
	WarnDamagedText WarningKind = "damaged-text" // holds replacement characters, letters lost before it came here
	WarnMarkup      WarningKind = "markup"       // markup was left out
	WarnFormula     WarningKind = "formula"      // a cell is a formula; its last value was taken
	WarnDuplicateID WarningKind = "duplicate-id" // two entries have the id Detail
	WarnUnknownType WarningKind = "unknown-type" // the type Detail is not known; the entry is kept as other
	WarnNoList      WarningKind = "no-list"      // the answer list Detail is not in the file
	WarnNoText      WarningKind = "no-text"      // the item has no text
	WarnOptionText  WarningKind = "option-text"  // the option Detail has no text
	WarnUnknownItem WarningKind = "unknown-item" // a condition or calculation mentions Detail, which is not there
	WarnSheet       WarningKind = "sheet"        // the sheet Detail was not read
	WarnColumn      WarningKind = "column"       // the column Detail was not read
	WarnBeside      WarningKind = "beside"       // the file Detail that lies beside this one was read as well
	WarnTexts       WarningKind = "texts"        // the language Detail has no text for the item Where, and perhaps for more
)

// Warning is one thing a person should know about a file that could be read.
type Warning struct {
	Kind   WarningKind
	Where  string // LinkID, sheet or cell
	Detail string
	Line   int // from 1; 0 when it is not about a line
}

// Limits bounds what a file may cost.
type Limits struct {
	Bytes int // of each file, also of what is packed in it
	Depth int // of nested JSON and XML
	Items int // questions and groups in a questionnaire, and options of one question
}

// DefaultLimits is generous for questionnaires and small for a computer.
func DefaultLimits() Limits { return Limits{Bytes: 8 << 20, Depth: 64, Items: 2000} }

// Choices lists the items that can be items of an instrument, in the order of the file.
func (d *Draft) Choices() []*Item {
	var list []*Item
	for i := range d.Items {
		if d.Items[i].Choice() {
			list = append(list, &d.Items[i])
		}
	}
	return list
}

// Item gives the first item with a LinkID, or nil.
func (d *Draft) Item(linkID string) *Item {
	if i := slices.IndexFunc(d.Items, func(one Item) bool { return one.LinkID == linkID }); i >= 0 {
		return &d.Items[i]
	}
	return nil
}

// Langs lists the languages a draft has texts in: its own first, then those of translations by name.
func (d *Draft) Langs() []instruments.Lang {
	seen := map[instruments.Lang]bool{}
	for i := range d.Items {
		for l := range d.Items[i].Text {
			seen[l] = true
		}
	}
	delete(seen, "")
	delete(seen, d.Lang)
	rest := slices.Sorted(maps.Keys(seen))
	if d.Lang == "" {
		return rest
	}
	return append([]instruments.Lang{d.Lang}, rest...)
}

// maxWarnings bounds the warnings of one file. Nobody reads more.
const maxWarnings = 1000

// warn notes a warning.
func (d *Draft) warn(w Warning) {
	if len(d.Warnings) < maxWarnings {
		d.Warnings = append(d.Warnings, w)
	}
}
