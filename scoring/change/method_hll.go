package change

// HsuLinnLord is GulliksenLordNovick with the mean that the cohort has at the second time:
//
//	index = ((x2 − M2) − r·(x1 − M1)) ÷ (SD·√(1 − r²))
//
// It tells who changed differently from the cohort as a whole, so about as many get worse as get better, however
// much all of them gained. It is no measure of how a service does. M1 and M2 are of the cohort, SD and r are of the
// basis. Source: Hsu 1989, Behav Assess 11:459–467; formula as in the R package clinicalsignificance (Claus 2024,
// 10.18637/jss.v111.i01).
type HsuLinnLord struct {
	Facts Facts
}

// Name is "hll".
func (HsuLinnLord) Name() string { return "hll" }

// With implements CohortMethod.
func (HsuLinnLord) With(f Facts) Method { return HsuLinnLord{f} }

// Judge implements Method.
func (m HsuLinnLord) Judge(from, to float64, b Basis) Verdict {
	return predicted(from, to, m.Facts, m.Facts.ToMean, b)
}
