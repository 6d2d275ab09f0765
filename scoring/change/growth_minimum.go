package change

import "math"

const (
	// sameSlopes is the SD of slopes, in units of the residual SD and of the SD of times, below which they are alike.
	sameSlopes = 1e-5
	// noError is the sum of squares about own lines, for one observation of variance 1, below which there is none.
	noError = 1e-10
	// steps is the most that are taken from one start; about ten are usual.
	steps = 200
)

// minimum finds the factor with the least criterion: Newton's way from the three best points of a grid. Only L·L'
// matters, so that the search needs no bounds: a variance of 0 is where two mirrored halves meet. It is false when
// there is nothing that own lines leave over, or when no start arrives.
func (m *growthModel) minimum() (factor, bool) {
	if m.left < noError*float64(m.observations) {
		return factor{}, false
	}
	best, least, found := factor{}, math.Inf(1), false
	for _, start := range m.starts() {
		f, c, ok := m.descend(start)
		if ok && (!found || c < least-1e-9*math.Abs(least)) {
			best, least, found = f, c, true
		}
	}
	return best, found
}

// starts are the best of a grid of uncorrelated lines, best first.
func (m *growthModel) starts() [3]factor {
	var best [3]factor
	least := [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)}
	for _, a := range []float64{.1, .5, 2, 10, 100} {
		for _, c := range []float64{.1, .5, 2, 10, 100} {
			f := factor{a, 0, c}
			v := m.at(f).criterion
			for k := range best {
				if v < least[k] {
					copy(best[k+1:], best[k:])
					copy(least[k+1:], least[k:])
					best[k], least[k] = f, v
					break
				}
			}
		}
	}
	return best
}

// descend walks downhill until the gradient vanishes.
func (m *growthModel) descend(f factor) (factor, float64, bool) {
	now := m.at(f)
	for range steps {
		if now.flat(f, m.observations) {
			return f, now.criterion, true
		}
		next, ok := m.step(f, now)
		if !ok {
			return f, now.criterion, false
		}
		f, now = next, m.at(next)
	}
	return f, now.criterion, false
}

func (s *state) flat(f factor, observations int) bool {
	for k, g := range s.gradient {
		if !(math.Abs(g)*max(1, math.Abs(f[k])) <= 1e-9*float64(observations)) {
			return false
		}
	}
	return true
}

// step goes by the curvature, which is made steeper until the way leads downhill.
func (m *growthModel) step(f factor, now state) (factor, bool) {
	h := m.curvature(f)
	damp, largest := 0.0, 1e-3
	for k := range h {
		largest = max(largest, math.Abs(h[k][k]))
	}
	for range 60 {
		if d, ok := solve(h, now.gradient, damp); ok {
			next := factor{f[0] - d[0], f[1] - d[1], f[2] - d[2]}
			// Noise of the last digits must not stop the last step.
			if c := m.at(next).criterion; c <= now.criterion+1e-13*math.Abs(now.criterion) {
				return next, true
			}
		}
		damp = max(4*damp, 1e-3*largest)
	}
	return f, false
}

// curvature is the matrix of second derivatives, by differences of the gradient.
func (m *growthModel) curvature(f factor) [3]factor {
	var rough, h [3]factor
	for k := range f {
		width := 1e-5 * max(.1, math.Abs(f[k]))
		up, down := f, f
		up[k] += width
		down[k] -= width
		above, below := m.at(up).gradient, m.at(down).gradient
		for j := range f {
			rough[k][j] = (above[j] - below[j]) / (2 * width)
		}
	}
	for k := range h {
		for j := range h {
			h[k][j] = (rough[k][j] + rough[j][k]) / 2
		}
	}
	return h
}

// solve finds x with (h + damp·I)·x = g by Cholesky's way. It is false when the matrix is not positive definite.
func solve(h [3]factor, g factor, damp float64) (x factor, ok bool) {
	var l [3]factor
	for i := range 3 {
		for j := range i + 1 {
			sum := h[i][j]
			if i == j {
				sum += damp
			}
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			if i != j {
				l[i][j] = sum / l[j][j]
				continue
			}
			if !(sum > 1e-12*(math.Abs(h[i][i])+damp)) {
				return x, false
			}
			l[i][i] = math.Sqrt(sum)
		}
	}
	for i := range 3 {
		x[i] = g[i]
		for k := range i {
			x[i] -= l[i][k] * x[k]
		}
		x[i] /= l[i][i]
	}
	for i := 2; i >= 0; i-- {
		for k := i + 1; k < 3; k++ {
			x[i] -= l[k][i] * x[k]
		}
		x[i] /= l[i][i]
	}
	return x, true
}

type (
	mat2 [2][2]float64
	vec2 [2]float64
)

func (m mat2) mul(n mat2) (out mat2) {
	for i := range 2 {
		for j := range 2 {
			out[i][j] = m[i][0]*n[0][j] + m[i][1]*n[1][j]
		}
	}
	return out
}

// plus is m + k·n.
func (m mat2) plus(n mat2, k float64) mat2 {
	for i := range 2 {
		for j := range 2 {
			m[i][j] += k * n[i][j]
		}
	}
	return m
}

func (m mat2) transposed() mat2 { return mat2{{m[0][0], m[1][0]}, {m[0][1], m[1][1]}} }
func (m mat2) det() float64     { return m[0][0]*m[1][1] - m[0][1]*m[1][0] }

func (m mat2) inverse() mat2 {
	d := m.det()
	return mat2{{m[1][1] / d, -m[0][1] / d}, {-m[1][0] / d, m[0][0] / d}}
}

func (m mat2) apply(v vec2) vec2 {
	return vec2{m[0][0]*v[0] + m[0][1]*v[1], m[1][0]*v[0] + m[1][1]*v[1]}
}
