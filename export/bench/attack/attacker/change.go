package attacker

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
