package dataset

import (
	"cmp"
	"slices"
	"strings"
)

// Group is a set of persons, or of families, that nobody can tell apart by what may be known of them.
type Group struct {
	Area, Year, Home             string
	Role, Gender, Ages, Language string // several, joined by +, of a family with its members
	Families                     int
}

// Groups is the report on how alone people stand in a dataset.
type Groups struct {
	K        int
	Families int
	Persons  int
	Blanked  int    // persons whose gender is not shown, so that those of a rare one do not stand alone
	LeftOut  int    // families that object or have restricted the use of their answers
	Taken    []Step // what was taken away
	Linked   bool   // rows of one family can be told to belong together
	Smallest int    // families in the smallest group; 0: there is nobody
	Small    int    // families in groups of fewer than K
	OfPeople []Group
	OfHomes  []Group // of families as a whole
}

// Safe reports whether no group is too small.
func (g *Groups) Safe() bool { return g.Small == 0 && g.Families > 0 }

// SmallGroupsError: some people stand so alone that they could be known again. Groups says how, Enough which steps would
// do; Enough is nil when none would.
type SmallGroupsError struct {
	Groups Groups
	Enough []Step
}

// Error implements error.
func (e *SmallGroupsError) Error() string { return "people in groups that are too small" }

// MessageKey names the sentence for it in the catalogues.
func (e *SmallGroupsError) MessageKey() (string, []any) {
	facts := []any{"small", e.Groups.Small, "families", e.Groups.Families, "least", e.Groups.K}
	if e.Enough == nil {
		return "dataset-too-few", facts
	}
	steps := make([]string, len(e.Enough))
	for i, s := range e.Enough {
		steps[i] = string(s)
	}
	return "dataset-small-groups", append(facts, "steps", strings.Join(steps, ","))
}

// look counts the groups as they stand after some steps.
func (x *index) look(steps []Step) Groups {
	x.describe(steps)
	x.taken, x.linked = steps, !slices.Contains(steps, DropFamily)
	g := Groups{
		K: x.o.K, Families: len(x.families), Persons: len(x.persons), LeftOut: x.src.Data.LeftOut, Taken: steps,
		Linked: x.linked, Blanked: x.blanked,
	}
	people, homes := newCounter(), newCounter()
	for _, p := range x.persons {
		people.add(p.quasi.key(), group(p.quasi), p.family)
	}
	for _, f := range x.families {
		key, one := f.quasi.key(), group(f.quasi)
		if g.Linked {
			key, one = f.signature()
		}
		homes.add(key, one, f)
	}
	alone := map[*family]bool{}
	g.OfPeople, g.OfHomes = people.groups(x.o.K, alone), homes.groups(x.o.K, alone)
	g.Small = len(alone)
	for _, one := range slices.Concat(g.OfPeople, g.OfHomes) {
		if g.Smallest == 0 || one.Families < g.Smallest {
			g.Smallest = one.Families
		}
	}
	return g
}

func group(q quasi) Group {
	return Group{
		Area: q.Area, Year: q.Year, Home: q.Home, Role: q.Role, Gender: q.Gender, Ages: q.Ages, Language: q.Language,
	}
}

// signature is a family with its members, whatever their order.
func (f *family) signature() (string, Group) {
	members := make([]quasi, len(f.people))
	for i, p := range f.people {
		members[i] = p.quasi
	}
	slices.SortFunc(members, compareQuasi)
	key, one := f.quasi.key(), group(f.quasi)
	var roles, genders, ages, languages []string
	for _, m := range members {
		key += "\x01" + m.key()
		roles, genders = append(roles, m.Role), append(genders, m.Gender)
		ages, languages = append(ages, m.Ages), append(languages, m.Language)
	}
	one.Role, one.Gender = strings.Join(roles, "+"), strings.Join(genders, "+")
	one.Ages, one.Language = strings.Join(ages, "+"), strings.Join(languages, "+")
	return key, one
}

// counter counts the families of each group once.
type counter struct {
	of      map[string]Group
	members map[string]map[*family]bool
}

func newCounter() counter { return counter{map[string]Group{}, map[string]map[*family]bool{}} }

func (c counter) add(key string, g Group, f *family) {
	if c.members[key] == nil {
		c.of[key], c.members[key] = g, map[*family]bool{}
	}
	c.members[key][f] = true
}

// groups lists them, and adds those in small ones to alone.
func (c counter) groups(k int, alone map[*family]bool) []Group {
	out := make([]Group, 0, len(c.of))
	for key, g := range c.of {
		g.Families = len(c.members[key])
		if g.Families < k {
			for f := range c.members[key] {
				alone[f] = true
			}
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(
			cmp.Compare(a.Area, b.Area), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Home, b.Home), cmp.Compare(a.Role, b.Role),
			cmp.Compare(a.Gender, b.Gender), cmp.Compare(a.Ages, b.Ages), cmp.Compare(a.Language, b.Language),
		)
	})
	return out
}

// protect settles what is taken away, or refuses.
func (x *index) protect() (Groups, error) {
	g := x.look(x.o.Drop)
	if x.o.ForCheck || g.Safe() {
		return g, nil
	}
	enough, safe := x.enough()
	if safe != nil && x.o.Coarsen {
		return *safe, nil
	}
	return g, &SmallGroupsError{Groups: g, Enough: enough}
}

// enough adds steps in their order until no group is too small, and then gives back those that turn out not to be
// needed, what evaluators miss most first.
func (x *index) enough() ([]Step, *Groups) {
	steps, added := slices.Clone(x.o.Drop), []Step{}
	safe := false
	for _, s := range Steps() {
		if slices.Contains(steps, s) {
			continue
		}
		steps, added = append(steps, s), append(added, s)
		g := x.look(steps)
		if safe = g.Safe(); safe {
			break
		}
	}
	if !safe {
		return nil, nil
	}
	for _, s := range slices.Backward(added) {
		fewer := slices.DeleteFunc(slices.Clone(steps), func(o Step) bool { return o == s })
		if g := x.look(fewer); g.Safe() {
			steps = fewer
		}
	}
	g := x.look(steps)
	return steps, &g
}
