package demo

import (
	"math"

	"github.com/mittari/mittari/instruments"
	"github.com/mittari/mittari/store"
)

// planned is one wave of an episode as the protocol has it.
type planned struct {
	wave     store.Wave
	due      int     // days from the start of the episode
	before   int     // days the window opens earlier
	after    int     // days it stays open
	chance   float64 // of an answer by a young person
	dropOut  float64 // the same after the family stopped early
	reached  float64 // share of the full change
	from, to store.Date
	on       store.Date
	also     store.Wave
}

// Differences from a young person's chance of answering.
const (
	firstGuardian  = 0.06
	secondGuardian = -0.25
	worseHolds     = -0.02 // who is doing worse answers a little less often
	surest         = 0.98
)

// waves lists what of the protocol has come due by today. When six months and the end fall within thirty days of
// each other, one sitting at the end serves both.
func (e *episode) waves(s source, today store.Date) []planned {
	length := math.MaxInt
	if !e.End.IsZero() {
		length = e.End.DaysSince(e.Start)
	}
	all := []planned{
		{wave: store.Start, due: 0, after: 21, chance: 0.88, dropOut: 0.88},
		{wave: store.ThreeMonths, due: 91, before: 21, after: 21, chance: 0.74, dropOut: 0.74, reached: 0.55},
		{wave: store.SixMonths, due: 182, before: 28, after: 28, chance: 0.62, dropOut: 0.62, reached: 0.85},
	}
	if !e.End.IsZero() && !e.short() {
		all = append(all,
			planned{wave: store.End, due: length, before: 14, after: 14, chance: 0.66, dropOut: 0.30, reached: 1},
			planned{wave: store.FollowUp, due: length + 182, before: 30, after: 30, chance: 0.40, dropOut: 0.40 * 0.30, reached: 0.85})
	}
	joined := length >= 182 && length <= 182+30 && !e.short()
	var out []planned
	for _, p := range all {
		if p.wave != store.FollowUp && p.due > length || e.Start.AddDays(p.due).After(today) || joined && p.wave == store.SixMonths {
			continue
		}
		if joined && p.wave == store.End {
			p.also = store.SixMonths
		}
		e.place(s, &p, today)
		out = append(out, p)
	}
	return out
}

// place draws the day of a sitting inside its window, at a meeting if there is one.
func (e *episode) place(s source, p *planned, today store.Date) {
	due := e.Start.AddDays(p.due)
	p.from, p.to = due.AddDays(-p.before), due.AddDays(p.after)
	spread := float64(p.before+p.after) / 6
	raw := due.AddDays(int(math.Round(clamp(s.normal(0, spread), -float64(p.before), float64(p.after)))))
	if p.wave == store.Start {
		raw = due.AddDays(s.between(0, 14))
	}
	if p.wave == store.End {
		raw = due.AddDays(s.between(-10, 2))
	}
	if raw.After(today) {
		raw = today
	}
	p.on = e.near(raw, p.from, minDate(p.to, today))
}

func minDate(a, b store.Date) store.Date {
	if b.Before(a) {
		return b
	}
	return a
}

// measure draws every sitting of an episode: the waves of the protocol, and the feedback at each meeting.
func (f *family) measure(s source, e *episode, today store.Date) {
	for _, p := range e.waves(s, today) {
		for _, who := range f.people() {
			f.sit(s, e, p, who, today)
		}
	}
	f.giveFeedback(s, e)
}

// sit draws whether one person answers at one wave, and what.
func (f *family) sit(s source, e *episode, p planned, who *person, today store.Date) {
	if !f.answers(s, e, p, who) {
		if f.shape.refuses || s.chance(0.6) { // the rest went by without a word
			f.decline(s, e, p, who)
		}
		return
	}
	share := e.reached + (1-e.reached)*p.reached
	for _, id := range f.formsFor(who, p.wave) {
		main := id == ypCore || id == core10
		if !main && !f.shape.alwaysAsks && !s.chance(0.95) {
			continue
		}
		sh := f.newSheet(s, e, who, id, p.wave, p.on, today)
		sh.Also = p.also
		if id == goals {
			sh.fixed, sh.skipped = who.rate(s, share)
		} else {
			sh.points = who.courses[id].at(s, share)
			f.passOver(s, sh)
		}
		f.sheets = append(f.sheets, sh)
	}
}

func (f *family) answers(s source, e *episode, p planned, who *person) bool {
	chance := p.chance
	if e.early {
		chance = p.dropOut
	}
	main := who.courses[ypCore]
	if who.Role == store.Guardian {
		main = who.courses[core10]
		chance += firstGuardian
		if who.second {
			chance += secondGuardian - firstGuardian
		}
	}
	chance *= f.area.coverage
	if p.wave != store.Start && main.gettingWorse() {
		chance += worseHolds
	}
	yes := s.chance(clamp(chance, 0, surest)) // drawn in any case, so that a recipe leaves later draws in place
	return !f.shape.refuses && (yes || f.shape.alwaysAsks && p.wave != store.FollowUp)
}

// formsFor lists the forms of one person at one wave, the main one first.
func (f *family) formsFor(who *person, wave store.Wave) []instruments.ID {
	long := wave != store.ThreeMonths
	if who.Role == store.Guardian {
		forms := []instruments.ID{core10}
		if long {
			forms = append(forms, sdq)
		}
		if who.courses[phq9] != nil && (wave == store.Start || wave == store.End) {
			forms = append(forms, phq9)
		}
		return forms
	}
	forms := []instruments.ID{ypCore}
	if who.courses[who5] != nil {
		forms = append(forms, who5)
	}
	if wave != store.FollowUp {
		forms = append(forms, goals)
	}
	return forms
}

// passOver leaves a few sheets with an unanswered item.
func (f *family) passOver(s source, sh *sheet) {
	if f.shape.alwaysAsks || !s.chance(0.02) {
		return
	}
	sh.skipped = map[int]bool{s.between(1, 5): true}
	if s.chance(0.2) {
		sh.skipped[s.between(6, 9)] = true
	}
}

func (f *family) decline(s source, e *episode, p planned, who *person) {
	reasons := []store.DeclineReason{
		store.NotReached, store.Refused, store.NotOffered, store.Crisis, store.OtherReason, store.MovedAway, store.LanguageBarrier,
	}
	why := reasons[s.pick(30, 25, 22, 10, 6, 4, 3)]
	if f.shape.refuses {
		why = store.Refused
	}
	sh := f.newSheet(s, e, who, f.formsFor(who, p.wave)[0], p.wave, p.on, p.on)
	sh.State, sh.Decline, sh.Also, sh.Discussed = store.Declined, why, p.also, store.Date{}
	sh.DurationSec, sh.lag = 0, 0
	f.sheets = append(f.sheets, sh)
}
