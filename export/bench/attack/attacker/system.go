package attacker

import (
	"fmt"
	"math"
	"strings"
)

// Mark is what a cell shows in place of a count.
type Mark uint8

// Marks.
const (
	Open    Mark = iota // the count is printed
	Few                 // "<5"
	Hidden              // another mark
	Unsaid              // the count is printed nowhere: the rest of a share, or a part of a printed whole
	Free                // the same, and no secret: who is not due yet
	fewMark = "<5"
	dash    = "–" // there is nothing to tell
)

// Limits of the rules: what is hidden for being small is 1 to most.
const (
	least = 1
	most  = 4
)

// count is one count of persons, wherever it is printed.
type count struct {
	name      string
	at        string // a cell that prints or hides it
	mark      Mark
	low, high float64
	told      float64 // the greatest value by what is printed of the count itself
}

// system is what follows from a workbook: counts and sums.
type system struct {
	counts []count
	byName map[string]int
	sums   []sum
	stated map[string]bool
	seen   map[*Table]bool // tables that were read
	faults []string
}

// sum says that total is the sum of parts.
type sum struct {
	total int
	parts []int
}

// none is no count.
const none = -1

func newSystem() *system {
	return &system{byName: map[string]int{}, stated: map[string]bool{}, seen: map[*Table]bool{}}
}

// unsaid is a count by its name; it is free until a cell prints it.
func (s *system) unsaid(name string) int {
	if i, ok := s.byName[name]; ok {
		return i
	}
	i := len(s.counts)
	s.byName[name] = i
	s.counts = append(s.counts, count{name: name, mark: Unsaid, high: math.Inf(1)})
	return i
}

// read takes in what a cell tells of a count. A cell that is empty or has a dash tells nothing.
func (s *system) read(name string, t *Table, row, col int) int {
	if row >= len(t.Cells) || col >= len(t.Cells[row]) {
		return none
	}
	s.seen[t] = true
	c := t.Cells[row][col]
	if c.Kind == Nothing || c.Kind == Text && strings.TrimSpace(c.Text) == dash {
		return none
	}
	i := s.unsaid(name)
	n := &s.counts[i]
	where := fmt.Sprintf("%s!%s%d", t.Sheet, letters(t.Col+col), t.Row+row)
	if c.Kind == Number {
		if n.mark == Open && n.low != c.Number {
			s.faults = append(s.faults, fmt.Sprintf("%s: %v, elsewhere %v", where, c.Number, n.low))
		}
		if n.mark == Few || n.mark == Hidden {
			s.faults = append(s.faults, fmt.Sprintf("%s: %v is printed, %s hides it", where, c.Number, n.at))
		}
		if c.Number >= least && c.Number <= most {
			s.faults = append(s.faults, fmt.Sprintf("%s: %v is printed", where, c.Number))
		}
		*n = count{name: n.name, at: where, mark: Open, low: c.Number, high: c.Number}
		return i
	}
	mark, low, high := Hidden, 0.0, math.Inf(1)
	if strings.TrimSpace(c.Text) == fewMark {
		mark, low, high = Few, least, most
	}
	if n.mark == Open {
		s.faults = append(s.faults, fmt.Sprintf("%s hides what %s prints: %v", where, n.at, n.low))
		return i
	}
	if n.mark != Few {
		n.mark = mark
		n.at = where
	}
	n.low, n.high = max(n.low, low), min(n.high, high)
	return i
}

// sum states that counts add up, unless one of them is not in the workbook.
func (s *system) sum(total int, parts ...int) {
	for _, p := range append([]int{total}, parts...) {
		if p == none {
			return
		}
	}
	key := fmt.Sprint(total, parts)
	if len(parts) > 0 && !s.stated[key] {
		s.stated[key] = true
		s.sums = append(s.sums, sum{total, parts})
	}
}

// within states that a count is part of another.
func (s *system) within(whole, part int) {
	if whole != none && part != none {
		s.sum(whole, part, s.unsaid(s.counts[whole].name+" without "+s.counts[part].name))
	}
}

// some is within where those left over have nothing in common that would be a secret.
func (s *system) some(whole, part int) {
	if whole != none && part != none {
		rest := s.unsaid(s.counts[whole].name + " besides " + s.counts[part].name)
		s.counts[rest].mark = Free
		s.sum(whole, part, rest)
	}
}

// share takes in a printed share: with a known whole it leaves a part only what rounds to it.
func (s *system) share(t *Table, row, col, part, whole int) {
	if part == none || whole == none || col >= len(t.Cells[row]) || t.Cells[row][col].Kind != Number {
		return
	}
	w := s.counts[whole]
	if w.low != w.high {
		return
	}
	const rounding = 0.005
	x, p := t.Cells[row][col].Number, &s.counts[part]
	p.low = max(p.low, math.Ceil((x-rounding)*w.low-1e-6))
	p.high = min(p.high, math.Floor((x+rounding)*w.low+1e-6))
}

func letters(col int) string {
	out := ""
	for ; col > 0; col = (col - 1) / 26 {
		out = string(rune('A'+(col-1)%26)) + out
	}
	return out
}
