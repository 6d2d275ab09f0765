package importer

import (
	"slices"
	"strings"
)

// asks reports whether a question has come yet.
func (d *Draft) asks() bool {
	return slices.ContainsFunc(d.Items, func(i Item) bool { return i.question() })
}

// question reports whether a person is asked something.
func (i *Item) question() bool {
	switch i.Type {
	case TypeChoice, TypeMultiple, TypeYesNo, TypeNumber, TypeText, TypeDate:
		return true
	case TypeDisplay, TypeCalculated, TypeOther:
	}
	return false
}

// finish marks options that stand for no answer, warns of what a person should know, and refuses a draft that asks
// nothing, whose conditions go round in a circle, or none of whose answer lists could be found.
func (d *Draft) finish() error {
	for i := range d.Items {
		markMissing(d.Items[i].Options)
	}
	d.warnOfItems()
	if loop := d.conditionLoop(); loop != "" {
		return &Error{Problem: ConditionLoop, Detail: loop}
	}
	return d.usable()
}

// usable refuses a draft that asks nothing, or whose choices all lack their answers.
func (d *Draft) usable() error {
	if !d.asks() {
		return &Error{Problem: NoQuestions}
	}
	var first *Error
	for _, item := range d.Choices() {
		if item.Problem == nil {
			return nil
		}
		if first == nil {
			first = item.Problem
		}
	}
	if first != nil {
		return first
	}
	return nil
}

// warnOfItems notes ids that stand twice, questions and options without words, and mentions of what is not there.
func (d *Draft) warnOfItems() {
	known := map[string]bool{}
	note := func(id string) {
		if known[id] && id != "" {
			d.warn(Warning{Kind: WarnDuplicateID, Where: id, Detail: id})
		}
		known[id] = true
	}
	for i := range d.Sections {
		note(d.Sections[i].LinkID)
	}
	for i := range d.Items {
		item := &d.Items[i]
		note(item.LinkID)
		if item.question() && !item.Hidden && len(item.Text) == 0 {
			d.warn(Warning{Kind: WarnNoText, Where: item.LinkID})
		}
		for _, o := range item.Options {
			if len(o.Text) == 0 {
				d.warn(Warning{Kind: WarnOptionText, Where: item.LinkID, Detail: o.Code})
			}
		}
	}
	d.warnOfLanguages()
	for id, c := range d.conditions() {
		for _, t := range c.Terms {
			if !known[t.Item] {
				d.warn(Warning{Kind: WarnUnknownItem, Where: id, Detail: t.Item})
			}
		}
	}
}

// warnOfLanguages notes languages that do not word every choice, once each.
func (d *Draft) warnOfLanguages() {
	for _, lang := range d.Langs() {
		for _, item := range d.Choices() {
			if _, ok := item.Text.in(lang, d.Lang); !ok && len(item.Text) > 0 {
				d.warn(Warning{Kind: WarnTexts, Where: item.LinkID, Detail: string(lang)})
				break
			}
		}
	}
}

// conditions yields every condition with the id of what it stands at, in the order of the file.
func (d *Draft) conditions() func(yield func(string, *Condition) bool) {
	return func(yield func(string, *Condition) bool) {
		for i := range d.Sections {
			if s := &d.Sections[i]; s.Condition != nil && !yield(s.LinkID, s.Condition) {
				return
			}
		}
		for i := range d.Items {
			if item := &d.Items[i]; item.Condition != nil && !yield(item.LinkID, item.Condition) {
				return
			}
		}
	}
}

// conditionLoop names the items of which each waits for the next and the last for the first; empty when none do.
// An item waits for what its condition compares and for the group it lies in.
func (d *Draft) conditionLoop() string {
	waits := map[string][]string{}
	for id, c := range d.conditions() {
		for _, t := range c.Terms {
			waits[id] = append(waits[id], t.Item)
		}
	}
	if len(waits) == 0 {
		return ""
	}
	for i := range d.Sections {
		if p := d.Sections[i].Parent; p > 0 {
			waits[d.Sections[i].LinkID] = append(waits[d.Sections[i].LinkID], d.Sections[p-1].LinkID)
		}
	}
	for i := range d.Items {
		if s := d.Items[i].Section; s > 0 {
			waits[d.Items[i].LinkID] = append(waits[d.Items[i].LinkID], d.Sections[s-1].LinkID)
		}
	}
	w := &walker{waits: waits, state: map[string]int{}}
	for id := range d.conditions() {
		if loop := w.walk(id); loop != nil {
			return strings.Join(loop, ", ")
		}
	}
	return ""
}

// walker looks for a circle without going anywhere twice. Depth is that of the longest chain, which the limit of
// items bounds.
type walker struct {
	waits map[string][]string
	state map[string]int // 1: on the path; 2: known to end
	path  []string
}

func (w *walker) walk(id string) []string {
	switch w.state[id] {
	case 1:
		return slices.Clone(w.path[slices.Index(w.path, id):])
	case 2:
		return nil
	}
	w.state[id] = 1
	w.path = append(w.path, id)
	for _, next := range w.waits[id] {
		if loop := w.walk(next); loop != nil {
			return loop
		}
	}
	w.path = w.path[:len(w.path)-1]
	w.state[id] = 2
	return nil
}
