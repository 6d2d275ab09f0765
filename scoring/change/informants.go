package change

import (
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// View is the score that one informant gives, with the norm and the reliability of that informant's form.
type View struct {
	Score    float64
	Mean, SD float64 // of the norm
	R        float64
	NormID   string // where Mean and SD are from
	RSource  string // where R is from
	Evidence instruments.Evidence
}

// ViewFor is a view with the first norm and the first reliability of the scale that fit the informant. It is
// false when one of them is missing.
func ViewFor(def *instruments.Definition, id instruments.ScaleID, ctx scoring.Context, score float64) (View, bool) {
	norm := first(def.Norms, func(n *instruments.Norm) bool { return n.Scale == id && ctx.Fits(n.Population) })
	rel := ReliabilityFor(def, id, ctx)
	if norm == nil || rel == nil || !judgeable(norm.SD, rel.Value) {
		return View{}, false
	}
	return View{
		Score: score, Mean: norm.Mean, SD: norm.SD, R: rel.Value, NormID: norm.ID, RSource: rel.ID,
		Evidence: weaker(norm.Evidence, rel.Evidence),
	}, true
}

// Disagreement is how far two informants are apart about the same person at the same time.
type Disagreement struct {
	Difference float64 // in SD of each one's norm; plus: the first sees things better than the second
	Index      float64 // Difference in standard errors
	Needed     float64 // the difference, in SD, that measurement error alone rarely exceeds
	Beyond     bool    // more than measurement error
	Evidence   instruments.Evidence
}

// Disagree compares two views by standardised difference: each score is put in SD from the mean of its own norm,
// z = (x − M) ÷ SD, and the two are subtracted. Measurement error of that difference is √(2 − r1 − r2), and a
// difference beyond 1.96 of it is more than error. The method is by EvidenceOf(RuleInformants).
//
// Informants see a person in different places, and as a rule agree only in part. A difference beyond error says
// that there is something to talk about, never that one of them is wrong. It is false when a view cannot be used.
func Disagree(one, other View, d instruments.Direction) (Disagreement, bool) {
	if !one.usable() || !other.usable() {
		return Disagreement{}, false
	}
	out := Disagreement{Difference: (one.z() - other.z()) * d.Sign(), Evidence: weaker(one.Evidence, other.Evidence)}
	se := math.Sqrt(2 - one.R - other.R)
	out.Index, out.Needed = out.Difference/se, CriticalValue*se
	if !isFinite(out.Index) {
		return Disagreement{}, false
	}
	out.Beyond = math.Abs(out.Index) > CriticalValue*(1+1e-12)
	return out, true
}

func (v *View) usable() bool { return judgeable(v.SD, v.R) && isFinite(v.Mean) && isFinite(v.z()) }

func (v *View) z() float64 { return (v.Score - v.Mean) / v.SD }
