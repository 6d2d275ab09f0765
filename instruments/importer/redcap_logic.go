package importer

import (
	"regexp"
	"strings"
)

// Bounds of a condition that is taken apart. A longer one is kept as text.
const (
	maxLogicText  = 4096
	maxLogicDepth = 8
)

// logic reads a condition: comparisons joined by "and", or by "or". Anything else is kept as text, for a person to
// decide. It is nil when there is no condition.
func logic(text string, term func(string) (Term, bool)) *Condition {
	c := &Condition{Text: clean(text)}
	if c.Text == "" {
		return nil
	}
	if len(c.Text) > maxLogicText {
		return c
	}
	parts, either, ok := splitTerms(bare(c.Text))
	if !ok {
		return c
	}
	for _, part := range parts {
		one, simple := term(bare(part))
		if !simple {
			c.Terms = nil
			return c
		}
		c.Terms = append(c.Terms, one)
	}
	c.Any = either && len(parts) > 1
	return c
}

// bare takes away brackets around the whole of a text.
func bare(text string) string {
	for range maxLogicDepth {
		text = strings.TrimSpace(text)
		if !strings.HasPrefix(text, "(") || closing(text) != len(text)-1 {
			break
		}
		text = text[1 : len(text)-1]
	}
	return text
}

// closing is where the bracket that text begins with is closed, or -1.
func closing(text string) int {
	depth := 0
	var quote byte
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

var logicJoint = regexp.MustCompile(`(?i)^(\s+and\s+|\s+or\s+|\s*&&\s*|\s*\|\|\s*)`)

// splitTerms splits at the outermost "and" or "or". Both kinds together, or an open quotation, are not ok.
func splitTerms(text string) (parts []string, either, ok bool) {
	depth, from := 0, 0
	var quote byte
	both := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && (c == ' ' || c == '&' || c == '|'):
			joint := logicJoint.FindString(text[i:])
			if joint == "" {
				continue
			}
			isOr := strings.ContainsAny(joint, "|rR")
			both = both || len(parts) > 0 && isOr != either
			either = isOr
			parts = append(parts, text[from:i])
			i += len(joint) - 1
			from = i + 1
		}
	}
	parts = append(parts, text[from:])
	return parts, either, !both && quote == 0 && depth == 0
}

var redcapCompare = regexp.MustCompile(`^\[([A-Za-z][A-Za-z0-9_]*)(?:\(([^()\[\]]*)\))?\]\s*(=|<>|!=|<=|>=|<|>)\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?))$`)

// redcapTerm reads one comparison of branching logic: [field] = "1", or [field(2)] = "1" for a box that is ticked.
func redcapTerm(text string) (Term, bool) {
	m := redcapCompare.FindStringSubmatch(text)
	if m == nil {
		return Term{}, false
	}
	t := Term{Item: m[1], Op: comparison(m[3]), Value: clean(m[4] + m[5] + m[6])}
	switch {
	case m[2] != "": // a box: only "ticked" can be said
		ticked := t.Op == Equal && t.Value == "1" || t.Op == NotEqual && t.Value == "0"
		return Term{Item: t.Item, Op: Exists, Value: clean(m[2])}, ticked
	case t.Value == "" && t.Op == NotEqual:
		return Term{Item: t.Item, Op: Exists, Value: "true"}, true
	case t.Value == "" && t.Op == Equal:
		return Term{Item: t.Item, Op: Exists, Value: "false"}, true
	case t.Value == "":
		return Term{}, false
	}
	return t, true
}

// comparison gives a comparison by how programs write it.
func comparison(sign string) Comparison {
	switch sign {
	case "==", "eq":
		return Equal
	case "<>", "ne":
		return NotEqual
	case "lt":
		return Less
	case "le":
		return LessEqual
	case "gt":
		return More
	case "ge":
		return MoreEqual
	}
	return Comparison(sign)
}
