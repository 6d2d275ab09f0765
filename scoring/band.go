package scoring

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// bandTable is one band set, its bands from the lowest up.
type bandTable struct {
	set   *instruments.BandSet
	bands []*instruments.Band
}

// bandGroup holds the tables of one name, in file order: the first that fits is used.
type bandGroup struct {
	name   string
	tables []bandTable
}

func compileBands(def *instruments.Definition, id instruments.ScaleID) []bandGroup {
	var groups []bandGroup
	for i := range def.BandSets {
		set := &def.BandSets[i]
		if set.Scale != id {
			continue
		}
		g := slices.IndexFunc(groups, func(g bandGroup) bool { return g.name == set.Name })
		if g < 0 {
			groups = append(groups, bandGroup{name: set.Name})
			g = len(groups) - 1
		}
		groups[g].tables = append(groups[g].tables, newBandTable(set))
	}
	return groups
}

func newBandTable(set *instruments.BandSet) bandTable {
	t := bandTable{set: set}
	for i := range set.Bands {
		t.bands = append(t.bands, &set.Bands[i])
	}
	slices.SortStableFunc(t.bands, func(a, b *instruments.Band) int { return cmp.Compare(a.Min, b.Min) })
	return t
}

// find is the band with the highest Min not above the value, or nil.
func (t *bandTable) find(value float64) *instruments.Band {
	for _, b := range slices.Backward(t.bands) {
		if reaches(value, b.Min) {
			return b
		}
	}
	return nil
}

// table is the table of the group that fits the context, or nil.
func (g *bandGroup) table(ctx Context) *bandTable {
	for i := range g.tables {
		if ctx.Fits(g.tables[i].set.Population) {
			return &g.tables[i]
		}
	}
	return nil
}

func (s *scale) judgeBands(ctx Context, out *ScaleResult) {
	value := out.Judged(s.def)
	for i := range s.bands {
		t := s.bands[i].table(ctx)
		if t == nil {
			continue
		}
		if b := t.find(value); b != nil {
			out.Bands = append(out.Bands, BandResult{Set: t.set, Band: b})
		}
	}
}

// Judged is the value that bands, cut-offs and change look at: the reported one unless the scale says "exact".
func (s *ScaleResult) Judged(def *instruments.Scale) float64 {
	if def.BandsOn == instruments.BandsOnExact {
		return s.Value
	}
	return s.Reported
}
