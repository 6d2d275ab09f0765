package export

import (
	"cmp"
	"maps"
	"slices"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// esf states the counts of the common indicators, by gender and by sub-project, with the sums that tie them together.
type esf struct {
	b      *builder
	people []esfPerson
	teams  []esfTeam
	at     map[store.TeamID]int // place in teams
	n      map[disclosure.Var]int
}

// esfTeam is a sub-project: the part of a project that a team carries out.
type esfTeam struct {
	code  string
	label Label
}

// newESF counts participants in the project that the report is headed with, or in all when that has no record.
func (b *builder) newESF() *esf {
	d := b.x.data
	e := &esf{b: b, at: map[store.TeamID]int{}, n: map[disclosure.Var]int{}}
	var all []store.Participant
	in := d.projectID()
	for _, p := range d.Participants {
		if in == (store.ProjectID{}) || p.Project == in {
			all = append(all, p)
		}
	}
	e.people = esfPeople(all, b.x.asOf)
	e.order()
	return e
}

// projectID finds the record of the project that the report is headed with; the zero id when there is none.
func (d *Data) projectID() store.ProjectID {
	if d.Project.ID != (store.ProjectID{}) {
		return d.Project.ID
	}
	for _, p := range d.Projects {
		if p.Name == d.Project.Name && len(d.Projects) > 1 {
			return p.ID
		}
	}
	return store.ProjectID{}
}

// order puts the sub-projects in order of their codes, which says nothing of results. A person stays where the first
// entry was, also when the family moves.
func (e *esf) order() {
	d := e.b.x.data
	used := map[store.TeamID]bool{}
	for _, p := range e.people {
		used[p.Team] = true
	}
	names := map[store.TeamID]string{}
	for _, s := range d.SubProjects {
		used[s.Team], names[s.Team] = true, s.Name
	}
	known := slices.Clone(d.Teams)
	slices.SortFunc(known, func(a, b store.Team) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), slices.Compare(a.ID[:], b.ID[:]))
	})
	for _, t := range known {
		if !used[t.ID] {
			continue
		}
		delete(used, t.ID)
		e.at[t.ID] = len(e.teams)
		e.teams = append(e.teams, esfTeam{t.Code, Name(cmp.Or(names[t.ID], t.Name))})
	}
	if len(used) > 0 { // a team that the record does not have
		for id := range used {
			e.at[id] = len(e.teams)
		}
		e.teams = append(e.teams, esfTeam{"?", Msg("report.group.unknown")})
	}
}

// column is one way of splitting counts: by gender or by sub-project.
type column struct {
	keys []string
	of   func(esfPerson) int
}

func (e *esf) byGender() column {
	return column{[]string{"women", "men", "other"}, func(p esfPerson) int { return genderOf(p.Gender) }}
}

// whole does not split.
func (e *esf) whole() column { return column{[]string{"all"}, func(esfPerson) int { return 0 }} }

func (e *esf) byTeam() column {
	c := column{of: func(p esfPerson) int { return e.at[p.Team] }}
	for _, t := range e.teams {
		c.keys = append(c.keys, "team/"+t.code)
	}
	return c
}

// count counts participants with a trait in each column. The last count is that of all.
func (e *esf) count(by column, name string, has func(esfPerson) bool) []disclosure.Var {
	counts := make([]int, len(by.keys))
	for _, p := range e.people {
		if has(p) {
			counts[by.of(p)]++
		}
	}
	return e.state(by, name, counts)
}

// state states counts that have been made, and that they add up.
func (e *esf) state(by column, name string, counts []int) []disclosure.Var {
	vars, total := make([]disclosure.Var, 0, len(counts)+1), 0
	for i, n := range counts {
		v := e.b.p.Count("esf/"+name+"/"+by.keys[i], n)
		e.n[v] = n
		vars = append(vars, v)
		total += n
	}
	all := e.b.p.Count("esf/"+name, total)
	e.n[all] = total
	e.b.p.Sum(all, vars...)
	return append(vars, all)
}

// parts says that a whole splits into parts, in every column.
func (e *esf) parts(whole []disclosure.Var, parts ...[]disclosure.Var) {
	for i, w := range whole {
		e.b.p.Sum(w, pick(parts, i)...)
	}
}

// traits is parts where the parts tell something about the people: when all of a column are alike, they are hidden.
// That children are pupils is no secret, so a column of children only is left as it is.
func (e *esf) traits(whole, children []disclosure.Var, parts ...[]disclosure.Var) {
	for i, w := range whole {
		if e.n[w] == e.n[children[i]] {
			e.b.p.Sum(w, pick(parts, i)...)
			continue
		}
		e.b.p.Classes(w, pick(parts, i)...)
	}
}

// pick is one column of several rows.
func pick(rows [][]disclosure.Var, i int) []disclosure.Var {
	out := make([]disclosure.Var, len(rows))
	for j := range rows {
		out[j] = rows[j][i]
	}
	return out
}

// within says that some of a whole have a trait and that the others can be told by subtraction.
func (e *esf) within(whole, part []disclosure.Var) {
	rests := make([]disclosure.Var, len(whole))
	for i := range whole {
		rests[i] = e.b.p.Share(part[i], whole[i])
	}
	e.b.p.Sum(last(rests), rests[:len(rests)-1]...)
}

// some is within where those left over tell nothing of people: readers know it, and no rest needs protection.
func (e *esf) some(whole, part []disclosure.Var) {
	for i := range whole {
		e.b.p.Within(whole[i], part[i])
	}
}

// esfCounts are the counts of one split, by indicator code or by the names below.
type esfCounts map[string][]disclosure.Var

// Names of counts that are no indicators.
const (
	esfRegistered  = "registered"    // all participants
	esfNoLabour    = "no-labour"     // without a known place in the labour market, and so outside of EECO01
	esfNoAge       = "other-age"     // 30–54 years, or age not known
	esfNoEducation = "no-education"  // level not known
	esfLeft        = "left"          // have left
	esfSettling    = "settling"      // left less than four weeks ago
	esfAsked       = "asked"         // with a result on leaving
	esfDueLater    = "due-later"     // left six months ago or more
	esfAskedLater  = "asked-later"   // of them asked
	esfStart       = "start-entered" // entry stands in the funder's system
	esfEnd         = "end-entered"   // exit stands there
)

// counts states everything.
func (e *esf) counts(by column) esfCounts {
	c := e.entry(by)
	maps.Copy(c, e.results(by))
	return c
}

// entry states what was true at entry. Only who is counted in EECO01 is in the other indicators.
func (e *esf) entry(by column) esfCounts {
	c := esfCounts{}
	for _, i := range onEntry() {
		c[i.code] = e.among(by, i.code, i.has)
	}
	c[esfNoAge] = e.among(by, esfNoAge, func(p esfPerson) bool { return p.Age == store.Age30 || p.Age == "" })
	c[esfNoEducation] = e.among(by, esfNoEducation, func(p esfPerson) bool { return p.Education == "" })
	c[esfLeft] = e.among(by, esfLeft, esfPerson.left)
	all := c["EECO01"]
	e.some(all, c[esfLeft])
	e.traits(all, c["EECO06"], c["EECO02"], c["EECO04"], c["EECO05"])
	e.parts(all, c["EECO06"], c["EECO07"], c["EECO08"], c[esfNoAge])
	e.traits(all, c["EECO06"], c["EECO09"], c["EECO10"], c["EECO11"], c[esfNoEducation])
	e.within(c["EECO02"], c["EECO03"])
	for _, i := range onEntry() {
		e.b.p.Keep(disclosure.Main, c[i.code]...)
		e.b.p.Keep(disclosure.Key, last(c[i.code]))
	}
	return c
}

// results states what was true on leaving and later, of those who were asked. Who has left, was asked or is due tells
// about the work and not about people: what is left over when they are taken from all is no trait of theirs.
func (e *esf) results(by column) esfCounts {
	c := esfCounts{
		esfAsked:      e.among(by, esfAsked, esfPerson.askedOnLeaving),
		esfDueLater:   e.among(by, esfDueLater, esfPerson.dueLater),
		esfAskedLater: e.among(by, esfAskedLater, esfPerson.askedLater),
	}
	left := e.among(by, esfLeft, esfPerson.left)
	e.some(left, c[esfAsked])
	e.some(left, c[esfDueLater])
	e.some(c[esfDueLater], c[esfAskedLater])
	for _, i := range onLeaving() {
		c[i.code] = e.among(by, i.code, func(p esfPerson) bool { return p.left() && i.has(p) })
		e.within(c[esfAsked], c[i.code])
	}
	for _, i := range afterHalfYear() {
		c[i.code] = e.among(by, i.code, func(p esfPerson) bool { return p.askedLater() && i.has(p) })
		e.within(c[esfAskedLater], c[i.code])
	}
	return c
}

// among is count among those who are counted in EECO01.
func (e *esf) among(by column, name string, has func(esfPerson) bool) []disclosure.Var {
	return e.count(by, name, func(p esfPerson) bool { return p.counted() && has(p) })
}
