package demo

import (
	"math"

	"github.com/mittari/mittari/instruments"
)

// law is how the scores of one scale run in this invented world. A score counts the values of a sheet's items;
// WHO-5, for one, reports four times that. Change and error are in the same points.
type law struct {
	mean, sd   float64 // of the observed start
	change     float64 // mean full change, before the terms below
	person     float64 // SD of a person's own change
	worse      float64 // +1 when a higher score is worse, −1 when it is better
	errorSD    float64 // of one measurement
	lowest     float64
	highest    float64
	shared     float64 // share of the true start's variance that informants about one young person have in common
	regression float64 // how much of the observed distance from the mean is given back
}

// Terms of the full change that all laws share, in points towards the worse.
const (
	familyEffectSD = 1.3  // shared by everybody in a family
	stoppedEarly   = 2.0  // work that breaks off achieves less
	trueShare      = 0.80 // of the variance of a start score
)

// laws by form. YP-CORE follows the rule the acceptance limits were computed with; the others are its likeness.
func distressOf(girlOrOther bool) law {
	l := law{mean: 14.3, sd: 6.8, change: -2.9, person: 4.6, worse: 1, errorSD: math.Sqrt(0.20) * 7.0, highest: 40, regression: 0.18}
	if girlOrOther {
		l.mean, l.sd = 19.0, 7.2
	}
	return l
}

func guardianDistress() law {
	return law{mean: 14.5, sd: 7.5, change: -2.7, person: 2.8, worse: 1, errorSD: math.Sqrt(0.20) * 7.5, highest: 40, regression: 0.15}
}

func strengthsSeen() law {
	return law{mean: 15.5, sd: 6.0, change: -1.7, person: 2.4, worse: 1, errorSD: math.Sqrt(0.20) * 6.0, highest: 40, shared: 0.5, regression: 0.15}
}

func lowMood() law {
	return law{mean: 10.5, sd: 5.0, change: -1.9, person: 2.4, worse: 1, errorSD: math.Sqrt(0.20) * 5.0, highest: 27, regression: 0.18}
}

func wellbeing() law {
	return law{mean: 12.5, sd: 5.0, change: 1.7, person: 2.4, worse: -1, errorSD: math.Sqrt(0.20) * 5.0, highest: 25, regression: 0.18}
}

// course is one person's way along one scale.
type course struct {
	law   law
	start int     // observed at the start, whether or not it was asked
	true0 float64 // true start
	full  float64 // full change of the true score
}

// course draws a way. family is the standard-normal effect of the family on change, common the standard-normal
// part that informants share.
func (l law) course(s source, family, common float64, early bool) *course {
	z := math.Sqrt(l.shared)*common + math.Sqrt(1-l.shared)*s.NormFloat64()
	c := &course{law: l, true0: l.mean + math.Sqrt(trueShare)*l.sd*z}
	c.start = l.observed(s, c.true0)
	c.full = l.change + l.worse*familyEffectSD*family + s.normal(0, l.person) - l.regression*(float64(c.start)-l.mean)
	if early {
		c.full += l.worse * stoppedEarly
	}
	return c
}

func (l law) observed(s source, t float64) int {
	return int(math.Round(clamp(t+s.normal(0, l.errorSD), l.lowest, l.highest)))
}

// at draws the score observed when a share of the full change is reached. The start is the one that was drawn.
func (c *course) at(s source, share float64) int {
	if share == 0 {
		return c.start
	}
	return c.law.observed(s, c.true0+share*c.full)
}

// gettingWorse reports whether the change is bad enough to keep a person from answering now and then.
func (c *course) gettingWorse() bool { return c.law.worse*c.full > 2 }

// Forms the demo uses.
const (
	ypCore   instruments.ID = "yp-core"
	core10   instruments.ID = "core-10"
	sdq      instruments.ID = "sdq"
	phq9     instruments.ID = "phq-9"
	who5     instruments.ID = "who-5"
	goals    instruments.ID = "goals"
	feedback instruments.ID = "meeting-feedback"
)
