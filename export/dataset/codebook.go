package dataset

import (
	"context"
	"fmt"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring/change"
)

// figureKey is what decides about a change of a scale.
type figureKey struct {
	def              *instruments.Definition
	scale            *instruments.Scale
	points, sd, r    float64
	cutoff           float64
	hasCutoff        bool
	side             instruments.Side
	basis            string
	sdFrom, rFrom    string
	confidence, from string
}

// figures numbers them as they come up.
type figures struct {
	at   map[figureKey]int
	list []figureKey
}

func (f *figures) number(d *instruments.Definition, s *instruments.Scale, b change.Basis) int {
	k := figureKey{
		def: d, scale: s, points: b.Points, sd: b.SD, r: b.R, basis: b.Description, sdFrom: b.SDSource, rFrom: b.RSource,
		confidence: string(b.Evidence.Confidence), from: strings.Join(b.Evidence.Sources, " "),
	}
	if b.Cutoff != nil {
		k.cutoff, k.hasCutoff, k.side = b.Cutoff.Value, true, b.Cutoff.Side
	}
	if n, ok := f.at[k]; ok {
		return n
	}
	f.list = append(f.list, k)
	f.at[k] = len(f.list)
	return len(f.list)
}

func positive(v float64) Cell {
	if v > 0 {
		return number(v)
	}
	return Cell{}
}

// fixed is a table of rows that do not hang on persons.
func fixed(name string, columns []Column, rows func(emit func(...Cell) error) error) *Table {
	return &Table{
		Name: name, Label: export.Msg("dataset.table." + name), Columns: columns,
		Rows: func(_ context.Context, emit func([]Cell) error) error {
			return rows(func(cells ...Cell) error { return emit(cells) })
		},
	}
}

// figuresTable comes after the wide tables, which refer to it.
func (x *index) figuresTable() *Table {
	return fixed("figures", []Column{
		v("figure", Whole), v("instrument", Text), v("version", Whole), v("scale", Text), v("points", Decimal), v("sd", Decimal), v("reliability", Decimal),
		v("cutoff", Decimal), v("clinical_side", Text), v("basis", Text), v("confidence", Text), v("sources", Text),
	}, func(emit func(...Cell) error) error {
		for i, k := range x.figures.list {
			var cutoff Cell
			if k.hasCutoff {
				cutoff = number(k.cutoff)
			}
			if err := emit(whole(i+1), text(string(k.def.ID)), whole(k.def.Version), text(string(k.scale.ID)), positive(k.points), positive(k.sd),
				positive(k.r), cutoff, text(string(k.side)), text(k.basis), text(k.confidence), text(k.from)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (x *index) scalesTable() *Table {
	w := x.o.Words
	return fixed("scales", []Column{
		v("instrument", Text), v("version", Whole), v("scale", Text), v("title", Text), flag("main"), v("direction", Text), v("least", Decimal),
		v("most", Decimal), v("judged_on", Text), v("missing_rule", Text), v("reliability", Decimal), v("reliability_id", Text), v("confidence", Text),
		v("sources", Text), flag("withheld"),
	}, func(emit func(...Cell) error) error {
		for _, d := range x.defs {
			for _, s := range shown(d) {
				on := instruments.BandsOnReported
				if s.BandsOn == instruments.BandsOnExact {
					on = s.BandsOn
				}
				r := lowest(d, s.ID)
				var value Cell
				var id string
				if r != nil {
					value, id = number(r.Value), r.ID
				}
				if err := emit(text(string(d.ID)), whole(d.Version), text(string(s.ID)), text(w.Text(s.Title)), yes(isMain(d, s)), text(string(s.Direction)),
					number(s.Range.Min), number(s.Range.Max), text(on), text(string(s.Missing.Policy)), value, text(id),
					text(string(s.Evidence.Confidence)), text(strings.Join(s.Evidence.Sources, " ")), yes(x.limitsOf(d, s).score)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// lowest is the reliability that asks for the largest change; nil: none is known.
func lowest(d *instruments.Definition, id instruments.ScaleID) *instruments.Reliability {
	var out *instruments.Reliability
	for i := range d.Reliability {
		if r := &d.Reliability[i]; r.Scale == id && (out == nil || r.Value < out.Value) {
			out = r
		}
	}
	return out
}

// isMain reports whether the scale stands for its instrument: all do where none is marked.
func isMain(d *instruments.Definition, s *instruments.Scale) bool {
	for i := range d.Scales {
		if d.Scales[i].Main {
			return s.Main
		}
	}
	return true
}

func (x *index) instrumentsTable() *Table {
	w := x.o.Words
	return fixed("instruments", []Column{
		v("instrument", Text), v("version", Whole), v("title", Text), v("abbreviation", Text), v("scales", Whole), v("definition", Text), v("minutes", Decimal), v("holder", Text), v("sources", Text),
	}, func(emit func(...Cell) error) error {
		for _, d := range x.defs {
			var sources []string
			for i := range d.Sources {
				sources = append(sources, d.Sources[i].ID)
			}
			if err := emit(text(string(d.ID)), whole(d.Version), text(w.Text(d.Title)), text(short(w, d)), whole(len(d.Scales)), text(d.Hash), number(d.Minutes), text(d.Rights.Holder),
				text(strings.Join(sources, " "))); err != nil {
				return err
			}
		}
		return nil
	})
}

// short is the name people use, or the title where there is none.
func short(w export.Words, d *instruments.Definition) string {
	if len(d.Abbreviation) == 0 {
		return w.Text(d.Title)
	}
	return w.Text(d.Abbreviation)
}

// variablesTable lists every column of every table.
func (x *index) variablesTable(tables []*Table) *Table {
	w := x.o.Words
	return fixed("variables", []Column{
		v("table", Text), v("position", Whole), v("variable", Text), v("type", Text), v("label", Text), v("least", Decimal), v("most", Decimal),
		v("missing", Text), v("instrument", Text), v("version", Whole), v("definition", Text),
	}, func(emit func(...Cell) error) error {
		for _, t := range tables {
			for i := range t.Columns {
				c := &t.Columns[i]
				var low, high, version Cell
				if c.Range != nil {
					low, high = number(c.Range.Min), number(c.Range.Max)
				}
				var from, hash string
				if c.From != nil {
					from, hash, version = string(c.From.ID), c.From.Hash, whole(c.From.Version)
				}
				if err := emit(text(t.Name), whole(i+1), text(c.Name), text(c.Kind.String()), text(c.Label.In(w)), low, high,
					text(w.T("dataset.empty")), text(from), version, text(hash)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// valuesTable says what codes stand for.
func (x *index) valuesTable(tables []*Table) *Table {
	w := x.o.Words
	return fixed("values", []Column{v("table", Text), v("variable", Text), v("code", Text), v("label", Text)}, func(emit func(...Cell) error) error {
		for _, t := range tables {
			for i := range t.Columns {
				for _, value := range t.Columns[i].Values {
					if err := emit(text(t.Name), text(t.Columns[i].Name), text(value.Code), text(value.Label.In(w))); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// String is the name of a kind in the codebook.
func (k Kind) String() string {
	switch k {
	case Code:
		return "code"
	case Whole:
		return "whole"
	case Decimal:
		return "decimal"
	case Text:
		return "text"
	}
	return fmt.Sprint(uint8(k))
}
