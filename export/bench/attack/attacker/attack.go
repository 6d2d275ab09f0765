package attacker

import (
	"fmt"
	"math"
	"slices"
)

// Result is what an attack found.
type Result struct {
	Counts   int // that the workbook prints or hides
	Hidden   int // of them
	Sums     int // between them, and counts that follow from them
	Programs int // linear programmes solved
	Unsolved int // programmes that the solver gave up
	// Found are the hidden counts that could be told too closely.
	Found []Finding
	// Faults are contradictions, small counts in plain sight, chart points of hidden cells and parts not looked at.
	Faults []string
}

// Finding is a hidden count and its bounds.
type Finding struct {
	At, Name  string
	Low, High float64
}

// String names the cell.
func (f Finding) String() string {
	if f.At == "" {
		return fmt.Sprintf("%s: %v to %v", f.Name, f.Low, f.High)
	}
	return fmt.Sprintf("%s (%s): %v to %v", f.At, f.Name, f.Low, f.High)
}

// Attack tries to tell every hidden count of a workbook. One marked "<5" must stay open from 1 to 4, any other as
// widely; a count that is printed nowhere must not be told as small.
func Attack(b *Book) Result {
	s := study(b)
	r := Result{Sums: len(s.sums), Faults: s.faults}
	for _, p := range b.Points {
		if p.Cell.Kind != Number || math.Abs(p.Cell.Number-p.Value) > tiny {
			r.Faults = append(r.Faults, fmt.Sprintf("%s keeps %v of %s!%s%d, which shows %q", p.Chart, p.Value, p.Sheet, letters(p.Col), p.Row, p.Cell.Text))
		}
	}
	for _, name := range b.Unread {
		r.Faults = append(r.Faults, "part not looked at: "+name)
	}
	for _, c := range s.counts {
		if c.mark != Unsaid && c.mark != Free {
			r.Counts++
		}
		if c.mark == Few || c.mark == Hidden {
			r.Hidden++
		}
	}
	r.Faults = append(r.Faults, unknownTables(b, s)...)
	s.narrow()
	s.limit()
	for _, g := range s.groups() {
		s.solve(g, &r)
	}
	for i := range s.counts {
		switch c := &s.counts[i]; {
		case c.low > c.high+tiny: // so are all that hang together with it
			r.Faults = append(r.Faults, "the layout does not fit: "+Finding{c.at, c.name, c.low, c.high}.String())
			return r
		case c.exposed():
			r.Found = append(r.Found, Finding{c.at, c.name, c.low, c.high})
		}
	}
	return r
}

// unknownTables lists tables that hide small counts and that the attacker cannot read.
func unknownTables(b *Book, s *system) (out []string) {
	for key, t := range b.Tables {
		if s.seen[t] || key == "targets" || key == "since_frozen" { // they repeat counts of other tables
			continue
		}
		for _, row := range t.Cells {
			for _, c := range row {
				if c.Text == fewMark {
					out = append(out, "table not known: "+key)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// solve tightens the counts of a group by linear programming. Every solution is a way the counts may really be, so a
// count that solutions found so far leave open needs no programme of its own.
func (s *system) solve(g group, r *Result) {
	p := s.programmeOf(g)
	if p == nil {
		return
	}
	reached := make([]count, len(g.counts))
	for j, i := range g.counts {
		reached[j] = count{mark: s.counts[i].mark, low: math.Inf(1), high: math.Inf(-1)}
	}
	type ends struct{ low, high float64 }
	found := make([]ends, len(g.counts))
	for j, i := range g.counts {
		c := s.counts[i]
		found[j] = ends{c.low, c.high}
		for _, sign := range []float64{1, -1} {
			if c.exposed() || c.mark == Free || reached[j].low <= reached[j].high && !reached[j].exposed() {
				break
			}
			r.Programs++
			x, at, err := p.end(j, sign)
			for k, y := range at[:min(len(at), len(g.counts))] {
				low := s.counts[g.counts[k]].low
				reached[k].low, reached[k].high = min(reached[k].low, low+y), max(reached[k].high, low+y)
			}
			switch {
			case err != nil:
				r.Unsolved++
			case sign > 0:
				found[j].low = max(c.low, math.Ceil(c.low+x-tiny))
			default:
				found[j].high = min(c.high, math.Floor(c.low+x+tiny))
			}
		}
	}
	for j, i := range g.counts {
		s.counts[i].low, s.counts[i].high = found[j].low, found[j].high
	}
}

// exposed reports whether the bounds are closer than they may be.
func (c *count) exposed() bool {
	switch c.mark {
	case Few:
		return c.low > least+tiny || c.high < most-tiny
	case Hidden:
		return c.high-c.low < most-least-tiny
	case Unsaid:
		return c.low > least-tiny && c.high < most+tiny && c.high-c.low < most-least-tiny
	case Open, Free:
	}
	return false
}
