package dataset

import "github.com/mittari/mittari/instruments"

// limits says which facts of a scale hang on exact age, or on a gender that is not shown.
type limits struct {
	score   bool // the score itself was looked up by it
	bands   bool // bands and cut-offs
	figures bool // what decides about reliable change
}

// limitsOf is what has to be withheld of a scale.
func (x *index) limitsOf(d *instruments.Definition, s *instruments.Scale) limits {
	l, found := x.limits[s]
	if !found && !x.o.ForCheck {
		l = x.limit(d, s)
	}
	x.limits[s] = l
	return l
}

func (x *index) limit(d *instruments.Definition, s *instruments.Scale) limits {
	l := limits{score: x.personal(d, s, map[instruments.ScaleID]bool{})}
	l.bands, l.figures = l.score, l.score
	for i := range d.BandSets {
		l.bands = l.bands || d.BandSets[i].Scale == s.ID && x.telling(&d.BandSets[i].Population)
	}
	for i := range d.Cutoffs {
		if d.Cutoffs[i].Scale == s.ID && x.telling(&d.Cutoffs[i].Population) {
			l.bands, l.figures = true, true
		}
	}
	for i := range d.Norms {
		l.figures = l.figures || d.Norms[i].Scale == s.ID && x.telling(&d.Norms[i].Population)
	}
	for i := range d.Reliability {
		l.figures = l.figures || d.Reliability[i].Scale == s.ID && x.telling(&d.Reliability[i].Population)
	}
	for i := range d.Change {
		l.figures = l.figures || d.Change[i].Scale == s.ID && x.telling(&d.Change[i].Population)
	}
	return l
}

// personal reports whether the score depends on who the person is, by its own rule or that of a scale it is made from.
func (x *index) personal(d *instruments.Definition, s *instruments.Scale, seen map[instruments.ScaleID]bool) bool {
	if s == nil || seen[s.ID] {
		return false
	}
	seen[s.ID] = true
	for i := range s.Rule.Tables {
		if x.telling(&s.Rule.Tables[i].Population) {
			return true
		}
	}
	if s.Rule.Kind == instruments.RuleTScore {
		for i := range d.Norms {
			if d.Norms[i].Scale == s.Rule.Of && x.telling(&d.Norms[i].Population) {
				return true
			}
		}
	}
	for _, part := range s.Rule.Parts() {
		if x.personal(d, d.Scale(part), seen) {
			return true
		}
	}
	return false
}

// telling reports whether belonging to a population says more than the dataset shows.
func (x *index) telling(p *instruments.Population) bool {
	return p.AgeFrom != 0 || p.AgeTo != 0 || p.Sex != "" && x.dropped(DropGender)
}
