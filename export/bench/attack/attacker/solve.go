package attacker

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// narrow tightens every count by every sum until nothing moves. Counts are whole numbers of persons.
func (s *system) narrow() {
	for i := range s.counts {
		s.counts[i].told = s.counts[i].high
	}
	for rounds := 0; rounds < 1000; rounds++ {
		moved := false
		for _, m := range s.sums {
			moved = s.narrowBy(m) || moved
		}
		if !moved {
			return
		}
	}
}

func (s *system) narrowBy(m sum) (moved bool) {
	put := func(i int, low, high float64) {
		c := &s.counts[i]
		if low > c.low+tiny || high < c.high-tiny {
			c.low, c.high, moved = max(c.low, low), min(c.high, high), true
		}
	}
	low, high := 0.0, 0.0
	for _, p := range m.parts {
		low, high = low+s.counts[p].low, high+s.counts[p].high
	}
	put(m.total, low, high)
	total := s.counts[m.total]
	for _, p := range m.parts {
		othersLow, othersHigh := 0.0, 0.0
		for _, q := range m.parts {
			if q != p {
				othersLow, othersHigh = othersLow+s.counts[q].low, othersHigh+s.counts[q].high
			}
		}
		put(p, total.low-othersHigh, total.high-othersLow)
	}
	return moved
}

// limit turns sums that only say that a count is at most or at least a known one into ends of its range, which makes the
// programmes smaller and loses nothing: what is left over is in no other sum and has no limit of its own.
func (s *system) limit() {
	used := make([]int, len(s.counts))
	for _, m := range s.sums {
		for _, p := range append([]int{m.total}, m.parts...) {
			used[p]++
		}
	}
	s.sums = slices.DeleteFunc(s.sums, func(m sum) bool {
		if len(m.parts) != 2 {
			return false
		}
		part, rest := m.parts[0], m.parts[1]
		if s.counts[rest].mark != Free || used[rest] > 1 || !s.settled(m.total) && !s.settled(part) {
			return false
		}
		if s.settled(m.total) {
			s.counts[part].told = min(s.counts[part].told, s.counts[m.total].high)
		}
		return true // the least value of a whole with a known part was found sum by sum
	})
}

// tiny absorbs the noise of floating point; counts are whole.
const tiny = 1e-6

// group is counts that hang together, with the sums that tie them.
type group struct{ counts, sums []int }

// groups divides the counts that are still open.
func (s *system) groups() []group {
	in := make([][]int, len(s.counts))
	for k, m := range s.sums {
		for _, i := range append([]int{m.total}, m.parts...) {
			in[i] = append(in[i], k)
		}
	}
	seenCount, seenSum := make([]bool, len(s.counts)), make([]bool, len(s.sums))
	var out []group
	for i := range s.counts {
		if seenCount[i] || s.settled(i) {
			continue
		}
		var g group
		seenCount[i] = true
		for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
			g.counts = append(g.counts, queue[0])
			for _, k := range in[queue[0]] {
				if seenSum[k] {
					continue
				}
				seenSum[k] = true
				g.sums = append(g.sums, k)
				for _, j := range append([]int{s.sums[k].total}, s.sums[k].parts...) {
					if !seenCount[j] && !s.settled(j) {
						seenCount[j] = true
						queue = append(queue, j)
					}
				}
			}
		}
		out = append(out, g)
	}
	return out
}

func (s *system) settled(i int) bool { return s.counts[i].high-s.counts[i].low < tiny }

// programme is the linear programme of a group: A·y = b, y ≥ 0, where y is how far a count is above its least value
// and a further column takes up what is left to its greatest.
type programme struct {
	a     *mat.Dense
	b     []float64
	width int
}

// programmeOf drops equations that follow from others, as the solver wants; nil when none is left.
func (s *system) programmeOf(g group) *programme {
	at := map[int]int{}
	width := len(g.counts)
	for j, i := range g.counts {
		at[i] = j
		if !math.IsInf(s.counts[i].told, 1) {
			width++
		}
	}
	var rows [][]float64
	var right []float64
	for _, k := range g.sums {
		row, b := make([]float64, width), 0.0
		put := func(i int, sign float64) {
			b -= sign * s.counts[i].low
			if j, open := at[i]; open {
				row[j] += sign
			}
		}
		put(s.sums[k].total, -1)
		for _, i := range s.sums[k].parts {
			put(i, 1)
		}
		rows, right = append(rows, row), append(right, b)
	}
	rows, right = independent(rows, right)
	next := len(g.counts)
	for j, i := range g.counts {
		if c := s.counts[i]; !math.IsInf(c.told, 1) { // greatest values that sums give are in the sums
			row := make([]float64, width)
			row[j], row[next] = 1, 1
			next++
			rows, right = append(rows, row), append(right, c.told-c.low)
		}
	}
	if len(rows) == 0 || len(rows) >= width {
		return nil
	}
	var flat []float64
	for r, row := range rows {
		if right[r] < 0 { // the solver's first step wants right sides that are not negative
			right[r] = -right[r]
			for j := range row {
				row[j] = -row[j]
			}
		}
		flat = append(flat, row...)
	}
	return &programme{mat.NewDense(len(rows), width, flat), right, width}
}

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
		p := -1
		for j, x := range w {
			if math.Abs(x) > tiny && (p < 0 || math.Abs(x) > math.Abs(w[p])) {
				p = j
			}
		}
		if p < 0 {
			continue
		}
		f := w[p]
		for j := range w {
			w[j] /= f
		}
		reduced, pivots = append(reduced, w), append(pivots, p)
		keep, keepRight = append(keep, append([]float64(nil), row...)), append(keepRight, right[r])
	}
	return keep, keepRight
}

// errUnsolved: the solver gave up, and nothing is known beyond the ranges found sum by sum.
var errUnsolved = errors.New("a programme was not solved")

// end is the least value of column j for sign 1, the greatest for −1, and a solution that takes it.
func (p *programme) end(j int, sign float64) (float64, []float64, error) {
	cost := make([]float64, p.width)
	cost[j] = sign
	best, at, err := lp.Simplex(cost, p.a, p.b, 1e-10, nil)
	switch {
	case errors.Is(err, lp.ErrUnbounded):
		return math.Inf(int(-sign)), nil, nil
	case err != nil || math.IsNaN(best) || math.IsInf(best, 0):
		return 0, nil, errUnsolved
	}
	return sign * best, at, nil
}
