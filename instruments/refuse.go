package instruments

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
)

// Codes of findings that keep a definition from being used.
const (
	WrongFolder     FindingCode = "wrong-folder"
	BadID           FindingCode = "bad-id"
	UnknownValue    FindingCode = "unknown-value"
	ValueMissing    FindingCode = "value-missing"
	DuplicateID     FindingCode = "duplicate-id"
	UnknownRef      FindingCode = "unknown-reference"
	NumberOutside   FindingCode = "number-outside"
	ItemOrder       FindingCode = "item-order"
	RuleParameters  FindingCode = "rule-parameters"
	ZeroFactor      FindingCode = "zero-factor"
	ConditionLater  FindingCode = "condition-later"
	PartLater       FindingCode = "part-later"
	TableOrder      FindingCode = "table-order"
	TextControl     FindingCode = "text-control"
	MissingMismatch FindingCode = "missing-policy"
	ChangeForm      FindingCode = "change-form"
	ConditionForm   FindingCode = "condition-form"
	RiskForm        FindingCode = "risk-form"
)

// Limits that no questionnaire comes near. They keep a hostile definition from costing memory or time.
const (
	maxItems   = 500
	maxScales  = 100
	maxOptions = 101
	maxRows    = 1000
	maxNumber  = 1e6
	maxCode    = 1000
)

var (
	idPattern    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	zeroFactor   = regexp.MustCompile(`(multiplier|weight):\s*[-+]?\.?0`)
	scalePattern = regexp.MustCompile(`^[a-z0-9]+([-_][a-z0-9]+)*$`)
)

// refuse lists every reason why the definition cannot be scored or shown at all.
func (d *Definition) refuse() DefinitionErrors {
	c := newChecker(d)
	c.structure()
	return c.errors()
}

func (c *checker) structure() {
	c.values()
	c.identity()
	c.responseSets()
	c.items()
	c.scales()
	c.references()
}

// values refuses infinities and sizes that make no sense, and texts that could disturb a terminal, wherever they are.
func (c *checker) values() {
	number, text := wrongValues(reflect.ValueOf(*c.d))
	if number {
		c.add(NumberOutside, "", "a number is not finite or larger than a million", "Write ordinary decimal numbers")
	}
	if text {
		c.add(TextControl, "", "a text holds control characters or marks that turn the direction of writing", "Remove them; only line breaks may stay")
	}
}

// wrongValues reports whether anything inside a value is a number or a text that no definition may hold.
func wrongValues(v reflect.Value) (number, text bool) {
	look := func(v reflect.Value) {
		n, t := wrongValues(v)
		number, text = number || n, text || t
	}
	switch v.Kind() {
	case reflect.Float64:
		number = math.IsNaN(v.Float()) || math.Abs(v.Float()) > maxNumber
	case reflect.String:
		text = !showable(v.String(), maxFileSize)
	case reflect.Slice:
		for i := range v.Len() {
			look(v.Index(i))
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			look(it.Key())
			look(it.Value())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			look(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				look(v.Field(i))
			}
		}
	default:
	}
	return number, text
}

func (c *checker) identity() {
	d := c.d
	if !idPattern.MatchString(string(d.ID)) || len(d.ID) > 40 {
		c.add(BadID, "id", fmt.Sprintf("%q is not an id", d.ID), "Use lower-case letters, digits and hyphens, as in phq-9")
	}
	if d.Version < 1 {
		c.add(NumberOutside, "version", "the version is not 1 or more", "Count versions from 1")
	}
	oneOf(c, "status", d.Status, Draft, Released)
	oneOf(c, "rights.class", d.Rights.Class, Own, Open, Permission, PaperOnly)
	if len(d.Informants) == 0 {
		c.add(ValueMissing, "informants", "no informant is named", "List who answers the form")
	}
	for i, who := range d.Informants {
		oneOf(c, at("informants[%d]", i), who, Self, Parent, Teacher)
	}
	if d.Ages.From < 0 || d.Ages.To < 0 || d.Ages.To > 0 && d.Ages.To < d.Ages.From {
		c.add(NumberOutside, "ages", "the age range ends before it begins", "Give from and to in full years, or leave to out")
	}
}

func (c *checker) responseSets() {
	seen := map[string]bool{}
	for i, set := range c.d.ResponseSets {
		where := at("response_sets[%d]", i)
		c.unique(seen, where+".id", set.ID)
		if len(set.Options) < 2 || len(set.Options) > maxOptions {
			c.add(NumberOutside, where+".options", fmt.Sprintf("%d options are not a choice", len(set.Options)),
				fmt.Sprintf("Offer 2 to %d options", maxOptions))
		}
		codes := map[int]bool{}
		for j, o := range set.Options {
			place := at("%s.options[%d]", where, j)
			if codes[o.Code] {
				c.add(DuplicateID, place, fmt.Sprintf("code %d is offered twice", o.Code), "Give each option its own code")
			}
			codes[o.Code] = true
			if o.Code < -maxCode || o.Code > maxCode {
				c.add(NumberOutside, place, fmt.Sprintf("code %d is too large", o.Code), fmt.Sprintf("Use codes between -%d and %d", maxCode, maxCode))
			}
		}
	}
}

func (c *checker) items() {
	d := c.d
	if len(d.Items) == 0 || len(d.Items) > maxItems {
		c.add(NumberOutside, "items", fmt.Sprintf("a form of %d items cannot be given", len(d.Items)), fmt.Sprintf("List 1 to %d items", maxItems))
	}
	last := 0
	for i := range d.Items {
		item, where := &d.Items[i], at("items[%d]", i)
		if item.Number <= last {
			c.add(ItemOrder, where+".number", fmt.Sprintf("item %d does not come after item %d", item.Number, last),
				"List items by ascending number, each once, from 1")
		}
		last = item.Number
		if d.Set(item.Set) == nil {
			c.unknown(where+".set", "response set", item.Set)
		}
		c.informants(where+".informants", item.Informants)
		if item.Asked != nil {
			c.condition(where+".asked", i)
		}
	}
}

// condition checks that an item depends on earlier ones, in one of the two forms.
func (c *checker) condition(where string, i int) {
	condition := c.d.Items[i].Asked
	if len(condition.Any) == 0 {
		c.gate(where, i, Gate{Item: condition.Item, Codes: condition.Codes})
		return
	}
	if condition.Item != 0 || len(condition.Codes) > 0 {
		c.add(ConditionForm, where, "the condition names one earlier item and several", "Use either item and codes, or any")
	}
	seen := map[int]bool{}
	for j, gate := range condition.Any {
		place := at("%s.any[%d]", where, j)
		if seen[gate.Item] {
			c.add(DuplicateID, place, fmt.Sprintf("item %d is named twice", gate.Item), "List all its codes in one place")
		}
		seen[gate.Item] = true
		c.gate(place, i, gate)
	}
}

// gate checks that an item depends on an earlier one, by answers that one offers.
func (c *checker) gate(where string, i int, gate Gate) {
	d := c.d
	earlier := slices.IndexFunc(d.Items[:i], func(item Item) bool { return item.Number == gate.Item })
	if earlier < 0 {
		c.add(ConditionLater, where+".item", fmt.Sprintf("item %d does not come before this item", gate.Item),
			"Let an item depend only on an earlier one")
		return
	}
	if len(gate.Codes) == 0 {
		c.add(ValueMissing, where+".codes", "no answer leads to this item", "List the codes after which it is asked")
	}
	set := d.Set(d.Items[earlier].Set)
	for j, code := range gate.Codes {
		if set != nil && set.Option(code) == nil {
			c.add(UnknownRef, at("%s.codes[%d]", where, j), fmt.Sprintf("item %d does not offer %d", gate.Item, code),
				"Use codes of the earlier item's response set")
		}
	}
}

func (c *checker) informants(where string, list []Informant) {
	for i, who := range list {
		if !slices.Contains(c.d.Informants, who) {
			c.unknown(at("%s[%d]", where, i), "informant of this form", string(who))
		}
	}
}

func (c *checker) unique(seen map[string]bool, where, id string) {
	switch {
	case id == "":
		c.add(ValueMissing, where, "an id is missing", "Give it a short name of its own")
	case seen[id]:
		c.add(DuplicateID, where, fmt.Sprintf("%q is used twice", id), "Give each its own id")
	}
	seen[id] = true
}

func (c *checker) unknown(where, kind, id string) {
	c.add(UnknownRef, where, fmt.Sprintf("there is no %s %q", kind, id), "Correct the name, or define it")
}
