package scoring

import (
	"fmt"
	"slices"

	"github.com/mittari/mittari/instruments"
)

// cutoffGroup holds the cut-offs of one name, in file order: the first that fits is used.
type cutoffGroup struct {
	name    string
	cutoffs []*instruments.Cutoff
}

func compileCutoffs(def *instruments.Definition, id instruments.ScaleID) ([]cutoffGroup, error) {
	var groups []cutoffGroup
	for i := range def.Cutoffs {
		c := &def.Cutoffs[i]
		if c.Scale != id {
			continue
		}
		if c.Clinical != instruments.AtOrAbove && c.Clinical != instruments.AtOrBelow {
			return nil, fmt.Errorf("cut-off %q has clinical side %q", c.ID, c.Clinical)
		}
		name := c.Name
		if name == "" {
			name = c.ID
		}
		g := slices.IndexFunc(groups, func(g cutoffGroup) bool { return g.name == name })
		if g < 0 {
			groups = append(groups, cutoffGroup{name: name})
			g = len(groups) - 1
		}
		groups[g].cutoffs = append(groups[g].cutoffs, c)
	}
	return groups, nil
}

func (s *scale) judgeCutoffs(ctx Context, out *ScaleResult) {
	value := out.Judged(s.def)
	for i := range s.cutoffs {
		for _, c := range s.cutoffs[i].cutoffs {
			if !ctx.Fits(c.Population) {
				continue
			}
			out.Cutoffs = append(out.Cutoffs, CutoffResult{Cutoff: c, Clinical: Clinical(c, value)})
			break
		}
	}
}

// Clinical reports whether a value lies on the clinical side of a cut-off, the border included.
func Clinical(c *instruments.Cutoff, value float64) bool {
	if c.Clinical == instruments.AtOrBelow {
		return reaches(c.Value, value)
	}
	return reaches(value, c.Value)
}
