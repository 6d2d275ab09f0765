package instruments

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// refuseCases lists what in the worked examples does not belong to the definition.
func refuseCases(d *Definition, cases []Case, data []byte) DefinitionErrors {
	c := newChecker(d)
	c.extra[casesFile] = data
	add := func(code FindingCode, where, problem, mend string) { c.addIn(casesFile, code, where, problem, mend) }
	number, text := wrongValues(reflect.ValueOf(cases))
	if number || text {
		add(TextControl, "", "a case holds control characters, or a number that is not finite or larger than a million", "Write plain text and ordinary decimal numbers")
	}
	seen := map[string]bool{}
	for i := range cases {
		one, where := &cases[i], at("cases[%d]", i)
		if one.ID == "" || seen[one.ID] {
			add(DuplicateID, where+".id", fmt.Sprintf("the case's id %q is missing or used twice", one.ID), "Give each case its own id")
		}
		seen[one.ID] = true
		if one.Informant != "" && !slices.Contains(d.Informants, one.Informant) {
			add(UnknownRef, where+".informant", fmt.Sprintf("%q does not answer this form", one.Informant), "Use an informant of the definition")
		}
		if one.Sex != "" && one.Sex != Female && one.Sex != Male {
			add(UnknownValue, where+".sex", fmt.Sprintf("%q is not known here", one.Sex), "Use female or male, or leave it out")
		}
		for _, number := range slices.Sorted(maps.Keys(one.Answers)) {
			if code := one.Answers[number]; code != nil && d.Check(number, *code) != nil {
				add(UnknownRef, where+".answers", fmt.Sprintf("item %d does not offer %d", number, *code), "Correct the item or the code")
			} else if d.ItemIndex(number) < 0 {
				add(UnknownRef, where+".answers", fmt.Sprintf("there is no item %d", number), "Correct the number")
			}
		}
		for _, id := range slices.Sorted(maps.Keys(one.Expected)) {
			c.expected(at("%s.expected.%s", where, id), id, one.Expected[id])
		}
		for _, item := range slices.Sorted(maps.Keys(one.Risks)) {
			state := one.Risks[item]
			known := state == ExpectFlagged || state == ExpectNoRisk || state == ExpectUnanswered
			if !known || !slices.ContainsFunc(d.Risks, func(r RiskRule) bool { return r.Item == item }) {
				add(UnknownRef, where+".risks", fmt.Sprintf("item %d has no risk rule, or %q is no state", item, state), "Use flagged, none or unanswered for an item with a rule")
			}
		}
	}
	return c.errors()
}

func (c *checker) expected(where string, id ScaleID, e Expected) {
	add := func(code FindingCode, place, problem, mend string) { c.addIn(casesFile, code, place, problem, mend) }
	if c.d.Scale(id) == nil {
		add(UnknownRef, where, fmt.Sprintf("there is no scale %q", id), "Correct the name")
		return
	}
	scored := e.Status == ExpectScored
	if !scored && e.Status != ExpectCannotBeScored {
		add(UnknownValue, where+".status", fmt.Sprintf("%q is no status", e.Status), "Use scored or cannot-be-scored")
	}
	if scored != (e.Value != nil) {
		add(ValueMissing, where, "a scored scale has a value and one that cannot be scored has none", "Add or remove the value")
	}
	for _, name := range slices.Sorted(maps.Keys(e.Bands)) {
		code := e.Bands[name]
		known := slices.ContainsFunc(c.d.BandSets, func(b BandSet) bool {
			return b.Scale == id && b.Name == name && (code == NoBand || slices.ContainsFunc(b.Bands, func(one Band) bool { return one.Code == code }))
		})
		if !known {
			add(UnknownRef, where+".bands", fmt.Sprintf("there is no band %q in a set %q of this scale", code, name), "Correct the name or the code")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.Cutoffs)) {
		if !slices.ContainsFunc(c.d.Cutoffs, func(k Cutoff) bool { return k.Scale == id && k.ID == name }) {
			add(UnknownRef, where+".cutoffs", fmt.Sprintf("there is no cut-off %q of this scale", name), "Correct the id")
		}
	}
}
