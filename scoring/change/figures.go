package change

import (
	"math"

	"github.com/mittari/mittari/instruments"
)

// CriticalValue is the two-sided 5 % point of the normal distribution as Jacobson and Truax use it.
const CriticalValue = 1.96

// SEM is the standard error of measurement of one score: SD · √(1 − r).
func SEM(sd, r float64) float64 { return sd * math.Sqrt(1-r) }

// SDiff is the standard error of the difference of two scores: √2 · SD · √(1 − r).
func SDiff(sd, r float64) float64 { return math.Sqrt2 * sd * math.Sqrt(1-r) }

// Smallest is the change that a reliable change must exceed: critical · SDiff.
func Smallest(sd, r, critical float64) float64 { return critical * SDiff(sd, r) }

// CutoffA lies two standard deviations from the mean of the clinical group, towards health.
func CutoffA(clinicalMean, clinicalSD float64, d instruments.Direction) float64 {
	return clinicalMean + d.Sign()*2*clinicalSD
}

// CutoffB lies two standard deviations from the mean of the functional group, towards ill health. The spread is
// that of the functional group, as in the paper of 1991; software that takes the clinical one gives another border.
func CutoffB(functionalMean, functionalSD float64, d instruments.Direction) float64 {
	return functionalMean - d.Sign()*2*functionalSD
}

// CutoffC is where a score is as likely in the one group as in the other: the mean of both means, each weighted
// by the standard deviation of the other group. Both groups must be given; that of the sample is no stand-in.
func CutoffC(clinicalMean, clinicalSD, functionalMean, functionalSD float64) float64 {
	return (functionalSD*clinicalMean + clinicalSD*functionalMean) / (functionalSD + clinicalSD)
}

// TrueSD is the standard deviation of true scores, the spread that is left when measurement error is taken out:
// √(SD² − SEM²), 0 when the error is the larger. Cut-offs a, b and c of true scores, for HagemanArrindell, take it in
// place of the SD of each group.
func TrueSD(sd, sem float64) float64 {
	if !(sd > sem) {
		return 0
	}
	return math.Sqrt(sd*sd - sem*sem)
}

// judgeable reports whether a standard deviation and a reliability give a standard error of a difference.
func judgeable(sd, r float64) bool {
	return sd > 0 && !math.IsInf(sd, 0) && r >= 0 && r < 1
}
