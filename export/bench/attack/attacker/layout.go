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
	})
}

func (l *layout) formsByGroup() {
	l.rows("forms_by_group", func(t *Table, r int, label string) {
		due, _ := l.spread("due "+label, t, r, 1, 3)
		done, _ := l.spread("done "+label, t, r, 2, 3)
		for g := range due {
			l.within(due[g], done[g])
			l.share(t, r, 3+3*g, done[g], due[g])
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
		for _, meeting := range []string{" · tapaaminen · ", " · möte · ", " · meeting · "} {
			if strings.Contains(label, meeting) {
				return
			}
		}
		allDue, allDone = append(allDue, l.unsaid("due "+label)), append(allDone, l.unsaid("done "+label))
	})
	l.sum(due[n], allDue...)
	l.sum(done[n], allDone...)
}

// pairs are the same count in four tables.
func (l *layout) pairs() {
	for _, key := range []string{"change", "key_figures", "lost"} {
		l.rows(key, func(t *Table, r int, label string) { l.read("pairs "+label, t, r, 1) })
	}
	l.rows("lost", func(t *Table, r int, label string) { l.read("lost "+label, t, r, 3) })
}

// latest has two rows for every scale: those with an end, and those with any later value.
func (l *layout) latest() {
	l.grouped("latest", func(t *Table, from, to int, label string) {
		if to == from+1 {
			l.within(l.read("latest "+label, t, to, 2), l.read("pairs "+label, t, from, 2))
		}
	})
}

func (l *layout) reliable() {
	l.rows("reliable", func(t *Table, r int, label string) {
		judged := l.read("judged "+label, t, r, 1)
		better := l.split("better "+label, t, r, 3, 2)
		same := l.read("same "+label, t, r, 4)
		worse := l.split("worse "+label, t, r, 5, 6)
		l.sum(judged, better, same, worse)
		l.within(l.unsaid("pairs "+label), judged)
		l.within(same, l.read("crossed "+label, t, r, 10))
		for i, v := range []int{better, same, worse} {
			l.share(t, r, 7+i, v, judged)
		}
	})
	l.rows("key_figures", func(t *Table, r int, label string) {
		if judged, ok := l.byName["judged "+label]; ok {
			l.share(t, r, 5, l.unsaid("better "+label), judged)
			l.share(t, r, 6, l.unsaid("worse "+label), judged)
		}
	})
}

// split reads a class that may be given in two columns; an empty second one says that the first has both.
func (l *layout) split(name string, t *Table, row, col, crossed int) int {
	if t.Cells[row][crossed].Kind == Nothing {
		return l.read(name, t, row, col)
	}
	whole := l.unsaid(name)
	l.sum(whole, l.read(name+" with crossing", t, row, crossed), l.read(name+" without crossing", t, row, col))
	return whole
}

// grouped goes through tables with a row for every group of a scale, the total last.
func (l *layout) grouped(key string, f func(t *Table, from, to int, label string)) {
	t := l.book.Tables[key]
	if t == nil {
		return
	}
	for from := 1; from < len(t.Cells); {
		to := from
		for to+1 < len(t.Cells) && t.Cells[to+1][0].Text == t.Cells[from][0].Text {
			to++
		}
		f(t, from, to, t.Cells[from][0].Text)
		from = to + 1
	}
}

func (l *layout) areasChange() {
	l.grouped("areas_change", func(t *Table, from, to int, label string) {
		var parts []int
		for r := from; r < to; r++ {
			parts = append(parts, l.read("pairs "+label+" in "+t.Cells[r][1].Text, t, r, 2))
		}
		l.sum(l.read("pairs "+label, t, to, 2), parts...)
	})
}

func (l *layout) areasReliable() {
	classes := []string{"better ", "same ", "worse "}
	l.grouped("areas_reliable", func(t *Table, from, to int, label string) {
		all := l.read("judged "+label, t, to, 2)
		var judged []int
		parts := make([][]int, len(classes))
		for r := from; r < to; r++ {
			in := " in " + t.Cells[r][1].Text
			here := l.read("judged "+label+in, t, r, 2)
			judged = append(judged, here)
			var three []int
			for i, c := range classes {
				v := l.unsaid(c + label + in)
				l.share(t, r, 3+i, v, here)
				parts[i] = append(parts[i], v)
				three = append(three, v)
			}
			l.sum(here, three...)
			l.within(l.unsaid("pairs "+label+in), here)
		}
		l.sum(all, judged...)
		for i, c := range classes {
			l.share(t, to, 3+i, l.unsaid(c+label), all)
			l.sum(l.unsaid(c+label), parts[i]...)
		}
	})
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

// alone are counts that follow from no others: the forms of meetings and those who gave many, persons by reason.
func (l *layout) alone() {
	l.rows("feedback", func(t *Table, r int, label string) {
		l.read("meeting forms "+label, t, r, 1)
		l.read("meeting persons "+label, t, r, 3)
	})
	l.rows("declines", func(t *Table, r int, label string) {
		l.read("reason of young "+label, t, r, 1)
		l.read("reason of guardians "+label, t, r, 2)
	})
}
