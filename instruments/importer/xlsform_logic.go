package importer

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	formEquals   = regexp.MustCompile(`^\$\{([^}]+)\}\s*(=|!=|<=|>=|<|>)\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))$`)
	formSelected = regexp.MustCompile(`^(not\s*\(\s*)?selected\s*\(\s*\$\{([^}]+)\}\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)(\s*\))?$`)
	formName     = regexp.MustCompile(`\$\{\s*([^}]+?)\s*\}`)
	formBound    = regexp.MustCompile(`\.\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)`)
	logicWord    = regexp.MustCompile(`(?i)\s+(and|or)\s+`)
)

// formCondition reads a relevant cell: comparisons of answers with values become terms, anything else stays text.
func formCondition(cell string) *Condition {
	text := expression(cell)
	if text == "" || strings.EqualFold(text, "yes") || strings.EqualFold(text, "true()") {
		return nil
	}
	c := &Condition{Text: text}
	parts, anyOf, ok := splitLogic(text)
	if !ok {
		return c
	}
	for _, part := range parts {
		t, ok := formTerm(part)
		if !ok {
			c.Terms = nil
			return c
		}
		c.Terms = append(c.Terms, t)
	}
	c.Any = anyOf
	return c
}

// splitLogic takes a condition apart at "and" or at "or". A mixture of the two is not taken apart.
func splitLogic(text string) (parts []string, anyOf, ok bool) {
	words := logicWord.FindAllStringSubmatch(text, -1)
	for _, w := range words {
		if !strings.EqualFold(w[1], words[0][1]) {
			return nil, false, false
		}
	}
	for _, part := range logicWord.Split(text, -1) {
		parts = append(parts, unwrap(part))
	}
	return parts, len(words) > 0 && strings.EqualFold(words[0][1], "or"), true
}

// unwrap takes off brackets around a whole term; more than a few are not taken off.
func unwrap(part string) string {
	part = strings.TrimSpace(part)
	for range 4 {
		if !strings.HasPrefix(part, "(") || !strings.HasSuffix(part, ")") || strings.Count(part, "(") != strings.Count(part, ")") {
			break
		}
		part = strings.TrimSpace(part[1 : len(part)-1])
	}
	return part
}

func formTerm(part string) (Term, bool) {
	if m := formEquals.FindStringSubmatch(part); m != nil {
		return Term{Item: strings.TrimSpace(m[1]), Op: Comparison(m[2]), Value: m[3] + m[4] + m[5]}, true
	}
	m := formSelected.FindStringSubmatch(part)
	if m == nil || (m[1] == "") != (m[5] == "") {
		return Term{}, false
	}
	t := Term{Item: strings.TrimSpace(m[2]), Op: Equal, Value: m[3] + m[4]}
	if m[1] != "" {
		t.Op = NotEqual
	}
	return t, true
}

// formBounds reads the smallest and largest number a constraint allows, where it says so plainly.
func formBounds(cell string) (low, high *float64) {
	if strings.Contains(strings.ToLower(cell), " or ") {
		return nil, nil
	}
	for _, m := range formBound.FindAllStringSubmatch(cell, -1) {
		v := parseNumber(m[2])
		switch m[1] {
		case ">=":
			low = v
		case "<=":
			high = v
		}
	}
	return low, high
}

// parseNumber gives a number, with a decimal point or comma, or nil.
func parseNumber(text string) *float64 {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil || v != v || v > 1e15 || v < -1e15 {
		return nil
	}
	return &v
}

// mentions finds, once all items are known, which of them each calculation names.
func (x *xlsForm) mentions() {
	for i := range x.draft.Calculations {
		c := &x.draft.Calculations[i]
		named := map[string]bool{}
		for _, m := range formName.FindAllStringSubmatch(c.Text, -1) {
			named[m[1]] = true
		}
		for j := range x.draft.Items {
			if id := x.draft.Items[j].LinkID; named[id] {
				c.Items = append(c.Items, id)
				delete(named, id)
			}
		}
	}
}

var markup = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,400}>`)

// stripMarks takes tags out of a text that was written for a browser. Their words stay.
func stripMarks(text string) string {
	if !strings.ContainsRune(text, '<') {
		return text
	}
	return markup.ReplaceAllString(text, " ")
}
