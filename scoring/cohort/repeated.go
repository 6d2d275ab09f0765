package cohort

import "math"

// Repeated gathers one score at several occasions, person by person, in one pass; memory grows with the square of
// the number of occasions only.
type Repeated struct {
	each     []Moments // of those there at the occasion
	complete coMoments // of those there at every occasion
	rankSums []float64
	ties     float64
}

// NewRepeated begins a gathering of k occasions.
func NewRepeated(k int) *Repeated {
	return &Repeated{each: make([]Moments, k), complete: newCoMoments(k), rankSums: make([]float64, k)}
}

// Add takes in one person: a score for each occasion in order, NaN where there is none. It panics when the number of
// scores is not that of the occasions, which is a mistake of the caller.
func (r *Repeated) Add(scores []float64) {
	if len(scores) != len(r.each) {
		panic("cohort: a person must have one score for each occasion")
	}
	whole := true
	for i, v := range scores {
		if math.IsNaN(v) {
			whole = false
			continue
		}
		r.each[i].Add(v)
	}
	if !whole {
		return
	}
	r.complete.add(scores)
	ranks, ties := midRanks(scores)
	for i, v := range ranks {
		r.rankSums[i] += v
	}
	r.ties += ties
}

// Merge takes in what another gathered of the same occasions. It panics when the numbers of occasions differ.
func (r *Repeated) Merge(o *Repeated) {
	if len(o.each) != len(r.each) {
		panic("cohort: only gatherings of the same occasions can be merged")
	}
	for i := range r.each {
		r.each[i].Merge(o.each[i])
		r.rankSums[i] += o.rankSums[i]
	}
	r.complete.merge(&o.complete)
	r.ties += o.ties
}

// Occasion describes those who were there at an occasion, counted from 0. Their number changes from one to the next.
func (r *Repeated) Occasion(i int) Moments { return r.each[i] }

// Complete is how many persons have a score at every occasion.
func (r *Repeated) Complete() int { return r.complete.n }

// Friedman is the test that ranks each person's own scores (Friedman 1937, J Am Stat Assoc 32:675–701), corrected
// for ties, over the persons with a score at every occasion.
type Friedman struct {
	ChiSquare float64
	DF        int
	P         float64
}

// Friedman computes the test; NaN when nobody's scores differ.
func (r *Repeated) Friedman() Friedman {
	n, k := float64(r.complete.n), float64(len(r.each))
	var squares float64
	for _, s := range r.rankSums {
		d := s - n*(k+1)/2
		squares += d * d
	}
	f := Friedman{DF: max(0, len(r.each)-1)}
	f.ChiSquare = ratio(12*squares, n*k*(k+1)-r.ties/(k-1))
	f.P = chiSquareAbove(f.ChiSquare, float64(f.DF))
	return f
}

// Variance is the analysis of variance of repeated measures, over the persons with a score at every occasion.
type Variance struct {
	F, DF1, DF2 float64
	P           float64 // as if every two occasions were equally alike
	// EpsilonGG (Greenhouse and Geisser 1959) and EpsilonHF (Huynh and Feldt 1976, at most 1) say how far they are
	// from it, 1 being not at all; PGG has its degrees of freedom multiplied by EpsilonGG.
	EpsilonGG, EpsilonHF float64
	PGG                  float64
	PartialEtaSquared    float64
}

// Variance computes the analysis; NaN for fewer than two persons or occasions.
func (r *Repeated) Variance() Variance {
	c := r.complete.covariances()
	n, k := float64(r.complete.n), float64(c.k)
	grand := sum(r.complete.mean) / k
	var between float64
	for _, m := range r.complete.mean {
		between += n * (m - grand) * (m - grand)
	}
	within := (n - 1) * (c.trace() - c.sum()/k) // what neither person nor occasion accounts for
	v := Variance{DF1: k - 1, DF2: (k - 1) * (n - 1)}
	v.F = ratio(between/v.DF1, within/v.DF2)
	v.P = fAbove(v.F, v.DF1, v.DF2)
	v.EpsilonGG = epsilon(c)
	e := v.EpsilonGG
	v.EpsilonHF = min(1, ratio(n*(k-1)*e-2, (k-1)*(n-1-(k-1)*e)))
	v.PGG = fAbove(v.F, v.DF1*e, v.DF2*e)
	v.PartialEtaSquared = ratio(between, between+within)
	return v
}

// epsilon compares the covariances, taken from their row and column means, with those of occasions all equally alike.
func epsilon(c matrix) float64 {
	k := float64(c.k)
	grand := c.sum() / (k * k)
	var trace, squares float64
	for i := range c.k {
		for j := range c.k {
			d := c.at(i, j) - sum(c.row(i))/k - sum(c.row(j))/k + grand
			squares += d * d
			if i == j {
				trace += d
			}
		}
	}
	return ratio(trace*trace, (k-1)*squares)
}
