package export

import (
	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// people counts who was in work in the period, by group, the total last. A person or family that was in work
// in two groups counts for the group of the first episode.
type people struct {
	families []disclosure.Var
	byRole   map[store.Role][]disclosure.Var
	groupOf  map[store.PersonID]int
	familyIn map[store.FamilyID]int
	order    []store.FamilyID // of first episodes, so that sums come out the same every time
}

func (b *builder) countPeople() people {
	c := people{
		byRole: map[store.Role][]disclosure.Var{}, groupOf: map[store.PersonID]int{}, familyIn: map[store.FamilyID]int{},
	}
	families := b.perGroup()
	counts := map[store.Role][]int{store.YoungPerson: b.perGroup(), store.Guardian: b.perGroup()}
	for _, e := range b.x.inWork {
		if _, counted := c.familyIn[e.Family]; counted {
			continue
		}
		g := b.x.groupOf[e.ID]
		c.familyIn[e.Family] = g
		c.order = append(c.order, e.Family)
		families[g]++
		for _, p := range b.x.members[e.Family] {
			c.groupOf[p.ID] = g
			if counts[p.Role] != nil {
				counts[p.Role][g]++
			}
		}
	}
	c.families = b.spread("families", families)
	b.p.Keep(disclosure.Key, c.families...)
	for _, r := range roles() {
		c.byRole[r] = b.spread("persons/"+string(r), counts[r])
		b.p.Keep(disclosure.Key, c.byRole[r]...)
	}
	return c
}

// last is the total of a spread.
func last(vars []disclosure.Var) disclosure.Var { return vars[len(vars)-1] }
