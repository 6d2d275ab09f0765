package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// dialect is how a program writes an expression. All of them know "and", "or", +, -, * and >=.
type dialect interface {
	known(i *item) string           // the item has an answer
	chose(i *item, code int) string // its answer is the option with the code
	number(i *item) string          // the code of its answer as a number; only used where the item is known
	when(cond, then, els string) string
	divide(a, b string) string
	round(value string, decimals int) string
	nothing() string // no value at all
}

// expression writes a score: nothing at all while too few items are known, and never a missing answer as 0.
func (f *form) expression(s *score, d dialect) string {
	value := f.sum(s, d)
	if s.least < len(s.terms) {
		count := f.count(s, d)
		if s.Rule.Kind == instruments.RuleMean {
			value = d.divide(value, count)
		} else {
			value = d.divide(fmt.Sprintf("%s * %d", value, len(s.terms)), count)
		}
		return d.when(fmt.Sprintf("%s >= %d", count, s.least), f.finish(s, d, value), d.nothing())
	}
	if s.Rule.Kind == instruments.RuleMean {
		value = d.divide(value, strconv.Itoa(len(s.terms)))
	}
	known := make([]string, len(s.terms))
	for i := range s.terms {
		known[i] = f.settled(s.terms[i].item, d)
	}
	return d.when(strings.Join(known, " and "), f.finish(s, d, value), d.nothing())
}

// finish multiplies and rounds.
func (f *form) finish(s *score, d dialect, value string) string {
	if factor := s.factor(); factor != 1 {
		value = fmt.Sprintf("%s * %s", value, figure(factor))
	}
	if s.whole() {
		return value
	}
	return d.round(value, s.Rounding.Decimals)
}

// sum adds up what the known items count.
func (f *form) sum(s *score, d dialect) string {
	parts := make([]string, len(s.terms))
	for i := range s.terms {
		t := &s.terms[i]
		parts[i] = t.value(d)
		if s.least < len(s.terms) {
			parts[i] = d.when(d.known(t.item), parts[i], "0")
		}
		if out := f.ruledOut(t.item, d); out != "" {
			parts[i] = d.when(out, figure(t.otherwise), parts[i])
		}
	}
	return "(" + strings.Join(parts, " + ") + ")"
}

// count is how many items are known.
func (f *form) count(s *score, d dialect) string {
	parts := make([]string, len(s.terms))
	for i := range s.terms {
		parts[i] = d.when(f.settled(s.terms[i].item, d), "1", "0")
	}
	return "(" + strings.Join(parts, " + ") + ")"
}

// settled holds when an item has something to count: an answer, or an earlier answer that rules it out.
func (f *form) settled(i *item, d dialect) string {
	if out := f.ruledOut(i, d); out != "" {
		return fmt.Sprintf("(%s or %s)", d.known(i), out)
	}
	return d.known(i)
}

// ruledOut holds when an earlier answer rules an item out; it is empty for an item without a condition.
func (f *form) ruledOut(i *item, d dialect) string {
	condition := f.asked(i)
	if condition == nil {
		return ""
	}
	gates := condition.Gates()
	shut := make([]string, len(gates))
	for k, gate := range gates {
		shut[k] = f.shut(gate, d)
	}
	if len(shut) == 1 {
		return shut[0]
	}
	return "(" + strings.Join(shut, " and ") + ")"
}

// shut holds when the answer to one earlier item leads nobody on.
func (f *form) shut(gate instruments.Gate, d dialect) string {
	earlier := f.item(gate.Item)
	var parts []string
	if out := f.ruledOut(earlier, d); out != "" {
		parts = append(parts, out)
	}
	for _, o := range earlier.set.Options {
		if !slices.Contains(gate.Codes, o.Code) {
			parts = append(parts, d.chose(earlier, o.Code))
		}
	}
	return "(" + strings.Join(parts, " or ") + ")"
}

// value is what the answer to an item counts.
func (t *term) value(d dialect) string {
	switch {
	case t.direct && !t.turned:
		return d.number(t.item)
	case t.direct:
		return fmt.Sprintf("(%s - %s)", figure(t.span), d.number(t.item))
	}
	last := len(t.values) - 1
	chain := figure(t.values[last])
	for i := last - 1; i >= 0; i-- {
		chain = d.when(d.chose(t.item, t.item.set.Options[i].Code), figure(t.values[i]), chain)
	}
	return chain
}

// condition says when an item is asked; it is empty when it always is.
func (f *form) condition(i *item, d dialect) string {
	condition := f.asked(i)
	if condition == nil {
		return ""
	}
	var parts []string
	for _, gate := range condition.Gates() {
		for _, code := range gate.Codes {
			parts = append(parts, d.chose(f.item(gate.Item), code))
		}
	}
	return strings.Join(parts, " or ")
}

// figure writes a number as every program reads it.
func figure(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if v < 0 {
		return "(" + s + ")"
	}
	return s
}
