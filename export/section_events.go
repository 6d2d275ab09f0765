package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// events is what happened to young people before, during and after the work, and how the work ended.
func (b *builder) events() *draftSection {
	return &draftSection{
		Section: Section{
			Key: eventsKey, Title: Msg("report.sheet.events"), Landscape: true,
			Paragraphs: []Label{Msg("report.events.intro")},
		},
		tables: []*draftTable{b.eventTable(), b.eventGroups(), b.exits()},
	}
}

// Parts of the time around an episode.
const (
	before = iota
	during
	after
)

// eventCounts counts young people in work with at least one event, by part of time and group.
func (b *builder) eventCounts(kind store.EventKind) [3][]int {
	episodes := map[store.FamilyID]*store.Episode{}
	for _, e := range b.x.inWork {
		if _, seen := episodes[e.Family]; !seen {
			episodes[e.Family] = e
		}
	}
	counts := [3][]int{b.perGroup(), b.perGroup(), b.perGroup()}
	seen := [3]map[store.PersonID]bool{{}, {}, {}}
	for i := range b.x.data.Events {
		ev := &b.x.data.Events[i]
		p := b.x.persons[ev.Person]
		if ev.Kind != kind || p == nil || p.Role != store.YoungPerson || ev.Date.After(b.x.asOf) {
			continue
		}
		e := episodes[p.Family]
		if e == nil {
			continue
		}
		part := during
		switch {
		case ev.Date.Before(e.Start):
			part = before
		case !e.End.IsZero() && ev.Date.After(e.End):
			part = after
		}
		if part == during && !b.x.period.Has(ev.Date) || seen[part][p.ID] {
			continue
		}
		seen[part][p.ID] = true
		counts[part][b.people.groupOf[p.ID]]++
	}
	return counts
}

func eventKinds() []store.EventKind {
	return []store.EventKind{store.EmergencyPlacement, store.OpenCarePlacement, store.TakenIntoCare, store.ReturnHome}
}

func (b *builder) duringVars(kind store.EventKind) []disclosure.Var {
	vars := b.spread("event/"+string(kind)+"/during", b.eventCounts(kind)[during])
	young := b.people.byRole[store.YoungPerson]
	var rests []disclosure.Var
	for g, v := range vars {
		rests = append(rests, b.p.Share(v, young[g]))
	}
	b.p.Sum(last(rests), rests[:len(rests)-1]...)
	return vars
}

func (b *builder) eventTable() *draftTable {
	t := &draftTable{Table: Table{
		Key: "events", Caption: Msg("report.events.table"), Notes: []Label{Msg("report.events.note"), Msg("report.note.wilson")},
		Columns: append([]Column{wide(Msg("report.head.event"))}, heads("before", "during", "after", "share-during", "low", "high")...),
	}}
	from := b.origin(methodCount)
	young := last(b.people.byRole[store.YoungPerson])
	for _, kind := range eventKinds() {
		c := b.eventCounts(kind)
		name := "event/" + string(kind)
		v := last(b.duringVars(kind))
		t.row(
			text(Msg("event."+string(kind))), count(b.p.Count(name+"/before", sumOf(c[before])), from), count(v, from),
			count(b.p.Count(name+"/after", sumOf(c[after])), from), share(v, young, b.origin(methodShare)),
			shareLow(v, young, from), shareHigh(v, young, from),
		)
	}
	return t
}

func (b *builder) eventGroups() *draftTable {
	t := &draftTable{Table: Table{
		Key: "events-by-group", Caption: Msg("report.events.groups"), Notes: []Label{Msg("report.note.noranking")},
		Columns: append([]Column{wide(Msg("report.head.event"))}, b.groupHeads()...),
	}}
	for _, kind := range eventKinds() {
		cells := []draftCell{text(Msg("event." + string(kind)))}
		for _, v := range b.duringVars(kind) {
			cells = append(cells, count(v, b.origin(methodCount)))
		}
		t.row(cells...)
	}
	return t
}

// exits is how the work of families ended in the period. One that came back counts once, with its last end.
func (b *builder) exits() *draftTable {
	t := &draftTable{Table: Table{
		Key: "exits", Caption: Msg("report.events.exits"), Notes: []Label{Msg("report.events.exits.note")},
		Columns: append([]Column{wide(Msg("report.head.exit"))}, b.groupHeads()...),
	}}
	reasons := []store.ExitReason{
		store.ExitGoalsMet, store.ExitLighter, store.ExitStopped, store.ExitMoved, store.ExitPlaced, store.ExitShort, store.ExitOther,
	}
	ended := b.perGroup()
	counts := map[store.ExitReason][]int{}
	for _, r := range reasons {
		counts[r] = b.perGroup()
	}
	for _, e := range b.x.lastEpisodes() {
		if !b.x.period.Has(e.End) || e.End.After(b.x.asOf) {
			continue
		}
		reason := e.ExitReason
		if counts[reason] == nil {
			reason = store.ExitOther
		}
		counts[reason][b.people.familyIn[e.Family]]++
		ended[b.people.familyIn[e.Family]]++
	}
	all := b.spread("ended", ended)
	for g, v := range all {
		b.p.Within(b.people.families[g], v)
	}
	byGroup := make([][]disclosure.Var, len(all))
	from := b.origin(methodCount)
	for _, r := range reasons {
		cells := []draftCell{text(Msg("exit." + string(r)))}
		for g, v := range b.spread("ended/"+string(r), counts[r]) {
			byGroup[g] = append(byGroup[g], v)
			cells = append(cells, count(v, from))
		}
		t.row(cells...)
	}
	cells := []draftCell{text(Msg("report.total"))}
	for g, v := range all {
		b.p.Classes(v, byGroup[g]...)
		cells = append(cells, count(v, from))
	}
	t.total(cells...)
	return t
}
