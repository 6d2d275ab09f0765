package importer

import (
	"regexp"
	"slices"
	"strings"
)

var (
	limeCompare = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_]*)(?:\.NAOK|\.value|\.valueNAOK|\.code)?\s*(==|!=|<=|>=|<|>|=|eq|ne|lt|le|gt|ge)\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))$`)
	limeEmpty   = regexp.MustCompile(`^(!\s*)?is_empty\(\s*([A-Za-z][A-Za-z0-9_]*)(?:\.NAOK)?\s*\)$`)
	limeName    = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_]*`)
)

// limeCondition reads a relevance equation; nil when there is none.
func limeCondition(relevance string) *Condition {
	if text := clean(relevance); text == "" || text == "1" {
		return nil
	}
	return logic(relevance, limeTerm)
}

func limeTerm(text string) (Term, bool) {
	if m := limeEmpty.FindStringSubmatch(text); m != nil {
		answered := "false"
		if m[1] != "" {
			answered = "true"
		}
		return Term{Item: m[2], Op: Exists, Value: answered}, true
	}
	m := limeCompare.FindStringSubmatch(text)
	if m == nil || m[3]+m[4]+m[5] == "" {
		return Term{}, false
	}
	return Term{Item: m[1], Op: comparison(m[2]), Value: clean(m[3] + m[4] + m[5])}, true
}

// condition gives when a question is asked: by its equation, or by conditions of the old kind where it has none.
func (w *limeWriter) condition(q *limeQuestion) *Condition {
	if c := limeCondition(q.relevance); c != nil || len(q.legacy) == 0 {
		return c
	}
	c := &Condition{}
	var parts []string
	simple := true
	earlier := map[string]bool{}
	for _, l := range q.legacy {
		code := l.field
		if other := w.survey.byQID[l.qid]; other != nil {
			code = other.code
			if at := strings.LastIndex(l.field, "X"+l.qid); at >= 0 && len(l.field) > at+1+len(l.qid) {
				code += "_" + l.field[at+1+len(l.qid):] // a row of it
			}
		}
		t := Term{Item: clean(code), Op: comparison(strings.TrimSpace(l.method)), Value: clean(l.value)}
		known := slices.Contains([]Comparison{Equal, NotEqual, Less, LessEqual, More, MoreEqual}, t.Op)
		simple = simple && known && l.scenario == q.legacy[0].scenario
		earlier[t.Item] = true
		c.Terms = append(c.Terms, t)
		parts = append(parts, t.Item+" "+string(t.Op)+" "+t.Value)
	}
	// Of one question any answer will do, of several each must hold; both together is for a person to read.
	c.Any = len(earlier) == 1 && len(c.Terms) > 1
	joint := " and "
	if c.Any {
		joint = " or "
	}
	c.Text = strings.Join(parts, joint)
	if !simple || !c.Any && len(earlier) < len(c.Terms) {
		c.Terms = nil
	}
	return c
}

// mentions finds, once all items are known, what each equation names.
func (w *limeWriter) mentions() {
	for i := range w.draft.Calculations {
		c := &w.draft.Calculations[i]
		named := map[string]bool{}
		for _, name := range limeName.FindAllString(c.Text, -1) {
			named[name] = true
		}
		for j := range w.draft.Items {
			if id := w.draft.Items[j].LinkID; named[id] && id != c.Name {
				c.Items = append(c.Items, id)
			}
		}
	}
}
