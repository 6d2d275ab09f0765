package cohort

import "math"

// Omega is McDonald's omega total of one common factor (McDonald 1999, Test Theory, ch. 6): the share of the variance
// of the sum that the factor accounts for, over complete sheets. Loadings are those of maximum likelihood, found by EM
// (Rubin and Thayer 1982, Psychometrika 47:69–76), which is slow to settle: the value is good to five decimals. It is
// NaN for fewer than three items, where one factor is not identified, when an item does not vary, and when the search
// does not settle.
func (it *Items) Omega() float64 {
	r := it.complete.covariances()
	if r.k < 3 || it.complete.n < 3 {
		return math.NaN()
	}
	correlations := r.correlations()
	if !Defined(correlations.sum()) {
		return math.NaN()
	}
	f, ok := fitFactor(correlations)
	if !ok {
		return math.NaN()
	}
	var common, alone float64
	for i := range f.loading {
		sd := math.Sqrt(r.at(i, i))
		common += f.loading[i] * sd
		alone += f.unique[i] * sd * sd
	}
	return common * common / (common*common + alone)
}

// factor is one common factor: correlations are loading × loading, plus unique on the diagonal.
type factor struct {
	loading, unique []float64
}

// fitFactor climbs the likelihood until the loadings stand still.
func fitFactor(r matrix) (factor, bool) {
	f := factor{make([]float64, r.k), make([]float64, r.k)}
	for i := range f.loading {
		f.loading[i], f.unique[i] = math.Copysign(0.6, sum(r.row(i))), 0.64
	}
	beta, shared := make([]float64, r.k), make([]float64, r.k)
	for range 200_000 {
		moved := f.step(r, beta, shared)
		if math.IsNaN(moved) {
			return f, false
		}
		if moved < 1e-12 {
			return f, true
		}
	}
	return f, false
}

// step is one turn of EM and says how far the loadings moved. beta is the regression of the factor on the items.
func (f *factor) step(r matrix, beta, shared []float64) (moved float64) {
	precision := 1.0
	for i, l := range f.loading {
		precision += l * l / f.unique[i]
	}
	for i, l := range f.loading {
		beta[i] = l / f.unique[i] / precision
	}
	second := 1 / precision // mean square of the factor, given the items
	for i := range beta {
		shared[i] = 0
		for j, b := range beta {
			shared[i] += r.at(i, j) * b
		}
		second += beta[i] * shared[i]
	}
	for i := range f.loading {
		l := shared[i] / second
		moved = max(moved, math.Abs(l-f.loading[i]))
		f.loading[i] = l
		f.unique[i] = max(1e-9, r.at(i, i)-l*shared[i])
	}
	return moved
}
