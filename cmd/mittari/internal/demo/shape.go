package demo

import (
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// shape is what a family looks like at entry. A recipe may bend it before anything else is drawn.
type shape struct {
	spans       []span
	young       []youngShape
	guardians   []guardianShape
	lang        instruments.Lang
	interpreter bool
	apart       bool
	moreForms   bool // WHO-5 and PHQ-9 are used besides
	alwaysAsks  bool // every form is answered
	refuses     bool // no form is answered
	post        int  // of the area; negative: drawn
}

// span is one period of work.
type span struct {
	start store.Date
	days  int
	early bool
}

type youngShape struct {
	months int // age at entry
	gender store.Gender
}

type guardianShape struct {
	months    int
	gender    store.Gender
	elsewhere bool
}

func drawShape(s source, areaIndex int, today store.Date) shape {
	sh := shape{lang: instruments.Finnish, post: -1}
	sh.spans = []span{drawSpan(s, today)}
	for range 1 + s.pick(84, 13, 3) {
		sh.young = append(sh.young, youngShape{months: 12*(12+s.pick(10, 15, 20, 23, 19, 13)) + s.IntN(12), gender: drawGender(s, areaIndex)})
	}
	for i := range 1 + s.pick(46, 54) {
		g := guardianShape{months: 12*s.between(32, 56) + s.IntN(12), gender: []store.Gender{store.Girl, store.Boy}[s.pick(70, 30)]}
		if i > 0 {
			g.gender, g.elsewhere = []store.Gender{store.Girl, store.Boy}[s.pick(25, 75)], s.chance(1.0/3)
		}
		sh.guardians = append(sh.guardians, g)
	}
	switch s.pick(93, 1, 2, 4) {
	case 1:
		sh.lang = instruments.Swedish
	case 2:
		sh.lang = instruments.English
	case 3:
		sh.interpreter = true
	}
	sh.moreForms = s.chance(0.35)
	return sh
}

// drawGender leaves Kainuu without "other", so that the small cell planted there has a known size.
func drawGender(s source, areaIndex int) store.Gender {
	switch s.pick(50, 47, 3) {
	case 0:
		return store.Girl
	case 1:
		return store.Boy
	}
	switch {
	case areaIndex == kainuu:
		return store.Girl
	case s.chance(0.5):
		return store.OtherGender
	}
	return store.NotTold
}

// drawSpan draws when the work begins and how long it lasts. Intake rises to a peak in November 2025 and falls.
func drawSpan(s source, today store.Date) span {
	sp := span{start: intakeFrom.AddDays(int(intakeDays * s.beta(1.8, 1.6))), early: s.chance(0.16)}
	if !sp.start.Before(today) {
		sp.start = today.AddDays(-1)
	}
	mean, sd := 195.0, 75.0
	if sp.early {
		mean, sd = 80, 30
	}
	for {
		if days := math.Round(s.normal(mean, sd)); days >= 28 && days <= 420 {
			sp.days = int(days)
			return sp
		}
	}
}

// end of a span; the zero date while the work goes on.
func (sp span) end(today store.Date) store.Date {
	if e := sp.start.AddDays(sp.days); !e.After(today) {
		return e
	}
	return store.Date{}
}

// underWay moves work that would begin later than today so far back that its first measurements are done. Planted
// cases have days of their own, which lie in the future when the data stands still earlier than usual.
func (sh *shape) underWay(today store.Date) {
	const since = 124
	for i := range sh.spans {
		if !sh.spans[i].start.Before(today) {
			sh.spans[i].start = today.AddDays(-since)
		}
	}
}
