package dataset

import (
	"bytes"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// index ties the rows of a record together.
type index struct {
	src      *Source
	o        *Options
	asOf     store.Date // last day looked at
	families []*family
	persons  []*person
	byPerson map[store.PersonID]*person
	episodes map[store.EpisodeID]*episode
	defs     []*instruments.Definition // used, by id and version
	defAt    map[instruments.Ref]*instruments.Definition
	words    map[string]string // one copy of each short text
	taken    []Step            // what may not be known
	blanked  int               // persons whose gender is not shown
	figures  figures
	limits   map[*instruments.Scale]limits
	linked   bool // rows of one family can be told to belong together
}

// family was in work in the period, or shortly before.
type family struct {
	id       store.FamilyID
	number   int
	quasi    quasi
	apart    bool
	people   []*person
	episodes []*episode
	first    *episode // the first that was in work in the period; nil: only followed up in it
}

// episode is one service period.
type episode struct {
	*store.Episode
	family   *family
	number   int // within its family, from 1
	ended    bool
	inWork   bool // on a day of the period
	meetings int
	minutes  int
	places   map[store.Place]int
}

type person struct {
	*store.Person
	family *family
	number int
	quasi  quasi
}

func newIndex(src *Source, o *Options) *index {
	x := &index{
		src: src, o: o, asOf: o.Today, byPerson: map[store.PersonID]*person{}, episodes: map[store.EpisodeID]*episode{},
		defAt: map[instruments.Ref]*instruments.Definition{}, words: map[string]string{}, limits: map[*instruments.Scale]limits{},
		figures: figures{at: map[figureKey]int{}},
	}
	if to := o.Period.To; !to.IsZero() && to.Before(x.asOf) {
		x.asOf = to
	}
	x.indexFamilies()
	x.meetings()
	x.number()
	return x
}

// indexFamilies takes the families that were in work by the last day looked at, with everybody in them.
func (x *index) indexFamilies() {
	d := &x.src.Data
	all := map[store.FamilyID]*family{}
	for i := range d.Families {
		if f := &d.Families[i]; f.Erased.IsZero() {
			all[f.ID] = &family{id: f.ID, apart: f.AnswersApart}
		}
	}
	for i := range d.Episodes {
		e := &d.Episodes[i]
		f := all[e.Family]
		if f == nil || e.Start.After(x.asOf) {
			continue
		}
		ep := &episode{
			Episode: e, family: f, number: len(f.episodes) + 1, ended: !e.End.IsZero() && !e.End.After(x.asOf),
			inWork: x.o.Period.Meets(e.Start, e.End), places: map[store.Place]int{},
		}
		if f.episodes = append(f.episodes, ep); ep.inWork && f.first == nil {
			f.first = ep
		}
		x.episodes[e.ID] = ep
	}
	for i := range d.Families {
		id := d.Families[i].ID
		switch f := all[id]; {
		case f == nil:
		case x.concerned(f):
			x.families = append(x.families, f)
		default:
			for _, e := range f.episodes {
				delete(x.episodes, e.ID)
			}
			delete(all, id)
		}
	}
	for i := range d.Persons {
		p := &d.Persons[i]
		f := all[p.Family]
		if f == nil {
			continue
		}
		one := &person{Person: p, family: f}
		f.people, x.persons, x.byPerson[p.ID] = append(f.people, one), append(x.persons, one), one
	}
}

// followedUp is how many days after the work has ended something may still be asked.
const followedUp = 366

// concerned reports whether a family belongs into the dataset: it was in work in the period, or had been so shortly before
// that a follow-up may fall into it.
func (x *index) concerned(f *family) bool {
	for _, e := range f.episodes {
		if e.inWork || e.ended && !e.End.AddDays(followedUp).Before(x.o.Period.From) {
			return true
		}
	}
	return false
}

func (x *index) meetings() {
	for i := range x.src.Data.Meetings {
		m := &x.src.Data.Meetings[i]
		if e := x.episodes[m.Episode]; e != nil && x.inPeriod(m.Date) {
			e.meetings++
			e.minutes += m.Minutes
			e.places[m.Place]++
		}
	}
}

// inPeriod reports whether a day is one that the dataset is about.
func (x *index) inPeriod(d store.Date) bool { return x.o.Period.Has(d) && !d.After(x.asOf) }

// number gives families and persons their numbers, in the order of their masks.
func (x *index) number() {
	mask := func(id store.ID) []byte { m := x.src.Mask(id); return m[:] }
	order(x.families, func(f *family) []byte { return mask(store.ID(f.id)) })
	for i, f := range x.families {
		f.number = i + 1
	}
	order(x.persons, func(p *person) []byte { return mask(store.ID(p.ID)) })
	for i, p := range x.persons {
		p.number = i + 1
	}
}

func order[T any](list []T, mask func(T) []byte) {
	keys := make(map[any][]byte, len(list))
	for _, e := range list {
		keys[any(e)] = mask(e)
	}
	slices.SortFunc(list, func(a, b T) int { return bytes.Compare(keys[any(a)], keys[any(b)]) })
}

// definition finds the version a sheet was scored with, and notes that it is used.
func (x *index) definition(ref instruments.Ref) *instruments.Definition {
	d, asked := x.defAt[ref]
	if !asked {
		d = x.src.Definition(ref)
		if x.defAt[ref] = d; d != nil {
			x.defs = append(x.defs, d)
		}
	}
	return d
}

// word keeps one copy of a text that thousands of rows share.
func (x *index) word(s string) string {
	if w, ok := x.words[s]; ok {
		return w
	}
	x.words[s] = s
	return s
}

// week counts whole weeks from the start of an episode; days before it are week −1 and less.
func week(e *store.Episode, day store.Date) int {
	days := day.DaysSince(e.Start)
	if days < 0 {
		days -= 6
	}
	return days / 7
}
