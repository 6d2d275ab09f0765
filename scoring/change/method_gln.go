package change

import "math"

// GulliksenLordNovick asks whether the second score lies further from the one predicted from the first than the
// standard error of prediction allows, when the mean of the cohort is expected to stay where it was:
//
//	index = ((x2 − M1) − r·(x1 − M1)) ÷ (SD·√(1 − r²))
//
// M1 is of the cohort, SD and r are of the basis. Source: Hsu 1989, Behav Assess 11:459–467; formula as in the R
// package clinicalsignificance (Claus 2024, 10.18637/jss.v111.i01).
type GulliksenLordNovick struct {
	Facts Facts
}

// Name is "gln".
func (GulliksenLordNovick) Name() string { return "gln" }

// With implements CohortMethod.
func (GulliksenLordNovick) With(f Facts) Method { return GulliksenLordNovick{f} }

// Judge implements Method.
func (m GulliksenLordNovick) Judge(from, to float64, b Basis) Verdict {
	return predicted(from, to, m.Facts, m.Facts.FromMean, b)
}

// predicted judges a second score by its distance from the prediction: mean is where the cohort is expected to be.
func predicted(from, to float64, f Facts, mean float64, b Basis) Verdict {
	if !f.known() || !judgeable(b.SD, b.R) {
		return Verdict{}
	}
	index := ((to - mean) - b.R*(from-f.FromMean)) / (b.SD * math.Sqrt(1-b.R*b.R))
	return judged(index, b.critical(), b.Direction.Sign())
}
