package export

import (
	"slices"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// pairVars counts the pairs of a series by group, the total last.
func (b *builder) pairVars(s *series) []disclosure.Var {
	n := b.perGroup()
	for i := range s.pairs {
		n[s.pairs[i].group]++
	}
	vars := b.spread(s.name("pairs"), n)
	for _, v := range vars {
		b.p.Describe(v)
	}
	b.p.Keep(disclosure.Key, vars...)
	return vars
}

// change is the change of every scale with its interval and effect size, and the starts of those without an end.
func (b *builder) change() *draftSection {
	d := &draftSection{Section: Section{
		Key: changeKey, Title: Msg("report.sheet.change"), Landscape: true,
		Paragraphs: []Label{Msg("report.change.intro"), Msg("report.change.effect")},
	}}
	t := &draftTable{Table: Table{
		Key: "change", Caption: Msg("report.change.table"), Notes: []Label{Msg("report.change.sign"), Msg("report.note.hidden")},
		Columns: append([]Column{wide(Msg("report.head.scale"))},
			heads("pairs", "start-mean", "start-sd", "end-mean", "end-sd", "better", "low", "high", "effect", "low", "high", "direction")...),
	}}
	t.Columns[len(t.Columns)-1].Wide = true
	first := 0
	for i, s := range b.series {
		b.changeRow(t, s)
		if i+1 == len(b.series) || b.series[i+1].key.ref != s.key.ref {
			d.Charts = append(d.Charts, Chart{
				Kind: startEnd(i + 1 - first), Title: Msg("report.chart.startend", "instrument", b.x.short(s.def)), Alt: Msg("report.chart.startend.alt"),
				Table: t.Key, Series: []int{2, 4}, From: first, To: i + 1, Palette: BeforeAfter,
			})
			first = i + 1
		}
	}
	d.tables = []*draftTable{t, b.lostTable()}
	return d
}

func (b *builder) changeRow(t *draftTable, s *series) {
	n := last(b.pairVars(s))
	st := s.statistics(nil)
	bt := st.Better(s.scale.Direction)
	from := s.origin(b.o.Period, methodPaired)
	direction := Msg("report.direction.lower")
	if s.scale.Direction == instruments.HigherBetter {
		direction = Msg("report.direction.higher")
	}
	t.row(
		text(s.label), count(n, from),
		statistic(n, st.FromMean, 1, false, from), statistic(n, st.FromSD, 1, false, from),
		statistic(n, st.ToMean, 1, false, from), statistic(n, st.ToSD, 1, false, from),
		statistic(n, bt.Change, 1, true, from), statistic(n, bt.Interval.Low, 1, true, from), statistic(n, bt.Interval.High, 1, true, from),
		statistic(n, bt.Gain, 2, true, from), statistic(n, bt.GainInterval.Low, 2, true, from), statistic(n, bt.GainInterval.High, 2, true, from),
		text(direction),
	)
}

func (b *builder) lostVar(s *series) disclosure.Var {
	v := b.p.Count(s.name("lost"), len(s.lost))
	b.p.Describe(v)
	return v
}

// lostTable compares the starts of those with an end and those without: if they differ, the change of the
// pairs does not speak for all.
func (b *builder) lostTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "lost", Caption: Msg("report.change.lost"), Notes: []Label{Msg("report.change.lost.note")},
		Columns: append([]Column{wide(Msg("report.head.scale"))}, heads("pairs", "start-mean", "lost", "lost-mean", "lost-sd", "correlation")...),
	}}
	for _, s := range b.series {
		n, lost := last(b.pairVars(s)), b.lostVar(s)
		st, m := s.statistics(nil), s.lostStarts()
		from := s.origin(b.o.Period, methodMean)
		t.row(
			text(s.label), count(n, from), statistic(n, st.FromMean, 1, false, from), count(lost, from),
			statistic(lost, m.Mean(), 1, false, from), statistic(lost, m.SD(), 1, false, from), statistic(n, st.R, 2, false, from),
		)
	}
	return t
}

// classVars counts the classes of reliable change of one group of a series, or of all.
type classVars struct {
	judged, better, same, worse              disclosure.Var
	crossedBetter, crossedWorse, crossedOnly *twoParts
}

// classesOf states the classes of all pairs of a series: better, same and worse. Those who crossed the cut-off are
// told apart only where no small count comes of it: covering one would cost the three that matter.
func (b *builder) classesOf(s *series) classVars {
	c := s.classes(nil)
	v := b.three(s, "all", c, last(b.pairVars(s)))
	b.p.Keep(disclosure.Key, v.judged)
	b.p.Keep(disclosure.Main, v.better, v.same, v.worse)
	if !s.crossable() {
		return v
	}
	same := c.Count(change.Unchanged)
	v.crossedBetter = b.split(s, v.better, "recovered", c.Count(change.Recovered), "improved", c.Count(change.Improved))
	v.crossedWorse = b.split(s, v.worse, "harmed", c.Count(change.Harmed), "deteriorated", c.Count(change.Deteriorated))
	v.crossedOnly = b.split(s, v.same, "crossed-only", c.CrossedOnly(), "same-side", same-c.CrossedOnly())
	return v
}

// twoParts are a count divided in those who crossed the cut-off and the others; nil is not divided.
type twoParts struct{ crossed, others disclosure.Var }

func (b *builder) split(s *series, whole disclosure.Var, crossed string, n int, others string, m int) *twoParts {
	least := disclosure.Default().MinCount
	if n > 0 && n < least || m > 0 && m < least {
		return nil
	}
	p := &twoParts{b.p.Count(s.name(crossed), n), b.p.Count(s.name(others), m)}
	b.p.Sum(whole, p.crossed, p.others)
	return p
}

// three states better, same and worse of a group of pairs.
func (b *builder) three(s *series, group string, c *cohort.Classes, pairs disclosure.Var) classVars {
	name := func(what string) string { return s.name("classes/" + group + "/" + what) }
	v := classVars{
		judged: b.p.Count(name("judged"), c.Judged()), better: b.p.Count(name("better"), c.ReliablyImproved()),
		same: b.p.Count(name("same"), c.Count(change.Unchanged)), worse: b.p.Count(name("worse"), c.ReliablyWorse()),
	}
	b.p.Classes(v.judged, v.better, v.same, v.worse)
	b.p.Sum(pairs, v.judged, b.p.Count(name("unknown"), c.Count(change.Unknown)))
	return v
}

// reliable is how many changed more than measurement error, in both directions, and by which figure.
func (b *builder) reliable() *draftSection {
	d := &draftSection{Section: Section{
		Key: reliableKey, Title: Msg("report.sheet.reliable"), Landscape: true,
		Paragraphs: []Label{Msg("report.reliable.intro"), Msg("report.reliable.recovered")},
	}}
	t := &draftTable{Table: Table{
		Key: "reliable", Caption: Msg("report.reliable.table"), Notes: []Label{Msg("report.reliable.without"), Msg("report.note.hidden"), Msg("report.reliable.note")},
		Columns: append([]Column{wide(Msg("report.head.scale"))},
			heads("judged", "recovered", "improved", "unchanged", "deteriorated", "harmed", "share-better", "share-same", "share-worse", "crossed-only")...),
	}}
	for _, s := range b.series {
		if s.judgeable() {
			t.row(b.reliableRow(s)...)
		}
	}
	d.tables = []*draftTable{t, b.figures()}
	if len(t.rows) > 0 {
		d.Charts = []Chart{{
			Kind: StackedShare, Title: Msg("report.chart.reliable"), Alt: Msg("report.chart.reliable.alt"), Table: t.Key,
			Series: []int{7, 8, 9}, To: len(t.rows), Palette: BetterSameWorse,
		}}
	}
	return d
}

// startEnd is the chart of means at start and end: lines while there are few, which tell the direction at a glance,
// else pairs of dots, which do not cover each other.
func startEnd(rows int) ChartKind {
	if rows <= 3 {
		return Slopes
	}
	return PairedDots
}

// reliableRow is blank where crossing is not told: for want of a cut-off, when a zero would be a claim, or because
// few crossed; improved and worse then include those who did.
func (b *builder) reliableRow(s *series) []draftCell {
	v := b.classesOf(s)
	from := s.origin(b.o.Period, methodReliable)
	from.Evidence = s.pairs[0].basis.Evidence
	parts := func(p *twoParts, whole disclosure.Var) (crossed, others draftCell) {
		if p == nil {
			return blank(), count(whole, from)
		}
		return count(p.crossed, from), count(p.others, from)
	}
	recovered, improved := parts(v.crossedBetter, v.better)
	harmed, deteriorated := parts(v.crossedWorse, v.worse)
	crossedOnly, _ := parts(v.crossedOnly, v.same)
	return []draftCell{
		text(s.label), count(v.judged, from), recovered, improved, count(v.same, from), deteriorated, harmed,
		share(v.better, v.judged, from), share(v.same, v.judged, from), share(v.worse, v.judged, from), crossedOnly,
	}
}

// figures lists what decided about reliable change, with where it comes from and how sure it is.
func (b *builder) figures() *draftTable {
	t := &draftTable{Table: Table{
		Key: "figures", Caption: Msg("report.reliable.figures"), Notes: []Label{Msg("report.reliable.figures.note")},
		Columns: append([]Column{wide(Msg("report.head.scale"))}, heads("needed", "sd", "reliability", "cutoff", "basis", "confidence", "source")...),
	}}
	t.Columns[7].Wide = true
	for _, s := range b.series {
		var seen []change.Basis
		for i := range s.pairs {
			basis := s.pairs[i].basis
			if slices.ContainsFunc(seen, func(o change.Basis) bool { return sameFigure(o, basis) }) {
				continue
			}
			seen = append(seen, basis)
		}
		slices.SortFunc(seen, compareFigures)
		for i := range seen {
			t.row(figureRow(s, &seen[i], last(b.pairVars(s)), s.origin(b.o.Period, methodReliable))...)
		}
	}
	return t
}
