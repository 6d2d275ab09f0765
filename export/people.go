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
		g := b.x.homes()[e.Family]
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

// nest says that the persons of a form at a wave are some of those in work and, at start and end, of those at the step of
// the funnel. Who is asked another form, or did that one, is left over.
func (b *builder) nest(k formKey, due, done []disclosure.Var) {
	if k.wave == store.AtMeeting || k.wave == store.FollowUp || b.people.byRole[k.role] == nil {
		return
	}
	for g, v := range due {
		b.p.Within(b.people.byRole[k.role][g], v)
	}
	steps := b.funnelOf(k.role)
	switch k.wave {
	case store.Start:
		b.p.Within(steps[1], last(due))
		b.p.Within(steps[2], last(done))
	case store.End:
		b.p.Within(steps[3], last(due))
		b.p.Within(steps[4], last(done))
	default: // no step of the funnel
	}
}

// nestDeclined says that no form was declined by more persons than gave a reason, where that leaves little room: counts
// far below a limit need not come near it to stay open.
func (b *builder) nestDeclined(role store.Role, reasons []disclosure.Var, given int) {
	const near = 10
	byForm, keys := b.countOccasions()
	for _, k := range keys {
		n := sumOf(byForm[k].declined)
		if k.role == role && k.wave != store.AtMeeting && n <= given && given-n < near { // an unknown reason is in no line
			b.p.Within(b.p.Unsaid("decline/"+string(role), reasons...), b.p.Count(k.name("declined"), n))
		}
	}
}

// last is the total of a spread.
func last(vars []disclosure.Var) disclosure.Var { return vars[len(vars)-1] }
