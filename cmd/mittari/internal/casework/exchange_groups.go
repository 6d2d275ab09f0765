package casework

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mittari/mittari/export/dataset"
	"github.com/mittari/mittari/store"
)

// LeastGroup is how many families at least share what an evaluator sees of each of them.
const LeastGroup = dataset.LeastGroup

// Group is what an evaluator can see of a young person without looking at answers.
type Group struct {
	Area   string // code of the region
	Gender store.Gender
	Ages   string // age at the start, such as 12–14; empty: not known
	Home   string // stable key of who lives with the young person
}

// Homes of a Group.
const (
	HomeUnknown   = dataset.HomeUnknown
	HomeOne       = dataset.HomeOne
	HomeMore      = dataset.HomeMore
	HomeElsewhere = dataset.HomeElsewhere
)

// GroupCount is a group with its families.
type GroupCount struct {
	Group
	Families int
}

// GroupReport says how alone families stand in a bundle for an evaluator.
type GroupReport struct {
	Families int          // living ones of the record, without those that are out or withdrawn
	Small    int          // of them, those in a group that is too small
	Blanked  int          // of them, those that show neither gender nor age, so that they do not stand alone
	Left     bool         // the small ones were left out
	Out      int          // families that object or whose answers may not be used: never packed
	Gone     int          // families that were in an earlier bundle and are taken out of the evaluator's file, for good
	Groups   []GroupCount // all groups, by area, gender, ages and home
}

// grouped is a family with the groups of its young people.
type grouped struct {
	id     store.FamilyID
	groups []Group
}

// groupsOf are the groups of the young people of a family; one without any is a group too.
func groupsOf(area string, start store.Date, persons []store.Person) []Group {
	home := dataset.HomeOf(persons)
	var out []Group
	for _, p := range persons {
		if p.Role != store.YoungPerson {
			continue
		}
		ages := strings.ReplaceAll(dataset.AgeBandOf(p.AgeOn(start)).Code, "-", "–")
		out = append(out, Group{Area: area, Gender: p.Gender, Ages: ages, Home: home})
	}
	if out == nil {
		out = []Group{{Area: area, Home: home}}
	}
	slices.SortFunc(out, compareGroups)
	return slices.Compact(out)
}

func compareGroups(a, b Group) int {
	return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Gender, b.Gender), cmp.Compare(a.Ages, b.Ages), cmp.Compare(a.Home, b.Home))
}

// smallGroups finds the families that stand too alone. With blank, those show neither gender nor age first, and stand
// together by area and home; small are then only those that are still too alone.
func smallGroups(all []grouped, blank bool) (small, blanked map[store.FamilyID]bool, report GroupReport) {
	report.Families = len(all)
	for g, n := range countGroups(all, nil) {
		report.Groups = append(report.Groups, GroupCount{g, n})
	}
	slices.SortFunc(report.Groups, func(a, b GroupCount) int { return compareGroups(a.Group, b.Group) })
	small, blanked = tooAlone(all), map[store.FamilyID]bool{}
	if blank {
		var together []grouped
		for _, f := range all {
			if small[f.id] {
				g := f.groups[0]
				together = append(together, grouped{f.id, []Group{{Area: g.Area, Home: g.Home}}})
			}
		}
		blanked, small = small, tooAlone(together)
		for id := range small {
			delete(blanked, id)
		}
	}
	report.Small, report.Blanked = len(small), len(blanked)
	return small, blanked, report
}

// countGroups counts the families of each group, without some.
func countGroups(all []grouped, without map[store.FamilyID]bool) map[Group]int {
	n := map[Group]int{}
	for _, f := range all {
		if without[f.id] {
			continue
		}
		for _, g := range f.groups {
			n[g]++
		}
	}
	return n
}

// tooAlone are families in groups of fewer than LeastGroup. Leaving out one can make the group of a sibling too small, so
// it goes round until nothing changes.
func tooAlone(all []grouped) map[store.FamilyID]bool {
	alone := map[store.FamilyID]bool{}
	for before := -1; before != len(alone); {
		before = len(alone)
		n := countGroups(all, alone)
		for _, f := range all {
			if slices.ContainsFunc(f.groups, func(g Group) bool { return n[g] < LeastGroup }) {
				alone[f.id] = true
			}
		}
	}
	return alone
}
