package export

import (
	"strconv"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// index ties the rows of Data together for one report.
type index struct {
	data     *Data
	period   Period
	asOf     store.Date // last day looked at
	defs     map[instruments.Ref]*instruments.Definition
	newest   map[instruments.ID]*instruments.Definition
	versions map[instruments.ID]int
	persons  map[store.PersonID]*store.Person
	members  map[store.FamilyID][]*store.Person
	episodes map[store.EpisodeID]*store.Episode
	inWork   []*store.Episode // in work on a day of the period
	groups   []Label          // in order of their codes, see indexGroups
	groupOf  map[store.EpisodeID]int
	home     map[store.FamilyID]int // see homes
	// groupKeys name the groups in counts, see grouping.key.
	groupKeys []string
	grouping  grouping
	starts    map[sitting]*store.Scored // see startsAndEnds
	ends      map[sitting]*store.Scored
}

func newIndex(k Kind, d *Data, o Options) *index {
	x := &index{
		data: d, period: o.Period, asOf: o.Today, grouping: groupingFor(k, d),
		defs: map[instruments.Ref]*instruments.Definition{}, newest: map[instruments.ID]*instruments.Definition{},
		versions: map[instruments.ID]int{}, persons: map[store.PersonID]*store.Person{},
		members: map[store.FamilyID][]*store.Person{}, episodes: map[store.EpisodeID]*store.Episode{},
		groupOf: map[store.EpisodeID]int{},
	}
	if !o.Period.To.IsZero() && o.Period.To.Before(o.Today) {
		x.asOf = o.Period.To
	}
	for _, def := range d.Definitions {
		x.defs[def.Ref()] = def
		x.versions[def.ID]++
		if n := x.newest[def.ID]; n == nil || n.Version < def.Version {
			x.newest[def.ID] = def
		}
	}
	for i := range d.Persons {
		p := &d.Persons[i]
		x.persons[p.ID] = p
		x.members[p.Family] = append(x.members[p.Family], p)
	}
	x.indexEpisodes()
	x.indexGroups()
	return x
}

func (x *index) indexEpisodes() {
	gone := map[store.FamilyID]bool{}
	for i := range x.data.Families {
		gone[x.data.Families[i].ID] = !x.data.Families[i].Erased.IsZero()
	}
	for i := range x.data.Episodes {
		e := &x.data.Episodes[i]
		if gone[e.Family] || e.Start.After(x.asOf) {
			continue
		}
		x.episodes[e.ID] = e
		if x.period.Meets(e.Start, e.End) {
			x.inWork = append(x.inWork, e)
		}
	}
}

// roles in the order of tables.
func roles() []store.Role { return []store.Role{store.YoungPerson, store.Guardian} }

func roleLabel(r store.Role) Label { return Msg("role." + string(r)) }

func waveLabel(w store.Wave) Label { return Msg("wave." + string(w)) }

// short is the abbreviation of an instrument, with the version when the data have more than one.
func (x *index) short(def *instruments.Definition) Label {
	if x.versions[def.ID] < 2 {
		return abbreviation(def)
	}
	return Join(" v", abbreviation(def), Name(strconv.Itoa(def.Version)))
}

// abbreviation is the short name of an instrument, or its title when it has none.
func abbreviation(def *instruments.Definition) Label {
	if len(def.Abbreviation) == 0 {
		return TextOf(def.Title)
	}
	return TextOf(def.Abbreviation)
}

func (x *index) instrument(id instruments.ID) Label {
	if def := x.newest[id]; def != nil {
		return abbreviation(def)
	}
	return Name(string(id))
}
