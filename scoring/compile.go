package scoring

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// scale is a compiled scale.
type scale struct {
	def     *instruments.Scale
	rule    rule
	items   []int // indices of every item behind the scale, each once; a composite has those of its parts
	parts   []int // indices of the scales it is built from
	needs   []int // indices of the scales that must have a score: its parts, and those its missing policy names
	limit   int   // unanswered items the missing policy allows
	bands   []bandGroup
	cutoffs []cutoffGroup
	norms   []*instruments.Norm
}

// compiler holds what rules may ask while a definition is compiled.
type compiler struct {
	def   *instruments.Definition
	items []item
}

// Compile checks everything scoring relies on and prepares a Scorer. The definition must not change afterwards.
// The error is a *CompileError.
func Compile(def *instruments.Definition) (*Scorer, error) {
	if def == nil {
		return nil, &CompileError{Problem: "there is no definition"}
	}
	items, err := compileItems(def)
	if err != nil {
		return nil, err
	}
	c := &compiler{def: def, items: items}
	s := &Scorer{def: def, items: items, scales: make([]scale, len(def.Scales))}
	for i := range def.Scales {
		if s.scales[i], err = c.scale(i); err != nil {
			return nil, &CompileError{Definition: def.Ref(), Scale: def.Scales[i].ID, Problem: err.Error()}
		}
	}
	if err := s.arrange(); err != nil {
		return nil, err
	}
	s.risks, err = compileRisks(def, items)
	if err != nil {
		return nil, err
	}
	s.pool.New = func() any {
		return &work{states: make([]state, len(items)), values: make([]float64, len(items))}
	}
	return s, nil
}

func (c *compiler) scale(index int) (scale, error) {
	d := &c.def.Scales[index]
	twin := func(s instruments.Scale) bool { return s.ID == d.ID }
	if slices.IndexFunc(c.def.Scales, twin) != index {
		return scale{}, errors.New("the id is used twice")
	}
	if d.Rounding.Decimals < 0 || d.Rounding.Decimals > maxDecimals {
		return scale{}, fmt.Errorf("rounding to %d decimals", d.Rounding.Decimals)
	}
	if d.BandsOn != "" && d.BandsOn != instruments.BandsOnReported && d.BandsOn != instruments.BandsOnExact {
		return scale{}, fmt.Errorf("bands cannot look at %q", d.BandsOn)
	}
	r, err := c.rule(d)
	if err != nil {
		return scale{}, err
	}
	limit, err := compileMissing(d)
	if err != nil {
		return scale{}, err
	}
	cutoffs, err := compileCutoffs(c.def, d.ID)
	if err != nil {
		return scale{}, err
	}
	in := r.reads()
	needs := slices.Clone(in.parts)
	for _, id := range d.Missing.Parts {
		part, err := c.part(id)
		if err != nil {
			return scale{}, err
		}
		needs = append(needs, part)
	}
	return scale{
		def: d, rule: r, items: in.items, parts: in.parts, needs: needs, limit: limit,
		bands: compileBands(c.def, d.ID), cutoffs: cutoffs, norms: compileNorms(c.def, d.ID),
	}, nil
}

// arrange finds an order in which every scale comes after the scales it is built from, and gathers the items
// behind composites.
func (s *Scorer) arrange() error {
	done := make([]bool, len(s.scales))
	for len(s.order) < len(s.scales) {
		before := len(s.order)
		for i := range s.scales {
			if done[i] || !all(s.scales[i].needs, done) {
				continue
			}
			s.gather(i)
			s.order = append(s.order, i)
			done[i] = true
		}
		if len(s.order) == before {
			stuck := s.scales[slices.Index(done, false)].def.ID
			return &CompileError{Definition: s.def.Ref(), Scale: stuck, Problem: "the scale is built from itself"}
		}
	}
	return nil
}

func (s *Scorer) gather(index int) {
	sc := &s.scales[index]
	for _, p := range sc.parts {
		sc.items = append(sc.items, s.scales[p].items...)
	}
	slices.Sort(sc.items)
	sc.items = slices.Compact(sc.items)
}

func all(indices []int, done []bool) bool {
	for _, i := range indices {
		if !done[i] {
			return false
		}
	}
	return true
}
