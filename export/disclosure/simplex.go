package disclosure

import (
	"errors"
	"math"
)

// errNumbers: the numbers of a programme grew past what is exact. Nothing is proven then.
var errNumbers = errors.New("numbers of the programme grew too large")

// unlimited stands for a count without an upper bound.
const unlimited = math.MaxInt64

// Greatest sizes of numbers in the tableau and on its right side: products of two, and their differences, stay exact.
const (
	largestCell  = 1 << 20
	largestRight = 1 << 40
)

// program is a linear programme over the hidden counts of one component: every equation that a reader knows, and
// bounds for every count. It is solved by the simplex method for bounded variables with whole numbers only: all
// cells of the tableau share one denominator (integer pivoting), so there is no rounding and nothing ill-conditioned.
// It starts from the true counts, which fit by definition, and ends, because entering and leaving counts are
// chosen by Bland's rule.
//
// Every row says Σ cells[r][j]·x[j] = right, where the cell of the row's own count is den and that of other basic
// counts 0. Further columns remember which sums the row is made of, and the last holds its right side.
type program struct {
	low, high []int64 // of each count
	x         []int64 // values of counts that are not basic
	cells     [][]int64
	scaled    []int64 // den × value of each row's own count
	basic     []int   // count of each row
	rowOf     []int   // row of each count, −1 when it is not basic
	den       int64
	solved    int
}

// newProgram takes equations as rows over counts, and their true values, which give the right sides.
func newProgram(rows [][]int64, truth, low, high []int64) (*program, error) {
	n := len(truth)
	p := &program{low: low, high: high, x: append([]int64(nil), truth...), rowOf: make([]int, n), den: 1}
	for j := range p.rowOf {
		p.rowOf[j] = -1
	}
	for r, row := range rows {
		wide := make([]int64, n+len(rows)+1)
		copy(wide, row)
		wide[n+r] = 1
		for j, c := range row {
			wide[n+len(rows)] += c * truth[j]
		}
		p.cells = append(p.cells, wide)
	}
	for r := range p.cells {
		p.basic = append(p.basic, -1)
		for j := range n {
			if p.cells[r][j] != 0 {
				if err := p.pivot(r, j); err != nil {
					return nil, err
				}
				break
			}
		}
	}
	p.dropDependent()
	p.scaled = make([]int64, len(p.cells))
	for r, j := range p.basic {
		p.scaled[r] = p.den * truth[j]
	}
	return p, nil
}

// dropDependent removes equations that follow from others.
func (p *program) dropDependent() {
	kept := 0
	for r, j := range p.basic {
		if j < 0 {
			continue
		}
		p.cells[kept], p.basic[kept], p.rowOf[j] = p.cells[r], j, kept
		kept++
	}
	p.cells, p.basic = p.cells[:kept], p.basic[:kept]
}

// pivot makes count j the own count of row r.
func (p *program) pivot(r, j int) error {
	own := p.cells[r]
	by := own[j]
	var filled []int // columns of the row that are not 0: few
	for c, v := range own {
		if v != 0 {
			filled = append(filled, c)
		}
	}
	for i, row := range p.cells {
		if i == r || row[j] == 0 && by == p.den {
			continue
		}
		f := row[j]
		if by == p.den { // the other columns stay as they are
			for _, c := range filled {
				v := row[c] - f*own[c]/by
				if tooLarge(v, c == len(row)-1) {
					return errNumbers
				}
				row[c] = v
			}
			continue
		}
		for c, v := range row {
			if v == 0 && (f == 0 || own[c] == 0) {
				continue
			}
			v = (v*by - f*own[c]) / p.den
			if tooLarge(v, c == len(row)-1) {
				return errNumbers
			}
			row[c] = v
		}
	}
	if was := p.basic[r]; was >= 0 {
		p.rowOf[was] = -1
	}
	p.basic[r], p.rowOf[j], p.den = j, r, by
	if by < 0 {
		p.den = -by
		for _, row := range p.cells {
			for c := range row {
				row[c] = -row[c]
			}
		}
	}
	return nil
}

func tooLarge(v int64, right bool) bool {
	if right {
		return v > largestRight || v < -largestRight
	}
	return v > largestCell || v < -largestCell
}

// reach moves count v up (sign 1) or down (−1) until it is at the goal or beyond, or can go no further. It
// reports whether the goal was reached.
func (p *program) reach(v int, sign, goal int64) (bool, error) {
	p.solved++
	for !p.at(v, sign, goal) {
		j, dir := p.entering(v, sign)
		if j < 0 {
			return false, nil
		}
		if err := p.move(j, dir, v, sign, goal); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (p *program) at(v int, sign, goal int64) bool {
	if r := p.rowOf[v]; r >= 0 {
		return sign*p.scaled[r] >= sign*goal*p.den
	}
	return sign*p.x[v] >= sign*goal
}

// entering is the first count that can move so that v gets nearer, and its direction; −1 when there is none.
func (p *program) entering(v int, sign int64) (j int, dir int64) {
	r := p.rowOf[v]
	if r < 0 {
		if p.canMove(v, sign) {
			return v, sign
		}
		return -1, 0
	}
	for j := range p.x {
		c := -sign * p.cells[r][j]
		if p.rowOf[j] >= 0 || c == 0 {
			continue
		}
		dir = 1
		if c < 0 {
			dir = -1
		}
		if p.canMove(j, dir) {
			return j, dir
		}
	}
	return -1, 0
}

func (p *program) canMove(j int, dir int64) bool {
	if dir > 0 {
		return p.x[j] < p.high[j]
	}
	return p.x[j] > p.low[j]
}

// step is how far the entering count can move, as a fraction, and the row that stops it; −1 for its own bound.
type step struct {
	over, under int64
	row         int
}

// move moves count j until something stops it. Where nothing does, it moves just far enough for v to reach its goal.
func (p *program) move(j int, dir int64, v int, sign, goal int64) error {
	s, limited := p.farthest(j, dir)
	if !limited {
		s = step{over: sign * (goal - p.x[v]), under: 1, row: -1}
		if r := p.rowOf[v]; r >= 0 {
			rate := -sign * p.cells[r][j] * dir
			s.over = (sign*(goal*p.den-p.scaled[r]) + rate - 1) / rate
		}
	}
	if s.row < 0 {
		p.shift(j, dir*s.over)
		return nil
	}
	out := p.basic[s.row]
	bound := p.low[out]
	if -p.cells[s.row][j]*dir > 0 {
		bound = p.high[out]
	}
	if err := p.pivot(s.row, j); err != nil {
		return err
	}
	p.x[out] = bound
	p.revalue()
	return nil
}

// shift moves a count that is not basic by a whole number.
func (p *program) shift(j int, by int64) {
	p.x[j] += by
	for r, row := range p.cells {
		p.scaled[r] -= row[j] * by
	}
}

// revalue works the basic counts out again.
func (p *program) revalue() {
	var moved []int
	for j, x := range p.x {
		if p.rowOf[j] < 0 && x != 0 {
			moved = append(moved, j)
		}
	}
	for r, row := range p.cells {
		v := row[len(row)-1]
		for _, j := range moved {
			v -= row[j] * p.x[j]
		}
		p.scaled[r] = v
	}
}

// farthest finds what stops count j first; of several the first count, so that the method ends. Nothing may.
func (p *program) farthest(j int, dir int64) (s step, limited bool) {
	switch {
	case dir < 0:
		s, limited = step{p.x[j] - p.low[j], 1, -1}, true
	case p.high[j] != unlimited:
		s, limited = step{p.high[j] - p.x[j], 1, -1}, true
	}
	for r, row := range p.cells {
		rate, own := -row[j]*dir, p.basic[r]
		room := int64(0)
		switch {
		case rate < 0:
			rate, room = -rate, p.scaled[r]-p.low[own]*p.den
		case rate > 0 && p.high[own] != unlimited:
			room = p.high[own]*p.den - p.scaled[r]
		default:
			continue
		}
		here, best := room*s.under, s.over*rate
		if !limited || here < best || here == best && s.row >= 0 && own < p.basic[s.row] {
			s, limited = step{room, rate, r}, true
		}
	}
	return s, limited
}

// solution is the present values of all counts, when they are whole.
func (p *program) solution() ([]int64, bool) {
	out := append([]int64(nil), p.x...)
	for r, j := range p.basic {
		if p.scaled[r]%p.den != 0 {
			return nil, false
		}
		out[j] = p.scaled[r] / p.den
	}
	return out, true
}

// proof tells, after v could go no further, how often each sum went into the bound.
func (p *program) proof(v int) []int64 {
	row := p.cells[p.rowOf[v]]
	return row[len(p.x) : len(row)-1]
}
