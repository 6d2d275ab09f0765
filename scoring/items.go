package scoring

import (
	"fmt"
	"math"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// state is what a sheet says about one item once conditions are looked at.
type state uint8

const (
	unanswered state = iota
	answered
	ruledOut  // an earlier answer rules the item out: its value is known without asking
	notOnForm // the informant's form does not have the item
)

// work is the room in which one sheet is scored. It is reused, never shared.
type work struct {
	states []state
	values []float64 // what the item counts, before any reversal; 0 when unanswered
	scales []ScaleResult
	ctx    Context
}

// known reports whether an item has something to count.
func (w *work) known(index int) bool {
	return w.states[index] == answered || w.states[index] == ruledOut
}

// item is a compiled item.
type item struct {
	def       *instruments.Item
	number    int
	codes     codeTable
	smallest  float64 // of the values of its response set
	largest   float64
	condition *condition
}

// condition is a compiled instruments.Condition.
type condition struct {
	gates     []gate
	otherwise float64
}

// gate is a compiled instruments.Gate.
type gate struct {
	earlier int // index of the earlier item
	codes   []int16
}

// codeTable turns codes into values. Codes of real forms lie close together, so it is a plain array
// from the smallest code on, with NaN where no code is offered.
type codeTable struct {
	first  int
	values []float64
}

// widestSet is the largest distance between two codes of one response set.
const widestSet = 4096

func newCodeTable(options []instruments.Option) (codeTable, error) {
	if len(options) == 0 {
		return codeTable{}, fmt.Errorf("no options")
	}
	first, last := options[0].Code, options[0].Code
	for _, o := range options {
		first, last = min(first, o.Code), max(last, o.Code)
	}
	if first < math.MinInt16 || last > math.MaxInt16 || last-first > widestSet {
		return codeTable{}, fmt.Errorf("codes %d to %d lie too far apart", first, last)
	}
	t := codeTable{first: first, values: make([]float64, last-first+1)}
	for i := range t.values {
		t.values[i] = math.NaN()
	}
	for _, o := range options {
		if !isFinite(o.Value) {
			return codeTable{}, fmt.Errorf("code %d counts %v", o.Code, o.Value)
		}
		if !math.IsNaN(t.values[o.Code-first]) {
			return codeTable{}, fmt.Errorf("code %d is offered twice", o.Code)
		}
		t.values[o.Code-first] = o.Value
	}
	return t, nil
}

// value is what a code counts; false when the code is not offered.
func (t *codeTable) value(code int16) (float64, bool) {
	i := int(code) - t.first
	if i < 0 || i >= len(t.values) {
		return 0, false
	}
	v := t.values[i]
	return v, !math.IsNaN(v)
}

func compileItems(def *instruments.Definition) ([]item, error) {
	sets := make(map[string][]instruments.Option, len(def.ResponseSets))
	for _, s := range def.ResponseSets {
		sets[s.ID] = s.Options
	}
	items := make([]item, 0, len(def.Items))
	for i := range def.Items {
		it, err := compileItem(&def.Items[i], sets, items)
		if err != nil {
			problem := fmt.Sprintf("item %d: %v", def.Items[i].Number, err)
			return nil, &CompileError{Definition: def.Ref(), Problem: problem}
		}
		items = append(items, it)
	}
	return items, nil
}

func compileItem(d *instruments.Item, sets map[string][]instruments.Option, earlier []item) (item, error) {
	if indexOf(earlier, d.Number) >= 0 {
		return item{}, fmt.Errorf("the number is used twice")
	}
	options, ok := sets[d.Set]
	if !ok {
		return item{}, fmt.Errorf("unknown response set %q", d.Set)
	}
	codes, err := newCodeTable(options)
	if err != nil {
		return item{}, fmt.Errorf("response set %q: %w", d.Set, err)
	}
	it := item{def: d, number: d.Number, codes: codes, smallest: options[0].Value, largest: options[0].Value}
	for _, o := range options {
		it.smallest, it.largest = min(it.smallest, o.Value), max(it.largest, o.Value)
	}
	if d.Asked == nil {
		return it, nil
	}
	it.condition, err = compileCondition(d.Asked, earlier)
	return it, err
}

func compileCondition(d *instruments.Condition, earlier []item) (*condition, error) {
	if !isFinite(d.Otherwise) {
		return nil, fmt.Errorf("counts %v when it is not asked", d.Otherwise)
	}
	c := &condition{otherwise: d.Otherwise}
	for _, one := range d.Gates() {
		g, err := compileGate(one, earlier)
		if err != nil {
			return nil, err
		}
		c.gates = append(c.gates, g)
	}
	return c, nil
}

func compileGate(d instruments.Gate, earlier []item) (gate, error) {
	index := indexOf(earlier, d.Item)
	if index < 0 {
		return gate{}, fmt.Errorf("depends on item %d, which is not an earlier item", d.Item)
	}
	g := gate{earlier: index}
	for _, code := range d.Codes {
		if code < math.MinInt16 || code > math.MaxInt16 {
			return gate{}, fmt.Errorf("depends on code %d, which item %d does not offer", code, d.Item)
		}
		if _, ok := earlier[index].codes.value(int16(code)); !ok {
			return gate{}, fmt.Errorf("depends on code %d, which item %d does not offer", code, d.Item)
		}
		g.codes = append(g.codes, int16(code))
	}
	return g, nil
}

func indexOf(items []item, number int) int {
	return slices.IndexFunc(items, func(it item) bool { return it.number == number })
}

// read fills the work from a sheet. Every code is checked, also of items that are not counted.
func (s *Scorer) read(w *work, responses instruments.Responses, who instruments.Informant) error {
	if len(responses) != len(s.items) {
		return &LengthError{Want: len(s.items), Got: len(responses)}
	}
	for i := range s.items {
		it, r := &s.items[i], responses[i]
		w.states[i], w.values[i] = unanswered, 0
		if r.State == instruments.Answered {
			v, ok := it.codes.value(r.Code)
			if !ok {
				return &CodeError{Item: it.number, Code: int(r.Code)}
			}
			w.states[i], w.values[i] = answered, v
		}
		if !it.def.On(who) {
			w.states[i], w.values[i] = notOnForm, 0
			continue
		}
		if it.condition != nil && it.condition.rulesOut(w, responses) {
			w.states[i], w.values[i] = ruledOut, it.condition.otherwise
		}
	}
	return nil
}

// rulesOut reports whether the earlier answers rule the item out: every one of them does.
func (c *condition) rulesOut(w *work, responses instruments.Responses) bool {
	for i := range c.gates {
		if !c.gates[i].shut(w, responses) {
			return false
		}
	}
	return true
}

// shut reports whether one earlier answer leads nobody on. An earlier item that is unanswered rules nothing out; one that
// was itself ruled out takes those that hang on it along.
func (g *gate) shut(w *work, responses instruments.Responses) bool {
	switch w.states[g.earlier] {
	case ruledOut:
		return true
	case answered:
		return !slices.Contains(g.codes, responses[g.earlier].Code)
	default:
		return false
	}
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
