package disclosure

import "fmt"

// Var is a count of persons in a problem.
type Var int

// Problem is everything a report would like to publish. Build it with Count, Sum, Classes and Describe.
type Problem struct {
	rules Rules
	vars  []variable
	sums  []sum
	byKey map[string]Var
	// stated holds the sums so far: the same sum may be stated wherever it is printed.
	stated  map[string]bool
	earlier []map[string]Published
	work    int // limit of the search for the least loss
	errs    []error
}

type variable struct {
	key       string
	value     int
	described bool
	unsaid    bool // neither printed nor a secret
	kept      Weight
}

// sum says that total is the sum of parts.
type sum struct {
	total   Var
	parts   []Var
	classes bool
}

// New starts an empty problem.
func New(r Rules) *Problem {
	return &Problem{rules: r, byKey: map[string]Var{}, stated: map[string]bool{}, work: searchWork}
}

// Count adds a count of persons. The same key is the same count, wherever it is printed; giving it two
// values is an error that Protect returns.
func (p *Problem) Count(key string, n int) Var {
	if v, ok := p.byKey[key]; ok {
		if p.vars[v].value != n {
			p.errs = append(p.errs, fmt.Errorf("count %s is %d and %d", key, p.vars[v].value, n))
		}
		return v
	}
	if n < 0 {
		p.errs = append(p.errs, fmt.Errorf("count %s is negative", key))
	}
	v := Var(len(p.vars))
	p.vars = append(p.vars, variable{key: key, value: n})
	p.byKey[key] = v
	return v
}

// Sum says that a count is the sum of others, and that readers know it.
func (p *Problem) Sum(total Var, parts ...Var) { p.addSum(total, parts, false) }

// Classes is Sum where the parts are a trait of the persons: when all of a group are alike, the classes are hidden.
func (p *Problem) Classes(total Var, parts ...Var) { p.addSum(total, parts, true) }

// Share registers that part ÷ whole is published, which tells the rest too. It returns the rest.
func (p *Problem) Share(part, whole Var) Var {
	rest := p.Count(p.vars[whole].key+" − "+p.vars[part].key, p.vars[whole].value-p.vars[part].value)
	p.Sum(whole, part, rest)
	return rest
}

// Within says that part is some of whole, as readers know, where those left over have nothing in common that would
// have to be protected: who is not due yet tells about the work, not about people. Share protects them too.
func (p *Problem) Within(whole, part Var) {
	rest := p.Count(p.vars[whole].key+" besides "+p.vars[part].key, p.vars[whole].value-p.vars[part].value)
	p.vars[rest].unsaid = true
	p.Sum(whole, part, rest)
}

// Describe says that a mean or another statistic of the counted persons is published.
func (p *Problem) Describe(v Var) { p.vars[v].described = true }

// Weight says how much a report needs a count: to protect others, those of less weight are hidden first.
type Weight uint8

// Weights. A count has Light unless Keep gives it another.
const (
	Light Weight = iota
	Main         // carries a table
	Key          // carries the report
)

// Keep gives counts a weight.
func (p *Problem) Keep(w Weight, vars ...Var) {
	for _, v := range vars {
		p.vars[v].kept = max(p.vars[v].kept, w)
	}
}

func (p *Problem) addSum(total Var, parts []Var, classes bool) {
	s := 0
	for _, v := range parts {
		s += p.vars[v].value
	}
	if s != p.vars[total].value {
		p.errs = append(p.errs, fmt.Errorf("%s is %d, its parts add up to %d", p.vars[total].key, p.vars[total].value, s))
	}
	key := fmt.Sprint(total, parts, classes)
	if p.stated[key] {
		return
	}
	p.stated[key] = true
	p.sums = append(p.sums, sum{total: total, parts: append([]Var(nil), parts...), classes: classes})
}
