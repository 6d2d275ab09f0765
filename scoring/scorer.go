package scoring

import (
	"sync"

	"github.com/mittari/mittari/instruments"
)

// Scorer scores answer sheets of one definition. It may be used by several goroutines at once.
type Scorer struct {
	def    *instruments.Definition
	items  []item
	scales []scale // in the order of the definition
	order  []int   // indices into scales: parts come before what is built from them
	risks  []risk
	pool   sync.Pool // of *work
}

// Definition is what the Scorer was compiled from.
func (s *Scorer) Definition() *instruments.Definition { return s.def }

// Score scores one sheet. The result holds the scales and risks of the informant's form only; an empty informant
// has them all. The error is a *LengthError or a *CodeError.
func (s *Scorer) Score(responses instruments.Responses, ctx Context) (Result, error) {
	var r Result
	err := s.ScoreInto(&r, responses, ctx)
	return r, err
}

// ScoreInto is Score into a Result whose room is used again: nothing is allocated once dst has held a result
// of this definition. What dst held before is overwritten; on an error it holds no scales and no risks.
func (s *Scorer) ScoreInto(dst *Result, responses instruments.Responses, ctx Context) error {
	return s.scoreInto(dst, responses, ctx, true)
}

// ScoreValues is ScoreInto without bands and cut-offs, for large tables that have no room for them.
func (s *Scorer) ScoreValues(dst *Result, responses instruments.Responses, ctx Context) error {
	return s.scoreInto(dst, responses, ctx, false)
}

func (s *Scorer) scoreInto(dst *Result, responses instruments.Responses, ctx Context, judged bool) error {
	w := s.pool.Get().(*work)
	defer s.pool.Put(w)

	dst.Definition, dst.Hash = s.def.Ref(), s.def.Hash
	dst.Answered, dst.Asked = 0, 0
	dst.Risks = dst.Risks[:0]
	if err := s.read(w, responses, ctx.Informant); err != nil {
		dst.Scales = dst.Scales[:0]
		return err
	}
	s.count(w, dst)
	for i := range s.risks {
		if r := &s.risks[i]; w.states[r.index] != notOnForm {
			dst.Risks = append(dst.Risks, r.judge(w))
		}
	}
	dst.Scales = resize(dst.Scales, len(s.scales))
	w.scales, w.ctx = dst.Scales, ctx
	for _, i := range s.order {
		sc, out := &s.scales[i], &dst.Scales[i]
		if sc.score(w, out) && judged {
			sc.judgeBands(ctx, out)
			sc.judgeCutoffs(ctx, out)
		}
	}
	w.scales = nil // the room must not keep a caller's result alive
	s.keepOwn(ctx.Informant, dst)
	return nil
}

// keepOwn leaves the scales of the informant's form. Those left out trade places with those kept, so that their
// room is there for the next sheet.
func (s *Scorer) keepOwn(who instruments.Informant, dst *Result) {
	kept := 0
	for i := range s.scales {
		if !s.scales[i].def.On(who) {
			continue
		}
		if kept != i {
			dst.Scales[kept], dst.Scales[i] = dst.Scales[i], dst.Scales[kept]
		}
		kept++
	}
	dst.Scales = dst.Scales[:kept]
}

// count fills in how many items were asked and answered.
func (s *Scorer) count(w *work, dst *Result) {
	for _, st := range w.states {
		switch st {
		case answered:
			dst.Asked++
			dst.Answered++
		case unanswered:
			dst.Asked++
		case ruledOut, notOnForm:
		}
	}
}

// score reports whether the scale has a value.
func (s *scale) score(w *work, out *ScaleResult) bool {
	*out = ScaleResult{Scale: s.def.ID, Bands: out.Bands[:0], Cutoffs: out.Cutoffs[:0]}
	if !s.judgeMissing(w, out) {
		return false
	}
	value, reason := s.rule.value(w)
	if reason != NoneReason {
		out.Reason = Reason{Kind: reason, Part: w.scales[s.parts[0]].Scale}
		return false
	}
	out.Status, out.Value = Scored, value
	rounded := RoundHalfUp(out.Value, s.def.Rounding.Decimals)
	if s.def.Rounding.Score {
		out.Value = rounded
	}
	out.Reported = withinLimits(s.def, rounded)
	return true
}

// withinLimits brings a rounded value to the limits within which its scale is reported.
func withinLimits(s *instruments.Scale, rounded float64) float64 {
	if l := s.Rule.Limits; l != nil {
		return min(max(rounded, l.Min), l.Max)
	}
	return rounded
}

// resize gives a slice the length n and keeps its elements, whose own slices are worth keeping.
func resize(scales []ScaleResult, n int) []ScaleResult {
	if cap(scales) < n {
		return make([]ScaleResult, n)
	}
	return scales[:n]
}
