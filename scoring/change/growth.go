package change

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// RuleGrowth is the name of the hierarchical linear model, FitGrowth.
const RuleGrowth = "hlm"

// MinimumOccasions is the fewest different times of a person who takes part in FitGrowth: two make a line, the third
// tells how far off a line the scores lie. MinimumCourses is the fewest persons.
const (
	MinimumOccasions = 3
	MinimumCourses   = 3
)

// Errors of FitGrowth.
var (
	// ErrCourse: times and values of a person do not belong together, or a person is given twice.
	ErrCourse = errors.New("a course cannot be used")
	// ErrFewCourses: fewer than MinimumCourses persons with MinimumOccasions.
	ErrFewCourses = errors.New("too few persons with three occasions or more")
	// ErrNoGrowthModel: the scores have no model, as when everyone lies on a line of their own without any error.
	ErrNoGrowthModel = errors.New("no growth model fits these scores")
)

// Course is what one person scored over time. Times are numbers in any unit, such as months; occasions without a
// score are left out.
type Course struct {
	ID            string
	Times, Values []float64
}

// Growth is a hierarchical linear model of a whole cohort: everyone has a line of their own, and the lines scatter
// about that of the cohort.
//
//	y = (Intercept + u0) + (Slope + u1)·time + e,  (u0, u1) ~ N(0, Covariance),  e ~ N(0, Residual)
//
// The estimates are those of restricted maximum likelihood. The source is by EvidenceOf(RuleGrowth).
//
// What the model says of a person depends on everyone in it, and changes with everyone who joins although the person
// answered nothing anew. It is for the analysis of files, and never shown to the person or in a meeting.
type Growth struct {
	Persons, Observations int
	Left                  int // persons left out, with too few occasions
	Intercept, Slope      float64
	Covariance            [2][2]float64 // of intercepts and slopes
	Residual              float64       // variance
	Criterion             float64       // −2 · restricted log-likelihood
	lines                 map[string]Line
}

// Line is the course of one person as the model sees it.
type Line struct {
	Slope     float64 // per unit of time: that of the cohort and the deviation from it
	Deviation float64 // the empirical-Bayes estimate, drawn towards 0 the more the less the person's own scores tell
	// SE is the root of the variance of the deviation given the scores and the estimated variances. 0: all slopes
	// are alike, and nobody deviates.
	SE       float64
	From, To float64 // the first and the last score
}

// Line gives the line of a person. It is false for those who took no part.
func (g *Growth) Line(id string) (Line, bool) {
	l, ok := g.lines[id]
	return l, ok
}

// Change judges the course of a person by index = Deviation ÷ SE; the cut-off is looked at with the first and the last
// score. It is false for those who took no part; where slopes do not differ the class is Unknown.
//
// As in the R package clinicalsignificance, the index tells who changed differently from the cohort, not who
// changed: like HsuLinnLord it calls a person deteriorated who gained, but less than the others. About as many get
// worse as get better, whatever the cohort gained, so it is no measure of how a service does.
func (g *Growth) Change(id string, b Basis) (Result, bool) {
	l, ok := g.lines[id]
	if !ok {
		return Result{}, false
	}
	return CompareBy(l, l.From, l.To, b), true
}

// Name is "hlm".
func (Line) Name() string { return RuleGrowth }

// Judge implements Method. The scores are in the line already and are not looked at again.
func (l Line) Judge(_, _ float64, b Basis) Verdict {
	if !(l.SE > 0) {
		return Verdict{}
	}
	return judged(l.Deviation/l.SE, b.critical(), b.Direction.Sign())
}

// FitGrowth estimates the model. Persons may have different times and different numbers of them; those with fewer
// than MinimumOccasions take no part and are counted. The courses given are not changed.
func FitGrowth(courses []Course) (*Growth, error) {
	g := &Growth{lines: map[string]Line{}}
	var taken []Course
	seen := map[string]bool{}
	for i := range courses {
		c, err := courses[i].inOrder()
		if err != nil {
			return nil, fmt.Errorf("course %d: %w", i+1, err)
		}
		if seen[c.ID] {
			return nil, fmt.Errorf("course %d: person given twice: %w", i+1, ErrCourse)
		}
		seen[c.ID] = true
		if len(slices.Compact(slices.Clone(c.Times))) < MinimumOccasions {
			g.Left++
			continue
		}
		taken = append(taken, c)
		g.Observations += len(c.Times)
	}
	g.Persons = len(taken)
	if g.Persons < MinimumCourses {
		return nil, ErrFewCourses
	}
	if err := g.estimate(taken); err != nil {
		return nil, err
	}
	return g, nil
}

// inOrder checks a course and sorts a copy of it by time.
func (c Course) inOrder() (Course, error) {
	if len(c.Times) != len(c.Values) {
		return Course{}, ErrCourse
	}
	order := make([]int, len(c.Times))
	for i := range order {
		order[i] = i
		if !isFinite(c.Times[i]) || !isFinite(c.Values[i]) {
			return Course{}, ErrNotFinite
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.Times[a], c.Times[b]) })
	out := Course{ID: c.ID}
	for _, i := range order {
		out.Times, out.Values = append(out.Times, c.Times[i]), append(out.Values, c.Values[i])
	}
	return out, nil
}
