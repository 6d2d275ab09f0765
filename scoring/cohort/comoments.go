package cohort

import "math"

// coMoments gathers the means and the covariances of several values that come together, in one pass (Welford's way
// for products; merging after Chan, Golub and LeVeque 1979).
type coMoments struct {
	n      int
	mean   []float64
	off    []float64 // distances of the row at hand from the means before it
	moment []float64 // lower triangle by rows: sums of products of distances from the means
}

func newCoMoments(k int) coMoments {
	return coMoments{mean: make([]float64, k), off: make([]float64, k), moment: make([]float64, k*(k+1)/2)}
}

func (c *coMoments) add(row []float64) {
	c.n++
	part := 1 / float64(c.n)
	rest := 1 - part
	for i, x := range row {
		c.off[i] = x - c.mean[i]
		c.mean[i] += c.off[i] * part
	}
	at := 0
	for i := range row {
		d := c.off[i] * rest
		for _, e := range c.off[:i+1] {
			c.moment[at] += d * e
			at++
		}
	}
}

func (c *coMoments) merge(o *coMoments) {
	if o.n == 0 {
		return
	}
	n := float64(c.n + o.n)
	weight, part := float64(c.n)*float64(o.n)/n, float64(o.n)/n
	at := 0
	for i := range c.mean {
		for j := range i + 1 {
			c.moment[at] += o.moment[at] + (o.mean[i]-c.mean[i])*(o.mean[j]-c.mean[j])*weight
			at++
		}
	}
	for i := range c.mean {
		c.mean[i] += (o.mean[i] - c.mean[i]) * part
	}
	c.n += o.n
}

// covariances is the whole matrix with n − 1; all NaN when there were fewer than two rows.
func (c *coMoments) covariances() matrix {
	m := newMatrix(len(c.mean))
	at := 0
	for i := range c.mean {
		for j := range i + 1 {
			v := math.NaN()
			if c.n > 1 {
				v = c.moment[at] / float64(c.n-1)
			}
			m.set(i, j, v)
			at++
		}
	}
	return m
}

// matrix is symmetric.
type matrix struct {
	k     int
	cells []float64
}

func newMatrix(k int) matrix { return matrix{k, make([]float64, k*k)} }

func (m matrix) at(i, j int) float64 { return m.cells[i*m.k+j] }

func (m matrix) set(i, j int, v float64) { m.cells[i*m.k+j], m.cells[j*m.k+i] = v, v }

func (m matrix) row(i int) []float64 { return m.cells[i*m.k : (i+1)*m.k] }

func (m matrix) sum() float64 { return sum(m.cells) }

func (m matrix) trace() float64 {
	var t float64
	for i := range m.k {
		t += m.at(i, i)
	}
	return t
}

// correlations turns covariances into correlations; NaN where a value does not vary.
func (m matrix) correlations() matrix {
	r := newMatrix(m.k)
	for i := range m.k {
		for j := range i + 1 {
			r.set(i, j, ratio(m.at(i, j), math.Sqrt(m.at(i, i))*math.Sqrt(m.at(j, j))))
		}
		r.set(i, i, ratio(m.at(i, i), m.at(i, i)))
	}
	return r
}
