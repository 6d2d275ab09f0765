package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/scoring/cohort"
	"github.com/mittari/mittari/store"
)

// load is what the work and the measuring asked of one family.
type load struct {
	meetings, minutes, forms, formMinutes, home, office, remote float64
}

// burden is how much was asked of families, where they were met and whether results were talked about.
func (b *builder) burden() *draftSection {
	return &draftSection{
		Section: Section{Key: burdenKey, Title: Msg("report.sheet.burden"), Paragraphs: []Label{Msg("report.burden.intro")}},
		tables:  []*draftTable{b.burdenTable(), b.places(), b.discussed()},
	}
}

// burdenTable is meetings and their time, and the minutes that forms took, as means per family.
func (b *builder) burdenTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "burden", Caption: Msg("report.burden.table"), Notes: []Label{Msg("report.burden.note"), Msg("report.note.noranking")},
		Columns: append([]Column{wide(Msg("report.head.burden"))}, b.groupHeads()...),
	}}
	loads := b.loads()
	groups := b.people.families
	for _, v := range groups {
		b.p.Describe(v)
	}
	from := b.origin(methodMean)
	cells := []draftCell{text(Msg("report.who.families"))}
	for _, v := range groups {
		cells = append(cells, count(v, b.origin(methodCount)))
	}
	t.row(cells...)
	for _, line := range []struct {
		key      string
		decimals int
		of       func(*load) float64
	}{
		{"meetings", 1, func(l *load) float64 { return l.meetings }},
		{"meeting-hours", 1, func(l *load) float64 { return l.minutes / 60 }},
		{"forms", 1, func(l *load) float64 { return l.forms }},
		{"form-minutes", 0, func(l *load) float64 { return l.formMinutes }},
	} {
		cells := []draftCell{text(Msg("report.burden." + line.key))}
		for g, v := range groups {
			var m cohort.Moments
			for _, f := range b.people.order {
				if g == len(b.x.groups) || b.people.familyIn[f] == g {
					m.Add(line.of(loads[f]))
				}
			}
			cells = append(cells, statistic(v, m.Mean(), line.decimals, false, from))
		}
		t.row(cells...)
	}
	return t
}

func (b *builder) loads() map[store.FamilyID]*load {
	loads := map[store.FamilyID]*load{}
	for f := range b.people.familyIn {
		loads[f] = &load{}
	}
	at := func(id store.EpisodeID, day store.Date) *load {
		e := b.x.episodes[id]
		if e == nil || !b.x.period.Has(day) || day.After(b.x.asOf) {
			return nil
		}
		return loads[e.Family]
	}
	for i := range b.x.data.Meetings {
		m := &b.x.data.Meetings[i]
		l := at(m.Episode, m.Date)
		if l == nil {
			continue
		}
		l.meetings++
		l.minutes += float64(m.Minutes)
		switch m.Place {
		case store.AtHome:
			l.home++
		case store.AtOffice:
			l.office++
		case store.Remote:
			l.remote++
		}
	}
	for i := range b.x.data.Scored {
		a := &b.x.data.Scored[i]
		if l := at(a.Episode, a.Answered); l != nil && a.State == store.Completed {
			l.forms++
			l.formMinutes += b.minutes(a)
		}
	}
	return loads
}

// minutes is the time a form took: measured, or the instrument's own estimate.
func (b *builder) minutes(a *store.Scored) float64 {
	if a.DurationSec > 0 {
		return float64(a.DurationSec) / 60
	}
	if def := b.x.defs[a.Instrument]; def != nil {
		return def.Minutes
	}
	return 0
}

// places is where families were met, as the mean of their own shares.
func (b *builder) places() *draftTable {
	t := &draftTable{Table: Table{
		Key: "places", Caption: Msg("report.burden.places"),
		Columns: append([]Column{wide(Msg("report.head.place"))}, heads("share-meetings")...),
	}}
	all := last(b.people.families)
	var home, office, remote cohort.Moments
	loads := b.loads()
	for _, f := range b.people.order {
		l := loads[f]
		if sum := l.home + l.office + l.remote; sum > 0 {
			home.Add(l.home / sum)
			office.Add(l.office / sum)
			remote.Add(l.remote / sum)
		}
	}
	n := b.p.Count("families-met", home.N())
	b.p.Describe(n)
	b.p.Share(n, all)
	for _, p := range []struct {
		place store.Place
		m     *cohort.Moments
	}{{store.AtHome, &home}, {store.AtOffice, &office}, {store.Remote, &remote}} {
		t.row(text(Msg("place."+string(p.place))), statistic(n, 100*p.m.Mean(), 0, false, b.origin(methodMean)))
	}
	return t
}

// discussed is how many results were talked about with those they concern.
func (b *builder) discussed() *draftTable {
	t := &draftTable{Table: Table{
		Key: "discussed", Caption: Msg("report.burden.discussed"),
		Columns: append([]Column{wide(Msg("report.head.who"))}, heads("results", "discussed", "share-discussed", "low", "high")...),
	}}
	from := b.origin(methodShare)
	for _, r := range roles() {
		some, all := b.discussedVars(r)
		t.row(text(Msg("report.who."+string(r))), count(all, from), count(some, from), share(some, all, from),
			shareLow(some, all, from), shareHigh(some, all, from))
	}
	return t
}

// discussedVars counts the results of a role that were talked about, and all of its results.
func (b *builder) discussedVars(r store.Role) (some, all disclosure.Var) {
	results, talked := 0, 0
	for i := range b.x.data.Scored {
		a := &b.x.data.Scored[i]
		p := b.x.persons[a.Respondent]
		if p == nil || p.Role != r || a.State != store.Completed || a.Wave == store.AtMeeting || b.x.episodes[a.Episode] == nil ||
			!b.x.period.Has(a.Answered) || a.Answered.After(b.x.asOf) {
			continue
		}
		results++
		if !a.Discussed.IsZero() {
			talked++
		}
	}
	all, some = b.p.Count("results/"+string(r), results), b.p.Count("discussed/"+string(r), talked)
	b.p.Share(some, all)
	return some, all
}
