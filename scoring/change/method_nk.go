package change

import "math"

// NunnallyKotsch is EdwardsNunnally with a standard error that knows the reliability of the second score as well:
//
//	index = (x2 − (r·(x1 − M1) + M1)) ÷ √(r²·SD²·(1 − r) + SD²·(1 − r2))
//
// M1 and r2 are of the cohort, SD and r are of the basis; without an r2, r holds for both. Source: Nunnally and
// Kotsch 1983, Br J Clin Psychol 22:83–93; formula as in the R package clinicalsignificance (Claus 2024,
// 10.18637/jss.v111.i01).
type NunnallyKotsch struct {
	Facts Facts
}

// Name is "nk".
func (NunnallyKotsch) Name() string { return "nk" }

// With implements CohortMethod.
func (NunnallyKotsch) With(f Facts) Method { return NunnallyKotsch{f} }

// Judge implements Method.
func (m NunnallyKotsch) Judge(from, to float64, b Basis) Verdict {
	later := m.Facts.ToReliability
	if later == 0 {
		later = b.R
	}
	if !m.Facts.known() || !judgeable(b.SD, b.R) || !judgeable(b.SD, later) {
		return Verdict{}
	}
	se := b.SD * math.Sqrt(b.R*b.R*(1-b.R)+(1-later))
	return judged((to-estimatedTrue(from, m.Facts.FromMean, b.R))/se, b.critical(), b.Direction.Sign())
}
