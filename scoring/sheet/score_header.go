package sheet

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mittari/mittari/instruments"
)

// sheetHeader reads the header of a table of answer sheets.
func sheetHeader(rows Rows, def *instruments.Definition, o *ScoreOptions, rep *report) (*header, error) {
	cells, err := firstRow(rows, rep)
	if err != nil {
		return nil, err
	}
	h, err := readHeader(cells, rep, o.meaning(def))
	if err != nil {
		return nil, err
	}
	for i, name := range o.Key {
		part := func(c column) bool { return c.field == keyField && c.item == i }
		if !slices.ContainsFunc(h.columns, part) {
			return nil, rep.fatal(1, name, nil, NoColumn)
		}
	}
	h.reportUnknown(rep)
	if h.items == 0 {
		return nil, rep.fatal(1, "", []byte(likelyPrefix(h)), NoItems)
	}
	return h, nil
}

// meaning gives the meaning of column names in a table of answer sheets.
func (o *ScoreOptions) meaning(def *instruments.Definition) func(name string) (field, int) {
	columns := map[string]int{}
	for name, number := range o.Columns {
		columns[squeeze(name)] = def.ItemIndex(number)
	}
	bySex := splitBySex(def)
	item := func(name string) int { return itemOf(def, name) }
	if o.Prefix != "" || len(columns) > 0 {
		item = func(name string) int { return o.itemOf(def, columns, name) }
	}
	return func(name string) (field, int) {
		for i, key := range o.Key {
			if strings.EqualFold(key, name) {
				return keyField, i
			}
		}
		if i := item(name); i >= 0 && o.named(columns, name) {
			return itemField, i // somebody said so
		}
		switch f := sheetField(name); {
		case f == ignored, f == personField && len(o.Key) > 0:
		case f == sexField && !bySex:
			return unused, 0
		default:
			return f, 0
		}
		if i := item(name); i >= 0 {
			return itemField, i
		}
		return ignored, 0
	}
}

// splitBySex reports whether any table of a definition asks for the sex of the subject. Where none does, nobody needs to
// write it in a way that can be read.
func splitBySex(def *instruments.Definition) bool {
	asks := func(p instruments.Population) bool { return p.Sex != "" }
	return slices.ContainsFunc(def.BandSets, func(b instruments.BandSet) bool { return asks(b.Population) }) ||
		slices.ContainsFunc(def.Cutoffs, func(c instruments.Cutoff) bool { return asks(c.Population) }) ||
		slices.ContainsFunc(def.Norms, func(n instruments.Norm) bool { return asks(n.Population) })
}

func (o *ScoreOptions) named(columns map[string]int, name string) bool {
	_, ok := columns[squeeze(name)]
	return ok
}

// itemOf gives the item of a column by what the options say, or -1.
func (o *ScoreOptions) itemOf(def *instruments.Definition, columns map[string]int, name string) int {
	plain := squeeze(name)
	if i, ok := columns[plain]; ok {
		return i
	}
	number, ok := strings.CutPrefix(plain, squeeze(o.Prefix))
	if o.Prefix == "" || !ok {
		return -1
	}
	return itemNumbered(def, number)
}

// itemNumbered gives the index of an item by its number in digits, or -1.
func itemNumbered(def *instruments.Definition, digits string) int {
	if len(digits) == 0 || len(digits) > 4 || strings.Trim(digits, "0123456789") != "" {
		return -1
	}
	number, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return def.ItemIndex(number)
}

// likelyPrefix is what most names of unknown columns that end in a number begin with; empty when fewer than two do.
func likelyPrefix(h *header) string {
	counts := map[string]int{}
	best := ""
	for _, c := range h.columns {
		prefix := strings.TrimRight(c.name, "0123456789")
		if c.field != ignored || prefix == "" || prefix == c.name {
			continue
		}
		counts[prefix]++
		if counts[prefix] > counts[best] {
			best = prefix
		}
	}
	if counts[best] < 2 {
		return ""
	}
	return best
}
