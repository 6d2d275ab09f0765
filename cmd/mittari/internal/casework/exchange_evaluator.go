package casework

import (
	"context"

	"github.com/mittari/mittari/store"
	"github.com/mittari/mittari/store/bundle"
)

// tombstone is what a version of an erased family says.
type tombstone struct {
	Code   string
	On     store.Date
	Ground string
}

// pseudonymous chooses and turns the whole record, and looks first at who stands too alone in it.
func (p *packing) pseudonymous(ctx context.Context) (filler, error) {
	if p.s.Pseudonyms == nil {
		key, err := newVeilKey()
		if err != nil {
			return nil, err
		}
		p.s.Pseudonyms = key
	}
	e := newEvaluation(p, p.today)
	e.veil = veil{key: p.s.Pseudonyms, round: p.s.Rounds + 1}
	if err := e.read(ctx); err != nil {
		return nil, err
	}
	var report GroupReport
	var small map[store.FamilyID]bool
	small, e.blanked, report = smallGroups(e.groups, p.o.Blank)
	p.groups, report.Left = &report, p.o.LeaveOut && len(small) > 0
	report.Out = len(e.out)
	if len(small) > 0 && !p.o.LeaveOut {
		return nil, &SmallGroupsError{Report: report}
	}
	report.Gone = e.leaveOut(small)
	if err := e.turn(); err != nil {
		return nil, err
	}
	n := 0
	err := e.each(ctx, func(store.Given) error { n++; return nil })
	p.manifest.Counts = bundle.Counts{Versions: len(e.versions), Administrations: n}
	return func(w *bundle.Writer) error {
		if err := w.Versions(e.versions...); err != nil {
			return err
		}
		return e.each(ctx, func(g store.Given) error { return w.Administrations(g) })
	}, err
}

// evaluation is a record on its way to an evaluator.
type evaluation struct {
	p        *packing
	veil     veil
	regions  []store.Region
	families []store.Family
	persons  map[store.FamilyID][]store.Person
	episodes map[store.FamilyID][]store.Episode
	meetings []store.Meeting
	events   []store.Event
	of       map[store.EpisodeID]store.FamilyID
	whose    map[store.PersonID]store.FamilyID
	groups   []grouped
	today    store.Date
	out      map[store.FamilyID]bool // object to the evaluation, or their answers may not be used for it
	left     map[store.FamilyID]bool // not in the bundle, for whatever reason
	blanked  map[store.FamilyID]bool // without gender and age
	versions []store.Version
}

func newEvaluation(p *packing, today store.Date) *evaluation {
	return &evaluation{p: p, today: today, of: map[store.EpisodeID]store.FamilyID{}}
}

func (e *evaluation) read(ctx context.Context) (err error) {
	r, all := e.p.r, store.FamilyID{}
	if e.regions, err = r.Regions(ctx); err != nil {
		return err
	}
	if e.families, err = r.AllFamilies(ctx); err != nil {
		return err
	}
	persons, err := r.Persons(ctx, all)
	if err != nil {
		return err
	}
	episodes, err := r.Episodes(ctx, all)
	if err != nil {
		return err
	}
	if e.meetings, err = r.Meetings(ctx, all); err != nil {
		return err
	}
	if e.events, err = r.Events(ctx, all); err != nil {
		return err
	}
	if e.out, err = outOfEvaluation(ctx, r, persons, e.today); err != nil {
		return err
	}
	e.sort(persons, episodes)
	return nil
}

// withdrawn reports whether a family was in a bundle and has been taken out again: that is for good, as an erasure is.
func (e *evaluation) withdrawn(f store.FamilyID) bool {
	stays, shown := e.p.s.Shown[f]
	return shown && !stays
}

// leaveOut decides who is not in the bundle, and remembers who is. gone are those that were in an earlier one.
func (e *evaluation) leaveOut(small map[store.FamilyID]bool) (gone int) {
	e.left = map[store.FamilyID]bool{}
	if e.p.s.Shown == nil {
		e.p.s.Shown = map[store.FamilyID]bool{}
	}
	for _, f := range e.families {
		switch shown := e.p.s.Shown; {
		case !f.Erased.IsZero():
			continue
		case !small[f.ID] && !e.out[f.ID] && !e.withdrawn(f.ID):
			shown[f.ID] = true
			continue
		case shown[f.ID]:
			shown[f.ID] = false
		}
		e.left[f.ID] = true
		if e.withdrawn(f.ID) {
			gone++
		}
	}
	return gone
}

// sort puts people and episodes to their families, and the families into groups.
func (e *evaluation) sort(persons []store.Person, episodes []store.Episode) {
	e.persons, e.episodes = map[store.FamilyID][]store.Person{}, map[store.FamilyID][]store.Episode{}
	e.whose = map[store.PersonID]store.FamilyID{}
	for _, p := range persons {
		e.persons[p.Family], e.whose[p.ID] = append(e.persons[p.Family], p), p.Family
	}
	for _, x := range episodes {
		e.episodes[x.Family], e.of[x.ID] = append(e.episodes[x.Family], x), x.Family
	}
	areas := map[store.RegionID]string{}
	for _, r := range e.regions {
		areas[r.ID] = r.Code
	}
	for _, f := range e.families {
		if f.Erased.IsZero() && !e.out[f.ID] && !e.withdrawn(f.ID) {
			e.groups = append(e.groups, grouped{f.ID, groupsOf(areas[f.Region], e.start(f), e.persons[f.ID])})
		}
	}
}

// start of the first episode, or the day the family came.
func (e *evaluation) start(f store.Family) store.Date {
	start := f.Created
	for i, x := range e.episodes[f.ID] {
		if i == 0 || x.Start.Before(start) {
			start = x.Start
		}
	}
	return start
}

// adder makes versions and keeps the first error.
type adder struct {
	e   *evaluation
	err error
}

func (a *adder) add(kind store.Kind, id store.ID, family store.FamilyID, noun any) {
	v, err := a.e.veil.version(kind, id, family, noun)
	if err != nil && a.err == nil {
		a.err = err
	}
	a.e.versions = append(a.e.versions, v)
}

// turn makes the versions.
func (e *evaluation) turn() error {
	a, none := &adder{e: e}, store.FamilyID{}
	teams := map[store.RegionID]store.TeamID{}
	for _, r := range e.regions {
		out, team := e.veil.region(r), e.veil.team(r)
		teams[r.ID] = team.ID
		a.add(store.KindRegion, store.ID(out.ID), none, out)
		a.add(store.KindTeam, store.ID(team.ID), none, team)
	}
	for _, f := range e.families {
		switch {
		case !f.Erased.IsZero():
			e.turnTombstone(a, f.ID, f.Erased, "erased")
		case e.withdrawn(f.ID):
			e.turnTombstone(a, f.ID, e.today, "withdrawn")
		case !e.left[f.ID]:
			e.turnFamily(a, f, teams[f.Region])
		}
	}
	for _, m := range e.meetings {
		if family, ok := e.kept(e.of[m.Episode]); ok {
			out := e.veil.meeting(m)
			a.add(store.KindMeeting, store.ID(out.ID), family, out)
		}
	}
	for _, v := range e.events {
		if family, ok := e.kept(e.whose[v.Person]); ok {
			out := e.veil.event(v)
			a.add(store.KindEvent, store.ID(out.ID), family, out)
		}
	}
	return a.err
}

func (e *evaluation) turnTombstone(a *adder, f store.FamilyID, on store.Date, ground string) {
	id := veiled(e.veil, f)
	a.add(store.KindTombstone, store.ID(id), id, tombstone{Code: e.veil.code(f), On: quarter(on), Ground: ground})
}

func (e *evaluation) turnFamily(a *adder, f store.Family, team store.TeamID) {
	out := e.veil.family(f)
	a.add(store.KindFamily, store.ID(out.ID), out.ID, out)
	numbers := map[store.Role]int{}
	for _, p := range e.persons[f.ID] {
		numbers[p.Role]++
		q := e.veil.person(p, out.Code, numbers[p.Role], e.start(f))
		if e.blanked[f.ID] {
			q.Gender, q.BirthYear = store.NotTold, 0
		}
		a.add(store.KindPerson, store.ID(q.ID), out.ID, q)
	}
	for _, x := range e.episodes[f.ID] {
		q := e.veil.episode(x, team)
		a.add(store.KindEpisode, store.ID(q.ID), out.ID, q)
	}
}

// kept is the other id of a family, unless that is left out.
func (e *evaluation) kept(f store.FamilyID) (store.FamilyID, bool) {
	return veiled(e.veil, f), f != store.FamilyID{} && !e.left[f]
}

// each calls f for the newest revision of every administration, turned.
func (e *evaluation) each(ctx context.Context, f func(store.Given) error) error {
	return e.p.r.EachScored(ctx, true, func(s store.Scored) error {
		family := e.of[s.Episode]
		if _, ok := e.kept(family); !ok {
			return nil
		}
		return f(e.veil.given(s, family))
	})
}
