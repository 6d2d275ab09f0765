package cohort

import "math"

// Difference compares the means of two independent groups, first minus second. Fields that are not defined are NaN.
type Difference struct {
	NA, NB         int
	MeanA, MeanB   float64
	SDA, SDB       float64
	MeanDifference float64
	Welch          Test // variances may differ (Welch 1947, Biometrika 34:28–35); the one to report
	Student        Test // variances taken as equal
	// D is the difference ÷ pooled SD (Cohen 1988), G the same × J with n₁ + n₂ − 2 degrees of freedom (Hedges 1981).
	// Their intervals invert the noncentral t.
	D, G                 float64
	DInterval, GInterval Interval
}

// Test is a t test with the 95 % interval of the difference it is about.
type Test struct {
	T, DF, P float64 // P is two-sided
	Interval Interval
}

func newTest(difference, se, df float64) Test {
	t := ratio(difference, se)
	return Test{T: t, DF: df, P: studentBoth(t, df), Interval: around(difference, se, df)}
}

// Compare compares two groups by what their moments gathered.
func Compare(a, b Moments) Difference {
	d := Difference{
		NA: a.n, NB: b.n, MeanA: a.Mean(), MeanB: b.Mean(), SDA: a.SD(), SDB: b.SD(),
		MeanDifference: a.Mean() - b.Mean(),
	}
	na, nb := float64(a.n), float64(b.n)
	va, vb := a.Variance()/na, b.Variance()/nb
	d.Welch = newTest(d.MeanDifference, math.Sqrt(va+vb), ratio((va+vb)*(va+vb), va*va/(na-1)+vb*vb/(nb-1)))

	df := max(a.n+b.n-2, 0)
	pooled := math.Sqrt(ratio(a.m2+b.m2, float64(df)))
	if a.n == 0 || b.n == 0 {
		pooled = math.NaN()
	}
	root := math.Sqrt(1/na + 1/nb)
	d.Student = newTest(d.MeanDifference, pooled*root, float64(df))
	d.D = ratio(d.MeanDifference, pooled)
	j := HedgesJ(df)
	d.G = d.D * j
	d.DInterval = NoncentralInterval(d.Student.T, df).times(root)
	d.GInterval = d.DInterval.times(j)
	return d
}

// Baseline gathers the first scores of those who have a second score and of those who were lost, in one pass.
// A mean change speaks for the paired only; how they differed from the lost at the start says how far. The zero value
// is ready to use.
type Baseline struct {
	Paired, Lost Moments
}

// Add takes in the first score of one person.
func (b *Baseline) Add(from float64, paired bool) {
	if paired {
		b.Paired.Add(from)
		return
	}
	b.Lost.Add(from)
}

// Merge takes in what another gathered.
func (b *Baseline) Merge(o Baseline) {
	b.Paired.Merge(o.Paired)
	b.Lost.Merge(o.Lost)
}

// Difference compares the two, paired minus lost.
func (b *Baseline) Difference() Difference { return Compare(b.Paired, b.Lost) }
