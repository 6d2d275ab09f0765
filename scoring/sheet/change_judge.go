package sheet

import (
	"context"
	"io"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/scoring/cohort"
)

// couple is a person with the two scores compared.
type couple struct {
	who      *person
	from, to point
	paired   bool
}

// judge compares every pair, writes it and fills in the summary.
func (g *gatherer) judge(ctx context.Context, w io.Writer, sum *ChangeSummary) error {
	order := g.order()
	couples := make([]couple, len(g.persons))
	var pairs cohort.Pairs
	for i := range g.persons {
		c := &couples[i]
		c.who = &g.persons[i]
		c.from, c.to, c.paired = g.pair(c.who, order)
		if c.paired {
			pairs.Add(c.from.value, c.to.value)
		}
	}
	stats := pairs.Statistics()
	bases := g.newBases(stats)
	method := g.options.knowing(&stats)
	out := newTable(w, g.options.Format,
		"person", "group", "from_occasion", "to_occasion", "from", "to", "change", "better", "index", "needed",
		"class", "crossing", "crossed_only", "confidence")
	tally := newTally(g.options.Group != "")
	for i := range couples {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := &couples[i]
		var r change.Result
		sure := ""
		if c.paired {
			basis := bases.of(c.who.context)
			r, sure = change.CompareBy(method, c.from.value, c.to.value, basis), judgedBy(basis)
		}
		tally.add(g, c, r)
		g.write(out, c, r, sure)
	}
	sum.Basis, sum.SeveralBases = bases.shown()
	sum.All, sum.Groups = tally.results()
	return out.flush()
}

func (g *gatherer) write(t *table, c *couple, r change.Result, sure string) {
	t.text(c.who.id)
	t.text(c.who.group)
	if !c.paired {
		for range 8 {
			t.empty()
		}
		t.text("no-pair")
		t.empty()
		t.empty()
		t.empty()
		t.end()
		return
	}
	t.text(g.occasions[c.from.occasion])
	t.text(g.occasions[c.to.occasion])
	t.number(r.From, -1)
	t.number(r.To, -1)
	t.number(r.Raw, -1)
	t.number(r.Better, -1)
	if r.HasIndex {
		t.number(r.Index, -1)
	} else {
		t.empty()
	}
	if r.Needed > 0 {
		t.number(r.Needed, -1)
	} else {
		t.empty()
	}
	t.text(r.Class.String())
	t.text(r.Crossing.String())
	t.boolean(r.CrossedOnly)
	t.text(sure)
	t.end()
}

// bases finds the basis for each person: one for all, or that of the instrument's figures for the person's group.
type bases struct {
	g     *gatherer
	stats cohort.Statistics
	made  map[scoring.Context]change.Basis
	first *change.Basis
	more  bool
}

func (g *gatherer) newBases(s cohort.Statistics) *bases {
	return &bases{g: g, stats: s, made: map[scoring.Context]change.Basis{}}
}

func (b *bases) of(ctx scoring.Context) change.Basis {
	if b.g.scale == nil {
		ctx = scoring.Context{}
	}
	basis, ok := b.made[ctx]
	if !ok {
		basis = b.g.options.basis(ctx, &b.stats)
		b.made[ctx] = basis
		if b.first == nil {
			b.first = &basis
		}
		b.more = b.more || !sameBasis(*b.first, basis)
	}
	return basis
}

func (b *bases) shown() (change.Basis, bool) {
	if b.first == nil {
		return b.g.options.basis(scoring.Context{Age: -1}, &b.stats), false
	}
	return *b.first, b.more
}

// sameBasis reports whether two bases judge alike.
func sameBasis(a, b change.Basis) bool {
	if (a.Cutoff == nil) != (b.Cutoff == nil) {
		return false
	}
	if a.Cutoff != nil && (a.Cutoff.ID != b.Cutoff.ID || a.Cutoff.Value != b.Cutoff.Value) {
		return false
	}
	return a.Points == b.Points && a.SD == b.SD && a.R == b.R && a.SDSource == b.SDSource && a.RSource == b.RSource
}

// basis is what a person's change is judged by: figures given in the options before those of the instrument, and
// the cohort's own spread where nothing else is known.
func (o *ChangeOptions) basis(ctx scoring.Context, s *cohort.Statistics) change.Basis {
	b := change.Basis{Direction: o.direction(), Critical: change.CriticalValue}
	known := false
	if scale := o.scale(); scale != nil {
		b, known = change.BasisFor(o.Scorer.Definition(), scale.ID, ctx)
	}
	if !known || o.Reliability > 0 || o.SD > 0 {
		o.compute(&b, ctx, s)
	}
	o.choose(&b, s)
	return b
}

// compute makes a basis of an SD and a reliability. An SD of the instrument goes only with its own reliability.
func (o *ChangeOptions) compute(b *change.Basis, ctx scoring.Context, s *cohort.Statistics) {
	*b = change.Basis{Direction: b.Direction, Critical: b.Critical, Cutoff: b.Cutoff}
	if o.Reliability > 0 {
		b.R, b.RSource = o.Reliability, change.Given
	} else if scale := o.scale(); scale != nil {
		if rel := change.ReliabilityFor(o.Scorer.Definition(), scale.ID, ctx); rel != nil {
			b.R, b.RSource, b.Evidence = rel.Value, rel.ID, rel.Evidence
		}
	}
	switch {
	case b.RSource == "":
	case o.SD > 0:
		b.SD, b.SDSource, b.Description = o.SD, change.Given, change.FromGiven
	case cohort.Defined(s.FromSD):
		b.SD, b.SDSource, b.Description = s.FromSD, change.CohortBaseline, change.Cohort
	}
}

// choose finds the cut-off.
func (o *ChangeOptions) choose(b *change.Basis, s *cohort.Statistics) {
	var value float64
	clinicalSD, normSD := o.spreads(b, s)
	switch o.Cutoff.Kind {
	case CutoffOfInstrument:
		return
	case CutoffA:
		value = change.CutoffA(s.FromMean, clinicalSD, b.Direction)
	case CutoffB:
		value = change.CutoffB(o.NormMean, normSD, b.Direction)
	case CutoffC:
		value = change.CutoffC(s.FromMean, clinicalSD, o.NormMean, normSD)
	case CutoffAt:
		b.Cutoff = &change.Cutoff{Value: o.Cutoff.Value, ID: string(CutoffAt), Side: clinicalSide(b.Direction)}
		return
	case NoCutoff:
		b.Cutoff = nil
		return
	}
	b.Cutoff = nil
	if cohort.Defined(value) {
		b.Cutoff = &change.Cutoff{Value: value, ID: string(o.Cutoff.Kind)}
	}
}

// spreads are the SDs that computed borders are made of: those of true scores for the one method that asks for them.
func (o *ChangeOptions) spreads(b *change.Basis, s *cohort.Statistics) (clinical, norm float64) {
	if _, ok := o.method().(change.HagemanArrindell); !ok || !(b.SD > 0) {
		return s.FromSD, o.NormSD
	}
	sem := change.SEM(b.SD, b.R)
	return change.TrueSD(s.FromSD, sem), change.TrueSD(o.NormSD, sem)
}

// knowing is the method, told about the cohort if it needs that.
func (o *ChangeOptions) knowing(s *cohort.Statistics) change.Method {
	m, ok := o.method().(change.CohortMethod)
	if !ok {
		return o.method()
	}
	return m.With(change.Facts{FromMean: s.FromMean, FromSD: s.FromSD, ToMean: s.ToMean, ToSD: s.ToSD, R: s.R})
}

func clinicalSide(d instruments.Direction) instruments.Side {
	if d == instruments.HigherBetter {
		return instruments.AtOrBelow
	}
	return instruments.AtOrAbove
}
