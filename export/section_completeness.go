package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// formKey is one form at one wave for one role.
type formKey struct {
	instrument instruments.ID
	wave       store.Wave
	role       store.Role
}

func (k formKey) name(what string) string {
	return "forms/" + string(k.role) + "/" + string(k.instrument) + "/" + string(k.wave) + "/" + what
}

// outcomes counts occasions by group and outcome.
type outcomes struct {
	due, done, declined, missed, open []int
}

// completeness says what was asked for, what came and why the rest did not.
func (b *builder) completeness() *draftSection {
	d := &draftSection{Section: Section{
		Key: completeKey, Title: Msg("report.sheet.completeness"), Landscape: true,
		Paragraphs: []Label{Msg("report.completeness.intro")},
	}}
	funnel := b.funnel()
	byForm, byGroup := b.formTables()
	d.tables = []*draftTable{funnel, byForm, byGroup, b.declines()}
	d.Charts = []Chart{{
		Kind: Funnel, Title: Msg("report.chart.funnel"), Alt: Msg("report.chart.funnel.alt"), Table: funnel.Key,
		Series: []int{1, 2}, To: len(funnel.rows), Palette: Neutral,
	}}
	if trend := b.trend(); trend != nil {
		d.tables = append(d.tables, trend)
		d.Charts = append(d.Charts, Chart{
			Kind: Trend, Title: Msg("report.chart.coverage"), Alt: Msg("report.chart.coverage.alt"), Table: trend.Key,
			Series: []int{3}, Low: 4, High: 5, To: len(trend.rows) - 1, Palette: Neutral,
		})
	}
	return d
}

// funnel counts persons from work to pair. Every step is a part of the one before or of those in work, and the
// difference of two steps is a count of its own that must not be small either.
func (b *builder) funnel() *draftTable {
	t := &draftTable{Table: Table{
		Key: "funnel", Caption: Msg("report.completeness.funnel"), Notes: []Label{Msg("report.completeness.funnel.note")},
		Columns: []Column{wide(Msg("report.head.step")), {Label: roleLabel(store.YoungPerson)}, {Label: roleLabel(store.Guardian)}},
	}}
	steps := []string{"in-work", "start-due", "start-done", "end-due", "end-done", "paired"}
	cells := make([][]draftCell, len(steps))
	from := b.origin(methodCount)
	for _, r := range roles() {
		vars := b.funnelOf(r)
		for i, v := range vars {
			cells[i] = append(cells[i], count(v, from))
		}
	}
	for i, s := range steps {
		t.row(append([]draftCell{text(Msg("report.funnel." + s))}, cells[i]...)...)
	}
	return t
}

func (b *builder) funnelOf(r store.Role) []disclosure.Var {
	sets := [5]map[store.PersonID]bool{}
	for i := range sets {
		sets[i] = map[store.PersonID]bool{}
	}
	for i := range b.due {
		o := &b.due[i]
		p := b.x.persons[o.person]
		if _, in := b.people.groupOf[o.person]; p == nil || p.Role != r || !in {
			continue
		}
		done := o.status == store.OccasionDone
		switch o.wave {
		case store.Start:
			sets[0][p.ID] = true
			sets[1][p.ID] = sets[1][p.ID] || done
		case store.End:
			sets[2][p.ID] = true
			sets[3][p.ID] = sets[3][p.ID] || done
		default: // no step
		}
	}
	for id := range b.x.pairedPersons() {
		if sets[3][id] {
			sets[4][id] = true
		}
	}
	size := func(m map[store.PersonID]bool) (n int) {
		for _, in := range m {
			if in {
				n++
			}
		}
		return n
	}
	name := "funnel/" + string(r) + "/"
	all := last(b.people.byRole[r])
	vars := []disclosure.Var{all}
	for i, s := range []string{"start-due", "start-done", "end-due", "end-done", "paired"} {
		vars = append(vars, b.p.Count(name+s, size(sets[i])))
	}
	b.p.Share(vars[1], vars[0])
	b.p.Share(vars[2], vars[1])
	b.p.Share(vars[3], vars[0])
	b.p.Share(vars[4], vars[3])
	b.p.Share(vars[5], vars[4])
	return vars
}

// pairedPersons are those with a scored start and end on at least one scale.
func (x *index) pairedPersons() map[store.PersonID]bool {
	starts, ends := x.startsAndEnds()
	out := map[store.PersonID]bool{}
	for k, start := range starts {
		end := ends[k]
		if end == nil {
			continue
		}
		for i := range start.Scores {
			if start.Scores[i].Scored && scored(end, start.Scores[i].Scale) != nil {
				out[k.respondent] = true
			}
		}
	}
	return out
}

func (b *builder) countOccasions() (map[formKey]*outcomes, []formKey) {
	all := map[formKey]*outcomes{}
	var keys []formKey
	for i := range b.due {
		o := &b.due[i]
		k := formKey{o.instrument, o.wave, b.x.persons[o.person].Role}
		if all[k] == nil {
			all[k] = &outcomes{b.perGroup(), b.perGroup(), b.perGroup(), b.perGroup(), b.perGroup()}
			keys = append(keys, k)
		}
		all[k].add(o.status, o.group)
	}
	waves := []store.Wave{store.Start, store.ThreeMonths, store.SixMonths, store.End, store.FollowUp, store.AtMeeting, store.Extra}
	slices.SortFunc(keys, func(a, b formKey) int {
		return cmp.Or(
			cmp.Compare(slices.Index(roles(), a.role), slices.Index(roles(), b.role)), cmp.Compare(a.instrument, b.instrument),
			cmp.Compare(slices.Index(waves, a.wave), slices.Index(waves, b.wave)),
		)
	})
	return all, keys
}

func (c *outcomes) add(s store.OccasionStatus, group int) {
	c.due[group]++
	switch s {
	case store.OccasionDone:
		c.done[group]++
	case store.OccasionDeclined:
		c.declined[group]++
	case store.OccasionOverdue:
		c.missed[group]++
	case store.OccasionDue:
		c.open[group]++
	case store.OccasionNotDue:
	}
}

// formTables are what became of every form in all, and how much of it came in each group.
func (b *builder) formTables() (byForm, byGroup *draftTable) {
	first := wide(Msg("report.head.form"))
	byForm = &draftTable{Table: Table{
		Key: "forms", Caption: Msg("report.completeness.forms"), Notes: []Label{Msg("report.note.wilson")},
		Columns: append([]Column{first}, heads("due", "done", "declined", "missed", "open", "coverage", "low", "high")...),
	}}
	byGroup = &draftTable{Table: Table{
		Key: "forms-by-group", Caption: Msg("report.completeness.groups"), Notes: []Label{Msg("report.note.noranking")},
		Columns: []Column{first},
	}}
	for _, h := range b.groupHeads() {
		for _, k := range []string{"due", "done", "coverage"} {
			byGroup.Columns = append(byGroup.Columns, Column{Label: Join(" · ", h.Label, Msg("report.head."+k))})
		}
	}
	counts, keys := b.countOccasions()
	for _, k := range keys {
		b.formRow(k, counts[k], byForm, byGroup)
	}
	return byForm, byGroup
}

func (b *builder) formRow(k formKey, c *outcomes, byForm, byGroup *draftTable) {
	due, done := b.spread(k.name("due"), c.due), b.spread(k.name("done"), c.done)
	all := func(what string, ns []int) disclosure.Var { return b.p.Count(k.name(what), sumOf(ns)) }
	declined, missed, open := all("declined", c.declined), all("missed", c.missed), all("open", c.open)
	b.p.Keep(disclosure.Key, last(due), last(done))
	b.p.Sum(last(due), last(done), declined, missed, open)
	var rests []disclosure.Var
	for g := range due {
		rests = append(rests, b.p.Share(done[g], due[g]))
	}
	b.p.Sum(last(rests), rests[:len(rests)-1]...)
	b.p.Sum(last(rests), declined, missed, open)
	b.nest(k, due, done)

	label := Join(" · ", b.x.instrument(k.instrument), waveLabel(k.wave), roleLabel(k.role))
	counts, shares := b.origin(methodCount), b.origin(methodShare)
	byForm.row(
		text(label), count(last(due), counts), count(last(done), counts), count(declined, counts), count(missed, counts),
		count(open, counts), share(last(done), last(due), shares), shareLow(last(done), last(due), shares),
		shareHigh(last(done), last(due), shares),
	)
	cells := []draftCell{text(label)}
	for g := range due {
		cells = append(cells, count(due[g], counts), count(done[g], counts), share(done[g], due[g], shares))
	}
	byGroup.row(cells...)
}

// declines counts persons by reason: one person may have several reasons, so nothing adds up and no total is shown.
func (b *builder) declines() *draftTable {
	t := &draftTable{Table: Table{
		Key: "declines", Caption: Msg("report.completeness.declines"), Notes: []Label{Msg("report.completeness.declines.note")},
		Columns: []Column{wide(Msg("report.head.reason")), {Label: roleLabel(store.YoungPerson)}, {Label: roleLabel(store.Guardian)}},
	}}
	type key struct {
		why    store.DeclineReason
		role   store.Role
		person store.PersonID
	}
	seen := map[key]bool{}
	type cell struct {
		why  store.DeclineReason
		role store.Role
	}
	counts := map[cell]int{}
	for i := range b.due {
		o := &b.due[i]
		p := b.x.persons[o.person]
		if o.status != store.OccasionDeclined || seen[key{o.decline, p.Role, p.ID}] {
			continue
		}
		seen[key{o.decline, p.Role, p.ID}] = true
		counts[cell{o.decline, p.Role}]++
	}
	from := b.origin(methodCount)
	reasons, given := map[store.Role][]disclosure.Var{}, map[store.Role]int{}
	for _, why := range []store.DeclineReason{
		store.Refused, store.NotReached, store.Crisis, store.LanguageBarrier, store.NotOffered, store.MovedAway, store.OtherReason,
	} {
		cells := []draftCell{text(Msg("decline." + string(why)))}
		for _, r := range roles() {
			v := b.p.Count("decline/"+string(why)+"/"+string(r), counts[cell{why, r}])
			reasons[r], given[r] = append(reasons[r], v), given[r]+counts[cell{why, r}]
			cells = append(cells, count(v, from))
		}
		t.row(cells...)
	}
	for _, r := range roles() {
		b.nestDeclined(r, reasons[r], given[r])
	}
	return t
}
