package sheet

import (
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// tally gathers the change of all persons and of each group.
type tally struct {
	all    member
	groups []*member
	byName map[string]*member
}

// member is a group while it is gathered.
type member struct {
	summary GroupSummary
	pairs   cohort.Pairs
}

func newTally(grouped bool) *tally {
	t := &tally{}
	if grouped {
		t.byName = map[string]*member{}
	}
	return t
}

func (t *tally) add(g *gatherer, c *couple, r change.Result) {
	atFrom, atTo := g.present(c)
	t.all.add(c, r, atFrom, atTo)
	if t.byName == nil {
		return
	}
	m := t.byName[c.who.group]
	if m == nil {
		m = &member{summary: GroupSummary{Name: c.who.group}}
		t.byName[c.who.group] = m
		t.groups = append(t.groups, m)
	}
	m.add(c, r, atFrom, atTo)
}

func (m *member) add(c *couple, r change.Result, atFrom, atTo bool) {
	m.summary.Persons++
	if atFrom {
		m.summary.AtFrom++
	}
	if atTo {
		m.summary.AtTo++
	}
	if c.paired {
		m.pairs.Add(c.from.value, c.to.value)
		m.summary.Classes.Add(r)
	}
}

// present reports whether a person has a score at each of the two occasions. Without named occasions the one score
// of a person without a pair is a first one.
func (g *gatherer) present(c *couple) (atFrom, atTo bool) {
	if c.paired {
		return true, true
	}
	if g.options.From != "" {
		_, atFrom = c.who.at(g.byName, g.options.From)
		_, atTo = c.who.at(g.byName, g.options.To)
		return atFrom, atTo
	}
	for _, p := range c.who.points {
		atFrom = atFrom || p.scored
	}
	return atFrom, false
}

func (t *tally) results() (GroupSummary, []GroupSummary) {
	var groups []GroupSummary
	for _, m := range t.groups {
		groups = append(groups, m.result())
	}
	return t.all.result(), groups
}

func (m *member) result() GroupSummary {
	m.summary.Statistics = m.pairs.Statistics()
	return m.summary
}
