package attacker

import "fmt"

// indicators are the funder's common indicators: by gender and by sub-project, with the classes that add up.
func (l *layout) indicators() {
	byGender := l.entry()
	l.results(byGender)
	l.teams()
	for _, key := range []string{"esf_types", "esf_ticks"} {
		l.rows(key, func(t *Table, r int, _ string) { l.spread(fmt.Sprint(key, " ", r), t, r, 1, 1) })
	}
}

// columns are a count of women, men, others and all.
type columns [4]int

func (l *layout) columns(name string, t *Table, row int) columns {
	groups, total := l.spread(name, t, row, 2, 1)
	c := columns{none, none, none, total}
	if len(groups) == 3 {
		copy(c[:], groups)
	}
	return c
}

func (l *layout) entry() map[string]columns {
	out := map[string]columns{}
	before := ""
	l.rows("esf_entry", func(t *Table, r int, code string) {
		switch code {
		case "EECO18", "EECO19": // services and firms, not persons
			return
		case "": // the rest of the classes above
			code = before + " rest"
		}
		before = code
		out[code] = l.columns("indicator "+code, t, r)
	})
	for c := range 4 {
		l.classes(func(code string) int {
			if v, ok := out[code]; ok {
				return v[c]
			}
			return none
		})
	}
	return out
}

// classes add up: labour market, age, education.
func (l *layout) classes(at func(code string) int) {
	l.sum(at("EECO01"), at("EECO02"), at("EECO04"), at("EECO05"))
	l.sum(at("EECO01"), at("EECO06"), at("EECO07"), at("EECO08"), at("EECO08 rest"))
	l.sum(at("EECO01"), at("EECO09"), at("EECO10"), at("EECO11"), at("EECO11 rest"))
	l.within(at("EECO02"), at("EECO03"))
}

// teams have the same indicators; the rests are not printed for them.
func (l *layout) teams() {
	var by []map[string]int
	l.rows("esf_by_team", func(t *Table, r int, code string) {
		groups, _ := l.spreadBy("team", "indicator "+code, t, r, 2, 1)
		for g, v := range groups {
			if g == len(by) {
				by = append(by, map[string]int{})
			}
			by[g][code] = v
		}
	})
	for g, here := range by {
		l.classes(func(code string) int {
			if v, ok := here[code]; ok {
				return v
			}
			return l.unsaid(fmt.Sprintf("indicator %s/team %d", code, g))
		})
	}
}

// results begin with who left, whose time to ask is not over and who was asked; after the indicators on leaving come
// who is due half a year later and who was asked then.
func (l *layout) results(entry map[string]columns) {
	var unnamed, onLeaving, later []columns
	l.rows("esf_results", func(t *Table, r int, code string) {
		if code == "" {
			unnamed = append(unnamed, l.columns(fmt.Sprint("indicator result ", r), t, r))
			return
		}
		v := l.columns("indicator "+code, t, r)
		if len(unnamed) > 3 {
			later = append(later, v)
			return
		}
		onLeaving = append(onLeaving, v)
	})
	if len(unnamed) != 5 {
		return
	}
	left, settling, asked, due, askedLater := unnamed[0], unnamed[1], unnamed[2], unnamed[3], unnamed[4]
	for c := range 4 {
		if all, ok := entry["EECO01"]; ok {
			l.some(all[c], left[c])
		}
		l.some(left[c], asked[c])
		l.some(left[c], settling[c])
		l.some(left[c], due[c])
		l.some(due[c], askedLater[c])
		for _, v := range onLeaving {
			l.within(asked[c], v[c])
		}
		for _, v := range later {
			l.within(askedLater[c], v[c])
		}
	}
}
