package instruments

import "fmt"

// ID names an instrument in every version, in lower case with hyphens: "phq-9".
type ID string

// Ref names one released version of an instrument.
type Ref struct {
	ID      ID
	Version int
}

// String is the form people and files use: "phq-9@1".
func (r Ref) String() string { return fmt.Sprintf("%s@%d", r.ID, r.Version) }

// ScaleID names a scale inside its instrument: "total", "emotional".
type ScaleID string

// Definition is one instrument at one version: everything needed to ask, to score and to defend the score.
// A loaded Definition is never changed; share it freely.
type Definition struct {
	ID           ID            `yaml:"id"`
	Version      int           `yaml:"version"`
	Status       Status        `yaml:"status"`
	Title        Text          `yaml:"title"`
	Abbreviation string        `yaml:"abbreviation"`
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
	Terms    string   `yaml:"terms"` // our own words
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

// ResponseSet is a list of answers offered to one or more items.
type ResponseSet struct {
	ID      string   `yaml:"id"`
	Options []Option `yaml:"options"`
}

// Option is one answer. Code is what is recorded, as printed on the form; Value is what it counts.
// The two differ where a form says so, as in 0, 0, 1, 2.
type Option struct {
	Code  int     `yaml:"code"`
	Value float64 `yaml:"value"`
}

// Item is one question or statement.
type Item struct {
	Number int    `yaml:"number"` // as printed; unique, ascending
	Set    string `yaml:"set"`    // id of a ResponseSet
	// Asked, when set, limits the item to sheets where an earlier item was answered in a certain way.
	Asked *Condition `yaml:"asked,omitempty"`
	// Informants, when set, limits the item to the forms made for them. Empty: the item is on every form.
	Informants []Informant `yaml:"informants,omitempty"`
	// OwnText says that the respondent's own text, kept in the record, is shown instead of ours: a goal.
	OwnText bool `yaml:"own_text,omitempty"`
	// LOINC is the item's code there, a hint for matching wording files. It is never shown.
	LOINC string `yaml:"loinc,omitempty"`
}

// Condition makes an item depend on an earlier one.
type Condition struct {
	Item  int   `yaml:"item"`
	Codes []int `yaml:"codes"` // the item is asked when the earlier one has one of these codes
	// Otherwise is what the item counts when it is not asked because the earlier answer rules it out.
	Otherwise float64  `yaml:"otherwise"`
	Evidence  Evidence `yaml:"evidence"`
}

// Unscored names an item that is in no scale, and why.
type Unscored struct {
	Item   int    `yaml:"item"`
	Reason string `yaml:"reason"`
}

// Direction says which way a scale improves.
type Direction string

// Directions.
const (
	HigherWorse  Direction = "higher-is-worse"
	HigherBetter Direction = "higher-is-better"
)

// Sign is +1 when higher is better and -1 when higher is worse: multiply a raw change by it to get plus-is-better.
func (d Direction) Sign() float64 {
	if d == HigherBetter {
		return 1
	}
	return -1
}

// Range holds the smallest and largest possible value of a scale.
type Range struct {
	Min float64 `yaml:"min"`
	Max float64 `yaml:"max"`
}

// Scale is a named score.
type Scale struct {
	ID    ScaleID `yaml:"id"`
	Title Text    `yaml:"title"`
	Plain Text    `yaml:"plain"` // what it asks about, in words for a family
	Main  bool    `yaml:"main,omitempty"`
	Rule  Rule    `yaml:"rule"`
	// Informants, when set, limits the scale to the forms made for them: others do not have it at all.
	Informants []Informant `yaml:"informants,omitempty"`
	Direction  Direction   `yaml:"direction"`
	Range      Range       `yaml:"range"`
	Missing    Missing     `yaml:"missing"`
	Rounding   Rounding    `yaml:"rounding"`
	// BandsOn is "reported" (the default) or "exact": which value bands and cut-offs look at.
	BandsOn  string   `yaml:"bands_on,omitempty"`
	Evidence Evidence `yaml:"evidence"` // of the scoring key
}

// Values of Scale.BandsOn.
const (
	BandsOnReported = "reported"
	BandsOnExact    = "exact"
)

// RuleKind names how a scale is computed. The set is closed; each kind is Go code in package scoring.
type RuleKind string

// Rule kinds.
const (
	RuleSum       RuleKind = "sum"       // multiplier × sum of item values
	RuleMean      RuleKind = "mean"      // multiplier × mean of item values
	RuleWeighted  RuleKind = "weighted"  // constant + sum of weight × item value
	RuleComposite RuleKind = "composite" // constant + sum of weight × score of another scale
)

// Rule is how a scale is computed. Multiplier 0 is not allowed; absent means 1, which the loader writes out.
type Rule struct {
	Kind       RuleKind         `yaml:"kind"`
	Items      []int            `yaml:"items,omitempty"`    // sum, mean
	Reversed   []int            `yaml:"reversed,omitempty"` // item value becomes smallest + largest − value of its response set
	Multiplier float64          `yaml:"multiplier,omitempty"`
	Weights    []ItemWeight     `yaml:"weights,omitempty"` // weighted
	Scales     []CompositeScale `yaml:"scales,omitempty"`  // composite
	Constant   float64          `yaml:"constant,omitempty"`
}

// ItemWeight is one term of a weighted rule.
type ItemWeight struct {
	Item   int     `yaml:"item"`
	Weight float64 `yaml:"weight"`
}

// CompositeScale is one term of a composite rule. Weight 0 is not allowed; absent means 1, which the loader writes out.
type CompositeScale struct {
	Scale  ScaleID `yaml:"scale"`
	Weight float64 `yaml:"weight,omitempty"`
}

// MissingPolicy names what happens when items of a scale are unanswered. Unanswered is never zero.
type MissingPolicy string

// Missing policies.
const (
	MissingNone    MissingPolicy = "none"          // every item is needed
	MissingProrate MissingPolicy = "prorate"       // up to Max unanswered: they take the mean of the answered ones
	MissingMean    MissingPolicy = "answered-mean" // mean rules: mean over the answered items, up to Max unanswered
)

// Missing is the missing policy of a scale. For a composite scale the policy is none: every part is needed.
type Missing struct {
	Policy   MissingPolicy `yaml:"policy"`
	Max      int           `yaml:"max,omitempty"`
	Evidence Evidence      `yaml:"evidence"`
}

// Rounding says to how many decimals a value is reported, half up, and whether the rounded value
// is also the score that other scales build on.
type Rounding struct {
	Decimals int `yaml:"decimals"`
	// Score true: the score itself is the rounded value (SDQ subscales). False: only the report rounds.
	Score bool `yaml:"score,omitempty"`
}

// Population limits a fact to some respondents. Zero fields mean "any".
type Population struct {
	Informant Informant `yaml:"informant,omitempty"`
	Sex       Sex       `yaml:"sex,omitempty"`
	AgeFrom   int       `yaml:"age_from,omitempty"`
	AgeTo     int       `yaml:"age_to,omitempty"`
	Country   string    `yaml:"country,omitempty"` // ISO 3166 alpha-2; says where the figure comes from, does not limit use
	Text      string    `yaml:"text,omitempty"`    // the sample in words
}

// Sex is what norm tables are split by. It is empty when unknown or other; such a person matches no split table.
type Sex string

// Sexes in norm tables.
const (
	Female Sex = "female"
	Male   Sex = "male"
)

// BandSet divides a scale's range into named bands for one population. Sets of the same scale are tried
// in the order of the file within one Name; different Names are alternatives, the first of which is shown.
type BandSet struct {
	Name       string     `yaml:"name"`
	Scale      ScaleID    `yaml:"scale"`
	Population Population `yaml:"population"`
	Bands      []Band     `yaml:"bands"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Band is a named part of a scale's range. A value belongs to the band with the highest Min not above it.
type Band struct {
	Code  string  `yaml:"code"`
	Min   float64 `yaml:"min"`
	Max   float64 `yaml:"max"`
	Title Text    `yaml:"title,omitempty"` // absent: taken from Definition.BandTitles
}

// Cutoff separates the clinical from the non-clinical range. As with bands, cut-offs of one Name belong together
// and split a population; different Names are alternatives. The first one in the file that fits is the one to use.
type Cutoff struct {
	ID         string     `yaml:"id"`
	Name       string     `yaml:"name"`
	Scale      ScaleID    `yaml:"scale"`
	Value      float64    `yaml:"value"`
	Clinical   Side       `yaml:"clinical"`
	Population Population `yaml:"population"`
	Meaning    Text       `yaml:"meaning"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Side says which values are on the clinical side of a cut-off.
type Side string

// Sides.
const (
	AtOrAbove Side = "at-or-above"
	AtOrBelow Side = "at-or-below"
)

// Norm is a mean and SD of a named sample.
type Norm struct {
	ID         string     `yaml:"id"`
	Scale      ScaleID    `yaml:"scale"`
	Mean       float64    `yaml:"mean"`
	SD         float64    `yaml:"sd"`
	N          int        `yaml:"n,omitempty"` // 0: not known
	Population Population `yaml:"population"`
	Evidence   Evidence   `yaml:"evidence"`
}

// Reliability is a coefficient of a named sample.
type Reliability struct {
	ID         string          `yaml:"id"`
	Scale      ScaleID         `yaml:"scale"`
	Kind       ReliabilityKind `yaml:"kind"`
	Value      float64         `yaml:"value"`
	Population Population      `yaml:"population"`
	Evidence   Evidence        `yaml:"evidence"`
}

// ReliabilityKind is how a coefficient was obtained.
type ReliabilityKind string

// Kinds of reliability.
const (
	Alpha  ReliabilityKind = "alpha"
	Retest ReliabilityKind = "test-retest"
)

// ChangeFigure says how large a change of a scale must be. Exactly one of the two forms is used:
// Points is a published figure; Norm and Reliability name the SD and r from which the
// Jacobson–Truax figure is computed. The first entry that fits the population is used.
type ChangeFigure struct {
	Scale       ScaleID    `yaml:"scale"`
	Kind        ChangeKind `yaml:"kind"`
	Points      float64    `yaml:"points,omitempty"`
	Norm        string     `yaml:"norm,omitempty"`
	Reliability string     `yaml:"reliability,omitempty"`
	Population  Population `yaml:"population"`
	Evidence    Evidence   `yaml:"evidence"`
}

// ChangeKind tells a reliable change from a minimal important difference.
type ChangeKind string

// Kinds of change figures.
const (
	ReliableChange   ChangeKind = "reliable"
	MinimalImportant ChangeKind = "minimal-important"
)

// RiskRule raises a quiet prompt to the worker on one answer, before and apart from any total.
type RiskRule struct {
	Item     int      `yaml:"item"`
	AtLeast  float64  `yaml:"at_least"` // scored value of the answer
	Kind     RiskKind `yaml:"kind"`
	Evidence Evidence `yaml:"evidence"`
}

// RiskKind is what the prompt is about; the words shown belong to the organisation.
type RiskKind string

// Kinds of risk.
const (
	RiskSelfHarm RiskKind = "self-harm"
	RiskSafety   RiskKind = "safety"
)
