package instruments

import (
	"fmt"
	"slices"
)

// ID names an instrument in every version, in lower case with hyphens: "phq-9".
type ID string

// Ref names one released version of an instrument.
type Ref struct {
	ID      ID
	Version int
}

// String is the form people and files use: "phq-9@1".
func (r Ref) String() string { return fmt.Sprintf("%s@%d", r.ID, r.Version) }

// Definition is one instrument at one version: everything needed to ask, to score and to defend the score.
// A loaded Definition is never changed; share it freely.
type Definition struct {
	ID           ID            `yaml:"id"`
	Version      int           `yaml:"version"`
	Status       Status        `yaml:"status"`
	Title        Text          `yaml:"title"`
	Abbreviation Text          `yaml:"abbreviation"` // the short name people use
	Construct    Text          `yaml:"construct"`
	Validated    bool          `yaml:"validated"`
	Informants   []Informant   `yaml:"informants"`
	Ages         Ages          `yaml:"ages"`
	Recall       Recall        `yaml:"recall"`
	Minutes      float64       `yaml:"minutes"` // to fill in, our own estimate
	Rights       Rights        `yaml:"rights"`
	ResponseSets []ResponseSet `yaml:"response_sets"`
	Items        []Item        `yaml:"items"`
	Unscored     []Unscored    `yaml:"unscored,omitempty"`
	Scales       []Scale       `yaml:"scales"`
	// BandTitles gives the title of a band by its code, for bands that do not carry their own; the loader copies it.
	BandTitles  map[string]Text `yaml:"band_titles,omitempty"`
	BandSets    []BandSet       `yaml:"band_sets,omitempty"`
	Cutoffs     []Cutoff        `yaml:"cutoffs,omitempty"`
	Norms       []Norm          `yaml:"norms,omitempty"`
	Reliability []Reliability   `yaml:"reliability,omitempty"`
	Change      []ChangeFigure  `yaml:"change,omitempty"`
	Risks       []RiskRule      `yaml:"risks,omitempty"`
	Notes       []string        `yaml:"notes,omitempty"`
	Sources     []Source        `yaml:"sources"`

	// Cues holds our own label of each item and option, by language; read from cues.<lang>.yaml.
	Cues map[Lang]Cues `yaml:"-"`
	// Own holds the full wording of a form of class own, by language; read from wording.<lang>.yaml.
	Own map[Lang]Wording `yaml:"-"`
	// Hash is the SHA-256 in hex over the definition's files, set by the loader. It is kept with every result.
	Hash string `yaml:"-"`

	files map[string][]byte // the texts it was read from, so that the linter can name lines
}

// Ref names this definition.
func (d *Definition) Ref() Ref { return Ref{d.ID, d.Version} }

// NeedsCheck reports whether the scoring key of any scale is only recalled. Such a definition is switched off until
// somebody has compared the key with the original form and has said so in the record.
func (d *Definition) NeedsCheck() bool {
	return slices.ContainsFunc(d.Scales, func(s Scale) bool { return s.Evidence.Confidence == Recalled })
}

// Status says whether a definition may still change.
type Status string

// Statuses of a definition.
const (
	Draft    Status = "draft"
	Released Status = "released" // frozen: the files' checksum is under test
)

// Lang is a language tag in BCP 47 form: "fi", "sv", "en", "de".
type Lang string

// Languages the program speaks. A Wording may be in any language.
const (
	Finnish Lang = "fi"
	Swedish Lang = "sv"
	English Lang = "en"
)

// Text is the same short text in several languages.
type Text map[Lang]string

// In is the text in a language or its base, or else in the first of Languages that has it. It is empty when none has.
func (t Text) In(lang Lang) string {
	for _, l := range append([]Lang{lang, lang.Base()}, Languages()...) {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Informant is the role a form is made for.
type Informant string

// Informants.
const (
	Self    Informant = "self"
	Parent  Informant = "parent"
	Teacher Informant = "teacher"
)

// Ages is the age range in full years a form was made for, both ends included. To 0 means no upper end.
type Ages struct {
	From     int      `yaml:"from"`
	To       int      `yaml:"to,omitempty"`
	Evidence Evidence `yaml:"evidence"`
}

// Recall is the period the questions ask about.
type Recall struct {
	Text     Text     `yaml:"text"`
	Evidence Evidence `yaml:"evidence"`
}

// Confidence says how a fact was obtained.
type Confidence string

// Confidences, surest first. Facts below Derived are shown with their tag and never without it.
const (
	Verified   Confidence = "verified"   // seen in the named source
	Partial    Confidence = "partial"    // part of it seen in the named source
	Derived    Confidence = "derived"    // arithmetic on facts that carry their own tag
	Inferred   Confidence = "inferred"   // follows from verified facts
	Convention Confidence = "convention" // a choice of ours, or a habit of the field
	Proposed   Confidence = "proposed"   // a house rule published nowhere
	Recalled   Confidence = "recalled"   // general knowledge, to be checked against the source
	OurOwn     Confidence = "own"        // a form of our own: we are the source
)

// Sure reports whether a fact may be printed without its tag.
func (c Confidence) Sure() bool {
	return c == Verified || c == Derived || c == OurOwn
}

// Evidence is where a fact comes from and how sure it is.
type Evidence struct {
	Confidence Confidence `yaml:"confidence"`
	Sources    []string   `yaml:"sources,omitempty"` // ids in Definition.Sources
	Note       string     `yaml:"note,omitempty"`
}

// Source is a publication or page that facts refer to by ID.
type Source struct {
	ID   string `yaml:"id"`
	Ref  string `yaml:"ref"`
	URL  string `yaml:"url,omitempty"`
	Seen bool   `yaml:"seen"` // false: cited from memory
}

// Rights says whose the instrument is and what we may do with it.
type Rights struct {
	Holder   string   `yaml:"holder"`
	Class    Class    `yaml:"class"`
	Terms    Text     `yaml:"terms"` // what may be done with it, in our own words
	Evidence Evidence `yaml:"evidence"`
}

// Class is what the licence lets the program do; the program enforces it.
type Class string

// Classes of rights.
const (
	Own        Class = "own"        // our own form, fully worded
	Open       Class = "open"       // wording may be installed freely
	Permission Class = "permission" // the holder must be asked before wording is shown
	PaperOnly  Class = "paper-only" // never shown on a screen: answers are keyed from paper
)
