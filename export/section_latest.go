package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/store"
)

// latest sets two lines beside each other for every instrument: the change from start to end, which the report rests
// on, and under it the change to the last value there is, which takes in those who have no end.
func (b *builder) latest() *draftTable {
	t := &draftTable{Table: Table{
		Key: "latest", Caption: Msg("report.latest.table"), Notes: []Label{Msg("report.latest.note"), Msg("report.change.sign")},
		Columns: append([]Column{wide(Msg("report.head.scale")), wide(Msg("report.head.line"))},
			heads("persons", "start-mean", "latest-mean", "better", "low", "high", "effect")...),
	}}
	all := b.x.latestPairs(b.series)
	for _, s := range b.series {
		if !s.main() {
			continue
		}
		n := last(b.pairVars(s))
		t.row(b.latestCells(s, "to-end", n, s.statistics(nil))...)
		more := b.p.Count(s.name("latest"), all[s.key].N())
		b.p.Describe(more)
		b.p.Describe(b.p.Share(n, more)) // the mean of those without an end follows from the two lines
		t.row(b.latestCells(s, "to-latest", more, all[s.key].Statistics())...)
	}
	return t
}

func (b *builder) latestCells(s *series, line string, n disclosure.Var, st cohort.Statistics) []draftCell {
	from := s.origin(b.o.Period, methodPaired)
	bt := st.Better(s.scale.Direction)
	return []draftCell{
		text(s.label), text(Msg("report.latest." + line)), count(n, from), statistic(n, st.FromMean, 1, false, from),
		statistic(n, st.ToMean, 1, false, from), statistic(n, bt.Change, 1, true, from),
		statistic(n, bt.Interval.Low, 1, true, from), statistic(n, bt.Interval.High, 1, true, from), statistic(n, bt.Gain, 2, true, from),
	}
}

// latestPairs pairs every start with the end, or for want of one with the last value during the work. A pair belongs
// to the period of its second value, so that the pairs with an end are among them.
func (x *index) latestPairs(all []*series) map[seriesKey]*cohort.Pairs {
	out := map[seriesKey]*cohort.Pairs{}
	byForm := map[sittingForm][]*series{}
	for _, s := range all {
		if s.main() {
			out[s.key] = &cohort.Pairs{}
			f := sittingForm{s.key.ref.String(), s.key.role}
			byForm[f] = append(byForm[f], s)
		}
	}
	starts, ends := x.startsAndEnds()
	middles := x.middles()
	for _, course := range x.courses(starts) {
		p := x.persons[course[0].respondent]
		if p == nil {
			continue
		}
		for _, s := range byForm[sittingForm{course[0].ref.String(), p.Role}] {
			var from, to *store.ScaleScore
			for _, k := range course {
				f := scored(starts[k], s.key.scale)
				t := x.lastValue(s, ends[k], middles[k])
				if f == nil || t == nil {
					continue
				}
				from, to = f, t
				if scored(ends[k], s.key.scale) != nil {
					break // a start with an end, as in the line above it
				}
			}
			if to != nil {
				out[s.key].Add(from.Value, to.Value)
			}
		}
	}
	return out
}

type sittingForm struct {
	ref  string
	role store.Role
}

// lastValue is the value at the end, or the newest before it; nil when it is not of the period.
func (x *index) lastValue(s *series, end *store.Scored, middles []*store.Scored) *store.ScaleScore {
	if v := scored(end, s.key.scale); v != nil {
		if !x.period.Has(end.Answered) {
			return nil
		}
		return v
	}
	var newest *store.Scored
	for _, a := range middles {
		if scored(a, s.key.scale) != nil && (newest == nil || a.Answered.After(newest.Answered)) {
			newest = a
		}
	}
	if newest == nil || !x.period.Has(newest.Answered) {
		return nil
	}
	return scored(newest, s.key.scale)
}

// middles are the measurements between start and end.
func (x *index) middles() map[sitting][]*store.Scored {
	out := map[sitting][]*store.Scored{}
	for i := range x.data.Scored {
		a := &x.data.Scored[i]
		if a.State != store.Completed || x.episodes[a.Episode] == nil || a.Answered.After(x.asOf) || serves(a, store.Start) || serves(a, store.End) {
			continue
		}
		if serves(a, store.ThreeMonths) || serves(a, store.SixMonths) {
			k := sitting{a.Episode, a.Respondent, a.Subject, a.Instrument}
			out[k] = append(out[k], a)
		}
	}
	return out
}
