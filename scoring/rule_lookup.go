package scoring

import (
	"fmt"
	"math"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// conversion is what rules that turn the score of one other scale into something else have in common.
type conversion struct{ of int } // index into Definition.Scales

func (c conversion) reads() inputs { return inputs{parts: []int{c.of}} }

// meanKnown is never asked for: the other scale is needed.
func (c conversion) meanKnown(*work) float64 { return 0 }

// explainInputs says when there is nothing to turn; otherwise the step of the conversion names the score.
func (c conversion) explainInputs(e *explainer) {
	if p := &e.w.scales[c.of]; p.Status != Scored {
		e.add(Step{Kind: StepPart, Part: p.Scale, Status: p.Status})
	}
}

// lookupRule is the value beside the other scale's score in the first table that fits the person. It looks at the
// score itself, not at what is reported, and at whole rows only: nothing is drawn between them.
type lookupRule struct {
	conversion
	tables []*instruments.Table
}

func newLookupRule(c *compiler, d *instruments.Scale) (rule, error) {
	of, err := c.part(d.Rule.Of)
	if err != nil {
		return nil, err
	}
	if len(d.Rule.Tables) == 0 {
		return nil, fmt.Errorf("the rule has no table")
	}
	r := &lookupRule{conversion: conversion{of}}
	for i := range d.Rule.Tables {
		t := &d.Rule.Tables[i]
		for k, row := range t.Rows {
			if !isFinite(row.Score) || !isFinite(row.Value) {
				return nil, fmt.Errorf("a row turns %v into %v", row.Score, row.Value)
			}
			if k > 0 && row.Score <= t.Rows[k-1].Score {
				return nil, fmt.Errorf("the row of %v does not come after that of %v", row.Score, t.Rows[k-1].Score)
			}
		}
		r.tables = append(r.tables, t)
	}
	return r, nil
}

// table is the first table that fits the context, or nil.
func (r *lookupRule) table(ctx Context) *instruments.Table {
	for _, t := range r.tables {
		if ctx.Fits(t.Population) {
			return t
		}
	}
	return nil
}

func (r *lookupRule) value(w *work) (float64, ReasonKind) {
	t := r.table(w.ctx)
	if t == nil {
		return 0, NoTableFits
	}
	score := w.scales[r.of].Value
	i, _ := slices.BinarySearchFunc(t.Rows, score-tolerance, func(row instruments.Row, v float64) int {
		if row.Score < v {
			return -1
		}
		return 1
	})
	if i == len(t.Rows) || math.Abs(t.Rows[i].Score-score) > tolerance {
		return 0, NotInTable
	}
	return t.Rows[i].Value, NoneReason
}

func (r *lookupRule) explainValue(e *explainer) {
	p := &e.w.scales[r.of]
	step := Step{Kind: StepLookup, Part: p.Scale, From: p.Value}
	value, reason := r.value(e.w)
	if reason == NoTableFits {
		step.Kind = StepNoTable
		e.add(step)
		return
	}
	t := r.table(e.ctx)
	step.Value, step.Population, step.Evidence = value, t.Population, t.Evidence
	if reason != NoneReason {
		step.Kind = StepNotInTable
	}
	e.add(step)
}
