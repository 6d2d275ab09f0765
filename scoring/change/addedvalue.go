package change

import (
	"errors"
	"math"

	"github.com/mittari/mittari/instruments"
)

// Figures of the SDQ added-value score. All of them are recalled, see EvidenceOf(RuleAddedValue).
const (
	addedConstant = 2.3
	addedTotal    = 0.8
	addedImpact   = 0.2
	addedEmotion  = -0.3
	addedSD       = 5.0  // points that count as one SD
	addedMargin   = 10.0 // half a 95 % interval for one child; 1 for a hundred
)

// Errors of the added-value score.
var (
	// ErrOneChild: the score of one child is uncertain by ten points either way and says nothing.
	ErrOneChild = errors.New("the added-value score is for groups, never for one child")
	// ErrSDQRange: a score outside the range of its scale.
	ErrSDQRange = errors.New("score outside the range of the SDQ")
)

// SDQPair is what the added-value score needs of one child: the parent's SDQ at the start, and the total about
// six months later. Totals are 0–40, impact and emotional symptoms 0–10.
type SDQPair struct {
	Total, Impact, Emotion float64
	LaterTotal             float64
}

// AddedValue gathers the SDQ added-value score of a group of children: how much lower their totals are, after
// about six months, than those of similar children without help would be,
//
//	2.3 + 0.8·total + 0.2·impact − 0.3·emotion − later total.
//
// Nothing of a single child can be read out of it. The zero value is ready to use. The prediction was made on
// British children at high risk; whether it fits others nobody has shown.
type AddedValue struct {
	n    int
	mean float64
}

// Add takes in one child. It refuses scores outside their ranges with ErrSDQRange.
func (a *AddedValue) Add(p SDQPair) error {
	within := func(v, top float64) bool { return v >= 0 && v <= top }
	if !within(p.Total, 40) || !within(p.LaterTotal, 40) || !within(p.Impact, 10) || !within(p.Emotion, 10) {
		return ErrSDQRange
	}
	v := addedConstant + addedTotal*p.Total + addedImpact*p.Impact + addedEmotion*p.Emotion - p.LaterTotal
	a.n++
	a.mean += (v - a.mean) / float64(a.n)
	return nil
}

// AddedValueResult is the score of a group. Plus is better than expected.
type AddedValueResult struct {
	N            int
	Points       float64 // mean, in points of the total
	Margin       float64 // half of its 95 % interval, in points: 10 ÷ √N
	EffectSize   float64 // Points ÷ 5
	EffectMargin float64 // Margin ÷ 5
	Evidence     instruments.Evidence
}

// Beyond reports whether the interval leaves out 0.
func (r AddedValueResult) Beyond() bool { return math.Abs(r.Points) > r.Margin }

// Group is the score of the group, or ErrOneChild when there are fewer than two children.
func (a *AddedValue) Group() (AddedValueResult, error) {
	if a.n < 2 {
		return AddedValueResult{}, ErrOneChild
	}
	margin := addedMargin / math.Sqrt(float64(a.n))
	return AddedValueResult{
		N: a.n, Points: a.mean, Margin: margin, EffectSize: a.mean / addedSD, EffectMargin: margin / addedSD,
		Evidence: EvidenceOf(RuleAddedValue),
	}, nil
}
