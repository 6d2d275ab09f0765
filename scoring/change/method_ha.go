package change

import "math"

// OneSidedCritical is the one-sided 5 % point of the normal distribution as Hageman and Arrindell use it.
const OneSidedCritical = 1.645

// HagemanArrindell draws the change of a person towards that of the cohort by the reliability of differences,
// and tests improvement and worsening each one-sided, at 1.645 whatever the basis says:
//
//	index = (D·rdd + (M2 − M1)·(1 − rdd)) ÷ (√rdd·√2·SE),  SE = SD·√(1 − r)
//	rdd   = (s1²·r1 + s2²·r2 − 2·s1·s2·r12) ÷ (s1² + s2² − 2·s1·s2·r12),  ri = (si² − SE²) ÷ si²
//
// It also has its own test of crossing: the second score, drawn towards its mean, must lie beyond the border by
// more than measurement error,
//
//	(M2 + (x2 − M2)·r2 − border) ÷ (√r2·SE)
//
// and the border should be made of the spread of true scores, see TrueSD. A person who started on the clinical
// side and does not pass this test stays clinical. Means, s1, s2 and r12 are of the cohort, SD and r are of the basis.
// The method cannot tell when the standard error is so large that nothing of the spread or of the change is left.
// Source: Hageman and Arrindell 1999, Behaviour Research and Therapy 37:1169–1193; formulas as in the R package
// clinicalsignificance (Claus 2024, 10.18637/jss.v111.i01).
type HagemanArrindell struct {
	Facts Facts
}

// Name is "ha".
func (HagemanArrindell) Name() string { return "ha" }

// With implements CohortMethod.
func (HagemanArrindell) With(f Facts) Method { return HagemanArrindell{f} }

// Judge implements Method.
func (m HagemanArrindell) Judge(from, to float64, b Basis) Verdict {
	se, later, ok := m.reliabilities(b)
	if !ok {
		return Verdict{}
	}
	f := m.Facts
	spread := f.FromSD*f.FromSD + f.ToSD*f.ToSD - 2*f.FromSD*f.ToSD*f.R
	earlier := reliabilityOf(f.FromSD, se)
	rdd := (f.FromSD*f.FromSD*earlier + f.ToSD*f.ToSD*later - 2*f.FromSD*f.ToSD*f.R) / spread
	if !(spread > 0 && earlier > 0 && rdd > 0) {
		return Verdict{}
	}
	index := ((to-from)*rdd + (f.ToMean-f.FromMean)*(1-rdd)) / (math.Sqrt(rdd) * math.Sqrt2 * se)
	return judged(index, OneSidedCritical, b.Direction.Sign())
}

// crossing is the method's own test of sides; it is false when the method cannot tell.
func (m HagemanArrindell) crossing(from, to float64, b Basis) (Crossing, bool) {
	se, later, ok := m.reliabilities(b)
	if !ok || !b.Cutoff.usable() {
		return NoCutoff, false
	}
	beyond := (estimatedTrue(to, m.Facts.ToMean, later) - b.Cutoff.Value) / (math.Sqrt(later) * se) * b.Direction.Sign()
	switch before := b.Cutoff.clinical(from, b.Direction, false); {
	case !isFinite(beyond):
		return NoCutoff, false
	case before && beyond > OneSidedCritical:
		return ToNonClinical, true
	case before:
		return StayedClinical, true
	case beyond < -OneSidedCritical:
		return ToClinical, true
	default:
		return StayedNonClinical, true
	}
}

// reliabilities gives the standard error and the reliability of the second scores of this cohort.
func (m HagemanArrindell) reliabilities(b Basis) (se, later float64, ok bool) {
	f := m.Facts
	if !f.known() || !judgeable(b.SD, b.R) || !(f.ToSD > 0) || !isFinite(f.ToMean) || !(math.Abs(f.R) <= 1) {
		return 0, 0, false
	}
	se = SEM(b.SD, b.R)
	later = reliabilityOf(f.ToSD, se)
	return se, later, later > 0
}

// reliabilityOf is the share of the variance of scores that is not measurement error.
func reliabilityOf(sd, se float64) float64 { return (sd*sd - se*se) / (sd * sd) }
