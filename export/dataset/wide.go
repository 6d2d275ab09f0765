package dataset

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/mittari/mittari/export"
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// times are the two occasions of a wide row.
func times() []string { return []string{"t0", "t1"} }

// wideTable has a row for each respondent, period and subject who gave the instrument at the start or the end, with both
// side by side. Of several starts the first is taken, of several ends the last.
func (x *index) wideTable(g *gathered, d *instruments.Definition) *Table {
	t := &Table{
		Name: fmt.Sprintf("wide-%s-%d", d.ID, d.Version), Parted: true,
		Label: export.Msg("dataset.table.wide", "instrument", title(d), "version", d.Version),
	}
	t.Columns = append(x.known(), v("episode", Whole), v("subject", Whole), informants(), flag("ended"), flag("ended_in_period"))
	for _, at := range times() {
		t.Columns = append(t.Columns, timed(v("week", Whole), at), timed(flag("in_period"), at), timed(modes("mode"), at))
		for i := range d.Items {
			t.Columns = append(t.Columns, timed(itemColumn(d, &d.Items[i]), at))
		}
		for _, s := range shown(d) {
			t.Columns = append(t.Columns, scaleColumns(d, s, at)...)
		}
	}
	for _, s := range shown(d) {
		c := v("figure", Whole)
		c.Name, c.From = name(s.ID)+"_figure", d
		c.Label = export.Join(": ", export.TextOf(s.Title), c.Label)
		t.Columns = append(t.Columns, c)
	}
	t.Rows = func(ctx context.Context, emit func([]Cell) error) error {
		return x.wideRows(ctx, g, d, emit)
	}
	return t
}

// shown are the scales that are not for the worker alone.
func shown(d *instruments.Definition) []*instruments.Scale {
	var out []*instruments.Scale
	for i := range d.Scales {
		if d.Scales[i].For != instruments.ForWorker {
			out = append(out, &d.Scales[i])
		}
	}
	return out
}

// name is an id as part of a variable's name.
func name[T ~string](id T) string { return strings.ReplaceAll(string(id), "-", "_") }

func title(d *instruments.Definition) export.Label { return export.TextOf(d.Title) }

func timed(c Column, at string) Column {
	c.Name, c.Label = at+"_"+c.Name, export.Join(", ", export.Msg("dataset."+at), c.Label)
	return c
}

// itemColumn is the code given to an item. Its label is our own cue.
func itemColumn(d *instruments.Definition, item *instruments.Item) Column {
	cue, options := instruments.Text{}, map[int]instruments.Text{}
	for lang, cues := range d.Cues {
		cue[lang] = cues.Items[item.Number]
		for code, said := range cues.Options[item.Set] {
			if options[code] == nil {
				options[code] = instruments.Text{}
			}
			options[code][lang] = said
		}
	}
	c := Column{Name: "i" + strconv.Itoa(item.Number), Kind: Whole, Label: export.Join(". ", export.Name(strconv.Itoa(item.Number)), export.TextOf(cue)), From: d}
	if set := d.Set(item.Set); set != nil {
		r := instruments.Range{}
		for i, o := range set.Options {
			c.Values = append(c.Values, Value{strconv.Itoa(o.Code), export.TextOf(options[o.Code])})
			if f := float64(o.Code); i == 0 {
				r = instruments.Range{Min: f, Max: f}
			} else {
				r = instruments.Range{Min: min(r.Min, f), Max: max(r.Max, f)}
			}
		}
		c.Range = &r
	}
	return c
}

func scaleColumns(d *instruments.Definition, s *instruments.Scale, at string) []Column {
	said := export.TextOf(s.Title)
	one := func(suffix, label string, k Kind) Column {
		c := Column{Name: name(s.ID) + suffix, Kind: k, Label: said, From: d, Width: 24}
		if label != "" {
			c.Label = export.Join(": ", said, export.Msg(label))
		}
		return timed(c, at)
	}
	value, reported := one("", "", Decimal), one("_reported", "dataset.var.reported", Decimal)
	value.Range, reported.Range = &s.Range, &s.Range
	status := one("_status", "dataset.var.status", Code)
	status.Values = coded("", "dataset.status.", isScored, isNotScored, isWithheld).Values
	return []Column{value, reported, status, one("_band", "dataset.var.band", Text)}
}

// pairKey tells which sheets belong into one row.
type pairKey struct {
	episode *episode
	subject *person
}

func (x *index) wideRows(ctx context.Context, g *gathered, d *instruments.Definition, emit func([]Cell) error) error {
	var keys []pairKey
	pairs := map[pairKey]*[2]*sheet{}
	var of *person
	flush := func() error {
		for _, k := range keys {
			if err := emit(x.wideRow(of, k, pairs[k], d)); err != nil {
				return err
			}
		}
		keys = keys[:0]
		clear(pairs)
		return ctx.Err()
	}
	for i := range g.sheets {
		s := &g.sheets[i]
		if s.def != d || !s.serves(store.Start) && !s.serves(store.End) {
			continue
		}
		if s.person != of {
			if err := flush(); err != nil {
				return err
			}
			of = s.person
		}
		k := pairKey{s.episode, s.subject}
		p := pairs[k]
		if p == nil {
			p = &[2]*sheet{}
			keys, pairs[k] = append(keys, k), p
		}
		if s.serves(store.Start) && (p[0] == nil || s.answered.Before(p[0].answered)) {
			p[0] = s
		}
		if s.serves(store.End) && (p[1] == nil || s.answered.After(p[1].answered)) {
			p[1] = s
		}
	}
	return flush()
}

func (s *sheet) serves(w store.Wave) bool { return s.wave == w || s.also == w }

func (x *index) wideRow(p *person, k pairKey, pair *[2]*sheet, d *instruments.Definition) []Cell {
	one := pair[0]
	if one == nil {
		one = pair[1]
	}
	e := k.episode
	row := append(x.knownOf(p), whole(e.number), x.subject(one), text(string(one.informant)), yes(e.ended), yes(e.ended && x.o.Period.Has(e.End)))
	for _, s := range pair {
		row = append(row, x.timeCells(s, d)...)
	}
	for _, scale := range shown(d) {
		row = append(row, x.figure(pair[0], d, scale))
	}
	return row
}

// timeCells are one of the two occasions; nil leaves all of them empty.
func (x *index) timeCells(s *sheet, d *instruments.Definition) []Cell {
	scales := shown(d)
	row := make([]Cell, 3+len(d.Items)+4*len(scales))
	if s == nil {
		return row
	}
	row[0], row[1], row[2] = x.weeks(s.episode.Episode, s.answered), yes(x.inPeriod(s.answered)), text(string(s.mode))
	for i, r := range s.answers {
		if i < len(d.Items) {
			row[3+i], _, _, _ = s.answer(&d.Items[i], r)
		}
	}
	for i, scale := range scales {
		for k := range s.scores {
			if s.scores[k].scale != scale {
				continue
			}
			c := x.scoreCells(d, &s.scores[k])
			at := 3 + len(d.Items) + 4*i
			row[at], row[at+1], row[at+2], row[at+3] = c.value, c.reported, text(c.status), c.band
		}
	}
	return row
}

// figure is the row of the table of figures that decides about this person's reliable change.
func (x *index) figure(start *sheet, d *instruments.Definition, scale *instruments.Scale) Cell {
	if start == nil || x.limitsOf(d, scale).figures {
		return Cell{}
	}
	c := scoring.Context{Informant: start.informant, Age: -1}
	subject := start.subject
	if subject == nil {
		subject = start.person
	}
	c.Sex, c.Age = subject.Gender.Sex(), subject.AgeOn(start.answered)
	if !x.o.ForCheck {
		c.Age = -1 // no figure that hangs on it comes here
	}
	basis, _ := change.BasisFor(d, scale.ID, c)
	return whole(x.figures.number(d, scale, basis))
}
