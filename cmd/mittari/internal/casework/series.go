package casework

import (
	"cmp"
	"slices"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// seriesKey keeps answers by different people apart: a mother's and a father's view of a child are two series.
type seriesKey struct {
	id         instruments.ID
	scale      instruments.ScaleID
	informant  instruments.Informant
	respondent store.PersonID
}

// series groups the results about a person by scale and respondent: main scales first, validated forms before ours, and
// what the person says before what others say.
func (d *Desk) series(p store.Person, f familyRecord, about []store.Scored) []Series {
	index := map[seriesKey]int{}
	var out []Series
	for _, a := range about {
		if a.State != store.Completed {
			continue
		}
		def, err := d.cat.At(a.Instrument)
		if err != nil {
			continue // a definition this program does not have: its results stay in the record
		}
		for _, sc := range a.Scores {
			key := seriesKey{def.ID, sc.Scale, a.Informant, a.Respondent}
			i, ok := index[key]
			if !ok {
				s := newSeries(def, sc.Scale, a, f.person(a.Respondent).Code)
				if s.Scale == nil {
					continue
				}
				i = len(out)
				index[key] = i
				out = append(out, s)
			}
			out[i].Points = append(out[i].Points, pointOf(a, sc))
		}
	}
	for i := range out {
		d.compareSeries(&out[i], p)
	}
	slices.SortStableFunc(out, func(a, b Series) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(byOther(a, p), byOther(b, p)))
	})
	return out
}

// byOther is 0 for what the person answered, 1 for what somebody else did.
func byOther(s Series, p store.Person) int {
	if s.Respondent == p.Code {
		return 0
	}
	return 1
}

func rank(s Series) int {
	switch {
	case s.Scale.Main && s.Validated:
		return 0
	case s.Scale.Main:
		return 1
	}
	return 2
}

func newSeries(def *instruments.Definition, scale instruments.ScaleID, a store.Scored, respondent string) Series {
	return Series{
		Ref: def.Ref(), Short: def.Abbreviation, Title: def.Title, Validated: def.Validated, Scale: def.Scale(scale),
		Informant: a.Informant, Respondent: respondent,
	}
}

func pointOf(a store.Scored, s store.ScaleScore) Point {
	return Point{
		Administration: a.ID, Date: a.Answered, Wave: a.Wave, Scored: s.Scored,
		Value: s.Value, Reported: s.Reported, Prorated: s.Prorated, Band: s.Band, Reason: s.Reason,
	}
}

// compareSeries finds the basis of change and compares the newest scored point with the first.
func (d *Desk) compareSeries(s *Series, p store.Person) {
	var scored []Point
	for _, pt := range s.Points {
		if pt.Scored {
			scored = append(scored, pt)
		}
	}
	if len(scored) == 0 {
		return
	}
	last := scored[len(scored)-1]
	def, err := d.cat.At(s.Ref)
	if err != nil {
		return
	}
	ctx := scoring.Context{Informant: s.Informant, Sex: p.Gender.Sex(), Age: p.AgeOn(last.Date)}
	basis, ok := change.BasisFor(def, s.Scale.ID, ctx)
	if ok {
		s.Basis = &basis
	}
	s.Cutoff = cutoffFor(def, s.Scale.ID, ctx)
	if ok && len(scored) > 1 {
		res := change.Compare(scored[0].Value, last.Value, basis)
		s.Latest = &res
	}
}

// cutoffFor is the first cut-off of a scale that fits the context.
func cutoffFor(def *instruments.Definition, scale instruments.ScaleID, ctx scoring.Context) *instruments.Cutoff {
	for i := range def.Cutoffs {
		c := &def.Cutoffs[i]
		if c.Scale == scale && ctx.Fits(c.Population) {
			return c
		}
	}
	return nil
}
