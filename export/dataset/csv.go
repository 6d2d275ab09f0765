package dataset

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/mittari/mittari/export"
)

// csv writes every table as a file in UTF-8 with commas and decimal points, and the syntax that reads them.
func (w *writer) csv(ctx context.Context) error {
	tables := w.d.Tables()
	for _, t := range tables {
		f, err := w.f.create("csv/" + t.Name + ".csv")
		if err != nil {
			return err
		}
		if err := errors.Join(w.csvTable(ctx, f.Writer, t), f.Close()); err != nil {
			return err
		}
	}
	if err := w.text("csv/read.R", rSyntax(tables, w.d.o.Words)); err != nil {
		return err
	}
	return w.text("csv/read.sps", spssSyntax(tables, w.d.o.Words))
}

func (w *writer) csvTable(ctx context.Context, out *bufio.Writer, t *Table) error {
	var line []byte
	for i := range t.Columns {
		line = appendText(comma(line, i), t.Columns[i].Name)
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	return w.each(ctx, t, func(row []Cell) error {
		line = line[:0]
		for i, c := range row {
			line = comma(line, i)
			switch kind := t.Columns[i].Kind; {
			case !c.Set:
			case kind == Whole || kind == Decimal:
				line = strconv.AppendFloat(line, c.Number, 'f', -1, 64)
			default:
				line = appendText(line, c.Text)
			}
		}
		_, err := out.Write(append(line, '\n'))
		return err
	})
}

func comma(line []byte, i int) []byte {
	if i > 0 {
		return append(line, ',')
	}
	return line
}

// appendText quotes where it must. A text that a spreadsheet would take for a formula gets an apostrophe before it.
func appendText(line []byte, s string) []byte {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(line, s...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(s, `"`, `""`)...)
	return append(line, '"')
}

// groups writes the report on groups.
func (w *writer) groups(ctx context.Context) error {
	f, err := w.f.create("groups.csv")
	if err != nil {
		return err
	}
	return errors.Join(w.csvTable(ctx, f.Writer, w.d.Groups.Table()), f.Close())
}

// WriteGroups writes the report on groups as CSV.
func (g *Groups) WriteGroups(ctx context.Context, out io.Writer) error {
	b := bufio.NewWriter(out)
	return errors.Join((&writer{}).csvTable(ctx, b, g.Table()), b.Flush())
}

// Table is the report on groups as rows: those of persons, then those of families as a whole.
func (g *Groups) Table() *Table {
	columns := []Column{v("of", Code), v("area", Text), v("year", Text), v("home", Text), v("role", Text), v("gender", Text), v("age_band", Text), v("language", Text), v("families", Whole)}
	columns[0].Values = []Value{{"persons", export.Msg("dataset.of.persons")}, {"families", export.Msg("dataset.of.families")}}
	return fixed("groups", columns, func(emit func(...Cell) error) error {
		for _, part := range []struct {
			of   string
			list []Group
		}{{"persons", g.OfPeople}, {"families", g.OfHomes}} {
			for _, one := range part.list {
				if err := emit(text(part.of), text(one.Area), text(one.Year), text(one.Home), text(one.Role), text(one.Gender), text(one.Ages),
					text(one.Language), whole(one.Families)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
