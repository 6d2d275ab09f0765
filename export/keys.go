package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// StableKey is a name of a label, the same in every language: the message key with its facts, the English text of a
// definition, or the name.
func (l Label) StableKey() string {
	switch {
	case len(l.Parts) > 0:
		parts := make([]string, len(l.Parts))
		for i, p := range l.Parts {
			parts[i] = p.StableKey()
		}
		return strings.Join(parts, "|")
	case l.Key != "":
		return l.Key + factKeys(l.Facts)
	case l.Text != nil:
		return l.Text[instruments.English]
	}
	return l.Raw
}

func factKeys(facts []any) string {
	if len(facts) == 0 {
		return ""
	}
	parts := make([]string, len(facts))
	for i, f := range facts {
		switch f := f.(type) {
		case Label:
			parts[i] = f.StableKey()
		case Number:
			parts[i] = strconv.FormatFloat(f.Value, 'g', 12, 64)
		case store.Date:
			parts[i] = f.String()
		default:
			parts[i] = fmt.Sprint(f)
		}
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// ColumnKeys are stable names of the columns, unique in the table.
func (t *Table) ColumnKeys() []string {
	var seen numbered
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = seen.next(strings.TrimPrefix(c.Label.StableKey(), "report.head."))
	}
	return out
}

// RowKeys are stable names of the rows, unique in the table: the texts that the row begins with.
func (t *Table) RowKeys() []string {
	var seen numbered
	out := make([]string, len(t.Rows))
	for i, r := range t.Rows {
		var parts []string
		for _, c := range r.Cells {
			if c.Kind != TextCell {
				break
			}
			parts = append(parts, c.Label.StableKey())
		}
		if t.Facts && len(parts) > 1 {
			parts = parts[:1]
		}
		out[i] = seen.next(strings.Join(parts, "|"))
	}
	return out
}

// numbered tells equal names apart by a number from the second on.
type numbered map[string]int

func (n *numbered) next(name string) string {
	if *n == nil {
		*n = numbered{}
	}
	(*n)[name]++
	if at := (*n)[name]; at > 1 {
		return name + "#" + strconv.Itoa(at)
	}
	return name
}
