package export

import (
	"context"
	"fmt"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/store"
)

// Changed counts what came into a record after a report was frozen and may change its figures.
type Changed struct {
	Frozen    store.DocumentID // the frozen report that this is about
	Known     bool             // false: it was frozen in another file, whose later changes cannot be told here
	Late      int              // answers of the time of the report that came later
	Corrected int              // answers that were corrected
	Erased    int              // families that were erased
	Other     int              // anything else: persons, service periods, events, participants, targets
}

// since is what has changed since the last frozen report of a kind.
type since struct {
	frozen  store.FrozenReport
	changed Changed
	program bool // made by another version of the program
	rules   bool
	keys    bool // a definition reads otherwise
	told    []disclosure.Published
	Comparison
}

// sinceFrozen recounts the last frozen report of a kind, unless it looks at later days than the report to come. It is
// nil when there is none.
func sinceFrozen(ctx context.Context, k Kind, d Data, o Options) (*since, error) {
	last := LastFrozen(d.Frozen, k)
	if last == nil || last.DataDate.After(o.Today) || !o.Period.To.IsZero() && last.DataDate.After(o.Period.To) {
		return nil, nil
	}
	return recount(ctx, *last, d, o)
}

func recount(ctx context.Context, f store.FrozenReport, d Data, o Options) (*since, error) {
	then, err := ReadFigures(f.Figures)
	if err != nil {
		return nil, fmt.Errorf("read frozen report %s: %w", f.ID, err)
	}
	s := &since{frozen: f, program: f.Program != o.Program, rules: f.Rules != RulesVersion(), keys: changedDefinitions(f, d)}
	now, err := Rerun(ctx, f, d)
	if err == nil && now.Checksum != f.Checksum {
		now, err = Recount(ctx, f, d)
	}
	if err != nil {
		return nil, fmt.Errorf("recount frozen report %s: %w", f.ID, err)
	}
	s.Comparison = Compare(then, FiguresOf(now))
	if d.Since != nil && d.Since.Frozen == f.ID {
		s.changed = *d.Since
	}
	if !s.Equal() {
		s.told = nested(now.Published, f.From, o.Period.From)
	}
	return s, nil
}

// CheckFrozen counts a frozen report again for a reader who has it, and says what may explain the differences.
func CheckFrozen(ctx context.Context, f store.FrozenReport, d Data, program string) (Comparison, []Label, error) {
	s, err := recount(ctx, f, d, Options{Program: program})
	if err != nil {
		return Comparison{}, nil, err
	}
	if s.Equal() {
		return s.Comparison, nil, nil
	}
	return s.Comparison, s.why(), nil
}

func (s *since) recounted() []disclosure.Published {
	if s == nil {
		return nil
	}
	return s.told
}

// mostOnCover is how many differences the cover lists; the others are counted.
const mostOnCover = 15

// write puts the note on the cover of a report.
func (s *since) write(r *Report) {
	if s == nil {
		return
	}
	cover := r.Section(coverKey)
	period := Period{Key: s.frozen.Period, From: s.frozen.From, To: s.frozen.To}.Label()
	facts := []any{"period", period, "made", store.DateOf(s.frozen.Made)}
	if s.Equal() {
		cover.Closing = append(cover.Closing, Msg("freeze.same", facts...))
		return
	}
	n := len(s.Differences)
	if n == 0 {
		cover.Closing = append(cover.Closing, Msg("freeze.finer", facts...))
	} else {
		cover.Closing = append(cover.Closing, MsgN("freeze.differs", n, facts...))
		cover.Tables = append(cover.Tables, DifferenceTable(s.Differences[:min(n, mostOnCover)]))
	}
	if why := s.why(); len(why) > 0 {
		cover.Closing = append(cover.Closing, Msg("freeze.why", "why", Join(", ", why...)))
	}
	if n > mostOnCover {
		cover.Closing = append(cover.Closing, MsgN("freeze.more", n-mostOnCover))
	}
}

// why is what may explain the differences.
func (s *since) why() []Label {
	if !s.changed.Known {
		return append(s.versions(), Msg("freeze.why.unknown"))
	}
	return append(s.changed.reasons(), s.versions()...)
}

// reasons are what came into the record, in words. Small numbers are not told exactly.
func (c Changed) reasons() []Label {
	var out []Label
	add := func(key string, n int) {
		switch {
		case n == 0:
		case n < fewLeftOut:
			out = append(out, Msg("freeze.why."+key+".few"))
		default:
			out = append(out, MsgN("freeze.why."+key, n))
		}
	}
	add("late", c.Late)
	add("corrected", c.Corrected)
	add("erased", c.Erased)
	if c.Other > 0 {
		out = append(out, Msg("freeze.why.other"))
	}
	return out
}

func (s *since) versions() []Label {
	var out []Label
	for _, v := range []struct {
		changed bool
		key     string
	}{{s.program, "program"}, {s.rules, "rules"}, {s.keys, "keys"}} {
		if v.changed {
			out = append(out, Msg("freeze.why."+v.key))
		}
	}
	return out
}

// DifferenceTable lists differences: where, what was printed, what would be now, and by how much.
func DifferenceTable(all []Difference) Table {
	t := Table{
		Key: "since-frozen", Caption: Msg("freeze.table"), Notes: []Label{Msg("freeze.table.note")},
		Columns: append([]Column{wide(Msg("report.head.sheet")), wide(Msg("report.head.figure"))}, heads("then", "now", "by")...),
	}
	for _, d := range all {
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Kind: TextCell, Label: d.Section}, {Kind: TextCell, Label: d.Name()}, d.Before.cell(), d.Now.cell(), d.by(),
		}})
	}
	return t
}

// Name says which figure it is: table, row and column.
func (d Difference) Name() Label { return Join(" · ", d.Table, d.Row, d.Column) }

func (c FigureCell) cell() Cell {
	return Cell{Kind: c.Kind, Value: c.Value, Decimals: c.Decimals, Signed: c.Signed, N: c.N, Hidden: c.Hidden}
}

// by is the difference; that of shares is in percentage points.
func (d Difference) by() Cell {
	by, ok := d.By()
	switch {
	case !ok:
		return Cell{Kind: TextCell, Label: Msg("freeze.kind." + string(d.Kind))}
	case d.Now.Kind == ShareCell:
		return Cell{Kind: TextCell, Label: Msg("freeze.points", "n", Number{Value: 100 * by, Signed: true})}
	}
	return Cell{Kind: NumberCell, Value: by, Decimals: d.Now.Decimals, Signed: true}
}
