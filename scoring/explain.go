package scoring

import (
	"errors"
	"math"

	"github.com/mittari/mittari/instruments"
)

// ErrOtherResult says that a result does not follow from the definition and the answers it is explained by.
var ErrOtherResult = errors.New("the result does not follow from these answers and this definition")

// Explanation is every step from the answers to a result, so that a person can follow by hand. It holds no words
// for people: each step has a kind and the numbers that belong to it.
type Explanation struct {
	Definition instruments.Ref
	Hash       string
	Context    Context
	Scales     []ScaleExplanation // as in the result
	Risks      []Step             // of kind StepRisk
}

// ScaleExplanation is how one scale came about.
type ScaleExplanation struct {
	Scale instruments.ScaleID
	Steps []Step
}

// StepKind names a step. The comment of each kind says which fields of Step belong to it.
type StepKind string

// Step kinds, in the order in which they appear.
const (
	// StepKey opens a scale: Rule, Evidence of the scoring key.
	StepKey StepKind = "key"
	// StepAnswer is an answer as it is counted: Item, Code, Value.
	StepAnswer StepKind = "answer"
	// StepReversed is an answer counted the other way round: Item, Code, From (its own value), Low, High (smallest and
	// largest value of its response set), Value = Low + High − From.
	StepReversed StepKind = "reversed"
	// StepRuledOut is an item that earlier answers rule out: Item, By (numbers of the earlier items), Value, Evidence.
	StepRuledOut StepKind = "ruled-out"
	// StepUnanswered is an item without an answer: Item.
	StepUnanswered StepKind = "unanswered"
	// StepWeighted is a term of a weighted rule: Item, From (what the item counts), Factor, Value = Factor × From.
	StepWeighted StepKind = "weighted"
	// StepPart is a scale that a composite is built from: Part, Status, and when scored From (its score), Factor,
	// Value = Factor × From.
	StepPart StepKind = "part"
	// StepCounted is an item of a count: Item, From (what it counts), Low (from here on it is counted), Holds, Value (1 or 0).
	StepCounted StepKind = "counted"
	// StepHighest is a set of items of which the highest counts: Item (the first of the highest), Of (items in the set), Value.
	StepHighest StepKind = "highest"
	// StepNeeded is a scale that must have a score for this one to have one: Part, Status.
	StepNeeded StepKind = "needed"
	// StepMissing is the missing policy at work: Policy, Count (unanswered), Limit (allowed; all of them where the scales needed have decided), Status (whether a score
	// is allowed), Evidence; when unanswered items are filled in, Value is the mean of the known ones.
	StepMissing StepKind = "missing"
	// StepSum adds up the known items: Count (how many), Of (items of the scale), Value.
	StepSum StepKind = "sum"
	// StepFilled stretches a sum over unanswered items: From, Count, Of, Value = From × Of ÷ Count.
	StepFilled StepKind = "filled"
	// StepMean divides a sum: From, Count, Value = From ÷ Count.
	StepMean StepKind = "mean"
	// StepMultiplied multiplies: From, Factor, Value. It is left out when the factor is 1.
	StepMultiplied StepKind = "multiplied"
	// StepConstant is the constant that a weighted or composite rule starts from: Value. It is left out when it is 0.
	StepConstant StepKind = "constant"
	// StepLookup is a row of a table: Part, From (the score of it that is looked up), Value, Population, Evidence.
	StepLookup StepKind = "lookup"
	// StepNotInTable is a score without a row: Part, From, Population, Evidence.
	StepNotInTable StepKind = "not-in-table"
	// StepNoTable says that no table fits the person: Part, From.
	StepNoTable StepKind = "no-table"
	// StepNoNorm says that no norm fits the person: Part, From.
	StepNoNorm StepKind = "no-norm"
	// StepRequirement is a requirement of a criterion: Part, From (its score), Low, High (±Inf where open), Holds.
	StepRequirement StepKind = "requirement"
	// StepOutcome is a line of a criterion after its requirements: Count (which line), Holds, and when it holds Value.
	StepOutcome StepKind = "outcome"
	// StepOtherwise is the value of a criterion when no line holds: Value.
	StepOtherwise StepKind = "otherwise"
	// StepTotal is the exact score that comes out: Value.
	StepTotal StepKind = "total"
	// StepRounded rounds half up: From, Decimals, Value, Final (the rounded value is the score itself).
	StepRounded StepKind = "rounded"
	// StepLimited brings the rounded value to the nearest limit within which it is reported: From, Low, High, Value. The
	// score itself stays as it is.
	StepLimited StepKind = "limited"
	// StepBand is a row of a band table: Table (name), Code of the band in Band, Low, High, From (the value looked
	// up), Population, Evidence.
	StepBand StepKind = "band"
	// StepNoBand is a band table of which no part fits the context or the value: Table, From.
	StepNoBand StepKind = "no-band"
	// StepCutoff is a cut-off: Cutoff (id), Low (its value), From (the value compared), Side, Clinical, Population, Evidence.
	StepCutoff StepKind = "cutoff"
	// StepTScore is a score in units of a norm sample: Norm (id), From (the value compared), Mean, SD, Value = 50 + 10 ×
	// (From − Mean) ÷ SD, Population, Evidence. It is left out when no norm fits. In a scale that is itself a T score it
	// stands before the total, and Part names the scale that is compared.
	StepTScore StepKind = "t-score"
	// StepRisk is a risk rule: Item, Code when answered, From (its scored value), Low and High (flagged between them, ±Inf where
	// open), Risk, RiskKind, Evidence.
	StepRisk StepKind = "risk"
)

// Step is one step. Which fields are meant is said at its kind; the others are zero.
type Step struct {
	Kind       StepKind
	Item       int
	Code       int
	By         []int
	From       float64
	Value      float64
	Low, High  float64
	Mean, SD   float64
	Factor     float64
	Count, Of  int
	Limit      int
	Decimals   int
	Final      bool
	Status     Status
	Rule       instruments.RuleKind
	Policy     instruments.MissingPolicy
	Part       instruments.ScaleID
	Table      string
	Band       string
	Cutoff     string
	Norm       string
	Side       instruments.Side
	Clinical   bool
	Holds      bool
	Risk       RiskState
	RiskKind   instruments.RiskKind
	Population instruments.Population
	Evidence   instruments.Evidence
}

// Explain gives the steps that lead from a sheet to its result. The error is that of Compile or Score, or
// ErrOtherResult when the result was not computed from these answers by this definition.
func Explain(def *instruments.Definition, responses instruments.Responses, ctx Context, result Result) (Explanation, error) {
	s, err := Compile(def)
	if err != nil {
		return Explanation{}, err
	}
	again, err := s.Score(responses, ctx)
	if err != nil {
		return Explanation{}, err
	}
	if !sameScores(&again, &result) {
		return Explanation{}, ErrOtherResult
	}
	e := &explainer{scorer: s, responses: responses, ctx: ctx}
	if err := e.prepare(); err != nil {
		return Explanation{}, err
	}
	out := Explanation{Definition: def.Ref(), Hash: def.Hash, Context: ctx}
	for i := range s.scales {
		if s.scales[i].def.On(ctx.Informant) {
			out.Scales = append(out.Scales, e.scale(i))
		}
	}
	for i := range s.risks {
		if e.w.states[s.risks[i].index] != notOnForm {
			out.Risks = append(out.Risks, e.risk(&s.risks[i]))
		}
	}
	return out, nil
}

// sameScores reports whether two results are of one definition and hold the same scores.
func sameScores(a, b *Result) bool {
	if a.Definition != b.Definition || a.Hash != b.Hash || len(a.Scales) != len(b.Scales) {
		return false
	}
	for i := range a.Scales {
		x, y := &a.Scales[i], &b.Scales[i]
		if x.Scale != y.Scale || x.Status != y.Status || math.Abs(x.Value-y.Value) > tolerance {
			return false
		}
	}
	return true
}

// explainer collects the steps of one scale at a time.
type explainer struct {
	scorer    *Scorer
	responses instruments.Responses
	ctx       Context
	w         *work
	steps     []Step
}

// prepare scores the sheet once more and keeps the room in which that happened.
func (e *explainer) prepare() error {
	s := e.scorer
	e.w = &work{
		states: make([]state, len(s.items)), values: make([]float64, len(s.items)),
		scales: make([]ScaleResult, len(s.scales)), ctx: e.ctx,
	}
	if err := s.read(e.w, e.responses, e.ctx.Informant); err != nil {
		return err
	}
	for _, i := range s.order {
		sc, out := &s.scales[i], &e.w.scales[i]
		if sc.score(e.w, out) {
			sc.judgeBands(e.ctx, out)
			sc.judgeCutoffs(e.ctx, out)
		}
	}
	return nil
}

func (e *explainer) add(s Step) { e.steps = append(e.steps, s) }
