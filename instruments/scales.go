package instruments

import "slices"

// ScaleID names a scale inside its instrument: "total", "emotional".
type ScaleID string

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
	// For, when set, names who the score is for. A score for the worker, such as a symptom algorithm, is a step in
	// a professional's own thinking: it is kept and explained like any other, but is not part of what a family is shown in
	// the meeting, nor of reports.
	For Audience `yaml:"for,omitempty"`
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

// Audience is who a score is for.
type Audience string

// ForWorker is a score that only the worker sees. Empty: everyone.
const ForWorker Audience = "worker"

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
	RuleCount     RuleKind = "count"     // how many items reach the value that counts
	RuleHighest   RuleKind = "highest"   // sum over sets of items of the highest value in each set
	RuleLookup    RuleKind = "lookup"    // the row of a table that belongs to the score of another scale
	RuleTScore    RuleKind = "t-score"   // 50 + 10 × (score of another scale − mean of its norm) ÷ SD of its norm
	RuleCriterion RuleKind = "criterion" // value of the first outcome whose requirements on other scales all hold
)

// ruleKinds lists the kinds in the order in which they are documented.
func ruleKinds() []RuleKind {
	return []RuleKind{RuleSum, RuleMean, RuleWeighted, RuleComposite, RuleCount, RuleHighest, RuleLookup, RuleTScore, RuleCriterion}
}

// Prorates reports whether rules of this kind can do with an answer less: the mean of the answered items then has a
// meaning. All others need everything they are built from.
func (k RuleKind) Prorates() bool { return k == RuleSum || k == RuleMean || k == RuleWeighted }

// Parts lists the scales that a rule is built from, in the order of the file, each once.
func (r *Rule) Parts() []ScaleID {
	var parts []ScaleID
	add := func(id ScaleID) {
		if id != "" && !slices.Contains(parts, id) {
			parts = append(parts, id)
		}
	}
	for _, part := range r.Scales {
		add(part.Scale)
	}
	add(r.Of)
	for _, o := range r.Outcomes {
		for _, q := range o.All {
			add(q.Scale)
		}
	}
	return parts
}

// AllItems lists the items that a rule counts itself, in the order of the file. An item that is named twice, which
// the linter refuses, is listed twice.
func (r *Rule) AllItems() []int {
	numbers := slices.Clone(r.Items)
	for _, w := range r.Weights {
		numbers = append(numbers, w.Item)
	}
	for _, part := range r.Counts {
		numbers = append(numbers, part.Items...)
	}
	for _, set := range r.Sets {
		numbers = append(numbers, set...)
	}
	return numbers
}

// Rule is how a scale is computed. Multiplier 0 is not allowed; absent means 1, which the loader writes out.
type Rule struct {
	Kind       RuleKind         `yaml:"kind"`
	Items      []int            `yaml:"items,omitempty"`    // sum, mean
	Reversed   []int            `yaml:"reversed,omitempty"` // item value becomes smallest + largest − value of its response set
	Multiplier float64          `yaml:"multiplier,omitempty"`
	Weights    []ItemWeight     `yaml:"weights,omitempty"` // weighted
	Scales     []CompositeScale `yaml:"scales,omitempty"`  // composite
	Constant   float64          `yaml:"constant,omitempty"`
	Counts     []Count          `yaml:"counts,omitempty"`    // count; an item stands in one of them only
	Sets       [][]int          `yaml:"sets,omitempty"`      // highest; an item that stands alone is a set of one
	Of         ScaleID          `yaml:"of,omitempty"`        // lookup, t-score: the scale that is turned into another
	Tables     []Table          `yaml:"tables,omitempty"`    // lookup: the first that fits the person is used
	Limits     *Range           `yaml:"limits,omitempty"`    // t-score: values beyond are reported as the limit; the exact value stays
	Outcomes   []Outcome        `yaml:"outcomes,omitempty"`  // criterion, in the order they are tried
	Otherwise  float64          `yaml:"otherwise,omitempty"` // criterion: the value when no outcome holds
}

// Count is a part of a count rule: each of the items counts one when its value reaches AtLeast.
type Count struct {
	Items   []int   `yaml:"items"`
	AtLeast float64 `yaml:"at_least"`
}

// Table turns scores of one scale into values, for one population. A score that has no row cannot be turned:
// nothing is drawn between rows.
type Table struct {
	Population Population `yaml:"population"`
	Rows       []Row      `yaml:"rows"` // ascending by Score
	Evidence   Evidence   `yaml:"evidence"`
}

// Row is one line of a table.
type Row struct {
	Score float64 `yaml:"score"`
	Value float64 `yaml:"value"`
}

// Outcome is one line of a criterion such as a symptom algorithm.
type Outcome struct {
	Value float64       `yaml:"value"`
	All   []Requirement `yaml:"all"`
}

// Requirement asks that the score of a scale lies in a range, both ends included; an absent end is open.
type Requirement struct {
	Scale   ScaleID  `yaml:"scale"`
	AtLeast *float64 `yaml:"at_least,omitempty"`
	AtMost  *float64 `yaml:"at_most,omitempty"`
}

// Meets reports whether a score lies in the range.
func (q *Requirement) Meets(value float64) bool { return within(value, q.AtLeast, q.AtMost) }

// within reports whether a value lies between two ends, both included; an absent end is open.
func within(value float64, low, high *float64) bool {
	return (low == nil || value >= *low-noise) && (high == nil || value <= *high+noise)
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

// Missing is the missing policy of a scale. For a scale built from other scales the policy is none: every part is needed.
type Missing struct {
	Policy MissingPolicy `yaml:"policy"`
	Max    int           `yaml:"max,omitempty"`
	// Parts, in place of Max, names scales further up that hold every item of this one: when each of them has a score,
	// this one has too, however many items that leaves unanswered.
	Parts    []ScaleID `yaml:"parts,omitempty"`
	Evidence Evidence  `yaml:"evidence"`
}

// Rounding says to how many decimals a value is reported, half up, and whether the rounded value
// is also the score that other scales build on.
type Rounding struct {
	Decimals int `yaml:"decimals"`
	// Score true: the score itself is the rounded value (SDQ subscales). False: only the report rounds.
	Score bool `yaml:"score,omitempty"`
}
