package casework

import (
	"math"

	"github.com/mittari/mittari/scoring"
	"github.com/mittari/mittari/scoring/change"
	"github.com/mittari/mittari/store"
)

// sameTimeDays is how far apart two people's answers may lie to be told as of the same time: that of a wave's window.
const sameTimeDays = 30

// Beside is what somebody else said about the same person on the same scale.
type Beside struct {
	Series int // place in PersonView.Series
	// One and Other are the newest two results of the two that lie within a month of each other; nil: there are none.
	One, Other *Point
	// Apart is how far the two are from each other; nil: it cannot be told, for want of norms or of results.
	Apart *change.Disagreement
}

// besides puts the series of one scale beside each other, unless the family's answers are kept apart: then nobody's
// answers are ever shown next to anybody else's.
func (d *Desk) besides(f store.Family, p store.Person, all []Series) {
	if f.AnswersApart {
		return
	}
	for i := range all {
		for k := range all {
			if i != k && all[i].Ref.ID == all[k].Ref.ID && all[i].Scale.ID == all[k].Scale.ID {
				all[i].Beside = append(all[i].Beside, d.beside(p, &all[i], &all[k], k))
			}
		}
	}
}

func (d *Desk) beside(p store.Person, one, other *Series, at int) Beside {
	b := Beside{Series: at}
	b.One, b.Other = sameTime(one.Points, other.Points)
	if b.One == nil {
		return b
	}
	first, okFirst := d.view(p, one, b.One)
	second, okSecond := d.view(p, other, b.Other)
	if !okFirst || !okSecond {
		return b
	}
	if apart, ok := change.Disagree(first, second, one.Scale.Direction); ok {
		b.Apart = &apart
	}
	return b
}

// view is a point with the norm of who answered.
func (d *Desk) view(p store.Person, s *Series, pt *Point) (change.View, bool) {
	def, err := d.cat.At(s.Ref)
	if err != nil {
		return change.View{}, false
	}
	ctx := scoring.Context{Informant: s.Informant, Sex: p.Gender.Sex(), Age: p.AgeOn(pt.Date)}
	return change.ViewFor(def, s.Scale.ID, ctx, pt.Value)
}

// sameTime finds the newest scored pair within a month: the newest of the second for which the first has one.
func sameTime(one, other []Point) (a, b *Point) {
	for k := len(other) - 1; k >= 0; k-- {
		if !other[k].Scored {
			continue
		}
		for i := len(one) - 1; i >= 0; i-- {
			days := math.Abs(float64(one[i].Date.DaysSince(other[k].Date)))
			if one[i].Scored && days <= sameTimeDays {
				return &one[i], &other[k]
			}
		}
	}
	return nil, nil
}

// Opposed are two main scales, answered by different people, that tell opposite reliable changes of the same person.
// They may be of different forms: a young person's own distress has grown while a guardian sees fewer difficulties.
type Opposed struct{ Better, Worse int } // places in PersonView.Series

// opposed looks for such pairs, unless the family's answers are kept apart.
func opposed(f store.Family, all []Series) []Opposed {
	if f.AnswersApart {
		return nil
	}
	var better, worse []int
	for i := range all {
		if !all[i].Scale.Main || all[i].Latest == nil {
			continue
		}
		switch all[i].Latest.Class {
		case change.Recovered, change.Improved:
			better = append(better, i)
		case change.Deteriorated, change.Harmed:
			worse = append(worse, i)
		case change.Unknown, change.Unchanged:
		}
	}
	var out []Opposed
	for _, w := range worse {
		for _, b := range better {
			if all[w].Respondent != all[b].Respondent {
				out = append(out, Opposed{Better: b, Worse: w})
			}
		}
	}
	return out
}
