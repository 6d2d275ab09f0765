package disclosure

// Limits of the search for whole numbers where a programme ends between them.
const (
	fillingNodes = 300
	fillingReach = 16 // how far from the truth counts without a bound are tried
)

// filler searches for whole numbers that agree with everything published.
type filler struct {
	*component
	nodes int
}

// fill finds whole numbers with count i at a value. Not finding any proves nothing.
func (c *component) fill(i int, value int64) ([]int64, bool) {
	f := &filler{component: c}
	low, high := make([]int64, len(c.vars)), make([]int64, len(c.vars))
	for j, t := range c.truth {
		low[j], high[j] = max(c.low[j], t-fillingReach), min(c.high[j], t+fillingReach)
	}
	low[i], high[i] = value, value
	return f.search(low, high)
}

func (f *filler) search(low, high []int64) ([]int64, bool) {
	f.nodes++
	if f.nodes > fillingNodes || !f.narrow(low, high) {
		return nil, false
	}
	at := -1
	for j := range low {
		if low[j] < high[j] && (at < 0 || high[j]-low[j] < high[at]-low[at]) {
			at = j
		}
	}
	if at < 0 {
		return low, true
	}
	for _, x := range nearestFirst(low[at], high[at], f.truth[at]) {
		l, h := append([]int64(nil), low...), append([]int64(nil), high...)
		l[at], h[at] = x, x
		if out, ok := f.search(l, h); ok {
			return out, true
		}
	}
	return nil, false
}

func nearestFirst(low, high, near int64) []int64 {
	var out []int64
	for d := int64(0); near-d >= low || near+d <= high; d++ {
		if x := near - d; x >= low && x <= high {
			out = append(out, x)
		}
		if x := near + d; d > 0 && x >= low && x <= high {
			out = append(out, x)
		}
	}
	return out
}

// narrow tightens ranges by every sum until nothing moves; false when a range is empty.
func (f *filler) narrow(low, high []int64) bool {
	for again := true; again; {
		again = false
		for r, row := range f.rows {
			least, most := f.span(r, low, high)
			for _, j := range f.in[r] {
				a := row[j]
				// a·x = right − the others, whose least and most are known.
				from, to := f.right[r]-(most-max(a*low[j], a*high[j])), f.right[r]-(least-min(a*low[j], a*high[j]))
				if a < 0 {
					from, to = -to, -from
				}
				if from > low[j] || to < high[j] {
					low[j], high[j], again = max(low[j], from), min(high[j], to), true
					if low[j] > high[j] {
						return false
					}
					least, most = f.span(r, low, high)
				}
			}
		}
	}
	return true
}

// span is the least and the most that a sum can come to.
func (f *filler) span(r int, low, high []int64) (least, most int64) {
	for _, j := range f.in[r] {
		a := f.rows[r][j]
		least, most = least+min(a*low[j], a*high[j]), most+max(a*low[j], a*high[j])
	}
	return least, most
}
