package scoring

import "github.com/mittari/mittari/instruments"

// Context is what a table of bands or cut-offs may ask about the subject and the respondent.
// A fact that is not known matches no table that is split by it.
type Context struct {
	Informant instruments.Informant
	Sex       instruments.Sex // of the subject; empty: unknown or other
	Age       int             // of the subject in full years; negative: unknown
}

// Result is everything one sheet of answers yields.
type Result struct {
	Definition instruments.Ref
	Hash       string // of the definition that scored it
	Scales     []ScaleResult
	Risks      []RiskResult
	Answered   int // items answered, of those asked
	Asked      int // items of the informant's form that no earlier answer rules out
}

// Scale returns the result of one scale, or nil when the definition has no such scale.
func (r *Result) Scale(id instruments.ScaleID) *ScaleResult {
	for i := range r.Scales {
		if r.Scales[i].Scale == id {
			return &r.Scales[i]
		}
	}
	return nil
}

// Status says whether a scale has a value.
type Status uint8

// Statuses. The zero value is CannotBeScored, so that a forgotten result is never a number.
const (
	CannotBeScored Status = iota
	Scored
)

// String is the stable name used in files.
func (s Status) String() string {
	if s == Scored {
		return "scored"
	}
	return "cannot-be-scored"
}

// ScaleResult is the score of one scale, or the reason why there is none.
type ScaleResult struct {
	Scale    instruments.ScaleID
	Status   Status
	Reason   Reason  // why it cannot be scored; zero when scored
	Value    float64 // exact, unrounded unless the definition rounds the score itself; 0 and meaningless unless Scored
	Reported float64 // rounded half up for people, and within the limits of the scale if it has any
	Answered int     // items whose value is known: answered, or ruled out by an earlier answer (a composite counts the items of its parts)
	Items    int     // items of the scale, so that Items − Answered are missing
	Prorated bool    // a missing answer was replaced by the mean of the answered ones
	Bands    []BandResult
	Cutoffs  []CutoffResult
}

// Band is the first band, the one to show, or nil when no band fits the context.
func (s *ScaleResult) Band() *BandResult {
	if s.Status != Scored || len(s.Bands) == 0 {
		return nil
	}
	return &s.Bands[0]
}

// ReasonKind names why a scale cannot be scored.
type ReasonKind uint8

// Reasons.
const (
	NoneReason    ReasonKind = iota
	TooFewAnswers            // more unanswered items than the policy allows
	PartMissing              // a scale this one is built from cannot be scored
	NotInTable               // the table has no row for the score that is looked up
	NoTableFits              // no table is made for such a person
	NoNormFits               // no norm is made for such a person
)

// Reason is why a scale cannot be scored, with the facts a sentence needs.
type Reason struct {
	Kind    ReasonKind
	Missing int                 // unanswered items
	Limit   int                 // how many the policy allows
	Part    instruments.ScaleID // with PartMissing: the first such scale; of a table or norm: the scale that is looked up
}

// String is the stable name used in files: "too-few-answers", "part-missing:peer", or empty when there is no reason.
func (r Reason) String() string {
	switch r.Kind {
	case TooFewAnswers:
		return "too-few-answers"
	case PartMissing:
		return "part-missing:" + string(r.Part)
	case NotInTable:
		return "not-in-table"
	case NoTableFits:
		return "no-table-fits"
	case NoNormFits:
		return "no-norm-fits"
	case NoneReason:
	}
	return ""
}

// BandResult names the band a value falls into.
type BandResult struct {
	Set  *instruments.BandSet
	Band *instruments.Band
}

// CutoffResult says on which side of a cut-off a value lies. Only cut-offs that fit the context are listed.
type CutoffResult struct {
	Cutoff   *instruments.Cutoff
	Clinical bool
}

// RiskState is what a risk rule found.
type RiskState uint8

// Risk states. An unanswered risk item is its own state, never "no risk".
const (
	RiskUnanswered RiskState = iota
	RiskNone
	RiskFlagged
)

// String is the stable name used in files.
func (s RiskState) String() string {
	switch s {
	case RiskNone:
		return "none"
	case RiskFlagged:
		return "flagged"
	case RiskUnanswered:
	}
	return "unanswered"
}

// RiskResult is the outcome of one risk rule.
type RiskResult struct {
	Rule  *instruments.RiskRule
	State RiskState
}
