package importer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// conditions takes over what depends on one earlier answer. Anything else is left to a person.
func (b *definer) conditions() {
	for _, q := range b.choices {
		all := b.draft.conditionsOf(q)
		if len(all) == 0 {
			continue
		}
		i := b.def.ItemIndex(b.number[q.LinkID])
		if asked := b.simple(all, b.number[q.LinkID]); asked != nil {
			b.def.Items[i].Asked = asked
			b.decide(b.about(DecideOtherwise, q))
			continue
		}
		d := b.about(DecideCondition, q)
		for _, c := range all[:min(len(all), 3)] {
			d.Other = joinWords(d.Other, shortened(c.Text))
		}
		b.decide(d)
	}
}

// shortened gives so much of an expression as a person reads in one go.
func shortened(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// conditionsOf gives the conditions of an item and of the groups it lies in.
func (d *Draft) conditionsOf(item *Item) []*Condition {
	var all []*Condition
	if item.Condition != nil {
		all = append(all, item.Condition)
	}
	for s := item.Section; s > 0; s = d.Sections[s-1].Parent {
		if c := d.Sections[s-1].Condition; c != nil {
			all = append(all, c)
		}
	}
	return all
}

// simple gives a condition on the answers to earlier items, of which each leads on by itself, or nil. That an earlier item has an answer at all is
// no condition: items are asked one after the other.
func (b *definer) simple(all []*Condition, number int) *instruments.Condition {
	if len(all) != 1 || len(all[0].Terms) == 0 {
		return nil
	}
	var terms []Term
	for _, t := range all[0].Terms {
		if t.Op == Exists && t.Value == "true" && !all[0].Any {
			continue
		}
		terms = append(terms, t)
	}
	if len(terms) == 0 {
		return nil
	}
	var items []string // in the order of the file
	for _, t := range terms {
		if !slices.Contains([]Comparison{Equal, NotEqual, Less, LessEqual, More, MoreEqual}, t.Op) {
			return nil
		}
		if !slices.Contains(items, t.Item) {
			items = append(items, t.Item)
		}
	}
	if len(items) > 1 && !all[0].Any {
		return nil
	}
	asked := &instruments.Condition{Evidence: fromFile()}
	for _, item := range items {
		gate := b.gate(item, terms, all[0].Any, number)
		if gate == nil {
			return nil
		}
		asked.Any = append(asked.Any, *gate)
	}
	if len(asked.Any) == 1 {
		asked.Item, asked.Codes, asked.Any = asked.Any[0].Item, asked.Any[0].Codes, nil
	}
	return asked
}

// gate gives the answers to one earlier item that meet its terms, any of them or all; nil when no answer does, when all
// do, or when the item does not come before the one of that number.
func (b *definer) gate(item string, terms []Term, some bool, number int) *instruments.Gate {
	on := b.draft.Item(item)
	if on == nil || b.number[on.LinkID] == 0 || b.number[on.LinkID] >= number {
		return nil
	}
	options := b.optionsOf(on)
	gate := &instruments.Gate{Item: b.number[on.LinkID]}
	for _, o := range options {
		holds := !some
		for _, t := range terms {
			switch {
			case t.Item != item:
			case some:
				holds = holds || t.holds(o.code)
			default:
				holds = holds && t.holds(o.code)
			}
		}
		if holds {
			gate.Codes = append(gate.Codes, o.number)
		}
	}
	if len(gate.Codes) == 0 || len(gate.Codes) == len(options) {
		return nil
	}
	return gate
}

// codedOption is an answer with its code in the file and in the definition.
type codedOption struct {
	code   string
	number int
}

func (b *definer) optionsOf(q *Item) []codedOption {
	set := b.def.Set(b.answered[b.number[q.LinkID]])
	if set == nil {
		return nil
	}
	var list []codedOption
	scored := slices.ContainsFunc(q.Options, func(o Option) bool { return o.Score != nil })
	for _, o := range q.Options {
		if !o.Missing && (!scored || o.Score != nil) && len(list) < len(set.Options) {
			list = append(list, codedOption{o.Code, set.Options[len(list)].Code})
		}
	}
	if len(q.Options) == 0 {
		list = []codedOption{{"false", 0}, {"true", 1}}
	}
	return list
}

// holds reports whether a code meets a comparison. Order is that of numbers.
func (t *Term) holds(code string) bool {
	switch t.Op {
	case Equal:
		return code == t.Value || sameNumber(code, t.Value)
	case NotEqual:
		return code != t.Value && !sameNumber(code, t.Value)
	case Less, LessEqual, More, MoreEqual, Exists:
	}
	a, errA := strconv.ParseFloat(code, 64)
	v, errV := strconv.ParseFloat(t.Value, 64)
	if errA != nil || errV != nil {
		return false
	}
	switch t.Op {
	case Less:
		return a < v
	case LessEqual:
		return a <= v
	case More:
		return a > v
	case MoreEqual:
		return a >= v
	case Equal, NotEqual, Exists:
	}
	return false
}

func sameNumber(a, b string) bool {
	x, y := parseNumber(a), parseNumber(b)
	return x != nil && y != nil && *x == *y
}
