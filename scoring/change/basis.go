package change

import (
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// Keys of Basis.Description.
const (
	Published = "published" // a change figure in points
	FromNorm  = "norm"      // computed from a norm's SD and a reliability
	FromGiven = "given"     // SD and reliability given by the user
	Cohort    = "cohort"    // computed from the cohort's own baseline SD
)

// Sources of an SD or a reliability that is not in a definition.
const (
	CohortBaseline = "cohort baseline" // the SD of the first scores of the cohort's pairs
	Given          = "given"           // by the user
)

// BasisFor finds what decides about a change of a scale: the first change figure of kind reliable that fits the
// context, else the first norm and the first reliability that do; and the first cut-off that fits. It is false
// when nothing tells a reliable change; the basis then still has its direction and its cut-off, if there is one.
func BasisFor(def *instruments.Definition, id instruments.ScaleID, ctx scoring.Context) (Basis, bool) {
	i := slices.IndexFunc(def.Scales, func(s instruments.Scale) bool { return s.ID == id })
	if i < 0 {
		return Basis{}, false
	}
	b := Basis{Direction: def.Scales[i].Direction, Critical: CriticalValue, Cutoff: cutoffFor(def, id, ctx)}
	for k := range def.Change {
		f := &def.Change[k]
		if f.Scale != id || f.Kind != instruments.ReliableChange || !ctx.Fits(f.Population) {
			continue
		}
		if b.fromFigure(def, f) {
			return b, true
		}
	}
	norm := first(def.Norms, func(n *instruments.Norm) bool { return n.Scale == id && ctx.Fits(n.Population) })
	return b, b.fromNorm(norm, ReliabilityFor(def, id, ctx))
}

// ReliabilityFor is the first reliability of a scale that fits the context, or nil.
func ReliabilityFor(def *instruments.Definition, id instruments.ScaleID, ctx scoring.Context) *instruments.Reliability {
	return first(def.Reliability, func(r *instruments.Reliability) bool { return r.Scale == id && ctx.Fits(r.Population) })
}

// MinimalFor is the first minimal important difference of a scale that fits the context.
func MinimalFor(def *instruments.Definition, id instruments.ScaleID, ctx scoring.Context) (MinimalImportant, instruments.Evidence, bool) {
	f := first(def.Change, func(f *instruments.ChangeFigure) bool {
		return f.Scale == id && f.Kind == instruments.MinimalImportant && f.Points > 0 && ctx.Fits(f.Population)
	})
	if f == nil {
		return MinimalImportant{}, instruments.Evidence{}, false
	}
	return MinimalImportant{Better: f.Points}, f.Evidence, true
}

func (b *Basis) fromFigure(def *instruments.Definition, f *instruments.ChangeFigure) bool {
	if f.Points > 0 {
		b.Points, b.Evidence, b.Description = f.Points, f.Evidence, Published
		return true
	}
	norm := first(def.Norms, func(n *instruments.Norm) bool { return n.ID == f.Norm })
	rel := first(def.Reliability, func(r *instruments.Reliability) bool { return r.ID == f.Reliability })
	if !b.fromNorm(norm, rel) {
		return false
	}
	b.Evidence = weaker(f.Evidence, b.Evidence)
	return true
}

func (b *Basis) fromNorm(norm *instruments.Norm, rel *instruments.Reliability) bool {
	if norm == nil || rel == nil || !judgeable(norm.SD, rel.Value) {
		return false
	}
	b.SD, b.R, b.SDSource, b.RSource = norm.SD, rel.Value, norm.ID, rel.ID
	b.Evidence, b.Description = weaker(norm.Evidence, rel.Evidence), FromNorm
	return true
}

func cutoffFor(def *instruments.Definition, id instruments.ScaleID, ctx scoring.Context) *Cutoff {
	c := first(def.Cutoffs, func(c *instruments.Cutoff) bool { return c.Scale == id && ctx.Fits(c.Population) })
	if c == nil {
		return nil
	}
	return &Cutoff{Value: c.Value, Side: c.Clinical, ID: c.ID, Evidence: c.Evidence}
}

func first[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// weaker joins the evidence of two facts that a third is built from: it is as sure as the less sure of them.
func weaker(a, b instruments.Evidence) instruments.Evidence {
	out := instruments.Evidence{Confidence: a.Confidence, Note: a.Note}
	if a.Confidence != b.Confidence && instruments.Weakest(a.Confidence, b.Confidence) == b.Confidence {
		out = instruments.Evidence{Confidence: b.Confidence, Note: b.Note}
		a, b = b, a
	}
	for _, s := range slices.Concat(a.Sources, b.Sources) {
		if !slices.Contains(out.Sources, s) {
			out.Sources = append(out.Sources, s)
		}
	}
	return out
}
