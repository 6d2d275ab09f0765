package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/scoring/cohort"
)

// areas gives the same lines for every area and in all, in the order of names, with intervals and without ranking.
func (b *builder) areas() *draftSection {
	d := &draftSection{Section: Section{
		Key: areasKey, Title: Msg("report.sheet.areas"), Landscape: true,
		Paragraphs: []Label{Msg("report.areas.intro"), Msg("report.note.noranking")},
	}}
	means := &draftTable{Table: Table{
		Key: "areas-change", Caption: Msg("report.areas.change"), Notes: []Label{Msg("report.change.sign"), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale")), {Label: b.x.groupHead()}},
			heads("pairs", "start-mean", "end-mean", "better", "low", "high", "effect", "low", "high")...),
	}}
	classes := &draftTable{Table: Table{
		Key: "areas-reliable", Caption: Msg("report.areas.reliable"), Notes: []Label{Msg("report.areas.reliable.note", "n", leastForClasses), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale")), {Label: b.x.groupHead()}},
			heads("judged", "share-better", "share-same", "share-worse")...),
	}}
	for _, s := range b.series {
		if s.main() {
			b.areaRows(means, classes, s)
		}
	}
	d.tables = []*draftTable{b.peopleTable(), means, classes}
	return d
}

func (b *builder) peopleTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "people", Caption: Msg("report.areas.people"),
		Columns: append([]Column{wide(Msg("report.head.who"))}, b.groupHeads()...),
	}}
	from := b.origin(methodCount)
	row := func(l Label, vars []disclosure.Var) {
		cells := []draftCell{text(l)}
		for _, v := range vars {
			cells = append(cells, count(v, from))
		}
		t.row(cells...)
	}
	row(Msg("report.who.families"), b.people.families)
	for _, r := range roles() {
		row(Msg("report.who."+string(r)), b.people.byRole[r])
	}
	return t
}

func (b *builder) areaRows(means, classes *draftTable, s *series) {
	pairs := b.pairVars(s)
	all := b.classesOf(s)
	var parts []classVars
	split := s.judgeable() && b.enoughForClasses(s)
	if split {
		for g := range b.x.groups {
			parts = append(parts, b.three(s, b.x.groupKeys[g], s.classes(&g), pairs[g]))
		}
		b.tie(all, parts)
	}
	for g, name := range b.x.groups {
		means.row(b.meanCells(s, name, pairs[g], s.statistics(&g))...)
		if split {
			classes.row(b.classCells(s, name, parts[g])...)
		}
	}
	means.total(b.meanCells(s, Msg("report.total"), last(pairs), s.statistics(nil))...)
	if !s.judgeable() {
		return
	}
	classes.total(b.classCells(s, Msg("report.total"), all)...)
}

// leastForClasses is how many pairs every group needs for its classes. All groups have them or none: the classes of
// one would follow from the total and the others.
const leastForClasses = 20

func (b *builder) enoughForClasses(s *series) bool {
	if b.coarse[s.key] {
		return false
	}
	for g := range b.x.groups {
		if n := s.classes(&g).Judged(); n > 0 && n < leastForClasses {
			return false
		}
	}
	return true
}

// tooFine finds series whose classes by group cost those of the total, which the report needs more.
func (b *builder) tooFine(out *disclosure.Outcome) []seriesKey {
	var fine []seriesKey
	for _, s := range b.series {
		if !s.main() || !s.judgeable() || !b.enoughForClasses(s) {
			continue
		}
		v := b.classesOf(s)
		for _, c := range []disclosure.Var{v.judged, v.better, v.same, v.worse} {
			if _, why := out.Count(c); why == disclosure.Secondary {
				fine = append(fine, s.key)
				break
			}
		}
	}
	return fine
}

// tie says that classes add up over the groups.
func (b *builder) tie(all classVars, parts []classVars) {
	for _, pick := range []func(classVars) disclosure.Var{
		func(c classVars) disclosure.Var { return c.judged },
		func(c classVars) disclosure.Var { return c.better },
		func(c classVars) disclosure.Var { return c.same },
		func(c classVars) disclosure.Var { return c.worse },
	} {
		vars := make([]disclosure.Var, len(parts))
		for i := range parts {
			vars[i] = pick(parts[i])
		}
		b.p.Sum(pick(all), vars...)
	}
}

func (b *builder) meanCells(s *series, group Label, n disclosure.Var, st cohort.Statistics) []draftCell {
	bt := st.Better(s.scale.Direction)
	from := s.origin(b.o.Period, methodPaired)
	from.Population = Join(", ", from.Population, group)
	return []draftCell{
		text(s.label), text(group), count(n, from), statistic(n, st.FromMean, 1, false, from), statistic(n, st.ToMean, 1, false, from),
		statistic(n, bt.Change, 1, true, from), statistic(n, bt.Interval.Low, 1, true, from), statistic(n, bt.Interval.High, 1, true, from),
		statistic(n, bt.Gain, 2, true, from), statistic(n, bt.GainInterval.Low, 2, true, from), statistic(n, bt.GainInterval.High, 2, true, from),
	}
}

func (b *builder) classCells(s *series, group Label, v classVars) []draftCell {
	from := s.origin(b.o.Period, methodReliable)
	from.Population = Join(", ", from.Population, group)
	return []draftCell{
		text(s.label), text(group), count(v.judged, from), share(v.better, v.judged, from), share(v.same, v.judged, from),
		share(v.worse, v.judged, from),
	}
}
