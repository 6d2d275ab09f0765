package change

// EdwardsNunnally asks whether the second score lies outside the interval about the estimated true first score:
//
//	index = (x2 − (r·(x1 − M1) + M1)) ÷ SE,  SE = SD·√(1 − r)
//
// It controls regression to the mean, and judges more people changed than Jacobson and Truax do. M1 is of the
// cohort, SD and r are of the basis. Source: Speer 1992, J Consult Clin Psychol 60:402–408; formula as in the R
// package clinicalsignificance (Claus 2024, 10.18637/jss.v111.i01).
type EdwardsNunnally struct {
	Facts Facts
}

// Name is "en".
func (EdwardsNunnally) Name() string { return "en" }

// With implements CohortMethod.
func (EdwardsNunnally) With(f Facts) Method { return EdwardsNunnally{f} }

// Judge implements Method.
func (m EdwardsNunnally) Judge(from, to float64, b Basis) Verdict {
	if !m.Facts.known() || !judgeable(b.SD, b.R) {
		return Verdict{}
	}
	return judged((to-estimatedTrue(from, m.Facts.FromMean, b.R))/SEM(b.SD, b.R), b.critical(), b.Direction.Sign())
}

// estimatedTrue is a score drawn towards the mean by its unreliability (Kelley).
func estimatedTrue(score, mean, r float64) float64 { return mean + r*(score-mean) }
