package cohort

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// z975 is the 97.5 % point of the normal distribution.
const z975 = 1.959963984540054

// Interval is a 95 % interval.
type Interval struct {
	Low, High float64
}

// Defined reports whether both ends have a value.
func (i Interval) Defined() bool { return Defined(i.Low) && Defined(i.High) }

func undefined() Interval { return Interval{math.NaN(), math.NaN()} }

// around is the interval of Student's t around an estimate.
func around(estimate, se, df float64) Interval {
	half := studentT975(df) * se
	return Interval{estimate - half, estimate + half}
}

// times is the interval of the same quantity multiplied by a positive factor.
func (i Interval) times(factor float64) Interval { return Interval{i.Low * factor, i.High * factor} }

// turned is the interval of the same quantity with its sign changed.
func (i Interval) turned() Interval { return Interval{-i.High, -i.Low} }

// studentT975 is the 97.5 % point of Student's t; NaN without degrees of freedom. With y = ν ÷ (ν + t²) the share outside
// ±t is the incomplete beta function I_y(ν/2, 1/2), which is turned round here.
func studentT975(df float64) float64 {
	if !(df > 0) || math.IsInf(df, 1) {
		return math.NaN()
	}
	const outside = 0.05 // on both sides together
	y := mathext.InvRegIncBeta(df/2, 0.5, outside)
	return math.Sqrt(df/y - df)
}

// HedgesJ is the exact correction of a standardised difference with ν degrees of freedom:
// Γ(ν/2) ÷ (√(ν/2) · Γ((ν − 1)/2)) (Hedges 1981, J Educ Stat 6:107–128). It is NaN for ν below 2.
func HedgesJ(df int) float64 {
	if df < 2 {
		return math.NaN()
	}
	z := float64(df-1) / 2
	return gammaHalfStep(z) / math.Sqrt(z+0.5)
}

// HedgesJApprox is the usual approximation of HedgesJ, 1 − 3/(4ν − 1), which other programs print; NaN for ν below 1.
func HedgesJApprox(df int) float64 {
	if df < 1 {
		return math.NaN()
	}
	return 1 - 3/(4*float64(df)-1)
}

// gammaHalfStep is Γ(z + ½) ÷ Γ(z). The difference of two large logarithms loses digits, so large z take the
// asymptotic series (Graham, Knuth and Patashnik, Concrete Mathematics, answer 9.60), exact there to the last bits.
func gammaHalfStep(z float64) float64 {
	if z < 60 {
		return math.Gamma(z+0.5) / math.Gamma(z)
	}
	u := 1 / z
	return math.Sqrt(z) * (1 + u*(-1.0/8+u*(1.0/128+u*(5.0/1024+u*(-21.0/32768+u*(-399.0/262144+u*869.0/4194304))))))
}

// Share is a part of a whole with its Wilson interval (Wilson 1927, J Am Stat Assoc 22:209–212), which stays
// between 0 and 1 and is honest about 0 of 10. Value and interval are NaN when the whole is empty.
type Share struct {
	Part, Whole int
	Value       float64
	Interval    Interval
}

// NewShare computes a share. A part below 0 or above the whole gives a share that is not defined.
func NewShare(part, whole int) Share {
	s := Share{Part: part, Whole: whole, Value: math.NaN(), Interval: Interval{math.NaN(), math.NaN()}}
	if whole <= 0 || part < 0 || part > whole {
		return s
	}
	n, p := float64(whole), float64(part)/float64(whole)
	middle := p + z975*z975/(2*n)
	half := z975 * math.Sqrt(p*(1-p)/n+z975*z975/(4*n*n))
	stretch := 1 + z975*z975/n
	s.Value = p
	s.Interval = Interval{max(0, (middle-half)/stretch), min(1, (middle+half)/stretch)}
	if part == 0 {
		s.Interval.Low = 0
	}
	if part == whole {
		s.Interval.High = 1
	}
	return s
}
