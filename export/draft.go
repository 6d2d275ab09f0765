package export

import (
	"context"
	"fmt"
	"math"

	"github.com/mittari/mittari/export/disclosure"
	"github.com/mittari/mittari/scoring/cohort"
)

// A draft cell becomes a cell once it is known what may be shown.
type draftCell func(*disclosure.Outcome) Cell

type draftTable struct {
	Table
	rows   [][]draftCell
	totals map[int]bool
}

func (t *draftTable) row(cells ...draftCell) { t.rows = append(t.rows, cells) }

func (t *draftTable) total(cells ...draftCell) {
	if t.totals == nil {
		t.totals = map[int]bool{}
	}
	t.totals[len(t.rows)] = true
	t.row(cells...)
}

// draftSection is a section before protection. Words that quote figures are made last, from what may be shown.
type draftSection struct {
	Section
	tables []*draftTable
	quotes func(*disclosure.Outcome, *Section)
}

// seal turns drafts into sections: protects all counts together, then fills in what may be shown.
func seal(ctx context.Context, p *disclosure.Problem, drafts []*draftSection) ([]Section, *disclosure.Outcome, error) {
	out, err := p.Protect(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("protect small groups: %w", err)
	}
	sections := make([]Section, len(drafts))
	for i, d := range drafts {
		s := d.Section
		for _, t := range d.tables {
			s.Tables = append(s.Tables, t.fill(out))
		}
		if d.quotes != nil {
			d.quotes(out, &s)
		}
		sections[i] = s
	}
	return sections, out, nil
}

func (t *draftTable) fill(out *disclosure.Outcome) Table {
	table := t.Table
	for r, cells := range t.rows {
		row := Row{Total: t.totals[r]}
		for _, c := range cells {
			row.Cells = append(row.Cells, c(out))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func text(l Label) draftCell {
	return func(*disclosure.Outcome) Cell { return Cell{Kind: TextCell, Label: l} }
}

func blank() draftCell { return func(*disclosure.Outcome) Cell { return Cell{} } }

// constant is a number that says nothing about persons. NaN is a blank.
func constant(v float64, decimals int) draftCell {
	if math.IsNaN(v) {
		return blank()
	}
	return func(*disclosure.Outcome) Cell { return Cell{Kind: NumberCell, Value: v, Decimals: decimals} }
}

func count(v disclosure.Var, from *Origin) draftCell {
	return func(out *disclosure.Outcome) Cell {
		n, why := out.Count(v)
		if why != disclosure.Shown {
			return Cell{Kind: HiddenCell, Hidden: why, Origin: from}
		}
		return Cell{Kind: CountCell, Value: float64(n), N: n, Origin: from}
	}
}

// statistic is a mean or the like of the counted persons. NaN means that there is none.
func statistic(v disclosure.Var, value float64, decimals int, signed bool, from *Origin) draftCell {
	return func(out *disclosure.Outcome) Cell {
		why := out.Statistic(v)
		if why == disclosure.Shown && !cohort.Defined(value) {
			why = disclosure.Empty
		}
		if why != disclosure.Shown {
			return Cell{Kind: HiddenCell, Hidden: why, Origin: from}
		}
		n, _ := out.Count(v)
		return Cell{Kind: NumberCell, Value: value, Decimals: decimals, Signed: signed, N: n, Origin: from}
	}
}

func share(part, whole disclosure.Var, from *Origin) draftCell {
	return ofShare(part, whole, from, func(s cohort.Share) float64 { return s.Value })
}

func shareLow(part, whole disclosure.Var, from *Origin) draftCell {
	return ofShare(part, whole, from, func(s cohort.Share) float64 { return s.Interval.Low })
}

func shareHigh(part, whole disclosure.Var, from *Origin) draftCell {
	return ofShare(part, whole, from, func(s cohort.Share) float64 { return s.Interval.High })
}

func ofShare(part, whole disclosure.Var, from *Origin, pick func(cohort.Share) float64) draftCell {
	return func(out *disclosure.Outcome) Cell {
		if why := out.Share(part, whole); why != disclosure.Shown {
			return Cell{Kind: HiddenCell, Hidden: why, Origin: from}
		}
		a, _ := out.Count(part)
		b, _ := out.Count(whole)
		return Cell{Kind: ShareCell, Value: pick(cohort.NewShare(a, b)), N: b, Origin: from}
	}
}
