package scoring

import "github.com/mittari/mittari/instruments"

// T scores have this mean and this standard deviation in the norm sample (McCall 1922, How to Measure in Education).
const (
	TMean = 50
	TSD   = 10
)

// TScore is a score in units of a norm sample: TMean + TSD × (score − mean of the sample) ÷ SD of the sample. It keeps the
// direction of the scale: above 50 is more of what the scale measures than the sample has, which may be better or worse.
// It is linear, not normalised, so a percentile can be read from it only where the sample is about normal.
type TScore struct {
	Value float64
	Norm  *instruments.Norm // the sample, with its evidence
}

// compileNorms are the norms of a scale that a T score can be made of, in file order: the first that fits is used.
func compileNorms(def *instruments.Definition, id instruments.ScaleID) []*instruments.Norm {
	var norms []*instruments.Norm
	for i := range def.Norms {
		n := &def.Norms[i]
		if n.Scale == id && n.SD > 0 && isFinite(n.SD) && isFinite(n.Mean) {
			norms = append(norms, n)
		}
	}
	return norms
}

// TScore is the T score of a scale's result, by the first norm that fits the context. It looks at the value that bands
// look at. It is false when the scale was not scored or no norm fits.
func (s *Scorer) TScore(r *ScaleResult, ctx Context) (TScore, bool) {
	if r.Status != Scored {
		return TScore{}, false
	}
	for i := range s.scales {
		if s.scales[i].def.ID == r.Scale {
			return s.scales[i].tScore(r, ctx)
		}
	}
	return TScore{}, false
}

func (s *scale) tScore(r *ScaleResult, ctx Context) (TScore, bool) {
	return compareWithNorms(s.norms, r.Judged(s.def), ctx)
}

// compareWithNorms is the T score of a value by the first norm that fits the context.
func compareWithNorms(norms []*instruments.Norm, value float64, ctx Context) (TScore, bool) {
	for _, n := range norms {
		if !ctx.Fits(n.Population) {
			continue
		}
		t := TMean + TSD*(value-n.Mean)/n.SD
		return TScore{Value: t, Norm: n}, isFinite(t)
	}
	return TScore{}, false
}
