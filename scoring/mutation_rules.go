package scoring

import (
	"slices"

	"github.com/mittari/mittari/instruments"
)

// rule changes what a rule has beside its items: parts, thresholds, rows, norms, requirements.
func (g *mutator) rule(scale int) {
	s := &g.def.Scales[scale]
	for i, part := range s.Rule.Scales {
		g.add(Mutation{Kind: MutatePart, Scale: s.ID, To: part.Scale, apply: func(d *instruments.Definition) {
			r := &d.Scales[scale].Rule
			r.Scales = slices.Delete(slices.Clone(r.Scales), i, i+1)
		}})
	}
	g.counts(scale)
	g.limits(scale)
	for i := range s.Rule.Tables {
		g.rows(scale, i)
	}
	if s.Rule.Kind == instruments.RuleTScore {
		g.norms(scale)
	}
	if s.Rule.Kind == instruments.RuleCriterion {
		g.outcomes(scale)
	}
}

func (g *mutator) counts(scale int) {
	s := &g.def.Scales[scale]
	for i, part := range s.Rule.Counts {
		var values []float64
		for _, n := range part.Items {
			values = append(values, g.values(n)...)
		}
		slices.Sort(values)
		for _, to := range floors(slices.Compact(values), part.AtLeast, 1) {
			g.add(Mutation{
				Kind: MutateCount, Scale: s.ID, From: part.AtLeast, Becomes: to.becomes, Equivalent: to.equivalent,
				apply: func(d *instruments.Definition) {
					r := &d.Scales[scale].Rule
					r.Counts = slices.Clone(r.Counts)
					r.Counts[i].AtLeast = to.becomes
				},
			})
		}
	}
}

func (g *mutator) rows(scale, table int) {
	s := &g.def.Scales[scale]
	t := &s.Rule.Tables[table]
	for i, row := range t.Rows {
		for _, by := range []float64{-step(s), step(s)} {
			g.add(Mutation{
				Kind: MutateRow, Scale: s.ID, Row: row.Score, Population: t.Population, From: row.Value, Becomes: row.Value + by,
				apply: func(d *instruments.Definition) {
					r := &d.Scales[scale].Rule
					r.Tables = slices.Clone(r.Tables)
					r.Tables[table].Rows = slices.Clone(t.Rows)
					r.Tables[table].Rows[i].Value += by
				},
			})
		}
	}
}

func (g *mutator) norms(scale int) {
	s := &g.def.Scales[scale]
	for i := range g.def.Norms {
		n := &g.def.Norms[i]
		if n.Scale != s.Rule.Of {
			continue
		}
		m := Mutation{Kind: MutateNorm, Scale: s.ID, Name: n.ID, Population: n.Population}
		m.From, m.Becomes = n.Mean, n.Mean+printedStep(n.Mean)
		m.apply = func(d *instruments.Definition) { d.Norms[i].Mean += printedStep(n.Mean) }
		g.add(m)
		m.From, m.Becomes = n.SD, n.SD+printedStep(n.SD)
		m.apply = func(d *instruments.Definition) { d.Norms[i].SD += printedStep(n.SD) }
		g.add(m)
	}
}

func (g *mutator) outcomes(scale int) {
	s := &g.def.Scales[scale]
	change := func(from float64, apply func(*instruments.Rule)) {
		g.add(Mutation{Kind: MutateOutcome, Scale: s.ID, From: from, Becomes: from + 1, apply: func(d *instruments.Definition) {
			apply(&d.Scales[scale].Rule)
		}})
	}
	change(s.Rule.Otherwise, func(r *instruments.Rule) { r.Otherwise++ })
	for i, o := range s.Rule.Outcomes {
		change(o.Value, func(r *instruments.Rule) {
			r.Outcomes = slices.Clone(r.Outcomes)
			r.Outcomes[i].Value++
		})
		for k, q := range o.All {
			values, unit := g.def.Reachable(q.Scale), step(g.def.Scale(q.Scale))
			if q.AtLeast != nil {
				g.requirement(scale, i, k, *q.AtLeast, floors(values, *q.AtLeast, unit), func(q *instruments.Requirement, v float64) { q.AtLeast = &v })
			}
			if q.AtMost != nil {
				g.requirement(scale, i, k, *q.AtMost, ceilings(values, *q.AtMost, unit), func(q *instruments.Requirement, v float64) { q.AtMost = &v })
			}
		}
	}
}

// requirement shifts one end of one requirement.
func (g *mutator) requirement(scale, outcome, at int, end float64, moved [2]shift, set func(*instruments.Requirement, float64)) {
	s := &g.def.Scales[scale]
	o := &s.Rule.Outcomes[outcome]
	for _, to := range moved {
		g.add(Mutation{
			Kind: MutateRequirement, Scale: s.ID, To: o.All[at].Scale, Row: o.Value, From: end, Becomes: to.becomes, Equivalent: to.equivalent,
			apply: func(d *instruments.Definition) {
				r := &d.Scales[scale].Rule
				r.Outcomes = slices.Clone(r.Outcomes)
				r.Outcomes[outcome].All = slices.Clone(o.All)
				set(&r.Outcomes[outcome].All[at], to.becomes)
			},
		})
	}
}
