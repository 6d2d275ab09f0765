package dataset

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/mittari/mittari/export/internal/parquet"
)

// Names of the columns that Parquet divides tables by.
const (
	areaColumn = "area"
	yearColumn = "year"
)

// unknown is the name of the part of those whose area or year is not told.
const unknown = "unknown"

// parquet writes each table into a folder of its own. Tables of people are divided by area and year, whose names are
// those of the folders, as DuckDB and Spark read them: long/area=ES/year=2025/part-0.parquet.
func (w *writer) parquet(ctx context.Context) error {
	for _, t := range w.d.Tables() {
		p := &parting{w: w, t: t, area: -1, year: -1}
		if t.Parted {
			p.area, p.year = t.column(areaColumn), t.column(yearColumn)
		}
		err := w.each(ctx, t, p.row)
		if err == nil && p.out == nil && !t.Parted {
			err = p.begin("part-0.parquet") // an empty table has columns all the same
		}
		if err := errors.Join(err, p.end()); err != nil {
			return err
		}
	}
	return nil
}

// parting writes one table; rows come in the order of its parts.
type parting struct {
	w          *writer
	t          *Table
	area, year int
	name       string
	file       *file
	out        *parquet.Writer
	columns    []int // of the table, for each column of the file
}

func (p *parting) row(row []Cell) error {
	name := "part-0.parquet"
	if p.area >= 0 {
		name = fmt.Sprintf("area=%s/year=%s/%s", part(row[p.area], row[p.area].Text), part(row[p.year], strconv.Itoa(int(row[p.year].Number))), name)
	}
	if p.out == nil || name != p.name {
		if err := errors.Join(p.end(), p.begin(name)); err != nil {
			return err
		}
	}
	for i, from := range p.columns {
		c := row[from]
		if !c.Set {
			continue
		}
		switch p.t.Columns[from].Kind {
		case Whole:
			p.out.Integer(i, int64(c.Number))
		case Decimal:
			p.out.Number(i, c.Number)
		case Text, Code:
			p.out.Text(i, c.Text)
		}
	}
	return p.out.EndRow()
}

func part(c Cell, s string) string {
	if !c.Set {
		return unknown
	}
	return s
}

func (p *parting) begin(name string) error {
	f, err := p.w.f.create("parquet/" + p.t.Name + "/" + name)
	if err != nil {
		return err
	}
	var columns []parquet.Column
	p.columns = p.columns[:0]
	for i := range p.t.Columns {
		if i == p.area || i == p.year {
			continue
		}
		c := parquet.Column{Name: p.t.Columns[i].Name, Kind: parquet.Text}
		switch p.t.Columns[i].Kind {
		case Whole:
			c.Kind = parquet.Integer
		case Decimal:
			c.Kind = parquet.Number
		case Text, Code:
		}
		columns, p.columns = append(columns, c), append(p.columns, i)
	}
	p.name, p.file = name, f
	p.out, err = parquet.NewWriter(f, columns,
		parquet.Meta{Key: "mittari.table", Value: p.t.Name}, parquet.Meta{Key: "mittari.dataset", Value: strconv.Itoa(p.w.d.o.Number)})
	return err
}

func (p *parting) end() error {
	if p.file == nil {
		return nil
	}
	var err error
	if p.out != nil {
		err = p.out.Close()
	}
	err = errors.Join(err, p.file.Close())
	p.file, p.out = nil, nil
	return err
}
