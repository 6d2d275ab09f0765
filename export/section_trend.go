package export

import (
	"fmt"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// quarter counts the planned measurements that fell due in a quarter, and those that were done.
type quarter struct {
	name      string
	due, done int
}

// quarters are in order of time, without gaps. A sitting that serves two waves counts for both, as it does among the
// forms, so that both add up to the same.
func (b *builder) quarters() []quarter {
	var all []quarter
	first := 0
	at := func(d store.Date) int { return 4*d.Year + (int(d.Month)-1)/3 }
	for i := range b.due {
		if q := at(b.due[i].date); b.due[i].wave != store.AtMeeting && (first == 0 || q < first) {
			first = q
		}
	}
	for i := range b.due {
		o := &b.due[i]
		if o.wave == store.AtMeeting {
			continue
		}
		for q := first + len(all); q <= at(o.date); q++ {
			all = append(all, quarter{name: fmt.Sprintf("%dQ%d", q/4, q%4+1)})
		}
		q := &all[at(o.date)-first]
		q.due++
		if o.status == store.OccasionDone {
			q.done++
		}
	}
	return all
}

// trend is the coverage of planned measurements by quarter, with its interval; nil when the report has one quarter only.
func (b *builder) trend() *draftTable {
	all := b.quarters()
	if len(all) < 2 {
		return nil
	}
	t := &draftTable{Table: Table{
		Key: "coverage-by-quarter", Caption: Msg("report.completeness.trend"),
		Notes:   []Label{Msg("report.completeness.trend.note"), Msg("report.note.wilson")},
		Columns: append([]Column{wide(Msg("report.head.quarter"))}, heads("due", "done", "coverage", "low", "high")...),
	}}
	counts, shares := b.origin(methodCount), b.origin(methodShare)
	var due, done, rests []disclosure.Var
	for _, q := range all {
		n, part := b.p.Count("quarter/"+q.name+"/due", q.due), b.p.Count("quarter/"+q.name+"/done", q.done)
		due, done, rests = append(due, n), append(done, part), append(rests, b.p.Share(part, n))
		t.row(text(Name(q.name)), count(n, counts), count(part, counts), share(part, n, shares), shareLow(part, n, shares), shareHigh(part, n, shares))
	}
	whole, part := b.p.Total("quarter/due", due...), b.p.Total("quarter/done", done...)
	b.p.Sum(b.p.Share(part, whole), rests...)
	b.tieToForms(whole, part)
	t.total(text(Msg("report.total")), count(whole, counts), count(part, counts), share(part, whole, shares),
		shareLow(part, whole, shares), shareHigh(part, whole, shares))
	return t
}

// tieToForms says that the quarters add up to what the forms add up to.
func (b *builder) tieToForms(due, done disclosure.Var) {
	byForm, keys := b.countOccasions()
	var dues, dones []disclosure.Var
	for _, k := range keys {
		if k.wave == store.AtMeeting {
			continue
		}
		dues = append(dues, last(b.spread(k.name("due"), byForm[k].due)))
		dones = append(dones, last(b.spread(k.name("done"), byForm[k].done)))
	}
	b.p.Sum(due, dues...)
	b.p.Sum(done, dones...)
}
