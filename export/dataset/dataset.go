package dataset

import (
	"context"
	"fmt"
	"slices"
)

// Dataset is a dataset ready to be written: pseudonymous, and with no group too small.
type Dataset struct {
	Groups  Groups
	Forms   int // administrations in it
	Unknown int // administrations left out because their instrument is not known here
	x       *index
	g       *gathered
	o       Options
}

// Prepare reads a record, takes away what could tell who somebody is, and looks whether anybody stands too alone: then it
// is a SmallGroupsError and nothing can be written.
func Prepare(ctx context.Context, src Source, o Options) (*Dataset, error) {
	o.settle()
	x := newIndex(&src, &o)
	groups, err := x.protect()
	if err != nil {
		return nil, err
	}
	g, err := x.gather(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the administrations for a dataset: %w", err)
	}
	return &Dataset{Groups: groups, Forms: len(g.sheets), Unknown: g.unknown, x: x, g: g, o: o}, nil
}

// dropped reports whether a step was taken.
func (x *index) dropped(s Step) bool { return slices.Contains(x.taken, s) }

// Tables lists what the dataset holds: rows about people first, then what they rest on, then the codebook. Rows must be
// asked for in this order, because figures are numbered as they come up.
func (d *Dataset) Tables() []*Table {
	x := d.x
	tables := []*Table{x.episodesTable(), x.personsTable(), x.eventsTable(), x.occasionsTable(d.g), x.longTable(d.g)}
	for _, def := range x.defs {
		tables = append(tables, x.wideTable(d.g, def))
	}
	tables = append(tables, x.figuresTable(), x.scalesTable(), x.instrumentsTable())
	book := slices.Clone(tables)
	return append(tables, x.variablesTable(book), x.valuesTable(book))
}
