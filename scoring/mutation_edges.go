package scoring

import (
	"math"
	"slices"
	"strconv"

	"github.com/mittari/mittari/instruments"
)

func whole(n int) string { return strconv.Itoa(n) }

// step is the last decimal to which a scale is reported.
func step(s *instruments.Scale) float64 { return math.Pow10(-s.Rounding.Decimals) }

// printedStep is the last decimal of a number as it is written.
func printedStep(v float64) float64 {
	decimals := 0
	for ; decimals < 4 && math.Abs(RoundHalfUp(v, decimals)-v) > tolerance; decimals++ {
	}
	return math.Pow10(-decimals)
}

// scores lists the values of a scale that bands and cut-offs can meet, ascending, each once; nil when there are too many.
func (g *mutator) scores(id instruments.ScaleID) []float64 {
	if found, known := g.reach[id]; known {
		return found
	}
	s := g.def.Scale(id)
	var out []float64
	for _, v := range g.def.Reachable(id) {
		if s.BandsOn != instruments.BandsOnExact {
			v = withinLimits(s, RoundHalfUp(v, s.Rounding.Decimals))
		}
		if len(out) == 0 || v > out[len(out)-1]+tolerance {
			out = append(out, v)
		}
	}
	g.reach[id] = out
	return out
}

// shift is an edge moved by one step.
type shift struct {
	becomes    float64
	equivalent Equivalence
}

// floors moves the lowest value that belongs to the upper side: down, so that the next score below joins it, and up,
// so that its lowest score leaves it.
func floors(values []float64, edge, step float64) [2]shift {
	if values == nil {
		return [2]shift{{becomes: edge - step}, {becomes: edge + step}}
	}
	down, up := shift{edge - step, NoScoreBetween}, shift{edge + step, NoScoreBetween}
	at, _ := slices.BinarySearch(values, edge-tolerance) // the first value on the upper side
	if at > 0 {
		down = shift{becomes: values[at-1]}
	}
	switch {
	case at+1 < len(values):
		up = shift{becomes: values[at+1]}
	case at < len(values):
		up = shift{becomes: values[at] + step}
	}
	return [2]shift{down, up}
}

// ceilings does the same for the highest value that belongs to the lower side.
func ceilings(values []float64, edge, step float64) [2]shift {
	mirrored := make([]float64, len(values))
	for i, v := range values {
		mirrored[len(values)-1-i] = -v
	}
	if values == nil {
		mirrored = nil
	}
	out := floors(mirrored, -edge, step)
	out[0].becomes, out[1].becomes = -out[0].becomes, -out[1].becomes
	return out
}

// bands shifts each edge between two bands.
func (g *mutator) bands() {
	for i := range g.def.BandSets {
		set := &g.def.BandSets[i]
		values, unit := g.scores(set.Scale), step(g.def.Scale(set.Scale))
		for j := 1; j < len(set.Bands); j++ {
			for _, to := range floors(values, set.Bands[j].Min, unit) {
				g.add(Mutation{
					Kind: MutateBand, Scale: set.Scale, Name: set.Name, Code: set.Bands[j].Code, Population: set.Population,
					From: set.Bands[j].Min, Becomes: to.becomes, Equivalent: to.equivalent,
					apply: func(d *instruments.Definition) {
						d.BandSets[i].Bands = slices.Clone(set.Bands)
						d.BandSets[i].Bands[j].Min = to.becomes
					},
				})
			}
		}
	}
}

func (g *mutator) cutoffs() {
	for i := range g.def.Cutoffs {
		c := &g.def.Cutoffs[i]
		values, unit := g.scores(c.Scale), step(g.def.Scale(c.Scale))
		moved := floors(values, c.Value, unit)
		if c.Clinical == instruments.AtOrBelow {
			moved = ceilings(values, c.Value, unit)
		}
		for _, to := range moved {
			g.add(Mutation{
				Kind: MutateCutoff, Scale: c.Scale, Name: c.ID, Population: c.Population, From: c.Value, Becomes: to.becomes,
				Equivalent: to.equivalent, apply: func(d *instruments.Definition) { d.Cutoffs[i].Value = to.becomes },
			})
		}
	}
}

func (g *mutator) risks() {
	for i := range g.def.Risks {
		r := &g.def.Risks[i]
		shift := func(end float64, moved [2]shift, set func(*instruments.RiskRule, *float64)) {
			for _, to := range moved {
				g.add(Mutation{
					Kind: MutateRisk, Item: r.Item, From: end, Becomes: to.becomes, Equivalent: to.equivalent,
					apply: func(d *instruments.Definition) { set(&d.Risks[i], &to.becomes) },
				})
			}
		}
		if r.AtLeast != nil {
			shift(*r.AtLeast, floors(g.values(r.Item), *r.AtLeast, 1), func(r *instruments.RiskRule, v *float64) { r.AtLeast = v })
		}
		if r.AtMost != nil {
			shift(*r.AtMost, ceilings(g.values(r.Item), *r.AtMost, 1), func(r *instruments.RiskRule, v *float64) { r.AtMost = v })
		}
	}
}

// limits shifts each limit of what is reported, where a score reaches it.
func (g *mutator) limits(scale int) {
	s := &g.def.Scales[scale]
	l := s.Rule.Limits
	if l == nil {
		return
	}
	values, unit := g.def.Reachable(s.ID), step(s)
	beyond := func(holds func(float64) bool) Equivalence {
		if values != nil && !slices.ContainsFunc(values, func(v float64) bool { return holds(RoundHalfUp(v, s.Rounding.Decimals)) }) {
			return NoScoreBetween
		}
		return ""
	}
	for _, by := range []float64{-unit, unit} {
		low, high := l.Min+by, l.Max+by
		g.add(Mutation{
			Kind: MutateLimit, Scale: s.ID, From: l.Min, Becomes: low, Equivalent: beyond(func(v float64) bool { return v < max(l.Min, low) }),
			apply: func(d *instruments.Definition) {
				d.Scales[scale].Rule.Limits = &instruments.Range{Min: low, Max: l.Max}
			},
		})
		g.add(Mutation{
			Kind: MutateLimit, Scale: s.ID, From: l.Max, Becomes: high, Equivalent: beyond(func(v float64) bool { return v > min(l.Max, high) }),
			apply: func(d *instruments.Definition) {
				d.Scales[scale].Rule.Limits = &instruments.Range{Min: l.Min, Max: high}
			},
		})
	}
}
