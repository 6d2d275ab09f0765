package sheet

import (
	"strings"

	"github.com/mittari/mittari/instruments"
)

// field is what a column holds.
type field uint8

const (
	ignored field = iota
	itemField
	personField
	dateField
	ageField
	sexField
	informantField
	languageField
	occasionField
	groupField
	valueField
	keyField // a part of what names a sheet
	unused   // known, but nothing asks for it
)

// column is one column of a file.
type column struct {
	name  string // as the header has it
	field field
	item  int // index of the item, with itemField; place among the parts, with keyField
}

// header is the meaning of a file's columns.
type header struct {
	columns []column
	items   int // columns that are items
	parts   int // columns that together name a sheet
}

// has reports whether a column holds the field.
func (h *header) has(f field) bool {
	for i := range h.columns {
		if h.columns[i].field == f {
			return true
		}
	}
	return false
}

// absentItems lists the numbers of items that no column holds.
func (h *header) absentItems(def *instruments.Definition) []int {
	var out []int
	for i := range def.Items {
		found := false
		for k := range h.columns {
			found = found || h.columns[k].field == itemField && h.columns[k].item == i
		}
		if !found {
			out = append(out, def.Items[i].Number)
		}
	}
	return out
}

// readHeader names the columns. Two columns for one field or item are an error, since either may be the right one.
func readHeader(cells [][]byte, rep *report, meaning func(name string) (field, int)) (*header, error) {
	h := &header{}
	for _, cell := range cells {
		name := string(trim(cell))
		f, item := meaning(strings.ToLower(name))
		for _, earlier := range h.columns {
			if f != ignored && earlier.field == f && earlier.item == item {
				return nil, rep.fatal(1, earlier.name, cell, DuplicateColumn)
			}
		}
		switch f {
		case itemField:
			h.items++
		case keyField:
			h.parts++
		default:
		}
		h.columns = append(h.columns, column{name: name, field: f, item: item})
	}
	return h, nil
}

// reportUnknown reports the columns that are not looked at.
func (h *header) reportUnknown(rep *report) {
	for _, c := range h.columns {
		if c.field == ignored && c.name != "" {
			rep.add(1, c.name, nil, UnknownColumn)
		}
	}
}

// sheetField is the field of a column that every table of answers may have.
func sheetField(name string) field {
	switch name {
	case "id", "person", "subject", "patient", "participant_id", "participant":
		return personField
	case "date":
		return dateField
	case "age":
		return ageField
	case "sex", "gender":
		return sexField
	case "informant":
		return informantField
	case "language", "lang":
		return languageField
	}
	return ignored
}

// itemOf gives the index of the item that a column name stands for, or -1. An item is named by its number, alone or
// after q, item, i or the id of the instrument: 1, q1, item_1, i01, phq-9_1, PHQ9_1.
func itemOf(def *instruments.Definition, name string) int {
	plain := squeeze(name)
	for _, prefix := range [...]string{squeeze(string(def.ID)), "item", "q", "i", ""} {
		rest, ok := strings.CutPrefix(plain, prefix)
		if !ok {
			continue
		}
		if i := itemNumbered(def, rest); i >= 0 {
			return i
		}
	}
	return -1
}

// squeeze makes a name comparable: lower case without separators.
func squeeze(name string) string {
	return strings.NewReplacer("-", "", "_", "", ".", "", " ", "").Replace(strings.ToLower(name))
}
