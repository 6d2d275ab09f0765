package export

import (
	"github.com/mittari/mittari/export/disclosure"
)

// Keys of the sections of a team report, in order.
const (
	coverKey        = "cover"
	summaryKey      = "summary"
	completeKey     = "completeness"
	changeKey       = "change"
	reliableKey     = "reliable"
	areasKey        = "areas"
	eventsKey       = "events"
	burdenKey       = "burden"
	methodKey       = "method"
	dictionaryKey   = "dictionary"
	protectionKey   = "protection"
	participantsKey = "participants"
	subProjectsKey  = "sub-projects"
	targetsKey      = "targets"
	feedbackKey     = "feedback"
	narrativeKey    = "narrative"
)

// Methods of figures, see Origin.
const (
	methodCount    = "count"
	methodShare    = "share"
	methodMean     = "mean"
	methodPaired   = "change"
	methodReliable = "reliable"
)

// teamSections are those of the workbook of a team or a project.
func (b *builder) teamSections() []*draftSection {
	return []*draftSection{
		b.summary(), b.completeness(), b.change(), b.reliable(), b.areas(), b.events(), b.burden(), b.method(), b.dictionary(),
	}
}

// builder makes the sections of one report over one disclosure problem.
type builder struct {
	kind   Kind
	x      *index
	o      Options
	p      *disclosure.Problem
	series []*series
	people people
	due    []occasion
	coarse map[seriesKey]bool // series whose classes are not given by group
}

func newBuilder(k Kind, d *Data, o Options) *builder {
	b := &builder{kind: k, x: newIndex(k, d, o), o: o, p: disclosure.New(disclosure.Default()), coarse: map[seriesKey]bool{}}
	b.series = b.x.buildSeries()
	b.people = b.countPeople()
	b.due = b.x.occasions()
	return b
}

// again starts over on the same data with some series given more coarsely.
func (b *builder) again(coarse []seriesKey) *builder {
	c := &builder{kind: b.kind, x: b.x, o: b.o, p: disclosure.New(disclosure.Default()), series: b.series, due: b.due, coarse: b.coarse}
	for _, k := range coarse {
		c.coarse[k] = true
	}
	c.people = c.countPeople()
	return c
}

func (b *builder) origin(method string) *Origin {
	return &Origin{Method: method, Population: Msg("report.population.inwork"), Period: b.o.Period}
}

// spread counts something for every group and in all, and ties the counts together. The total comes last.
func (b *builder) spread(key string, groups []int) []disclosure.Var {
	vars := make([]disclosure.Var, 0, len(groups)+1)
	total := 0
	for g, n := range groups {
		vars = append(vars, b.p.Count(key+"/"+b.x.groupKeys[g], n))
		total += n
	}
	all := b.p.Count(key, total)
	b.p.Sum(all, vars...)
	return append(vars, all)
}

func sumOf(groups []int) (sum int) {
	for _, n := range groups {
		sum += n
	}
	return sum
}

func (b *builder) perGroup() []int { return make([]int, len(b.x.groups)) }

// groupHeads are the columns of a table by group, the total last.
func (b *builder) groupHeads() []Column {
	var heads []Column
	for _, g := range b.x.groups {
		heads = append(heads, Column{Label: g})
	}
	return append(heads, Column{Label: Msg("report.total")})
}

func wide(l Label) Column { return Column{Label: l, Wide: true} }

func heads(keys ...string) []Column {
	out := make([]Column, len(keys))
	for i, k := range keys {
		out[i] = Column{Label: Msg("report.head." + k)}
	}
	return out
}
