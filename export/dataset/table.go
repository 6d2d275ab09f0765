package dataset

import (
	"context"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
)

// Kind is what a column holds.
type Kind uint8

// Kinds.
const (
	Text    Kind = iota // a text as it is
	Code                // one of a few texts, each of which stands for something
	Whole               // a whole number
	Decimal             // a number
)

// Column is a variable.
type Column struct {
	Name   string // ASCII, fit for R and SPSS
	Kind   Kind
	Width  int // bytes of the longest text
	Label  export.Label
	Values []Value
	Range  *instruments.Range
	From   *instruments.Definition // of an item or a scale
}

// Value is a code with what it stands for.
type Value struct {
	Code  string
	Label export.Label
}

// Cell is a value of a row. The zero Cell is missing.
type Cell struct {
	Set    bool
	Text   string  // Text and Code
	Number float64 // Whole and Decimal
}

func text(s string) Cell    { return Cell{Set: s != "", Text: s} }
func number(v float64) Cell { return Cell{Set: true, Number: v} }
func whole(v int) Cell      { return number(float64(v)) }
func yes(b bool) Cell {
	if b {
		return whole(1)
	}
	return whole(0)
}

// Table is a part of the dataset. Rows calls emit for every row; the slice is used again for the next.
type Table struct {
	Name    string
	Label   export.Label
	Columns []Column
	// Parted tables have rows of people, which Parquet divides by area and year.
	Parted bool
	// Size is how many rows there are, where that is known beforehand; nil where it is not.
	Size func() int
	Rows func(ctx context.Context, emit func([]Cell) error) error
}

// column finds a column by its name, or −1.
func (t *Table) column(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// v is a column with the label of its own name.
func v(name string, k Kind) Column {
	return Column{Name: name, Kind: k, Label: export.Msg("dataset.var." + name), Width: 40}
}

// coded is a column of codes with their messages, which begin with prefix.
func coded(name, prefix string, codes ...string) Column {
	c := v(name, Code)
	c.Width = 1
	for _, code := range codes {
		c.Values = append(c.Values, Value{code, export.Msg(prefix + code)})
		c.Width = max(c.Width, len(code))
	}
	return c
}

// flag is 1 for yes and 0 for no.
func flag(name string) Column {
	c := v(name, Whole)
	c.Values = []Value{{"0", export.Msg("dataset.no")}, {"1", export.Msg("dataset.yes")}}
	c.Range = &instruments.Range{Min: 0, Max: 1}
	return c
}
