package cohort_test

import (
	"math"
	"testing"

	"github.com/mittari/mittari/scoring/cohort"
)

func inf() float64 { return math.Inf(1) }

func itemsOf(rows ...[]float64) *cohort.Items {
	it := cohort.NewItems(len(rows[0]), 1, 5)
	for _, r := range rows {
		it.Add(r)
	}
	return it
}

// By fractions: variances 5/3, 2/3, 4/3; the sums 6, 8, 11, 13 have 29/3, so alpha is 3/2 × (1 − 11/29) = 27/29 and the
// standard error of measurement √(29/3 × 2/29).
func TestReliability_of_four_sheets(t *testing.T) {
	it := itemsOf([]float64{1, 2, 3}, []float64{2, 3, 3}, []float64{3, 3, 5}, []float64{4, 4, 5})
	r := it.Reliability()
	near(t, "alpha", r.Alpha, 27.0/29, 1e-12)
	near(t, "SEM", r.SEM, math.Sqrt(2.0/3), 1e-12)
	near(t, "S_diff", r.SDiff, math.Sqrt(4.0/3), 1e-12)
	near(t, "mean r", r.MeanR, 0.8500724234, 1e-9)
	near(t, "standardised alpha", r.AlphaStandard, 0.9444742467, 1e-9)
	for i, want := range []struct{ without, rest float64 }{
		{0.8, 0.9899494937}, {0.9411764706, 0.8574929257}, {0.9230769231, 0.8320502943},
	} {
		near(t, "alpha without the item", it.Item(i).AlphaWithout, want.without, 1e-9)
		near(t, "correlation with the rest", it.Item(i).RestR, want.rest, 1e-9)
	}

	// A fifth sheet without its first answer counts for the other two items: 327/361.
	it.Add([]float64{math.NaN(), 1, 2})
	r = it.Reliability()
	near(t, "alpha of complete sheets", r.Alpha, 27.0/29, 1e-12)
	near(t, "alpha of pairs of items", r.AlphaPairwise, 327.0/361, 1e-12)
	near(t, "mean of the item with a gap", it.Item(0).Mean, 2.5, 1e-12)
	if it.Rows() != 5 || it.Complete() != 4 || it.Missing() != 1 || it.Item(0).N != 4 || it.Item(1).N != 5 {
		t.Errorf("%d sheets, %d complete, %d gaps", it.Rows(), it.Complete(), it.Missing())
	}
}

// Feldt 1965 by tables: n = 41, k = 2 has 40 and 40 degrees of freedom, where the 97.5 % point of F is 1.8752 and the
// 2.5 % point its inverse. 1 − .2 × 1.8752 and 1 − .2 ÷ 1.8752.
func TestFeldtInterval(t *testing.T) {
	i := cohort.FeldtInterval(.8, 41, 2)
	near(t, "low", i.Low, 0.62496, 2e-5)
	near(t, "high", i.High, 0.89334, 2e-5)
	if cohort.FeldtInterval(.8, 1, 2).Defined() || cohort.FeldtInterval(.8, 40, 1).Defined() || cohort.FeldtInterval(math.NaN(), 40, 3).Defined() {
		t.Error("no interval without two sheets, two items and an alpha")
	}
}

// Three items fix one factor: each loading is √(r·r ÷ r) of the three correlations.
func TestOmega_and_lambda6_of_six_sheets(t *testing.T) {
	it := itemsOf([]float64{1, 2, 3}, []float64{2, 3, 3}, []float64{3, 3, 5}, []float64{4, 4, 5}, []float64{2, 4, 4}, []float64{5, 4, 4})
	near(t, "omega", it.Omega(), 0.8586992407, 1e-5)
	near(t, "lambda 6", it.Reliability().Lambda6, 0.7805212793, 1e-9)
}

func TestFloor_and_ceiling_are_of_complete_sheets(t *testing.T) {
	it := itemsOf([]float64{1, 1}, []float64{5, 5}, []float64{1, 2}, []float64{1, math.NaN()})
	if f := it.Floor(); f.Part != 1 || f.Whole != 3 {
		t.Errorf("floor: %d of %d", f.Part, f.Whole)
	}
	if c := it.Ceiling(); c.Part != 1 || c.Whole != 3 {
		t.Errorf("ceiling: %d of %d", c.Part, c.Whole)
	}
	if low, high := it.Possible(); low != 2 || high != 10 {
		t.Errorf("possible from %v to %v", low, high)
	}
}

func TestReliability_that_is_not_defined(t *testing.T) {
	r := itemsOf([]float64{2, 2, 2}, []float64{2, 2, 2}).Reliability()
	for what, v := range map[string]float64{
		"alpha without variance": r.Alpha, "its interval": r.Interval.Low, "its lambda": r.Lambda6, "mean r": r.MeanR,
		"alpha of one item": itemsOf([]float64{1}, []float64{2}).Reliability().Alpha,
		"alpha of nobody":   cohort.NewItems(3, 0, 1).Reliability().Alpha,
		"omega of nobody":   cohort.NewItems(3, 0, 1).Omega(), "mean of nobody": cohort.NewItems(3, 0, 1).Item(0).Mean,
		"omega of two items": itemsOf([]float64{1, 2}, []float64{2, 3}, []float64{3, 3}).Omega(),
	} {
		if cohort.Defined(v) {
			t.Errorf("%s = %v", what, v)
		}
	}
}

func TestItems_refuse_a_sheet_of_another_length(t *testing.T) {
	for what, mistake := range map[string]func(){
		"sheet":     func() { cohort.NewItems(3, 0, 1).Add([]float64{1, 0}) },
		"gathering": func() { cohort.NewItems(3, 0, 1).Merge(cohort.NewItems(2, 0, 1)) },
		"person":    func() { cohort.NewRepeated(3).Add([]float64{1, 0}) },
		"occasions": func() { cohort.NewRepeated(3).Merge(cohort.NewRepeated(2)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a %s of another length went in", what)
				}
			}()
			mistake()
		}()
	}
}

// R's ?friedman.test (Hollander and Wolfe 1973, p. 140, rounding first base): chi-squared 11.143, df 2, p 0.003805.
func TestFriedman(t *testing.T) {
	r := cohort.NewRepeated(3)
	for _, p := range [][]float64{
		{5.40, 5.50, 5.55},
		{5.85, 5.70, 5.75},
		{5.20, 5.60, 5.50},
		{5.55, 5.50, 5.40},
		{5.90, 5.85, 5.70},
		{5.45, 5.55, 5.60},
		{5.40, 5.40, 5.35},
		{5.45, 5.50, 5.35},
		{5.25, 5.15, 5.00},
		{5.85, 5.80, 5.70},
		{5.25, 5.20, 5.10},
		{5.65, 5.55, 5.45},
		{5.60, 5.35, 5.45},
		{5.05, 5.00, 4.95},
		{5.50, 5.50, 5.40},
		{5.45, 5.55, 5.50},
		{5.55, 5.55, 5.35},
		{5.45, 5.50, 5.55},
		{5.50, 5.45, 5.25},
		{5.65, 5.60, 5.40},
		{5.70, 5.65, 5.55},
		{6.30, 6.30, 6.25},
	} {
		r.Add(p)
	}
	f := r.Friedman()
	near(t, "chi-square", f.ChiSquare, 11.143, 5e-4)
	near(t, "p", f.P, 0.003805, 5e-7)
	if f.DF != 2 {
		t.Errorf("df = %d", f.DF)
	}
}

// Four persons at three occasions, sums of squares by fractions apart from this code: F = 147/11.
func TestVariance_of_repeated_measures(t *testing.T) {
	r := cohort.NewRepeated(3)
	for _, p := range [][]float64{{10, 8, 7}, {12, 11, 8}, {9, 9, 6}, {14, 10, 10}} {
		r.Add(p)
	}
	v := r.Variance()
	near(t, "F", v.F, 147.0/11, 1e-9)
	near(t, "epsilon of Greenhouse and Geisser", v.EpsilonGG, 0.5836012862, 1e-9)
	near(t, "epsilon of Huynh and Feldt", v.EpsilonHF, 0.7280701754, 1e-9)
	near(t, "partial eta squared", v.PartialEtaSquared, 0.8166666667, 1e-9)
	// With 2 numerator degrees of freedom the tail of F is (1 + 2F/df₂)^(−df₂/2): (1 + 2 × 147/66)^−3.
	near(t, "p", v.P, math.Pow(1+2*147.0/66, -3), 1e-12)

	r.Add([]float64{11, math.NaN(), 9})
	occasion := r.Occasion(0)
	if r.Complete() != 4 || occasion.N() != 5 || r.Variance() != v {
		t.Error("a person who missed an occasion counts where there, and not in the analysis")
	}
}

// By hand from the powers of the distances from 5.
func TestShape(t *testing.T) {
	var s cohort.Shape
	for _, v := range []float64{2, 4, 4, 4, 5, 5, 7, 9} {
		s.Add(v)
	}
	near(t, "mean", s.Mean(), 5, 1e-12)
	near(t, "variance", s.Variance(), 32.0/7, 1e-12)
	near(t, "skew", s.Skew(), 0.65625, 1e-12)
	near(t, "skew of the sample", s.SkewSample(), 0.8184875534, 1e-9)
	near(t, "kurtosis", s.Kurtosis(), -0.21875, 1e-12)
	near(t, "kurtosis of the sample", s.KurtosisSample(), 0.940625, 1e-12)
	near(t, "smallest and largest", s.Min()+s.Max(), 11, 0)
	// Hyndman and Fan, type 7: place 7 × .25 = 1.75 counted from 0.
	q := cohort.Quantiles([]float64{9, 4, 2, 4, 7, 5, 4, 5}, .25, .5, 1, 1.5)
	near(t, "first quartile", q[0], 4, 1e-12)
	near(t, "median", q[1], 4.5, 1e-12)
	near(t, "last", q[2], 9, 0)
	var none cohort.Shape
	for _, v := range []float64{q[3], none.Min(), none.Skew(), none.KurtosisSample(), cohort.Median(nil), cohort.Median([]float64{1, math.NaN()})} {
		if cohort.Defined(v) {
			t.Errorf("%v must not be defined", v)
		}
	}
}

func TestFrequencies(t *testing.T) {
	var f, more cohort.Frequencies[string]
	f.Merge(&more)
	f.Add("mild")
	more.Add("severe")
	more.Add("mild")
	f.Merge(&more)
	if f.N() != 3 || f.Count("mild") != 2 || f.Count("none") != 0 || f.Share("mild").Whole != 3 || len(f.Keys()) != 2 || f.Keys()[0] != "mild" {
		t.Errorf("counted %v of %d", f.Keys(), f.N())
	}
}
