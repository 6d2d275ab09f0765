package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// condition gives when an item is enabled, or nil when it always is.
func (i *fhirItem) condition() *Condition {
	if e := i.named("sdc-questionnaire-enableWhenExpression"); e != nil && e.ValueExpression != nil {
		return &Condition{Text: expression(e.ValueExpression.Expression)}
	}
	if len(i.EnableWhen) == 0 {
		return nil
	}
	c := &Condition{Any: i.EnableBehavior == "any"}
	var parts []string
	for _, w := range i.EnableWhen {
		if w == nil {
			continue
		}
		t := Term{Item: clean(w.Question), Op: Comparison(w.Operator), Value: w.value()}
		c.Terms = append(c.Terms, t)
		parts = append(parts, t.Item+" "+string(t.Op)+" "+t.Value)
	}
	joint := " and "
	if c.Any {
		joint = " or "
	}
	c.Text = strings.Join(parts, joint)
	for _, t := range c.Terms {
		if !slices.Contains([]Comparison{Equal, NotEqual, Less, LessEqual, More, MoreEqual, Exists}, t.Op) {
			c.Terms = nil // a comparison that FHIR R4 does not have
			break
		}
	}
	return c
}

func (w *fhirWhen) value() string {
	switch {
	case w.Coding != nil:
		return clean(w.Coding.Code)
	case w.Boolean != nil:
		return strconv.FormatBool(*w.Boolean)
	case w.Integer != nil:
		return w.Integer.String()
	case w.Decimal != nil:
		return w.Decimal.String()
	case w.String != nil:
		return clean(*w.String)
	}
	return ""
}

// fhirFormula is a variable, or the expression of an item.
type fhirFormula struct {
	name     string
	text     string
	variable bool
}

// calculated gives the extension that computes an item, or nil.
func (i *fhirItem) calculated() *fhirExtension {
	return i.named("sdc-questionnaire-calculatedExpression", "questionnaire-calculatedExpression", "cqf-calculatedExpression")
}

func (f *fhirReader) variables(m *fhirMarks) {
	for _, e := range m.Extension {
		if e != nil && lastPart(e.URL) == "variable" && e.ValueExpression != nil {
			f.formula = append(f.formula, fhirFormula{clean(e.ValueExpression.Name), expression(e.ValueExpression.Expression), true})
		}
	}
}

func (f *fhirReader) calculation(item *fhirItem) {
	if e := item.calculated(); e != nil && e.ValueExpression != nil {
		f.formula = append(f.formula, fhirFormula{clean(item.LinkID), expression(e.ValueExpression.Expression), false})
	}
}

// maxFormulaWork bounds how much text is searched for the items formulas mention.
const maxFormulaWork = 1 << 24

// settle finds, once all items are known, what each formula mentions, variables included.
func (f *fhirReader) settle() {
	direct := make([]map[string]bool, len(f.formula))
	byName := map[string]int{}
	work := 0
	for i, one := range f.formula {
		if one.variable {
			byName[one.name] = i
		}
		if work += len(one.text) * (len(f.draft.Items) + 1); work < maxFormulaWork {
			direct[i] = mentionedInPath(one.text, f.draft.Items)
		}
	}
	for i, one := range f.formula {
		all := map[string]bool{}
		collectMentions(f.formula, direct, byName, i, all, map[int]bool{})
		c := Calculation{Name: one.name, Text: one.text}
		for j := range f.draft.Items {
			if id := f.draft.Items[j].LinkID; all[id] {
				c.Items = append(c.Items, id)
				delete(all, id)
			}
		}
		f.draft.Calculations = append(f.draft.Calculations, c)
	}
}

var pathVariable = regexp.MustCompile(`%\w+`)

func collectMentions(list []fhirFormula, direct []map[string]bool, byName map[string]int, i int, all map[string]bool, seen map[int]bool) {
	if seen[i] {
		return
	}
	seen[i] = true
	for id := range direct[i] {
		all[id] = true
	}
	for _, name := range pathVariable.FindAllString(list[i].text, -1) {
		if j, ok := byName[name[1:]]; ok {
			collectMentions(list, direct, byName, j, all, seen)
		}
	}
}

var (
	pathText   = regexp.MustCompile(`(!=\s*|startsWith\(\s*)?('[^']*'|"[^"]*")`)
	pathNoItem = regexp.MustCompile(`^!=`)
)

// mentionedInPath gives the items a FHIRPath expression names by their linkId, or by how it begins. One that is
// named only to be left out is not mentioned.
func mentionedInPath(text string, items []Item) map[string]bool {
	found := map[string]bool{}
	for _, m := range pathText.FindAllStringSubmatch(text, -1) {
		if pathNoItem.MatchString(m[1]) {
			continue
		}
		name := m[2][1 : len(m[2])-1]
		for i := range items {
			id := items[i].LinkID
			if id != "" && (id == name || m[1] != "" && name != "" && strings.HasPrefix(id, name)) {
				found[id] = true
			}
		}
	}
	return found
}
