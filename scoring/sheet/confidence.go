package sheet

import (
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
)

// sureness says how sure the scoring keys of a definition are. It does not change once it is made.
type sureness struct {
	def  *instruments.Definition
	keys map[instruments.ScaleID]instruments.Confidence
}

func newSureness(def *instruments.Definition) *sureness {
	s := &sureness{def: def, keys: map[instruments.ScaleID]instruments.Confidence{}}
	for i := range def.Scales {
		s.keys[def.Scales[i].ID] = s.key(def.Scales[i].ID, len(def.Scales))
	}
	return s
}

// key is the confidence of a scale's key: the weakest of its rule, its tables and the scales it is made of. depth ends the
// search should scales be made of each other.
func (s *sureness) key(id instruments.ScaleID, depth int) instruments.Confidence {
	scale := s.def.Scale(id)
	if scale == nil || depth < 0 {
		return ""
	}
	all := []instruments.Confidence{scale.Evidence.Confidence}
	for i := range scale.Rule.Tables {
		all = append(all, scale.Rule.Tables[i].Evidence.Confidence)
	}
	if scale.Rule.Of != "" {
		all = append(all, s.key(scale.Rule.Of, depth-1))
	}
	for _, part := range scale.Rule.Scales {
		all = append(all, s.key(part.Scale, depth-1))
	}
	for _, outcome := range scale.Rule.Outcomes {
		for _, r := range outcome.All {
			all = append(all, s.key(r.Scale, depth-1))
		}
	}
	return instruments.Weakest(all...)
}

// all is the confidence of a definition's keys: the weakest of them.
func (s *sureness) all() instruments.Confidence {
	keys := make([]instruments.Confidence, 0, len(s.keys))
	for _, k := range s.keys {
		keys = append(keys, k)
	}
	return instruments.Weakest(keys...)
}

// restsOn is what the cells of a row rest on besides the key.
type restsOn struct {
	scale    instruments.ScaleID
	prorated bool
	bands    *instruments.BandSet
	cutoff   *instruments.Cutoff
	norm     *instruments.Norm
}

func restOf(s *scoring.ScaleResult, norm *instruments.Norm) restsOn {
	r := restsOn{scale: s.Scale, prorated: s.Prorated, norm: norm}
	if b := s.Band(); b != nil {
		r.bands = b.Set
	}
	if s.Status == scoring.Scored && len(s.Cutoffs) > 0 {
		r.cutoff = s.Cutoffs[0].Cutoff
	}
	return r
}

// of is the weakest of a key and of what else a row rests on.
func (s *sureness) of(r restsOn) instruments.Confidence {
	all := []instruments.Confidence{s.keys[r.scale]}
	if scale := s.def.Scale(r.scale); r.prorated && scale != nil {
		all = append(all, scale.Missing.Evidence.Confidence)
	}
	if r.bands != nil {
		all = append(all, r.bands.Evidence.Confidence)
	}
	if r.cutoff != nil {
		all = append(all, r.cutoff.Evidence.Confidence)
	}
	if r.norm != nil {
		all = append(all, r.norm.Evidence.Confidence)
	}
	return instruments.Weakest(all...)
}

// remembered is the confidence of the last row of a scale: most rows rest on the same as the one before.
type remembered struct {
	rest restsOn
	text string
}

// confidence is that of the i-th scale of the sheet at hand.
func (w *scoreWorker) confidence(s *sureness, i int, r restsOn) string {
	for len(w.sure) <= i {
		w.sure = append(w.sure, remembered{})
	}
	if last := &w.sure[i]; last.rest != r {
		last.rest, last.text = r, string(s.of(r))
	}
	return w.sure[i].text
}

// judgedBy is how sure a verdict is: the weakest of the figure that says how much is change, and of the cut-off. What was
// given or is the group's own has no confidence of its own; empty: there is nothing else.
func judgedBy(b change.Basis) string {
	var all []instruments.Confidence
	if c := b.Evidence.Confidence; c != "" {
		all = append(all, c)
	}
	if b.Cutoff != nil && b.Cutoff.Evidence.Confidence != "" {
		all = append(all, b.Cutoff.Evidence.Confidence)
	}
	if len(all) == 0 {
		return ""
	}
	return string(instruments.Weakest(all...))
}
