package instruments

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Effect is how far a change of a definition reaches.
type Effect string

// Effects, the furthest first.
const (
	ChangesScores   Effect = "scores"   // the same answers may give another score, or none
	ChangesVerdicts Effect = "verdicts" // the same score may have another band, side of a cut-off or prompt
	ChangesChange   Effect = "change"   // the same two scores may be another kind of change, or another T score
	ChangesWords    Effect = "words"    // only texts, rights, sources or how sure a fact is
)

// Change is one thing that differs between two versions of a definition.
type Change struct {
	Where string // path of keys; an element of a list is named by what tells it apart, as in scales[total].range.max
	// Old and New are the values as they are written in a definition; empty where there is none.
	Old, New string
	Effect   Effect
}

// Diff lists what differs between two versions, in the order of the definition's keys. Elements of lists are matched by
// what tells them apart, such as an item's number, and not by their place; where the place alone differs and the first
// that fits is used, the new order is a change of its own. The version, the status and the hash are not compared.
func Diff(older, newer *Definition) []Change {
	d := &differ{turned: append(turnedScales(older), turnedScales(newer)...)}
	a, b := *older, *newer
	a.Version, a.Status, b.Version, b.Status = 0, "", 0, ""
	d.fields("", "", reflect.ValueOf(a), reflect.ValueOf(b))
	for _, lang := range Languages() {
		d.walk(cuesFile(lang), "cues", reflect.ValueOf(older.Cues[lang]), reflect.ValueOf(newer.Cues[lang]))
		d.walk(wordingFile(lang), "wording", reflect.ValueOf(texts(older, lang)), reflect.ValueOf(texts(newer, lang)))
	}
	return d.found
}

func texts(d *Definition, lang Lang) ownText {
	w := d.Own[lang]
	return ownText{Title: w.Title, Instruction: w.Instruction, Items: w.Items, Options: w.Options}
}

// turnedScales lists the scales whose norms make scores.
func turnedScales(d *Definition) (ids []ScaleID) {
	for _, s := range d.Scales {
		if s.Rule.Kind == RuleTScore {
			ids = append(ids, s.Rule.Of)
		}
	}
	return ids
}

// differ walks two values side by side. where is for people; kind is the same path without the names of elements.
type differ struct {
	turned []ScaleID
	found  []Change
}

func (d *differ) report(where, kind string, a, b reflect.Value) {
	c := Change{Where: where, Effect: d.effect(kind, a, b)}
	if a.IsValid() {
		c.Old = flow(a)
	}
	if b.IsValid() {
		c.New = flow(b)
	}
	d.found = append(d.found, c)
}

func (d *differ) walk(where, kind string, a, b reflect.Value) {
	switch {
	case a.IsValid() != b.IsValid():
		d.report(where, kind, a, b)
		return
	case reflect.DeepEqual(a.Interface(), b.Interface()):
		return
	}
	switch a.Kind() {
	case reflect.Pointer:
		if !a.IsNil() && !b.IsNil() && a.Elem().Kind() == reflect.Struct {
			d.walk(where, kind, a.Elem(), b.Elem())
			return
		}
		d.report(where, kind, given(a), given(b))
	case reflect.Struct:
		d.fields(where, kind, a, b)
	case reflect.Map:
		d.maps(where, kind, a, b)
	case reflect.Slice:
		if a.Type().Elem().Kind() == reflect.Struct {
			d.lists(where, kind, a, b)
			return
		}
		d.report(where, kind, a, b)
	default:
		d.report(where, kind, a, b)
	}
}

// given is a pointer that points somewhere, or nothing.
func given(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return reflect.Value{}
	}
	return v
}

func (d *differ) fields(where, kind string, a, b reflect.Value) {
	for i := range a.NumField() {
		key, _, _ := strings.Cut(a.Type().Field(i).Tag.Get("yaml"), ",")
		if key != "" && key != "-" {
			d.walk(under(where, key), under(kind, key), a.Field(i), b.Field(i))
		}
	}
}

func under(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func (d *differ) maps(where, kind string, a, b reflect.Value) {
	keys := map[string]reflect.Value{}
	for _, m := range []reflect.Value{a, b} {
		for _, k := range m.MapKeys() {
			keys[flow(k)] = k
		}
	}
	ordered := slices.SortedFunc(maps.Keys(keys), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) // numbers by size
	})
	for _, name := range ordered {
		d.walk(under(where, name), kind, a.MapIndex(keys[name]), b.MapIndex(keys[name]))
	}
}

func (d *differ) lists(where, kind string, a, b reflect.Value) {
	was, is := named(a), named(b)
	for _, name := range append(slices.Clone(was.order), without(is.order, was.order)...) {
		d.walk(fmt.Sprintf("%s[%s]", where, name), kind, was.elements[name], is.elements[name])
	}
	both := func(x, y namedList) []string { return without(x.order, without(x.order, y.order)) }
	if before, after := both(was, is), both(is, was); firstFits(kind) && !slices.Equal(before, after) {
		d.report(where, kind, reflect.ValueOf(before), reflect.ValueOf(after))
	}
}

// firstFits reports whether the order of a list decides which of its elements is used.
func firstFits(kind string) bool {
	return slices.Contains([]string{"band_sets", "cutoffs", "norms", "change", "scales.rule.tables", "scales.rule.outcomes"}, kind)
}

func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// namedList is a list whose elements have names.
type namedList struct {
	order    []string
	elements map[string]reflect.Value
}

// named names each element of a list by what tells it apart; of several with one name the later ones get a number.
func named(list reflect.Value) namedList {
	out := namedList{elements: map[string]reflect.Value{}}
	for i := range list.Len() {
		name := elementName(list.Index(i).Interface(), i)
		for n, first := 2, name; out.elements[name].IsValid(); n++ {
			name = fmt.Sprintf("%s #%d", first, n)
		}
		out.order = append(out.order, name)
		out.elements[name] = list.Index(i)
	}
	return out
}

// elementName is what tells an element of a list apart from the others; otherwise its place.
func elementName(element any, place int) string {
	switch e := element.(type) {
	case ResponseSet:
		return e.ID
	case Option:
		return fmt.Sprint(e.Code)
	case Item:
		return fmt.Sprint(e.Number)
	case Unscored:
		return fmt.Sprint(e.Item)
	case Scale:
		return string(e.ID)
	case ItemWeight:
		return fmt.Sprint(e.Item)
	case Gate:
		return fmt.Sprint(e.Item)
	case CompositeScale:
		return string(e.Scale)
	case Row:
		return number(e.Score)
	case Table:
		return people(e.Population)
	case BandSet:
		return strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Name, e.Scale, people(e.Population)))
	case Band:
		return e.Code
	case Cutoff:
		return e.ID
	case Norm:
		return e.ID
	case Reliability:
		return e.ID
	case ChangeFigure:
		return fmt.Sprintf("%s %s", e.Scale, e.Kind)
	case RiskRule:
		return fmt.Sprintf("%d %s", e.Item, e.Kind)
	case Source:
		return e.ID
	default:
		return fmt.Sprint(place + 1)
	}
}

// people names whom a population lets in.
func people(p Population) string {
	p.Text, p.Country = "", ""
	if p == (Population{}) {
		return "all"
	}
	return strings.Trim(flow(reflect.ValueOf(p)), "{}")
}
