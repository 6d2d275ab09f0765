package sheet

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// person is what long data say about one person.
type person struct {
	id, group string
	context   scoring.Context // of the first row
	points    []point
}

// point is one score of a person.
type point struct {
	occasion int // index into gatherer.occasions
	value    float64
	scored   bool
}

// gatherer collects the scores of persons from long data.
type gatherer struct {
	options   *ChangeOptions
	answers   *answers
	scale     *instruments.Scale // nil without an instrument
	persons   []person
	byID      map[string]int
	occasions []string // in the order in which the file first names them
	byName    map[string]int
	result    scoring.Result
	rows      int
	refused   int
}

func (g *gatherer) row(cells [][]byte, row int) {
	g.rows++
	if g.options.Progress != nil && g.rows%progressEvery == 0 {
		g.options.Progress(g.rows)
	}
	a := g.answers
	if !a.read(cells, row) {
		g.refused++
		return
	}
	value, scored, kind := g.value()
	if kind != "" {
		g.refused++
		a.report.add(row, g.valueColumn(), nil, kind)
		return
	}
	p := g.person()
	if group := string(a.group); group != "" && group != p.group {
		a.report.add(row, g.options.Group, a.group, GroupChanged)
	}
	o := g.occasion()
	if slices.ContainsFunc(p.points, func(q point) bool { return q.occasion == o }) {
		g.refused++
		a.report.add(row, "", a.person, DuplicateKey)
		return
	}
	p.points = append(p.points, point{o, value, scored})
}

// value is the score of the row: the value given, or that of the answers.
func (g *gatherer) value() (v float64, scored bool, kind ProblemKind) {
	a := g.answers
	if a.header.items == 0 {
		if s := g.scale; s != nil && a.hasValue && s.Range.Max > s.Range.Min && (a.value < s.Range.Min || a.value > s.Range.Max) {
			return 0, false, OutOfRange
		}
		return a.value, a.hasValue, ""
	}
	if err := g.options.Scorer.ScoreInto(&g.result, a.responses, a.context); err != nil {
		return 0, false, CodeNotOffered // not reached: every cell was looked at
	}
	s := g.result.Scale(g.scale.ID)
	if s == nil || s.Status != scoring.Scored {
		return 0, false, ""
	}
	return s.Judged(g.scale), true, ""
}

func (g *gatherer) valueColumn() string {
	for _, c := range g.answers.header.columns {
		if c.field == valueField {
			return c.name
		}
	}
	return ""
}

func (g *gatherer) person() *person {
	if i, ok := g.byID[string(g.answers.person)]; ok {
		return &g.persons[i]
	}
	id := string(g.answers.person)
	g.byID[id] = len(g.persons)
	g.persons = append(g.persons, person{id: id, group: string(g.answers.group), context: g.answers.context})
	return &g.persons[len(g.persons)-1]
}

func (g *gatherer) occasion() int {
	text := g.answers.occasion
	if i, ok := g.byName[string(text)]; ok {
		return i
	}
	name := string(text)
	g.byName[name] = len(g.occasions)
	g.occasions = append(g.occasions, name)
	return len(g.occasions) - 1
}

// pair is the two points of a person that are compared; false when one of them is missing.
func (g *gatherer) pair(p *person, order []int) (from, to point, ok bool) {
	if g.options.From != "" {
		from, okFrom := p.at(g.byName, g.options.From)
		to, okTo := p.at(g.byName, g.options.To)
		return from, to, okFrom && okTo
	}
	scored := slices.DeleteFunc(slices.Clone(p.points), func(q point) bool { return !q.scored })
	if len(scored) < 2 {
		return point{}, point{}, false
	}
	earlier := func(a, b point) int { return cmp.Compare(order[a.occasion], order[b.occasion]) }
	return slices.MinFunc(scored, earlier), slices.MaxFunc(scored, earlier), true
}

// at is the score of a person at a named occasion.
func (p *person) at(byName map[string]int, name string) (point, bool) {
	o, ok := byName[strings.TrimSpace(name)]
	if !ok {
		return point{}, false
	}
	for _, q := range p.points {
		if q.occasion == o {
			return q, q.scored
		}
	}
	return point{}, false
}

// order ranks the occasions: by number or date when every one is such, else as the file first names them.
func (g *gatherer) order() []int {
	keys := make([]float64, len(g.occasions))
	for i := range keys {
		keys[i] = float64(i)
	}
	numbers, dates := make([]float64, len(keys)), make([]string, len(keys))
	allNumbers, allDates := true, true
	for i, name := range g.occasions {
		var d decimals
		v, kind := d.number([]byte(name))
		numbers[i] = v
		allNumbers = allNumbers && kind == ""
		iso, ok := isoDate(nil, []byte(name))
		dates[i] = string(iso)
		allDates = allDates && ok
	}
	byRank := make([]int, len(keys))
	for i := range byRank {
		byRank[i] = i
	}
	slices.SortStableFunc(byRank, func(a, b int) int {
		switch {
		case allNumbers:
			return cmp.Compare(numbers[a], numbers[b])
		case allDates:
			return cmp.Compare(dates[a], dates[b])
		default:
			return 0
		}
	})
	order := make([]int, len(keys))
	for rank, i := range byRank {
		order[i] = rank
	}
	return order
}
