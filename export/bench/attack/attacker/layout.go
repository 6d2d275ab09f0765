package attacker

import (
	"fmt"
	"strings"
)

// layout is how the tables of a report are made: what their columns count and how the counts hang together.
type layout struct {
	*system
	book *Book
}

// study reads every table that the attacker knows.
func study(b *Book) *system {
	l := &layout{newSystem(), b}
	for _, step := range []func(){
		l.people, l.funnel, l.forms, l.formsByGroup, l.quarters, l.pairs, l.latest, l.reliable, l.areasChange, l.areasReliable, l.events, l.exits,
		l.burden, l.discussed, l.alone, l.indicators,
	} {
		step()
	}
	return l.system
}

// rows calls f for every row below the header of a table that is there. Two scales of one name are told apart by
// their order.
func (l *layout) rows(key string, f func(t *Table, row int, label string)) {
	t := l.book.Tables[key]
	if t == nil {
		return
	}
	seen := map[string]int{}
	for r := 1; r < len(t.Cells); r++ {
		label := t.Cells[r][0].Text
		if seen[label]++; seen[label] > 1 && label != "" {
			label = fmt.Sprint(label, " ", seen[label])
		}
		f(t, r, label)
	}
}

// spread reads counts of groups side by side, the total last, and states that they add up.
func (l *layout) spread(name string, t *Table, row, first, step int) (groups []int, total int) {
	return l.spreadBy("group", name, t, row, first, step)
}

func (l *layout) spreadBy(what, name string, t *Table, row, first, step int) (groups []int, total int) {
	width := len(t.Cells[0])
	for c := first; c+step < width; c += step {
		groups = append(groups, l.read(fmt.Sprintf("%s/%s %d", name, what, (c-first)/step), t, row, c))
	}
	total = l.read(name, t, row, first+step*len(groups))
	l.sum(total, groups...)
	return groups, total
}

// Rows of the table of people.
const (
	families = "people 0"
	young    = "people 1"
	guardian = "people 2"
)

func (l *layout) people() {
	l.rows("people", func(t *Table, r int, _ string) { l.spread(fmt.Sprint("people ", r-1), t, r, 1, 1) })
}

func (l *layout) funnel() {
	t := l.book.Tables["funnel"]
	if t == nil || len(t.Cells) < 7 {
		return
	}
	for col, who := range []string{young, guardian} {
		var step [6]int
		for i := range step {
			name := fmt.Sprintf("funnel %d of %s", i, who)
			if i == 0 {
				name = who
			}
			step[i] = l.read(name, t, i+1, col+1)
		}
		for _, pair := range [][2]int{{0, 1}, {1, 2}, {0, 3}, {3, 4}, {4, 5}} {
			l.within(step[pair[0]], step[pair[1]])
		}
	}
}

func (l *layout) forms() {
	l.rows("forms", func(t *Table, r int, label string) {
		due, done := l.read("due "+label, t, r, 1), l.read("done "+label, t, r, 2)
		declined, missed, open := l.read("declined "+label, t, r, 3), l.read("missed "+label, t, r, 4), l.read("open "+label, t, r, 5)
		l.sum(due, done, declined, missed, open)
		l.within(due, done)
		l.share(t, r, 6, done, due)
		l.step(label, due, done)
	})
}

// step ties a form at a wave to the funnel: who is asked or does it is one of those at the step, in work at least.
func (l *layout) step(label string, due, done int) {
	if !duringWork(label) {
		return
	}
	who := roleOf(label)
	at := func(step int) int { return l.unsaid(fmt.Sprintf("funnel %d of %s", step, who)) }
	l.some(l.unsaid(who), due)
	switch {
	case hasWave(label, "alkumittaus", "startmätning", "start"):
		l.some(at(1), due)
		l.some(at(2), done)
	case hasWave(label, "loppumittaus", "slutmätning", "end"):
		l.some(at(3), due)
		l.some(at(4), done)
	}
}

// roleOf is whose form it is.
func roleOf(label string) string {
	for _, name := range []string{" · nuori", " · ung person", " · young person"} {
		if strings.HasSuffix(label, name) {
			return young
		}
	}
	return guardian
}

// duringWork reports whether a form is asked once of everybody in work: neither at meetings nor after the end.
func duringWork(label string) bool {
	return !hasWave(label, "tapaaminen", "möte", "meeting", "seurantamittaus", "uppföljningsmätning", "follow-up")
}

// hasWave reports whether a form is one of a wave, by its name in any language.
func hasWave(label string, names ...string) bool {
	for _, n := range names {
		if strings.Contains(label, " · "+n+" · ") {
			return true
		}
	}
	return false
}

func (l *layout) formsByGroup() {
	l.rows("forms_by_group", func(t *Table, r int, label string) {
		due, _ := l.spread("due "+label, t, r, 1, 3)
		done, _ := l.spread("done "+label, t, r, 2, 3)
		for g := range due {
			l.within(due[g], done[g])
			l.share(t, r, 3+3*g, done[g], due[g])
			if duringWork(label) {
				l.some(l.unsaid(fmt.Sprintf("%s/group %d", roleOf(label), g)), due[g])
			}
		}
	})
}

// quarters add up to their last row, and that to all forms but those of meetings.
func (l *layout) quarters() {
	t := l.book.Tables["coverage_by_quarter"]
	if t == nil {
		return
	}
	var due, done []int
	l.rows("coverage_by_quarter", func(t *Table, r int, label string) {
		all, some := l.read("due in "+label, t, r, 1), l.read("done in "+label, t, r, 2)
		l.share(t, r, 3, some, all)
		l.within(all, some)
		due, done = append(due, all), append(done, some)
	})
	n := len(due) - 1
	l.sum(due[n], due[:n]...)
	l.sum(done[n], done[:n]...)
	var allDue, allDone []int
	l.rows("forms", func(_ *Table, _ int, label string) {
		if hasWave(label, "tapaaminen", "möte", "meeting") {
			return
		}
		allDue, allDone = append(allDue, l.unsaid("due "+label)), append(allDone, l.unsaid("done "+label))
	})
	l.sum(due[n], allDue...)
	l.sum(done[n], allDone...)
}

func (l *layout) events() {
	l.rows("events", func(t *Table, r int, label string) {
		l.read("before "+label, t, r, 1)
		during := l.read("during "+label, t, r, 2)
		l.read("after "+label, t, r, 3)
		all := l.unsaid(young)
		l.share(t, r, 4, during, all)
		l.within(all, during)
	})
	l.rows("events_by_group", func(t *Table, r int, label string) {
		groups, _ := l.spread("during "+label, t, r, 1, 1)
		for g, v := range groups {
			l.within(l.unsaid(fmt.Sprintf("%s/group %d", young, g)), v)
		}
	})
}

func (l *layout) exits() {
	t := l.book.Tables["exits"]
	if t == nil {
		return
	}
	columns := make([][]int, len(t.Cells[0]))
	for r := 1; r < len(t.Cells); r++ {
		groups, total := l.spread(fmt.Sprint("exit ", r), t, r, 1, 1)
		for c, v := range append(groups, total) {
			columns[c] = append(columns[c], v)
		}
		if r == len(t.Cells)-1 { // a family ends once
			l.some(l.unsaid(families), total)
			for g, v := range groups {
				l.some(l.unsaid(fmt.Sprintf("%s/group %d", families, g)), v)
			}
		}
	}
	for _, c := range columns {
		if n := len(c) - 1; n > 0 {
			l.sum(c[n], c[:n]...)
		}
	}
}

func (l *layout) burden() {
	if t := l.book.Tables["burden"]; t != nil && len(t.Cells) > 1 {
		l.spread(families, t, 1, 1, 1)
	}
}

func (l *layout) discussed() {
	l.rows("discussed", func(t *Table, r int, label string) {
		all, some := l.read("results "+label, t, r, 1), l.read("discussed "+label, t, r, 2)
		l.share(t, r, 3, some, all)
		l.within(all, some)
	})
}

// declines: whoever declined a form gave a reason.
func (l *layout) declines() {
	reasons := map[string][]int{}
	l.rows("declines", func(t *Table, r int, label string) {
		reasons[young] = append(reasons[young], l.read("reason of young "+label, t, r, 1))
		reasons[guardian] = append(reasons[guardian], l.read("reason of guardians "+label, t, r, 2))
	})
	for who, list := range reasons {
		all := l.unsaid("reasons of " + who)
		l.counts[all].mark = Free
		l.sum(all, list...)
		l.rows("forms", func(_ *Table, _ int, label string) {
			if roleOf(label) == who && !hasWave(label, "tapaaminen", "möte", "meeting") {
				l.some(all, l.unsaid("declined "+label))
			}
		})
	}
}

// alone are counts that follow from no others: the forms of meetings and those who gave many, persons by reason.
func (l *layout) alone() {
	l.rows("feedback", func(t *Table, r int, label string) {
		given := l.read("meeting forms "+label, t, r, 1)
		if i := strings.LastIndex(label, " · "); i > 0 {
			for _, meeting := range []string{" · tapaaminen", " · möte", " · meeting"} {
				if done, ok := l.byName["done "+label[:i]+meeting+label[i:]]; ok {
					l.some(done, given)
				}
			}
		}
		l.read("meeting persons "+label, t, r, 3)
	})
	l.grouped("profile_change", func(t *Table, from, to int, label string) {
		for r := from; r <= to; r++ {
			l.read("pairs "+label+" in "+t.Cells[r][1].Text, t, r, 2)
		}
	})
	l.declines()
}
