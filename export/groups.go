package export

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/store"
)

// grouping is what the columns and lines of a report go by.
type grouping uint8

const (
	byArea grouping = iota
	byTeam
	bySubProject
)

// groupingFor: the funder's annex goes by sub-projects, where the record has them.
func groupingFor(k Kind, d *Data) grouping {
	if k == AnnexReport && len(d.SubProjects) > 0 {
		return bySubProject
	}
	return byArea
}

// key names a group for the protection: the same in every report, wherever the group stands in it. An area and a
// team with one code are two groups.
func (g grouping) key(code string) string {
	return [...]string{byArea: "area", byTeam: "team", bySubProject: "team"}[g] + " " + code
}

// place is one area, team or sub-project.
type place struct{ key, code, name string }

// indexGroups puts areas, teams or sub-projects in order of their codes, which says nothing about results. With one
// area its teams are the groups.
func (x *index) indexGroups() {
	teams := map[store.TeamID]store.Team{}
	for _, t := range x.data.Teams {
		teams[t.ID] = t
	}
	if x.grouping == byArea {
		regions := map[store.RegionID]bool{}
		for _, e := range x.episodes {
			regions[teams[e.Team].Region] = true
		}
		if len(regions) < 2 {
			x.grouping = byTeam
		}
	}
	key := func(e *store.Episode) string { return e.Team.String() }
	if x.grouping == byArea {
		key = func(e *store.Episode) string { return teams[e.Team].Region.String() }
	}
	places := x.places()
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(a.name, b.name), cmp.Compare(a.key, b.key))
	})
	used := map[string]bool{}
	for _, e := range x.episodes {
		used[key(e)] = true
	}
	at := map[string]int{}
	for _, p := range places {
		if used[p.key] {
			at[p.key] = len(x.groups)
			x.groups = append(x.groups, Name(p.name))
			key := x.grouping.key(cmp.Or(p.code, p.key))
			if slices.Contains(x.groupKeys, key) { // two with one code, before that is settled
				key = x.grouping.key(p.code + " " + p.key)
			}
			x.groupKeys = append(x.groupKeys, key)
			delete(used, p.key)
		}
	}
	if len(used) > 0 { // a team that is not in the record
		for k := range used {
			at[k] = len(x.groups)
		}
		x.groups = append(x.groups, Msg("report.group.unknown"))
		x.groupKeys = append(x.groupKeys, x.grouping.key("?"))
	}
	for id, e := range x.episodes {
		x.groupOf[id] = at[key(e)]
	}
}

// places are all that the report may go by.
func (x *index) places() []place {
	var out []place
	if x.grouping == byArea {
		for _, r := range x.data.Regions {
			out = append(out, place{r.ID.String(), r.Code, r.Name})
		}
		return out
	}
	names := map[store.TeamID]string{}
	if x.grouping == bySubProject {
		for _, s := range x.data.SubProjects {
			names[s.Team] = s.Name
		}
	}
	for _, t := range x.data.Teams {
		out = append(out, place{t.ID.String(), t.Code, cmp.Or(names[t.ID], t.Name)})
	}
	return out
}

// groupHead is the heading over the names of the groups.
func (x *index) groupHead() Label {
	return Msg("report.head." + [...]string{byArea: "area", byTeam: "team", bySubProject: "sub-project"}[x.grouping])
}

// groupOfTeam is the group of a team; false when it has none in this report.
func (x *index) groupOfTeam(id store.TeamID) (int, bool) {
	if id == (store.TeamID{}) {
		return 0, false
	}
	for e, g := range x.groupOf {
		if x.episodes[e].Team == id {
			return g, true
		}
	}
	return 0, false
}
