package cohort

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// TestInverseDiagonalAsGonum compares with an independent implementation on random correlation matrices.
func TestInverseDiagonalAsGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 12).Draw(t, "items")
		// A·Aᵀ plus something on the diagonal is positive definite; scaling makes its diagonal ones.
		a := mat.NewDense(k, k, rapid.SliceOfN(rapid.Float64Range(-1, 1), k*k, k*k).Draw(t, "cells"))
		var product mat.Dense
		product.Mul(a, a.T())
		r := matrix{k: k, cells: make([]float64, k*k)}
		for i := range k {
			for j := range k {
				extra := func(same bool) float64 {
					if same {
						return 0.5
					}
					return 0
				}
				scale := math.Sqrt((product.At(i, i) + 0.5) * (product.At(j, j) + 0.5))
				r.cells[i*k+j] = (product.At(i, j) + extra(i == j)) / scale
			}
		}
		got, ok := r.inverseDiagonal()
		if !ok {
			t.Fatal("no inverse")
		}
		var inverse mat.Dense
		if err := inverse.Inverse(mat.NewDense(k, k, r.cells)); err != nil {
			t.Skip("gonum finds no inverse")
		}
		for i, d := range got {
			if want := inverse.At(i, i); math.Abs(d-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("place %d is %v, want %v", i, d, want)
			}
		}
	})
}

func TestNoInverseWhereItemsFollowFromOthers(t *testing.T) {
	r := matrix{k: 2, cells: []float64{1, 1, 1, 1}}
	if d, ok := r.inverseDiagonal(); ok {
		t.Errorf("two items that are one have the inverse %v", d)
	}
}

func TestStudentT975AsGonum(t *testing.T) {
	for _, df := range []float64{1, 2, 3, 7.5, 30, 150, 1e4, 1e6} {
		want := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
		if got := studentT975(df); math.Abs(got-want) > 1e-9*want {
			t.Errorf("df %v: %v, want %v", df, got, want)
		}
	}
}
