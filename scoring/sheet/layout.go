package sheet

import (
	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
)

// layout is how the result of a sheet becomes rows of a table. It may be used by several goroutines at once.
type layout interface {
	columns() []string
	// score is one of the ways of the scorer: as much of a result as the rows show.
	score(s *scoring.Scorer) scoreFunc
	write(r *scoreWorker, row int)
}

type scoreFunc func(dst *scoring.Result, responses instruments.Responses, ctx scoring.Context) error

// longTable has a row for each sheet and scale.
type longTable struct {
	scorer *scoring.Scorer
	sure   *sureness
}

func longLayout(s *scoring.Scorer) layout {
	return &longTable{scorer: s, sure: newSureness(s.Definition())}
}

func (l *longTable) columns() []string {
	return []string{
		"id", "date", "scale", "status", "reason", "value", "reported", "answered", "items", "prorated",
		"band", "cutoff", "t", "norm", "risk", "definition", "hash", "confidence",
	}
}

func (l *longTable) score(s *scoring.Scorer) scoreFunc { return s.ScoreInto }

func (l *longTable) write(r *scoreWorker, row int) {
	t := r.out
	r.head = t.cells(r.head[:0], func() { r.names(row) })
	r.risks = appendRisks(r.risks[:0], r.result.Risks)
	for i := range r.result.Scales {
		s := &r.result.Scales[i]
		t.raw(r.head)
		t.text(string(s.Scale))
		norm := l.scale(r, s)
		t.bytes(r.risks)
		t.raw(r.source)
		t.text(r.confidence(l.sure, i, restOf(s, norm)))
		t.end()
	}
}

// scale writes the cells from status to norm, and gives the norm.
func (l *longTable) scale(r *scoreWorker, s *scoring.ScaleResult) *instruments.Norm {
	t := r.out
	t.text(s.Status.String())
	if s.Status == scoring.Scored {
		t.empty()
		t.number(s.Value, -1)
		t.number(s.Reported, l.roundedTo(s))
	} else {
		t.text(s.Reason.String())
		t.empty()
		t.empty()
	}
	t.integer(s.Answered)
	t.integer(s.Items)
	t.boolean(s.Prorated)
	if b := s.Band(); b != nil {
		t.text(b.Band.Code)
	} else {
		t.empty()
	}
	if s.Status == scoring.Scored && len(s.Cutoffs) > 0 {
		t.text(side(&s.Cutoffs[0]))
	} else {
		t.empty()
	}
	if score, ok := l.scorer.TScore(s, r.answers.context); ok {
		t.number(scoring.RoundHalfUp(score.Value, tDecimals), tDecimals)
		t.text(score.Norm.ID)
		return score.Norm
	}
	t.empty()
	t.empty()
	return nil
}

// tDecimals is how many decimals a T score is written with.
const tDecimals = 2

// side says where a value lies about the first cut-off, which is the one to use.
func side(c *scoring.CutoffResult) string {
	if c.Clinical {
		return "clinical"
	}
	return "non-clinical"
}

func (l *longTable) roundedTo(s *scoring.ScaleResult) int {
	scales := l.scorer.Definition().Scales
	for i := range scales {
		if scales[i].ID == s.Scale {
			return scales[i].Rounding.Decimals
		}
	}
	return -1
}

// wideTable has a row for each sheet.
type wideTable struct {
	names []string // of the scales, in the order of the definition
	sure  string   // confidence of the weakest key
}

func wideLayout(s *scoring.Scorer) layout {
	l := &wideTable{sure: string(newSureness(s.Definition()).all())}
	for _, sc := range s.Definition().Scales {
		l.names = append(l.names, string(sc.ID))
	}
	return l
}

func (l *wideTable) columns() []string {
	out := append([]string{"id", "date"}, l.names...)
	return append(out, "not_scored", "prorated", "risk", "definition", "confidence")
}

func (l *wideTable) score(s *scoring.Scorer) scoreFunc { return s.ScoreValues }

func (l *wideTable) write(r *scoreWorker, row int) {
	t := r.out
	r.names(row)
	r.head, r.list = r.head[:0], r.list[:0]
	next := 0 // results keep the order of the definition; scales of other forms are left out of them
	for _, name := range l.names {
		if next == len(r.result.Scales) || string(r.result.Scales[next].Scale) != name {
			t.empty()
			continue
		}
		s := &r.result.Scales[next]
		next++
		if s.Status != scoring.Scored {
			t.empty()
			r.head = append(append(spaced(r.head), name...), ':')
			r.head = append(r.head, s.Reason.String()...)
			continue
		}
		t.number(s.Value, -1)
		if s.Prorated {
			r.list = append(spaced(r.list), name...)
		}
	}
	t.bytes(r.head)
	t.bytes(r.list)
	r.risks = appendRisks(r.risks[:0], r.result.Risks)
	t.bytes(r.risks)
	t.text(r.ref)
	t.text(l.sure)
	t.end()
}

func spaced(dst []byte) []byte {
	if len(dst) == 0 {
		return dst
	}
	return append(dst, ' ')
}
