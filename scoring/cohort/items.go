package cohort

import "math"

// Items gathers the scored values of the items of one scale, sheet by sheet, to say how well they hang together. It
// takes one pass; memory grows with the square of the number of items and not with the sheets. Values go in as they
// count, reversed items already turned.
type Items struct {
	low, high       float64 // smallest and largest value an item can count
	rows, missing   int
	floor, ceiling  int         // complete sheets with the smallest and the largest possible sum
	each            []Moments   // of the answers there are
	complete        coMoments   // of complete sheets
	pairs           []coMoments // of incomplete sheets, lower triangle: the answers both items have
	both            []float64
	lowSum, highSum float64
}

// NewItems begins a gathering of k items, each counting from low to high.
func NewItems(k int, low, high float64) *Items {
	it := &Items{
		low: low, high: high, each: make([]Moments, k), complete: newCoMoments(k),
		pairs: make([]coMoments, k*(k+1)/2), both: make([]float64, 2),
		lowSum: float64(k) * low, highSum: float64(k) * high,
	}
	for i := range it.pairs {
		it.pairs[i] = newCoMoments(2)
	}
	return it
}

// Add takes in one sheet: one value an item, NaN where there is no answer. It panics when the number of values is not
// that of the items, which is a mistake of the caller.
func (it *Items) Add(values []float64) {
	if len(values) != len(it.each) {
		panic("cohort: a sheet must have one value for each item")
	}
	it.rows++
	gaps, total := 0, 0.0
	for i, v := range values {
		if math.IsNaN(v) {
			gaps++
			continue
		}
		it.each[i].Add(v)
		total += v
	}
	it.missing += gaps
	if gaps > 0 {
		it.addIncomplete(values)
		return
	}
	it.complete.add(values)
	if total == it.lowSum {
		it.floor++
	}
	if total == it.highSum {
		it.ceiling++
	}
}

func (it *Items) addIncomplete(values []float64) {
	at := 0
	for i, x := range values {
		for _, y := range values[:i+1] {
			if !math.IsNaN(x) && !math.IsNaN(y) {
				it.both[0], it.both[1] = x, y
				it.pairs[at].add(it.both)
			}
			at++
		}
	}
}

// Merge takes in what another gathered of the same items. It panics when the numbers of items differ.
func (it *Items) Merge(o *Items) {
	if len(o.each) != len(it.each) {
		panic("cohort: only gatherings of the same items can be merged")
	}
	it.rows += o.rows
	it.missing += o.missing
	it.floor += o.floor
	it.ceiling += o.ceiling
	for i := range it.each {
		it.each[i].Merge(o.each[i])
	}
	it.complete.merge(&o.complete)
	for i := range it.pairs {
		it.pairs[i].merge(&o.pairs[i])
	}
}

// Rows is how many sheets there were, Missing how many single answers were not given.
func (it *Items) Rows() int { return it.rows }

// Missing is how many single answers were not given.
func (it *Items) Missing() int { return it.missing }

// Complete is how many sheets had every item answered.
func (it *Items) Complete() int { return it.complete.n }

// Possible holds the smallest and the largest sum the items can have.
func (it *Items) Possible() (low, high float64) { return it.lowSum, it.highSum }

// Floor is the part of the complete sheets that has the smallest possible sum. Where it is large, a score cannot
// fall any further.
func (it *Items) Floor() Share { return NewShare(it.floor, it.complete.n) }

// Ceiling is the part of the complete sheets that has the largest possible sum.
func (it *Items) Ceiling() Share { return NewShare(it.ceiling, it.complete.n) }

// pairwise is each covariance over the sheets that have both items.
func (it *Items) pairwise() matrix {
	m := newMatrix(len(it.each))
	at := 0
	for i := range it.each {
		for j := range i + 1 {
			whole := newCoMoments(2)
			whole.merge(&it.pairs[at])
			whole.merge(it.completePair(i, j))
			m.set(i, j, whole.covariances().at(0, 1))
			at++
		}
	}
	return m
}

// completePair cuts two items out of the complete sheets.
func (it *Items) completePair(i, j int) *coMoments {
	c := newCoMoments(2)
	c.n = it.complete.n
	c.mean[0], c.mean[1] = it.complete.mean[i], it.complete.mean[j]
	c.moment[0] = it.complete.moment[triangle(i, i)]
	c.moment[1] = it.complete.moment[triangle(i, j)]
	c.moment[2] = it.complete.moment[triangle(j, j)]
	return &c
}

// triangle is the place of row i, column j ≤ i in a lower triangle kept by rows.
func triangle(i, j int) int { return i*(i+1)/2 + j }

// ItemStatistics describes one item among the others.
type ItemStatistics struct {
	N        int // answers
	Mean, SD float64
	// RestR is the correlation with the sum of the other items, over complete sheets.
	RestR float64
	// AlphaWithout is Cronbach's alpha of the other items, over complete sheets.
	AlphaWithout float64
}

// Item describes the item at a place in the sheet, counted from 0.
func (it *Items) Item(place int) ItemStatistics {
	c := it.complete.covariances()
	own := c.at(place, place)
	with := sum(c.row(place)) // with the sum of all, itself included
	rest := c.sum() - 2*with + own
	return ItemStatistics{
		N: it.each[place].N(), Mean: it.each[place].Mean(), SD: it.each[place].SD(),
		RestR:        ratio(with-own, math.Sqrt(own)*math.Sqrt(rest)),
		AlphaWithout: alpha(c.k-1, c.trace()-own, rest),
	}
}
