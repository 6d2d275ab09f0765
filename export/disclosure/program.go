package disclosure

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// program solves for the bounds of a count by linear programming.
func (a *attacker) program(i int) (bounds, bool) {
	low, ok := a.optimum(i, 1)
	if !ok {
		return bounds{}, false
	}
	high, ok := a.optimum(i, -1)
	return bounds{low, high}, ok
}

// optimum is the smallest value of count i for sign 1, the largest for −1.
func (a *attacker) optimum(i int, sign float64) (float64, bool) {
	rows, right := a.standardForm()
	if rows == nil {
		return 0, false
	}
	c := make([]float64, len(rows[0]))
	c[i] = sign
	flat := make([]float64, 0, len(rows)*len(c))
	for _, r := range rows {
		flat = append(flat, r...)
	}
	a.solved++
	best, at, err := lp.Simplex(c, mat.NewDense(len(rows), len(c), flat), right, 1e-9, nil)
	if errors.Is(err, lp.ErrUnbounded) {
		return math.Inf(int(-sign)), true
	}
	if err != nil {
		return 0, false
	}
	a.remember(at)
	return a.known[i].low + sign*best, true
}

// remember widens what solutions have reached: every solution is a way the hidden counts may really be.
func (a *attacker) remember(solution []float64) {
	for j := range a.vars {
		x := a.known[j].low + solution[j]
		a.reached[j] = bounds{min(a.reached[j].low, x), max(a.reached[j].high, x)}
	}
}

// standardForm shifts every count to start at 0, turns upper bounds into equations with a slack, and drops
// equations that follow from others, as the solver demands.
func (a *attacker) standardForm() (rows [][]float64, right []float64) {
	n := len(a.vars)
	uppers := 0
	for _, k := range a.known {
		if !math.IsInf(k.high, 1) {
			uppers++
		}
	}
	for r, row := range a.rows {
		wide := make([]float64, n+uppers)
		b := a.right[r]
		for j, c := range row {
			wide[j] = c
			b -= c * a.known[j].low
		}
		rows, right = append(rows, wide), append(right, b)
	}
	rows, right = independent(rows, right)
	next := n
	for j, k := range a.known {
		if math.IsInf(k.high, 1) {
			continue
		}
		wide := make([]float64, n+uppers)
		wide[j], wide[next] = 1, 1
		next++
		rows, right = append(rows, wide), append(right, k.high-k.low)
	}
	return rows, right
}

// independent keeps equations that do not follow from the ones before, by Gaussian elimination.
func independent(rows [][]float64, right []float64) (keep [][]float64, keepRight []float64) {
	var reduced [][]float64
	var pivots []int
	for r, row := range rows {
		w := append([]float64(nil), row...)
		for k, p := range pivots {
			if f := w[p]; f != 0 {
				for j := range w {
					w[j] -= f * reduced[k][j]
				}
			}
		}
		p := largest(w)
		if p < 0 {
			continue
		}
		f := w[p]
		for j := range w {
			w[j] /= f
		}
		reduced, pivots = append(reduced, w), append(pivots, p)
		keep, keepRight = append(keep, row), append(keepRight, right[r])
	}
	return keep, keepRight
}

func largest(w []float64) int {
	best, size := -1, slack
	for j, x := range w {
		if math.Abs(x) > size {
			best, size = j, math.Abs(x)
		}
	}
	return best
}
