package disclosure

// Published is what a report told of a count. A frozen report keeps one for each of its counts, and the next report
// on the same groups hands them to Problem.Earlier. It holds nothing that was hidden.
type Published struct {
	Key string `json:"key"`
	// Count is the printed number, 0 when it was hidden.
	Count int `json:"count"`
	// Why is Shown, or the reason for hiding.
	Why Reason `json:"why"`
	// Statistic tells the same of means and the like; Unjudged when there were none.
	Statistic Reason `json:"statistic,omitempty"`
}

// Published lists what may be shown of every count, in the order in which they were stated.
func (o *Outcome) Published() []Published {
	list := make([]Published, 0, len(o.vars))
	for v := range o.vars {
		if o.vars[v].unsaid {
			continue
		}
		n, why := o.Count(Var(v))
		e := Published{Key: o.vars[v].key, Count: n, Why: why}
		if o.vars[v].described {
			e.Statistic = o.stats[v]
		}
		list = append(list, e)
	}
	return list
}

// Earlier says what an earlier report told of the same groups, so that the two together give nothing away either.
// Counts are matched by their keys when the problem is protected; keys that one side lacks are passed over. A key
// must therefore name the same group in both reports: the code of an area, never its place in a list.
//
// What follows from it, with a difference meaning the new count less the one printed earlier:
//
//   - a difference of 1 to MinDifference−1 persons, up or down, is a small count of its own: the new count is hidden,
//     and what is shown must leave the difference open from 0 to MinDifference−1;
//   - no difference, or a larger one, may be known;
//   - a count that was hidden to protect others stays hidden while its group is nearly the same, that is while
//     the total of a sum it is in was hidden or has changed by less than MinDifference: the reader who takes it as
//     unchanged would otherwise subtract it from the earlier report;
//   - means and the like are hidden with their counts, and those hidden to protect others stay so in the same way.
//
// Several earlier reports may be named, one call each.
func (p *Problem) Earlier(published []Published) {
	then := make(map[string]Published, len(published))
	for _, e := range published {
		then[e.Key] = e
	}
	p.earlier = append(p.earlier, then)
}

// difference is the change since an earlier report, where that printed the count.
func (s *state) difference(v Var, then map[string]Published) (int, bool) {
	e, ok := then[s.vars[v].key]
	if !ok || e.Why != Shown {
		return 0, false
	}
	return s.vars[v].value - e.Count, true
}

// few reports whether a difference is that of some persons who could be known.
func (s *state) few(d int) bool { return d != 0 && max(d, -d) < s.rules.MinDifference }

// sinceEarlier hides what would tell about those few who make the difference to an earlier report.
func (s *state) sinceEarlier() {
	for _, then := range s.earlier {
		for v := range s.vars {
			if s.why[v] != Shown {
				continue
			}
			if d, ok := s.difference(Var(v), then); ok && s.few(d) {
				s.hide(Var(v), aroundEarlier(s.vars[v].value-d, d, s.rules.MinDifference))
			}
		}
		s.keepHidden(then)
	}
}

// aroundEarlier is what must stay open of a count: from what was printed earlier to the most that counts as few.
func aroundEarlier(then, d, limit int) bounds {
	if d > 0 {
		return bounds{int64(then), int64(then + limit - 1)}
	}
	return bounds{int64(max(0, then-limit+1)), int64(then)}
}

// keepHidden hides again what protected others in an earlier report on nearly the same group.
func (s *state) keepHidden(then map[string]Published) {
	for v := range s.vars {
		e, ok := then[s.vars[v].key]
		if !ok || e.Why != Secondary || s.why[v] != Shown || s.vars[v].value == 0 {
			continue
		}
		for _, k := range s.in[v] {
			if s.nearlySame(s.sums[k].total, then) {
				s.why[v] = Secondary
				break
			}
		}
	}
}

func (s *state) nearlySame(total Var, then map[string]Published) bool {
	e, ok := then[s.vars[total].key]
	if !ok {
		return false
	}
	d, shown := s.difference(total, then)
	return e.Why != Shown || shown && (d == 0 || s.few(d))
}

// keptBack reports whether a mean was hidden in an earlier report on nearly the same group to protect that of others.
func (s *state) keptBack(v Var) bool {
	for _, then := range s.earlier {
		if then[s.vars[v].key].Statistic != Linked {
			continue
		}
		for _, k := range s.in[v] {
			if s.nearlySame(s.sums[k].total, then) {
				return true
			}
		}
	}
	return false
}
