package cohort

import "math"

// leastPivot is the smallest share of its own that an item may have beside the ones before it: below it the
// matrix has no inverse that rounding leaves meaningful.
const leastPivot = 1e-12

// inverseDiagonal is the diagonal of the inverse of a symmetric matrix with ones on its diagonal, by its Cholesky factor L:
// the inverse is (L⁻¹)ᵀ·L⁻¹, so place i is the sum of squares of column i of L⁻¹. ok is false when the matrix is not
// positive definite, as when one item follows from others.
func (m matrix) inverseDiagonal() (diagonal []float64, ok bool) {
	l, ok := m.cholesky()
	if !ok {
		return nil, false
	}
	diagonal = make([]float64, m.k)
	column := make([]float64, m.k)
	for i := range m.k {
		for row := i; row < m.k; row++ {
			rest := 0.0
			if row == i {
				rest = 1
			}
			for j := i; j < row; j++ {
				rest -= l[row*m.k+j] * column[j]
			}
			column[row] = rest / l[row*m.k+row]
			diagonal[i] += column[row] * column[row]
		}
	}
	return diagonal, true
}

// cholesky is the lower triangle L with L·Lᵀ equal to the matrix, in rows.
func (m matrix) cholesky() (l []float64, ok bool) {
	l = make([]float64, m.k*m.k)
	for row := range m.k {
		for col := 0; col <= row; col++ {
			rest := m.at(row, col)
			for j := range col {
				rest -= l[row*m.k+j] * l[col*m.k+j]
			}
			if row != col {
				l[row*m.k+col] = rest / l[col*m.k+col]
				continue
			}
			if !(rest > leastPivot) {
				return nil, false
			}
			l[row*m.k+row] = math.Sqrt(rest)
		}
	}
	return l, true
}
