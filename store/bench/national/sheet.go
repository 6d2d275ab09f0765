package main

import (
	"math"
	"time"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// definitionHash stands for that of a definition: as long as a real one.
const definitionHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// sheet is one administration with its stored result.
func (c *country) sheet(f form, o occasion, who store.PersonID, role, day int, declined bool) store.Given {
	c.given++
	at := c.at(day).Add(time.Duration(c.given%80_000) * time.Second)
	a := store.Administration{
		ID: idOf[store.AdministrationID](c.r, at), Episode: o.home.episode, Respondent: who, Subject: who,
		Informant: instruments.Self, Instrument: instruments.Ref{ID: f.id, Version: 1}, Definition: string(f.id) + definitionHash,
		Lang: instruments.Finnish, Mode: store.OwnScreen, Wave: o.wave, State: store.Completed, Answered: store.DateOf(at),
		Entered: at, Revision: 1, DurationSec: 60 + c.r.IntN(300),
	}
	if f.id == "sdq" && role == 1 { // guardians fill it in about the young person
		a.Subject, a.Informant = o.home.young, instruments.Parent
	}
	if declined {
		a.State, a.Mode, a.DurationSec = store.Declined, "", 0
		a.Decline = []store.DeclineReason{store.Refused, store.NotReached, store.NotOffered}[c.r.IntN(3)]
		return store.Given{Family: o.home.family, Scored: store.Scored{Administration: a}}
	}
	trouble := o.home.level[role] - o.home.change*min(1, float64(day-o.home.start)/210)
	a.Responses = make(instruments.Responses, f.items)
	sum := 0
	for i := range a.Responses {
		code := int(math.Round(float64(f.top) * (trouble + 0.3*(c.r.Float64()-0.5))))
		code = max(0, min(f.top, code))
		a.Responses[i], sum = instruments.Answer(code), sum+code
	}
	s := store.Scored{Administration: a}
	for i, scale := range f.scales {
		value, items := float64(sum), f.items
		if i > 0 {
			value, items = math.Round(float64(sum)/5), 5
		}
		clinical := value > float64(items*f.top)/2
		s.Scores = append(s.Scores, store.ScaleScore{
			Administration: a.ID, Scale: scale, Scored: true, Value: value, Reported: value, Answered: items, Items: items,
			Band: []string{"low", "mild", "moderate", "high"}[min(3, int(4*value)/(items*f.top+1))], Clinical: &clinical,
		})
	}
	if f.id == "phq-9" {
		s.Risks = []store.RiskFlag{{Administration: a.ID, Item: 9, State: []string{"none", "flagged"}[c.r.IntN(20)/19]}}
	}
	return store.Given{Family: o.home.family, Scored: s}
}
